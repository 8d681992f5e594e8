"""Where sources disagree about an edition (来源不一致): the value shown, those that lost, and why this one won."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guiju.apps.catalogue.importing.plan import claim_text
from guiju.apps.catalogue.models import Assertion, Edition
from guiju.apps.catalogue.terms import FIELDS
from guiju.domain.language import Words
from guiju.domain.validity.said import rank


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source last said of a field, and when."""

    value: str
    source: str
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which sources say different things: what is shown, what others say, and why it is shown."""

    field: str
    words: Words
    shown: Saying
    others: tuple[Saying, ...]
    why: Words


def conflicts(edition: Edition, assertions: Iterable[Assertion]) -> list[Conflict]:
    """The fields of an edition of which another source last said something else, in a reader's order; `assertions` are
    those about it, with their sources."""
    said: dict[str, dict[str, Saying]] = defaultdict(dict)
    for one in sorted(assertions, key=lambda one: (one.asserted_on or date.min, one.pk)):
        said[one.field][one.source.code] = Saying(one.value, one.source.code, one.asserted_on)
    found = []
    for name, words in FIELDS.items():
        shown = _shown(edition, name)
        others = [one for one in said[name].values() if one.source != shown.source and one.value != shown.value]
        if others:
            found.append(Conflict(name, words, shown, tuple(others), _why(shown, others)))
    return found


def _shown(edition: Edition, name: str) -> Saying:
    value: Any = getattr(edition, name)
    source = edition.field_sources.get(name, edition.source.code)
    day = edition.field_days.get(name)
    own = edition.recorded_on if source == edition.source.code else None
    return Saying(claim_text(value), source, date.fromisoformat(day) if day else own)


def _why(shown: Saying, others: list[Saying]) -> Words:
    if any(rank(one.source) < rank(shown.source) for one in others):
        return Words("这一来源的次序在前", "This source takes precedence")
    if shown.said_on and all(one.said_on is None or one.said_on < shown.said_on for one in others):
        return Words("来源次序相同，这一说法较新", "Equal in precedence; this was said later")
    return Words(
        "来源次序和日期都分不出先后，保留先收录的", "Neither precedence nor date decides; the first recorded stays"
    )
