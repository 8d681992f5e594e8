"""Systems a policy demands (要求建立的制度), and which of them this installation serves, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from guiju.apps.ledger.models import Policy
from guiju.apps.systems import queries as systems
from guiju.domain.language import Words
from guiju.kernel.claims import Claim, State, claims, state_of


class Place(NamedTuple):
    """Where a policy asks: its words, and the clause they stand in."""

    words: str
    where: str


class Demanded(NamedTuple):
    """A system of the carried list with every place that asks for it, its state here and what serves it."""

    number: int
    name: Words
    state: State
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]


class Demands(NamedTuple):
    """What a policy orders to exist: systems of the list, and the rest in its own words."""

    listed: tuple[Demanded, ...]
    others: tuple[Place, ...]


def demands_of(policy: Policy) -> Demands:
    """What was read in a policy, held against what rooms and registers declare; the states are of now."""
    read: Iterable[Mapping[str, Any]] = policy.reading.get("demands", ())
    made, called = claims(), systems.names()
    names: dict[int, Words] = {}
    places: dict[int, list[Place]] = {}
    others = []
    for demand in read:
        place = Place(demand["verbatim"], demand["where"])
        system = demand["system"]
        if system is None:
            others.append(place)
            continue
        names[system["n"]] = called.get(system["n"], Words(system["name"], system["name"]))
        places.setdefault(system["n"], []).append(place)
    listed = [
        Demanded(number, names[number], state_of(number, made), tuple(made.get(number, ())), tuple(places[number]))
        for number in sorted(names)
    ]
    return Demands(tuple(listed), tuple(others))
