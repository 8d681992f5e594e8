"""Reads of the list (制度清单的查询): systems as asked for, each with what serves it here."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from guiju.apps.systems.reading import GROUPS, System, policies, systems
from guiju.domain.language import Words
from guiju.kernel.claims import STATES, Claim, State, claims, state_of


class AskedSystems(NamedTuple):
    """What the list is asked for; "" for anything."""

    text: str = ""
    policy: str = ""
    group: str = ""
    state: str = ""


class Standing(NamedTuple):
    """A system, whether its work can be done here, and where."""

    system: System
    state: State
    claims: tuple[Claim, ...]


class Found(NamedTuple):
    """The systems asked for; and how many are in each state before a state was chosen."""

    rows: list[Standing]
    counts: Mapping[State, int]


def systems_asked(asked: AskedSystems) -> Found:
    """The systems as asked for. Values that there are not choose nothing out."""
    made = claims()
    rows = [_standing(one, made) for one in systems() if _fits(one, asked)]
    counts = Counter(row.state for row in rows)
    if asked.state in STATES:
        rows = [row for row in rows if row.state == asked.state]
    return Found(rows, {state: counts[state] for state in STATES})


def systems_of(document: str) -> list[Standing]:
    """The systems a policy asks for, by its code or its title; none for a policy the list was not read from."""
    wanted = _plain(document)
    code = next((one.code for one in policies().values() if wanted in (one.code, _plain(one.words.zh))), "")
    return systems_asked(AskedSystems(policy=code)).rows if code else []


def names() -> dict[int, Words]:
    """What each system is called."""
    return {one.number: one.name for one in systems()}


def _standing(one: System, made: Mapping[int, list[Claim]]) -> Standing:
    return Standing(one, state_of(one.number, made), tuple(made.get(one.number, ())))


def _fits(one: System, asked: AskedSystems) -> bool:
    if asked.policy in policies() and all(phrase.policy != asked.policy for phrase in one.asked):
        return False
    if asked.group in GROUPS and one.group != asked.group:
        return False
    told = _plain(
        " ".join((str(one.number), one.name.zh, one.name.en, one.meaning, *(phrase.phrase for phrase in one.asked)))
    )
    return all(word in told for word in (_plain(word) for word in asked.text.split()[:8]))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
