"""What cleaning gives back: the clean text, the way to the source, and what was repaired (清洗结果)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from guiju.domain.language import Words
from guiju.domain.text.offsets import OffsetMap


class RepairRecord(TypedDict("_From", {"from": str})):
    """A repair as it stands in Policy JSON (contracts: Policy JSON)."""

    at: int
    to: str
    why: str
    certain: bool


class Repair(NamedTuple):
    """One thing that was changed (修补): where (code points), from what, to what, why, and whether beyond doubt."""

    at: int
    old: str
    new: str
    why: Words
    certain: bool

    def record(self, lang: str = "zh") -> RepairRecord:
        """The repair as Policy JSON writes it, its reason in `lang`."""
        return {"at": self.at, "from": self.old, "to": self.new, "why": self.why.pick(lang), "certain": self.certain}


class Rewrite(NamedTuple):
    """What one step did to its input: the new text, the map back, the repairs (offsets in the step's input)."""

    text: str
    map: OffsetMap
    repairs: list[Repair]


class Step(NamedTuple):
    """A named cleaning step (清洗步骤): `words` say what it repairs, `rewrite` gives None when nothing changes."""

    name: str
    words: Words
    rewrite: Callable[[str], Rewrite | None]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text that knows where it came from (清洗后的文本).

    `maps` are those of the steps that changed lengths, in order; `repairs` are in the order of the source, their `at`
    counts there, while `old` is what the step saw (an earlier step may have folded it already).
    """

    source: str
    text: str
    maps: tuple[OffsetMap, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The tightest span of the source that holds what became `text[start:end]`."""
        for step_map in reversed(self.maps):
            start, end = step_map.to_source(start, end)
        return start, end
