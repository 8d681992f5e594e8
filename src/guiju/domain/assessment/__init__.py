"""Assessment (考核): a scheme as data, points worked out with every step shown, and a ranking.

- `scheme_load(text, where) -> Scheme`: from a declaration; raises `DeclarationError` with all that is wrong
- `points(indicator, value, peers) -> Points`: what a value earns, and how that was worked out
- `total(scheme, values) -> Result`: the whole of one assessed body
- `ranked(results, scheme) -> list[Rank]`: the order of all
"""

from guiju.domain.assessment.loading import scheme_load
from guiju.domain.assessment.model import HOW, SOURCES, Band, Group, Indicator, Points, Result, Scheme, Scoring, Value
from guiju.domain.assessment.ranking import Rank, ranked
from guiju.domain.assessment.scoring import points
from guiju.domain.assessment.totals import total

__all__ = [
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
    "points",
    "ranked",
    "scheme_load",
    "total",
]
