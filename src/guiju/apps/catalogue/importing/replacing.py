"""Which way 代替 runs (代替方向): it is written for both, and the years of the two standards decide."""

from __future__ import annotations

import re

from guiju.apps.catalogue.identity import key_of
from guiju.apps.catalogue.importing.numbers_in_cells import numbers_in
from guiju.apps.catalogue.importing.rows import clean
from guiju.domain.validity.begin import year_days

_BETWEEN = re.compile(r"[,，;；、\n]+")
_MOST = 300


def replaced_sides(number: str, text: str) -> dict[str, list[str]]:
    """What a standard replaces, and what replaces it: of two dated numbers the newer one replaces the older."""
    own = year_days(key_of(number))
    sides: dict[str, list[str]] = {"replaces": [], "replaced_by": []}
    for piece in _BETWEEN.split(text)[:_MOST]:
        years = [year_days(other) for other, _ in numbers_in(clean(piece, 300))]
        newer = own is not None and any(year is not None and year.first > own.first for year in years)
        if piece.strip():
            sides["replaced_by" if newer else "replaces"].append(piece)
    return sides
