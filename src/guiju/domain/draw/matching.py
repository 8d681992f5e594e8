"""Seats and the organisations that can fill them (席位与单位的匹配): can what is chosen still become a whole panel?

Each organisation fills one seat at most. A matching of all seats is kept; when somebody is chosen their organisation
is bound to that person's fields, and the matching is mended along alternating paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guiju.domain.draw.model import Candidate, Seat


class Seating:
    """Seats, one by one, and which organisation is set on each; `short` are the seats that could not be filled."""

    def __init__(self, seats: Iterable[Seat], able: Mapping[str, Sequence[Candidate]]) -> None:
        self.fields = [seat.field for seat in seats for _ in range(seat.wanted)]
        self.able = able
        self._wanted = sorted(set(self.fields))
        self._offers = {name: self._fields_of(people) for name, people in able.items()}
        self._bound: set[str] = set()
        self.holder: list[str | None] = [None] * len(self.fields)
        self.place: dict[str, int] = {}
        self.short = [seat for seat in range(len(self.fields)) if not self._fill(seat)]

    def choose(self, one: Candidate) -> bool:
        """Bind the person's organisation to this person, if a whole panel is still possible; else change nothing."""
        name = one.organisation
        if name in self._bound:
            return False
        kept = (list(self.holder), dict(self.place), self._offers[name])
        self._offers[name] = self._fields_of([one])
        freed = self.place.get(name)
        if freed is not None and self._fits(name, freed):
            self._bound.add(name)
            return True
        if freed is not None:
            self._leave(name)
        if self._enter(name, set()) and all(held is not None or self._fill(s) for s, held in enumerate(self.holder)):
            self._bound.add(name)
            return True
        self.holder, self.place, self._offers[name] = kept
        return False

    def lacking(self, seat: int) -> tuple[list[int], set[str]]:
        """Why a seat stays empty: the seats that compete for the same organisations, and those organisations."""
        seats, names = [seat], set[str]()
        for at in seats:
            for name in self._offers:
                if name not in names and self._fits(name, at):
                    names.add(name)
                    if self.place[name] not in seats:
                        seats.append(self.place[name])
        return seats, names

    def _fields_of(self, people: Iterable[Candidate]) -> frozenset[str]:
        return frozenset(field for field in self._wanted if any(one.covers(field) for one in people))

    def _fits(self, name: str, seat: int) -> bool:
        return self.fields[seat] in self._offers[name]

    def _set(self, name: str, seat: int) -> None:
        self.holder[seat], self.place[name] = name, seat

    def _leave(self, name: str) -> None:
        self.holder[self.place.pop(name)] = None

    def _enter(self, name: str, tried: set[int]) -> bool:
        """Set an organisation on a seat: an empty one, one of an unbound organisation, or one whose holder can move."""
        for seat in range(len(self.fields)):
            if seat in tried or not self._fits(name, seat):
                continue
            tried.add(seat)
            held = self.holder[seat]
            if held is not None and held not in self._bound:
                del self.place[held]
            elif held is not None and not self._enter(held, tried):
                continue
            self._set(name, seat)
            return True
        return False

    def _fill(self, seat: int) -> bool:
        """Find somebody for an empty seat, moving holders of other seats over where needed."""
        came_from: dict[str, int] = {}
        seats, seen = [seat], {seat}
        for at in seats:
            for name in self._offers:
                if name in came_from or not self._fits(name, at):
                    continue
                came_from[name] = at
                other = self.place.get(name)
                if other is None:
                    self._move(name, came_from)
                    return True
                if other not in seen:
                    seen.add(other)
                    seats.append(other)
        return False

    def _move(self, name: str, came_from: Mapping[str, int]) -> None:
        while True:
            to = came_from[name]
            next_name = self.holder[to]
            self._set(name, to)
            if next_name is None:
                return
            name = next_name
