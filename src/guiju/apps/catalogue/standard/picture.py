"""The relation graph with what is on record of each standard in it (关系图)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guiju.apps.catalogue.queries.briefs import Brief
from guiju.apps.catalogue.standard.drawing import Drawing, Spot
from guiju.apps.catalogue.standard.reach import Edge, Reach
from guiju.apps.catalogue.standard.sight import Sight
from guiju.apps.catalogue.terms import RELATIONS
from guiju.domain.language import Words
from guiju.domain.validity import Status

_TITLE, _NUMBER = 32, 24


@dataclass(frozen=True, slots=True)
class Drawn:
    """A standard in the graph; `status` is None when we hold no record of it."""

    spot: Spot
    number: str
    edition: int | None
    title: str
    status: Status | None

    @property
    def short_title(self) -> str:
        """As much of the title as its place holds: a Chinese character takes the room of two others."""
        return _cut(self.title, _TITLE)

    @property
    def short_number(self) -> str:
        return _cut(self.number, _NUMBER)


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as a line of the table: both ends with their keys where we hold them."""

    edge: Edge
    words: Words
    subject: int | None
    obj: int | None


def nodes(drawing: Drawing, editions: dict[str, Brief], sight: Sight, day: date) -> list[Drawn]:
    """The standards of a drawing, the one in the middle first."""
    found = []
    for spot in drawing.spots:
        edition = editions.get(spot.number)
        title = edition.title if edition else ""
        pk = edition.pk if edition else None
        found.append(Drawn(spot, spot.number, pk, title, sight.status_of(spot.number, day)))
    return found


def lines(found: Reach, editions: dict[str, Brief]) -> list[Line]:
    """Every relation read, in the order of importance."""
    return [
        Line(edge, RELATIONS[edge.kind][0], _key(editions, edge.subject), _key(editions, edge.obj))
        for edge in found.edges
    ]


def _key(editions: dict[str, Brief], number: str) -> int | None:
    return editions[number].pk if number in editions else None


def _cut(text: str, room: int) -> str:
    taken = 0
    for place, character in enumerate(text):
        taken += 1 if ord(character) < 0x2E80 else 2
        if taken > room:
            return text[: max(place - 1, 1)] + "…"
    return text
