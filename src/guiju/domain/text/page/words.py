"""The words that tell lines apart (行识别用语), read from `words.toml` as alternatives of a regular expression."""

from __future__ import annotations

import tomllib
from pathlib import Path

_WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def any_of(part: str, name: str) -> str:
    """A group that matches any of these words."""
    return f"(?:{'|'.join(_WORDS[part][name])})"
