"""The shapes relaton gives one thing in its versions (取值): a text, a mapping, a list of either; read alike."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

_MOST = 300
_LONGEST, _DEEPEST = 10_000, 3


def items(value: Any) -> list[Any]:
    """A list as it is (up to a bound), anything else as a list of one, nothing as none."""
    if value is None or value == "":
        return []
    return list(islice(value, _MOST)) if isinstance(value, list) else [value]


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The mappings among the items."""
    return [item for item in items(value) if isinstance(item, Mapping)]


def first(value: Any) -> Mapping[str, Any]:
    """The first mapping; an empty one when there is none."""
    return next(iter(mappings(value)), {})


def text(value: Any, *keys: str, depth: int = 0) -> str:
    """The text of the first item: itself, or what stands under the first of `keys` (default content, value)."""
    for item in items(value):
        if isinstance(item, str):
            return " ".join(item[:_LONGEST].split())
        if isinstance(item, Mapping) and depth < _DEEPEST:
            held = (text(item.get(key), depth=depth + 1) for key in keys or ("content", "value"))
            return next((found for found in held if found), "")
    return ""


def languages(value: Any) -> list[str]:
    """Two-letter codes of the languages named: "eng" is "en"."""
    return [_SHORT.get(code, code)[:8] for item in items(value) if (code := text(item).casefold())]


_SHORT = {
    "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es", "deu": "de", "ger": "de", "jpn": "ja",
    "zho": "zh", "chi": "zh", "ara": "ar", "por": "pt", "ita": "it", "kor": "ko",
}  # fmt: skip
