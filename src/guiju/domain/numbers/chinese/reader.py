"""Read one Chinese number out of folded text."""

from __future__ import annotations

import re

from guiju.domain.numbers.chinese.prefixes import Prefix, printed
from guiju.domain.numbers.model import StandardNumber

_PLAIN = re.compile(
    r"([A-Z]{2,5}(?:/[A-Z]{1,2})?) (\d{1,7})(?:\.(\d{1,4}(?:\.\d{1,4})?))?(?:-((?:19[5-9]|20[0-2])\d))?", re.ASCII
)
_PREFIXES: dict[str, Prefix] = printed()


def read(text: str) -> StandardNumber | None:
    """The Chinese number that the text is, None when it is none, `NumberError` when it is malformed."""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return None
    prefix = _PREFIXES.get(plain[1])
    if prefix is None or prefix.style != "plain":
        return None
    part = plain[3] or ""
    return StandardNumber(
        prefix.publisher, prefix.level, prefix.nature, prefix.text, plain[2], part, "." if part else "", plain[4] or "",
        text,
    )  # fmt: skip
