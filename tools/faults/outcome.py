"""What a trial found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """The figures of a trial, and its faults; without any it has passed."""

    figures: str
    faults: list[str] = field(default_factory=list)

    def require(self, holds: bool, fault: str) -> None:
        """Note the fault unless it holds."""
        if not holds:
            self.faults.append(fault)

    def require_none(self, faults: Iterable[str]) -> None:
        """Note all faults given."""
        self.faults += faults
