"""A thing that a policy orders to exist (要求建立的事项): a mechanism, platform, register, list, database, body …"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from guiju.domain.policy.model import Doubt

DemandType = Literal[
    "mechanism", "platform", "system", "database", "list", "register", "statistics", "procedure", "body", "document",
    "fund", "pilot",
]  # fmt: skip
"""机制与制度、平台、系统与工作体系、数据库、清单名录、台账、统计、程序性工作、机构与基地、规划与办法、专项资金、试点示范."""


class System(NamedTuple):
    """A system of the carried list that does what is demanded (对应系统)."""

    n: int
    name: str
    room: str


class Demand(NamedTuple):
    """One demand (要求): verb and object as printed, its type, whether it is to be new, and where it stands."""

    verb: str
    object: str
    type: DemandType
    new: bool
    verbatim: str
    where: str
    clause: str | None
    at: tuple[int, int]
    system: System | None = None

    def record(self) -> dict[str, Any]:
        """The demand as Policy JSON writes it."""
        return self._asdict() | {"at": list(self.at), "system": self.system._asdict() if self.system else None}


@dataclass(frozen=True, slots=True)
class DemandsRead:
    """All demands of a policy, in the order of the text."""

    demands: tuple[Demand, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)

    def record(self) -> list[dict[str, Any]]:
        """The demands as Policy JSON writes them."""
        return [demand.record() for demand in self.demands]
