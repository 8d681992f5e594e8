"""What a source's status word means (状态用语的含义), from `said.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from guiju.domain.language import Words
from guiju.domain.validity.facts import AssertionFact

_STAGE = re.compile(r"(\d{2})\.?(\d{2})")


class Said(StrEnum):
    """The meaning of a status word on the day it was said."""

    IN_FORCE = "in_force"
    UPCOMING = "upcoming"
    DRAFT = "draft"
    PUBLISHING = "publishing"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    PARTLY_REPLACED = "partly_replaced"
    PARTLY_WITHDRAWN = "partly_withdrawn"
    CONVERTED = "converted"
    NOTHING = "nothing"


ENDED = frozenset({Said.REPLACED, Said.WITHDRAWN, Said.CANCELLED, Said.CONVERTED})
STANDING = frozenset({Said.IN_FORCE, Said.PARTLY_REPLACED, Said.PARTLY_WITHDRAWN})


def _fold(text: str) -> str:
    return re.sub(r"[\s_()。.]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _load() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("said.toml").read_text(encoding="utf-8"))


_DATA = _load()
_WORDS = {_fold(word): Said(meaning) for meaning, words in _DATA["words"].items() for word in words}
_STAGES = [(row["from"], row["to"], Said(row["means"])) for row in _DATA["stages"]]
_STAGE_NAMES = {code: Words(*names) for code, names in _DATA["stage_names"].items()}
_DELETED = frozenset(_DATA["deleted"]["stages"])
Ranks = list[tuple[str, int]]


def ranks_read(rows: Sequence[Mapping[str, Any]]) -> Ranks:
    """Parts of sources' names with their ranks, from `[[ranks]]` of a TOML file. Raises KeyError, TypeError."""
    return [(str(name).casefold(), int(row["rank"])) for row in rows for name in row["names"]]


_SHIPPED = ranks_read(_DATA["ranks"])
_DECLARED: Ranks = []


def ranks_declare(ranks: Ranks) -> None:
    """The installation's own precedence of sources (来源次序), before the one shipped; called once, at start."""
    _DECLARED[:] = ranks
    rank.cache_clear()


@lru_cache(4096)
def meaning(word: str) -> Said:
    """`"有效"` → in force, `"95.99"` → withdrawn; a word nobody listed means nothing."""
    stage = _STAGE.fullmatch(word.strip())
    if stage is not None:
        code = f"{stage[1]}.{stage[2]}"
        if code in _DELETED:
            return Said.CANCELLED
        return next((means for first, last, means in _STAGES if first <= code <= last), Said.NOTHING)
    return _WORDS.get(_fold(word), Said.NOTHING)


def stage_name(word: str) -> Words | None:
    """What an ISO stage code is called, `"90.92"` → 将修订; None for any other word of a source."""
    stage = _STAGE.fullmatch(word.strip())
    return None if stage is None else _STAGE_NAMES.get(f"{stage[1]}.{stage[2]}", _STAGE_NAMES.get(stage[1]))


@lru_cache(1024)
def rank(source: str) -> int:
    """How much a source's word counts on one day, 0 when nothing is declared."""
    name = source.casefold()
    for ranks in (_DECLARED, _SHIPPED):
        found = [rank for part, rank in ranks if part in name]
        if found:
            return max(found)
    return 0


def statements(assertions: Sequence[AssertionFact]) -> list[tuple[AssertionFact, Said]]:
    """Claims about the status that mean something, undated ones first, then oldest first; on one day the weightier
    one last."""
    meant = [
        (a, means)
        for a in assertions
        if a.field in ("status", "asserted_status") and (means := meaning(a.value)) != Said.NOTHING
    ]
    return sorted(meant, key=lambda pair: (pair[0].asserted_on or date.min, rank(pair[0].source)))


def held_on(claims: Sequence[tuple[AssertionFact, Said]], day: date) -> tuple[AssertionFact, Said] | None:
    """The last word of what was said by `day`; a claim without a day is taken to have been said before."""
    return last_word([claim for claim in claims if claim[0].asserted_on is None or claim[0].asserted_on <= day])


def last_word(claims: Sequence[tuple[AssertionFact, Said]]) -> tuple[AssertionFact, Said] | None:
    """The claim that holds after all of `claims` (in order): the newest, save that an end said by a weightier source
    is not undone by a lighter one that still lists the edition."""
    held: tuple[AssertionFact, Said] | None = None
    for claim in claims:
        undone = held is not None and held[1] in ENDED and claim[1] not in ENDED
        if held is None or not undone or rank(claim[0].source) >= rank(held[0].source):
            held = claim
    return held
