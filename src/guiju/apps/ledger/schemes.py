"""Schemes of assessment that come with the program (随附的考核方案), to begin from."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.assessment import scheme_load
from guiju.domain.declarations import declaration_files
from guiju.domain.language import Words

_FIRST = "standardization"


class Shipped(NamedTuple):
    """A scheme to begin from, as it is written."""

    code: str
    words: Words
    text: str


def schemes_shipped() -> list[Shipped]:
    """All of them, the general one first."""
    texts = [path.read_text(encoding="utf-8") for path in declaration_files("assessments")]
    read = [(scheme_load(text, "scheme.toml"), text) for text in texts]
    found = [Shipped(scheme.code, scheme.words, text) for scheme, text in read]
    return sorted(found, key=lambda one: (one.code != _FIRST, one.code))


def scheme_shipped(code: str = _FIRST) -> str:
    """The text of one of them, of the general one where there is none of this code."""
    texts = {one.code: one.text for one in schemes_shipped()}
    return texts.get(code, texts[_FIRST])
