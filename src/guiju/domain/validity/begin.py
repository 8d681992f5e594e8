"""Whether an edition is published and in effect on a day, successors aside (发布与实施)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.validity.days import Days, days
from guiju.domain.validity.facts import AssertionFact, EditionFacts
from guiju.domain.validity.model import Evidence
from guiju.domain.validity.said import ENDED, STANDING, Said, held_on, stage_name, statements
from guiju.domain.validity.sight import Sight

# Where publication and effect are one (ISO, IEC, JIS …): only Chinese standards carry a day of effect of their own.
IMMEDIATE_LEVELS = frozenset({"international", "regional", "foreign"})
# No day of effect recorded: so long after publication a standard is taken to be in effect, and the evidence says so.
ASSUMED_IN_EFFECT_AFTER = timedelta(days=730)

_COLON_YEAR = re.compile(r":((?:19|20)\d{2})(?:-\d{2})?(?!\d)")
_DASH_YEAR = re.compile(r"-((?:19|20)\d{2})(?:-\d{2})?(?![\d.])")


class Phase(Enum):
    """How far an edition has come on a day."""

    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    BEGUN = "begun"
    UNCLEAR = "unclear"
    CANCELLED = "cancelled"


class Begin(NamedTuple):
    """The phase and what it rests on."""

    phase: Phase
    evidence: tuple[Evidence, ...]


@lru_cache(8192)
def year_days(number: str) -> Days | None:
    """The year in a number as days: that of the supplement, when it has one."""
    years = (_COLON_YEAR if ":" in number else _DASH_YEAR).findall(number)
    return days(years[-1]) if years else None


def claim(assertion: AssertionFact) -> Evidence:
    """A status word of a source as evidence."""
    named = stage_name(assertion.value)
    zh, en = (f"（{named.zh}）", f" ({named.en})") if named else ("", "")
    words = Words(f"来源称“{assertion.value}”{zh}", f"The source says “{assertion.value}”{en}")
    return Evidence(words, assertion.source, assertion.asserted_on)


def fact(edition: EditionFacts, zh: str, en: str) -> Evidence:
    """Something the record of `edition` says."""
    return Evidence(Words(zh, en), edition.source, edition.recorded_on)


def immediate(edition: EditionFacts) -> bool:
    """Whether publication of this edition is its effect."""
    return edition.level in IMMEDIATE_LEVELS if edition.level else ":" in edition.number


def published_days(edition: EditionFacts) -> tuple[Days | None, bool]:
    """Days of publication, and whether they are only read from the number's year.

    A date well before the number's own year is the base standard's, not the supplement's: the year counts.
    """
    stated, year = days(edition.published), year_days(edition.number)
    if stated is None:
        return year, True
    if year is not None and stated.last < year.first:
        apart = year.first.year - stated.first.year
        if apart > 1 or edition.supplement:
            return year, True
    return stated, False


def begin(edition: EditionFacts, sight: Sight, *, trust_year: bool = False) -> Begin:
    """How far `edition` has come; `trust_year` lets the year of its number stand for an unknown day of publication."""
    claims = statements(edition.assertions)
    held = held_on(claims, sight.as_of)
    published, only_year = published_days(edition)
    if published is not None and published.surely_after(sight.as_of):
        return Begin(Phase.UNPUBLISHED, (_publication(edition, published, only_year),))
    if held is not None:
        told = _by_word(edition, held, published if not only_year else None)
        if told is not None:
            return told
    elif edition.stage != "published" and not (published and not only_year and published.surely_by(sight.as_of)):
        return Begin(Phase.UNPUBLISHED, (fact(edition, "处于起草或计划阶段", "Still being drafted or planned"),))
    effective = days(edition.effective)
    if effective is not None:
        return _by_effect(edition, effective, published, only_year, sight.as_of)
    trusted = trust_year or any(means in STANDING or means in ENDED for _, means in claims)
    if published is None or (only_year and not trusted):
        return _by_standing_word(held) or Begin(Phase.UNCLEAR, ())
    return _by_publication(edition, published, only_year, held, sight.as_of)


def _by_word(edition: EditionFacts, held: tuple[AssertionFact, Said], stated: Days | None) -> Begin | None:
    """What the last word settles alone; an edition that has ended had begun."""
    assertion, means = held
    said_on = assertion.asserted_on
    if means is Said.CANCELLED:
        return Begin(Phase.CANCELLED, (claim(assertion),))
    if means in ENDED:
        return Begin(Phase.BEGUN, ())
    came_out = stated is not None and said_on is not None and stated.surely_by(said_on)
    if means is Said.DRAFT or (means is Said.PUBLISHING and not (came_out and year_days(edition.number))):
        return Begin(Phase.UNPUBLISHED, (claim(assertion),))
    return None


def _by_standing_word(held: tuple[AssertionFact, Said] | None) -> Begin | None:
    """In effect because a source listed it as in force."""
    if held is not None and held[1] in STANDING:
        return Begin(Phase.BEGUN, (claim(held[0]),))
    return None


def _by_effect(edition: EditionFacts, effective: Days, published: Days | None, only_year: bool, day: date) -> Begin:
    """From a recorded day of effect."""
    evidence = fact(edition, f"实施日期 {edition.effective}", f"Effective from {edition.effective}")
    first = (_publication(edition, published, only_year), evidence) if published and not only_year else (evidence,)
    if effective.surely_by(day):
        return Begin(Phase.BEGUN, first)
    if effective.surely_after(day):
        return Begin(Phase.PUBLISHED, first)
    return Begin(Phase.UNCLEAR, (*first, _imprecise(edition)))


def _by_publication(
    edition: EditionFacts,
    published: Days,
    only_year: bool,
    held: tuple[AssertionFact, Said] | None,
    day: date,
) -> Begin:
    """From the day of publication, when no day of effect is recorded."""
    evidence = _publication(edition, published, only_year)
    listed = _by_standing_word(held)
    if listed is not None:
        return Begin(Phase.BEGUN, (evidence, *listed.evidence))
    if held is not None and held[1] is Said.UPCOMING:
        phase = Phase.PUBLISHED if held[0].asserted_on == day else Phase.UNCLEAR
        return Begin(phase, (evidence, claim(held[0])))
    if not published.surely_by(day):
        return Begin(Phase.UNCLEAR, (evidence, _imprecise(edition)))
    if immediate(edition):
        return Begin(Phase.BEGUN, (evidence,))
    if published.last + ASSUMED_IN_EFFECT_AFTER <= day:
        assumed = fact(
            edition,
            "实施日期未载，发布已满两年，按已实施计",
            "No day of effect on record; taken to be in effect two years after publication",
        )
        return Begin(Phase.BEGUN, (evidence, assumed))
    missing = fact(
        edition, "实施日期未载，无法判断是否已实施", "No day of effect on record: it may or may not have begun"
    )
    return Begin(Phase.UNCLEAR, (evidence, missing))


def _publication(edition: EditionFacts, published: Days, only_year: bool) -> Evidence:
    if only_year:
        year = published.first.year
        return fact(edition, f"年号为 {year}，发布日期未载", f"The number says {year}; no day of publication on record")
    return fact(edition, f"发布日期 {edition.published}", f"Published {edition.published}")


def _imprecise(edition: EditionFacts) -> Evidence:
    return fact(
        edition,
        "日期未精确到日，当天是否已到无法判断",
        "The date is not precise to the day, so it may or may not have come",
    )
