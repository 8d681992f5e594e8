"""Which standards are related to one, directly or through one other (关系范围), within a number that can be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from guiju.apps.catalogue.queries.rows import places, rows
from guiju.apps.catalogue.terms import RELATIONS
from guiju.domain.language import Words

MOST, FEW = 60, 20
_READ, _READ_CITES = 400, 150
_GROUP, _GROUP_BEYOND = 30, 6
_RELATIONS = """
SELECT kind, subject, obj, scope, degree FROM catalogue_relation
WHERE (subject IN ({}) OR obj IN ({})) AND kind {} 'cites' ORDER BY id LIMIT {}"""
# In the order in which room is given: what takes a place, what changes, what is adopted, what is only cited.
_ORDER = (
    "replaces", "renumbered_from", "converted_to_recommended", "amends", "corrects", "translates", "same_as", "adopts",
)  # fmt: skip


@dataclass(slots=True)
class Near:
    """A standard in reach: how it was reached, and what was reached through it."""

    number: str
    hop: int
    groups: list[Group] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """Standards that stand in one relation to another, read from that other: `words`; `hidden` found no room.

    `back`: they are what it comes from or rests on (代替的、采用的、引用的), drawn before it; else what came of it.
    `forward`: it is the subject of the relation.
    """

    kind: str
    forward: bool
    nodes: list[Near] = field(default_factory=list)
    hidden: int = 0

    @property
    def words(self) -> Words:
        return RELATIONS[self.kind][0 if self.forward else 1]

    @property
    def back(self) -> bool:
        return self.kind != "same_as" and self.forward != (self.kind == "converted_to_recommended")


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as it was told: `subject` `kind` `obj`."""

    kind: str
    subject: str
    obj: str
    scope: str
    degree: str


@dataclass(slots=True)
class Reach:
    """The standard in the middle, all in reach that found room, and every relation read among and around them."""

    middle: Near
    numbers: list[str]
    edges: list[Edge]
    hidden: int


def reach(number: str, *, most: int = MOST, hops: int = 2) -> Reach:
    """What is in reach of a number; at most `most` standards, itself included."""
    middle = Near(number, 0)
    placed = {number: middle}
    edges: dict[Edge, None] = {}
    frontier = [middle]
    hidden = 0
    for hop in range(1, hops + 1):
        around: dict[str, dict[Edge, None]] = defaultdict(dict)
        for edge in _edges([near.number for near in frontier], cites=hop == 1):
            edges[edge] = None
            for end in {edge.subject, edge.obj}:
                around[end][edge] = None
        for near in frontier:
            near.groups = _groups(near, around[near.number], placed, most)
            hidden += sum(group.hidden for group in near.groups)
        frontier = [near for parent in frontier for group in parent.groups for near in group.nodes]
        if len(placed) >= most:
            break
    return Reach(middle, list(placed), list(edges), hidden)


def _edges(numbers: Collection[str], *, cites: bool) -> Iterator[Edge]:
    """Relations of these numbers, in the order in which they are given room; citations go one step only."""
    if not numbers:
        return
    ends, asked = places(numbers), [*numbers, *numbers]
    plain = rows(_RELATIONS.format(ends, ends, "<>", _READ), asked)
    yield from (Edge(*row) for row in sorted(plain, key=_turn))
    if cites:
        yield from (Edge(*row) for row in rows(_RELATIONS.format(ends, ends, "=", _READ_CITES), asked))


def _turn(row: Sequence[str]) -> int:
    return _ORDER.index(row[0]) if row[0] in _ORDER else len(_ORDER)


def _groups(near: Near, edges: Iterable[Edge], placed: dict[str, Near], most: int) -> list[Group]:
    """The relations of one standard as groups of those not met before."""
    others: dict[tuple[str, bool], dict[str, None]] = defaultdict(dict)
    for edge in edges:
        forward = edge.subject == near.number
        other = edge.obj if forward else edge.subject
        if other not in placed:
            others[edge.kind, forward or edge.kind == "same_as"][other] = None
    groups = []
    room = _GROUP if near.hop == 0 else _GROUP_BEYOND
    for (kind, forward), numbers in others.items():
        free = [number for number in numbers if number not in placed]
        chosen = list(islice(free, max(0, min(room, most - len(placed)))))
        group = Group(kind, forward, [Near(number, near.hop + 1) for number in chosen], len(free) - len(chosen))
        placed |= {one.number: one for one in group.nodes}
        if group.nodes:
            groups.append(group)
    return groups
