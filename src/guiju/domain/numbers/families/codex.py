"""Codex Alimentarius (国际食品法典): CXS 192-1995, formerly CODEX STAN; CXC 1-1969, formerly CAC/RCP."""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families import years
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_SHAPE = Lazy(
    r"(?P<prefix>(?i:CODEX STAN|CXS|CXC|CXG|CXA|CXM|CAC/(?:RCP|GL|MISC|MRL|RRP|STAN)))[ -]?"
    r"(?P<serial>\d{1,3})(?P<part>[A-Z]?)"
    r"(?:[-:](?P<year>\d+))?(?P<rest>.*)\Z"
)


def read(text: str) -> StandardNumber | None:
    """Reads Codex numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    shape = _SHAPE.match(text)
    if shape is None:
        return None
    prefix, serial = shape["prefix"].upper(), shape["serial"] + shape["part"]
    stem = f"{prefix} {serial}"
    year = years.written_out(shape["year"] or "")
    if year and not years.plausible(year):
        raise years.complaint(year, stem, "-")
    body = f"{stem}-{year}" if year else stem
    if shape["rest"]:
        raise problems.trailing_text(shape["rest"].strip(), body)
    return StandardNumber("codex", "international", "unknown", prefix, serial, "", "", year, body)


FAMILY = Family("codex", frozenset({"CXS", "CXC", "CXG", "CXA", "CXM", "CODEX", "CAC"}), read)
