"""A prefix nobody knows, and the known one it is nearest to."""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.domain.numbers.chinese.prefixes import Prefix, printed

# Looks like a dated standard number: letters, a serial, a year.
_SHAPE = re.compile(
    r"(?P<prefix>[A-Z]{1,6}(?: ?[/_\\-] ?[A-Z]{1,3})?)(?P<rest>[ _-]?\d{1,6}(?:\.\d{1,3})*[-:](?:19|20)\d\d)(?!\d)",
    re.ASCII,
)

# The same, with digits that were read for letters: G8/T 19001-2016, 6B 3095-2012.
_MISREAD = re.compile(
    r"(?P<prefix>[A-Z0-9]{2,4}/[TZ7]|[A-Z0-9]{2,4}(?= ))(?P<rest> ?\d{2,6}(?:\.\d{1,3})*[-:](?:19|20)\d\d)(?!\d)",
    re.ASCII,
)
_LETTERS = str.maketrans("0856", "OBSG")


def misread_prefix(text: str) -> tuple[str, Prefix, str] | None:
    """(prefix as written, the one meant, what follows) of a text in capitals whose prefix holds digits for letters."""
    found = _MISREAD.match(text)
    if found is None:
        return None
    written = found["prefix"]
    meant = written.translate(_LETTERS).replace("/7", "/T")
    prefix = printed().get(meant) if meant != written else None
    return (written, prefix, found["rest"]) if prefix is not None else None


def nearest_prefix(text: str) -> tuple[str, Prefix | None, str] | None:
    """(unknown prefix, nearest known one if any, what follows) of a text in capitals that looks like a number."""
    found = _SHAPE.match(text)
    if found is None:
        return None
    unknown = found["prefix"]
    return unknown, _nearest(unknown), found["rest"]


@lru_cache(maxsize=1024)
def _nearest(unknown: str) -> Prefix | None:
    letters = re.sub(r"[^A-Z]", "", unknown)
    near = [prefix for prefix in printed().values() if _one_slip(letters, prefix.text.replace("/", "").upper())]
    near.sort(
        key=lambda prefix: (
            prefix.level != "national",
            prefix.status != "current",
            ("/" in unknown) != ("/" in prefix.text),
            prefix.text,
        )
    )
    return near[0] if near else None


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter was swapped with its neighbour, or (from three letters on) added, left out or mistaken."""
    if len(typed) == len(known):
        wrong = [i for i, (a, b) in enumerate(zip(typed, known, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return typed[wrong[0]] == known[wrong[1]] and typed[wrong[1]] == known[wrong[0]]
        return len(wrong) == 1 and len(known) > 2
    if abs(len(typed) - len(known)) != 1 or min(len(typed), len(known)) < 2:
        return False
    long, short = (typed, known) if len(typed) > len(known) else (known, typed)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
