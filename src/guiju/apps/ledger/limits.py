"""What an office may set a limit for (时限), and the number that counts: its own, else the rule of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from guiju.apps.ledger.models import OfficeLimit
from guiju.domain.language import Words


class Limit(NamedTuple):
    """A limit: what it is called, its unit, the number of the house (待核实 against the office's own), its bounds."""

    words: Words
    unit: Words
    house: int
    least: int
    most: int


class Known(NamedTuple):
    """The number that counts for an office, and the rule it comes from; "" where it is that of the house."""

    number: int
    source: str


LIMITS: Mapping[str, Limit] = {
    "delay_years": Limit(
        Words("任务延期最多比现在的完成时限晚", "A delay ends after the present day by at most"), Words("年", "years"),
        3, 1, 20,
    ),
    "appeal_days": Limit(
        Words("考核结果公布后受理申诉", "Appeals are taken after an announcement for"), Words("天", "days"), 7, 1, 90
    ),
}  # fmt: skip


def limit_of(office: int, name: str) -> Known:
    """What counts for an office."""
    row = OfficeLimit.objects.filter(office=office, name=name).first()
    return Known(row.number, row.source) if row else Known(LIMITS[name].house, "")
