"""Industries (国民经济行业分类, GB/T 4754-2017): a letter for the section and up to four digits below it.

>>> industry("C38").name, industry("C3811").parents[0].code
('电气机械和器材制造业', 'C381')
>>> [found.code for found in industries_named("制造业")]
['C']
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Industry(NamedTuple):
    """One industry (行业): its code with the letter of its section, and its name."""

    code: str
    name: str

    @property
    def parents(self) -> tuple[Industry, ...]:
        """The industries it is part of, nearest first; 10 and 1 are no codes, so lengths 4, 3 and 1 are looked at."""
        above = (self.code[:length] for length in (4, 3, 1) if length < len(self.code))
        return tuple(found for code in above if (found := industry(code)) is not None)


@cache
def _table() -> dict[str, Industry]:
    text = (files(__package__) / "industries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {code: Industry(code, name) for code, name in rows}


def industry(code: str) -> Industry | None:
    """The industry with this code."""
    return _table().get(code)


def industries() -> Iterator[Industry]:
    """Every industry, by code."""
    yield from _table().values()


def industries_named(name: str) -> tuple[Industry, ...]:
    """The industries of this name, the widest first."""
    found = (one for one in _table().values() if one.name == name)
    return tuple(sorted(found, key=lambda one: len(one.code)))
