"""Which measure counts what a target promises (目标与指标的关联): suggestions with their reasons, never a decision.

- `Promise`: a target in the words of its policy; `Countable`: a measure in the words of whoever counts it
- `suggest(promise, countables) -> tuple[Suggestion, ...]`: measures that may count it, best first
- `part_fitting(name, parts) -> Part | None`: the one part of a measure that a target speaks of
- `units_fit(wanted, counted) -> UnitFit | None`: whether two units count the same, and by which factor
"""

from guiju.domain.ties.model import Countable, Part, Promise, Suggestion
from guiju.domain.ties.parts import part_fitting
from guiju.domain.ties.suggesting import suggest
from guiju.domain.ties.units import UnitFit, units_fit

__all__ = ["Countable", "Part", "Promise", "Suggestion", "UnitFit", "part_fitting", "suggest", "units_fit"]
