"""What a person found out about a number the catalogue lacks (未收录核实)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guiju.domain.validity.model import Evidence

Outcome = Literal["same_as", "no_such_number"]


@dataclass(frozen=True, slots=True)
class Settled:
    """A settled number: it means another one (`same_as`, in `meant`), or nobody ever published it.

    A number that turned out to be real is no settlement: it is recorded in the catalogue.
    """

    number: str
    outcome: Outcome
    meant: str
    evidence: Evidence
