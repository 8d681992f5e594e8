"""What is known of a standard that is cited (被引标准)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_YEAR_AT_END = re.compile(r"-(\d{4}(?:-\d{2})?)(?=$|/)")
_PLAIN = re.compile(r"[^A-Za-z0-9.:]+")


@dataclass(frozen=True, slots=True)
class Work:
    """An edition as a reference list needs it; what is unknown is empty and left out of every format.

    `number` is its normal form; `responsible` the body that answers for it (主要责任者), as its source writes it;
    `published` as precise as it is known ("2020", "2020-03", "2020-03-31"); `chinese` whether a Chinese body
    numbered it.
    """

    number: str
    title: str
    responsible: str = ""
    published: str = ""
    year: str = ""
    language: str = ""
    url: str = ""
    chinese: bool = True

    @property
    def printed_number(self) -> str:
        """The number as Chinese typesetting writes it: a long dash before the year (GB/T 3792—2021)."""
        return _YEAR_AT_END.sub("—\\1", self.number) if self.chinese else self.number

    @property
    def published_year(self) -> str:
        """Year of publication; that of the number when no date is on record."""
        return self.published[:4] or self.year[:4]


def tidy(text: str) -> str:
    """One line of text: sources break titles over lines and leave control characters in them."""
    printable = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())


def keys(works: Sequence[Work]) -> list[str]:
    """A key for each, of plain characters and no two alike: GB-T-1.1-2020, GB-T-1.1-2020-2."""
    taken: dict[str, int] = {}
    made = []
    for work in works:
        key = _PLAIN.sub("-", work.number).strip("-") or "standard"
        taken[key] = taken.get(key, 0) + 1
        made.append(key if taken[key] == 1 else f"{key}-{taken[key]}")
    return made
