"""Assessment (考核): a scheme as data, points worked out with every step shown, and a ranking.

- `scheme_load(text, where) -> Scheme`: from a declaration; raises `DeclarationError` with all that is wrong
- `scheme_values(text)`, `scheme_write(values) -> str`: a declaration as plain values, and written anew
- `points(indicator, value, peers) -> Points`: what a value earns, and how that was worked out
- `total(scheme, values) -> Result`: the whole of one assessed body
- `ranked(results, scheme) -> list[Rank]`: the order of all
"""

from guiju.domain.assessment.loading import scheme_load
from guiju.domain.assessment.model import (
    BY_PEOPLE,
    HOW,
    SOURCES,
    Band,
    Group,
    Indicator,
    Points,
    Result,
    Scheme,
    Scoring,
    Value,
)
from guiju.domain.assessment.ranking import Rank, ranked
from guiju.domain.assessment.scoring import points
from guiju.domain.assessment.totals import total
from guiju.domain.assessment.writing import comments_in, scheme_renumbered, scheme_values, scheme_write

__all__ = [
    "BY_PEOPLE",
    "HOW",
    "SOURCES",
    "Band",
    "Group",
    "Indicator",
    "Points",
    "Rank",
    "Result",
    "Scheme",
    "Scoring",
    "Value",
    "comments_in",
    "points",
    "ranked",
    "scheme_load",
    "scheme_renumbered",
    "scheme_values",
    "scheme_write",
    "total",
]
