"""What the judge answers (查新结果)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guiju.domain.language import NO_WORDS, Words
from guiju.domain.validity.words import Flag, Status, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact the answer rests on (依据): what, from which source, said on which day (None: not stated)."""

    fact: Words
    source: str
    said_on: date | None


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """Status of one edition on day `as_of`, with its evidence, oldest age and ultimate successors.

    `evidence_age_days` is counted from the newest dated evidence to `as_of`; None when nothing is dated.
    """

    status: Status
    as_of: date
    evidence: tuple[Evidence, ...]
    evidence_age_days: int | None
    successors: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberVerdict:
    """The verdict on one cited number: exactly one verdict, any flags, evidence, where to go next.

    `successors` the editions in force at the end of the chain; `chain` every step on the way;
    `candidates` editions an undated or unknown number may mean; `suggestion` the nearest well-formed reading.
    """

    number: str
    verdict: Verdict
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    successors: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    suggestion: str = ""
    advice: Words = NO_WORDS
    edition_id: int | None = None
    title_in_catalogue: str = ""
    fictitious: bool = False
