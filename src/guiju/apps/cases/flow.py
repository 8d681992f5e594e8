"""The declared life of a case (纠错流程), read from its declaration and checked when it is loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any, NamedTuple

from django.utils import timezone

from guiju.domain.language import NO_WORDS, Words, WordsError


class State(NamedTuple):
    """A state: its words, within how many days it is left and by what rule (None: no limit), whether it ends a case."""

    name: str
    words: Words
    days: int | None
    basis: Words
    ends: bool


class Move(NamedTuple):
    """A move from some states to another; some need a note that says why."""

    name: str
    words: Words
    sources: tuple[str, ...]
    target: str
    needs_note: bool


class Flow(NamedTuple):
    """A declared life: its version, first state, the roles that handle cases, states, moves."""

    version: int
    begins: str
    handlers: tuple[str, ...]
    states: Mapping[str, State]
    moves: Mapping[str, Move]

    def move(self, name: str, state: str) -> Move:
        """The move of that name from a state. Raises `WordsError` saying why not."""
        move = self.moves.get(name)
        if move is None or state not in move.sources:
            said = self.states[state].words
            message = Words(f"“{said.zh}”的纠错不能这样办理。", f"This cannot be done: {said.en.lower()}.")
            raise WordsError("move", message, where="move")
        return move

    def possible(self, state: str) -> list[Move]:
        """The moves there are from a state."""
        return [move for move in self.moves.values() if state in move.sources]

    def due(self, state: str, since: datetime) -> date | None:
        """The day by which a state entered then is to be left."""
        days = self.states[state].days
        return None if days is None else timezone.localdate(since) + timedelta(days=days)


def flow_read(text: str) -> Flow:
    """A flow from its declaration. Raises ValueError for one whose states and moves do not fit together."""
    table = tomllib.loads(text)
    states = {name: _state(name, row) for name, row in table["states"].items()}
    moves = {row["name"]: _move(row) for row in table["moves"]}
    flow = Flow(table["version"], table["begins"], tuple(table["handlers"]), states, moves)
    known = states.keys()
    named = {flow.begins} | {m.target for m in moves.values()} | {s for m in moves.values() for s in m.sources}
    if named - known:
        raise ValueError(f"states not declared: {sorted(named - known)}")
    reached = {flow.begins} | {move.target for move in moves.values()}
    if known - reached:
        raise ValueError(f"states never reached: {sorted(known - reached)}")
    stuck = [s.name for s in states.values() if not s.ends and not flow.possible(s.name)]
    if stuck:
        raise ValueError(f"states nobody can leave: {stuck}")
    return flow


def _state(name: str, row: Mapping[str, Any]) -> State:
    basis = Words(**row["basis"]) if "basis" in row else NO_WORDS
    if ("days" in row) != (basis != NO_WORDS):
        raise ValueError(f"{name}: a limit names its basis")
    return State(name, Words(row["zh"], row["en"]), row.get("days"), basis, row.get("ends", False))


def _move(row: Mapping[str, Any]) -> Move:
    words = Words(row["zh"], row["en"])
    return Move(row["name"], words, tuple(row["from"]), row["to"], row.get("needs_note", False))


FLOW = flow_read(files(__package__).joinpath("declarations", "correction.toml").read_text(encoding="utf-8"))
