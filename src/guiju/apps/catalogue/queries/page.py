"""Everything the page of one edition shows (标准页内容)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from guiju.apps.catalogue.kinds import JURISDICTIONS, KINDS, LANGUAGE_WORDS, kind_of
from guiju.apps.catalogue.models import Assertion, Edition, Source
from guiju.apps.catalogue.queries.briefs import Brief, briefs_numbered, briefs_of_series, keys_numbered
from guiju.apps.catalogue.queries.codes import titles_of
from guiju.apps.catalogue.queries.conflicts import conflicts
from guiju.apps.catalogue.queries.facts import gather
from guiju.apps.catalogue.queries.rows import columns, joined
from guiju.apps.catalogue.queries.rows import day as day_of
from guiju.apps.catalogue.queries.rows import rows as rows_read
from guiju.apps.catalogue.replay import Remembered
from guiju.apps.catalogue.standard.changes import rows
from guiju.apps.catalogue.standard.drawing import draw
from guiju.apps.catalogue.standard.life import life
from guiju.apps.catalogue.standard.picture import nodes
from guiju.apps.catalogue.standard.reach import FEW, reach
from guiju.apps.catalogue.standard.sight import Sight, look
from guiju.apps.catalogue.terms import FIELDS, NATURES, OPTIONAL, RELATIONS
from guiju.domain.language import Words
from guiju.domain.validity import AssertionFact, CatalogueFacts, EditionFacts, Status, status
from guiju.kernel.history.models import Event
from guiju.kernel.history.queries import events_read

_MOST, _EVENTS = 200, 8
_SAID = f"""
SELECT a.*, {columns(Source, "o")} FROM catalogue_assertion a JOIN catalogue_source o ON o.id = a.source_id
WHERE a.edition_id = %s ORDER BY a.asserted_on DESC, a.id LIMIT {_MOST}"""
_RELATIONS = f"""
SELECT r.kind, r.subject, r.obj, r.scope, r.degree, r.asserted_on, s.name
FROM catalogue_relation r JOIN catalogue_source s ON s.id = r.source_id
WHERE r.subject = %s OR r.obj = %s ORDER BY r.kind, r.id LIMIT {_MOST}"""
_NONE: dict[str, Any] = {"titles": {}, "drafters": [], "ics": [], "ccs": [], "fictitious": False}
_PUBLISHED_FIELDS = (
    "number", "level", "publisher", "nature", "stage", "title_zh", "title_en", "titles", "published", "effective",
    "withdrawn", "parallel_until", "body", "department", "committee", "drafters", "ics", "ccs", "plan_number",
    "announcement", "filing_number", "kind", "jurisdiction", "language", "url", "fictitious",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition in a list, with its status on the day asked and the age of the newest evidence for it, in days."""

    edition: Edition
    status: Status
    age: int | None = None


class Sibling(NamedTuple):
    """An edition of the same standard in brief, with its status on the day asked."""

    edition: Brief
    status: Status


@dataclass(frozen=True, slots=True)
class Related:
    """A relation as it reads from this edition: the words, the other number, its key when we hold it.

    `subject` says whether this edition is the subject of `kind`.
    """

    kind: str
    subject: bool
    words: Words
    number: str
    edition: int | None
    scope: str
    degree: str
    source: str
    asserted_on: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its value, the source that gave it, and the day that was read or recorded here."""

    words: Words
    value: str | Words
    source: str
    day: date | str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A day in the life of an edition."""

    day: str
    words: Words


def edition_context(edition: Edition, day: date, today: date, known_on: date | None = None) -> dict[str, Any]:
    """The answer for `day`, its evidence, and all that is on record; as known now, or here at the end of `known_on`."""
    near = reach(edition.number, most=FEW)
    records = briefs_numbered(near.numbers)
    sight = look(edition, set(near.numbers), known_on)
    answer = sight.answer(day)
    drawing = draw(near)
    events = events_read("edition", str(edition.pk))
    said = _assertions(edition) if known_on is None else []
    return {
        "edition": edition,
        "answer": answer,
        "day": day,
        "known_on": known_on,
        "known": sight.own is not None,
        "erased": sight.erased,
        "life": life(sight.periods(), list(sight.notches()), day, today),
        "facts": edition_fields(edition, sight.remembered, days_recorded(events)),
        "drafters": (sight.remembered.fields if sight.remembered else vars(edition)).get("drafters", []),
        "steps": _steps(sight.own, sight.facts) if sight.own else [],
        "series": _series(edition, sight, day),
        "relations": relations_of(edition),
        "drawing": drawing,
        "nodes": nodes(drawing, records, sight, day),
        "conflicts": conflicts(edition, said),
        "assertions": _claims(said) if known_on is None else _claims_known(sight),
        "successors": editions_of(answer.successors),
        "history": rows(events[: -_EVENTS - 1 : -1]),
        "history_total": len(events),
    }


def _assertions(edition: Edition) -> list[Assertion]:
    """What sources said, the last word first."""
    said = list(Assertion.objects.raw(_SAID, [edition.pk]))
    for one in said:
        one.source = joined(Source, "o", one)
    return said


def _claims(said: Iterable[Assertion]) -> list[AssertionFact]:
    return [AssertionFact(a.field, a.value, a.asserted_on, a.source.name) for a in said]


def _claims_known(sight: Sight) -> list[AssertionFact]:
    """What had been recorded here of what sources said, the last word first."""
    said = sight.own.assertions if sight.own else ()
    return sorted(said, key=lambda claim: claim.asserted_on or date.min, reverse=True)[:_MOST]


def days_recorded(events: Iterable[Event]) -> dict[str, date]:
    """By field, the day its value was recorded here."""
    found: dict[str, date] = {}
    for event in events:
        content = event.payload.content or {}
        found |= dict.fromkeys(content.get("after") or {}, timezone.localdate(event.at))
    return found


def editions_of(numbers: tuple[str, ...]) -> list[tuple[str, int | None]]:
    """Numbers with the key of their record, None where we hold none."""
    if not numbers:
        return []
    held = keys_numbered(numbers)
    return [(number, held.get(number)) for number in numbers]


def with_status(editions: list[Edition], day: date) -> list[Listed]:
    """Editions in the same order, each with its status on a day, for a handful of queries in all."""
    around = gather({edition.number for edition in editions}, set())
    known = {record.id: record for records in around.by_number.values() for record in records}
    answers = [(edition, status(known[edition.pk], around, day)) for edition in editions]
    return [Listed(edition, answer.status, answer.evidence_age_days) for edition, answer in answers]


def edition_fields(
    edition: Edition, remembered: Remembered | None = None, recorded: Mapping[str, date] | None = None
) -> list[Fact]:
    """The fields on record in a reader's order, each with the source that gave it and the day it was read or recorded;
    as `remembered`, if given. Unknown ones have no value."""
    values: dict[str, Any] = remembered.fields if remembered else {name: getattr(edition, name, "") for name in FIELDS}
    givers = values.get("field_sources", {}) if remembered else edition.field_sources
    said_on = values.get("field_days", {}) if remembered else edition.field_days
    found = []
    for name, words in FIELDS.items():
        value = values.get(name) or ""
        if name in OPTIONAL and not value:
            continue
        giver = givers.get(name, "")
        on = (
            said_on.get(name) or (recorded or {}).get(name) if giver else values.get("recorded_on", edition.recorded_on)
        )
        found.append(Fact(words, _value(edition, name, value), giver or edition.source.name, on))
    return found


def _value(edition: Edition, name: str, value: Any) -> str | Words:
    if name == "nature":
        return NATURES[value] if value and value != "unknown" else ""
    if name == "kind":
        return KINDS[kind_of(edition)]
    if name in ("language", "jurisdiction"):
        return (LANGUAGE_WORDS if name == "language" else JURISDICTIONS).get(value, str(value))
    if name in ("ics", "ccs"):
        return _named(name, value)
    return str(value)


def _named(name: str, codes: list[str]) -> Words | str:
    if not codes:
        return ""
    titles = titles_of(name, codes)
    chinese, english = ([f"{code} {titles[code].pick(lang)}".strip() for code in codes] for lang in ("zh", "en"))
    return Words("；".join(chinese), "; ".join(english))


def relations_of(edition: Edition) -> list[Related]:
    """Relations at either end, said from this edition's side, one line for each however many sources tell it."""
    number = edition.number
    told = rows_read(_RELATIONS, [number, number])
    held = keys_numbered({end for row in told for end in row[1:3]})
    found: dict[tuple[Words, str, str], Related] = {}
    for kind, subject, obj, scope, degree, asserted_on, source in told:
        forward = subject == number
        other, words = (obj if forward else subject), RELATIONS[kind][0 if forward else 1]
        one = Related(kind, forward, words, other, held.get(other), scope, degree, source, day_of(asserted_on))
        found.setdefault((words, other, scope), one)
    return list(found.values())


def _series(edition: Edition, sight: Sight, day: date) -> list[Sibling]:
    records = {record.id: record for record in sight.facts.by_series.get(edition.series.key, ())}
    editions = briefs_of_series(edition.series_id, _MOST)
    return [Sibling(e, status(records[e.pk], sight.facts, day).status) for e in editions if e.pk in records]


def _steps(own: EditionFacts, around: CatalogueFacts) -> list[Step]:
    """Days on record, of the edition and of what takes its place, in order."""
    steps = [
        Step(own.published, Words("发布", "Published")),
        Step(own.effective, Words("实施", "Takes effect")),
        Step(own.withdrawn, Words("废止", "Withdrawn")),
        Step(own.parallel_until, Words("新旧并行截止", "End of parallel use")),
    ]
    for relation in around.relations.get(own.number, ()):
        if relation.object != own.number or relation.kind not in ("replaces", "amends", "corrects"):
            continue
        other = next(iter(around.by_number.get(relation.subject, ())), None)
        begins = (
            relation.starts.isoformat() if relation.starts else (other.effective or other.published if other else "")
        )
        zh, en = RELATIONS[relation.kind][1]
        steps.append(Step(begins, Words(f"{zh} {relation.subject}", f"{en} {relation.subject}")))
    return sorted({step for step in steps if step.day}, key=lambda step: step.day)


def edition_json(edition: Edition, day: date, known_on: date | None = None) -> dict[str, Any]:
    """An edition as data: what is on record, its computed status on `day`, and what sources said.

    With `known_on` the status, its evidence, the fields and the sources are as they were known here at the end of that
    day; relations are those on record.
    """
    sight = look(edition, set(), known_on)
    answer = sight.answer(day)
    told = sight.remembered.fields if sight.remembered else {}
    fields = {name: getattr(edition, name) for name in _PUBLISHED_FIELDS}
    if known_on is not None:
        fields = {name: told.get(name, _NONE.get(name, "")) for name in _PUBLISHED_FIELDS} | {"number": edition.number}
    return {
        "id": edition.pk,
        "series": edition.series.key,
        **fields,
        "status": {
            "value": answer.status.value,
            "as_of": day.isoformat(),
            "known_on": known_on.isoformat() if known_on else None,
            "known": sight.own is not None,
            "evidence_age_days": answer.evidence_age_days,
            "evidence": [
                {
                    "zh": e.fact.zh,
                    "en": e.fact.en,
                    "source": e.source,
                    "said_on": e.said_on.isoformat() if e.said_on else None,
                }
                for e in answer.evidence
            ],
            "successors": list(answer.successors),
            "cycle": list(answer.cycle),
        },
        "assertions": [
            {"field": a.field, "value": a.value, "asserted_on": a.asserted_on, "source": a.source}
            for a in (_claims(_assertions(edition)) if known_on is None else _claims_known(sight))
        ],
        "relations": [
            {
                "kind": r.kind,
                "subject": r.subject,
                "number": r.number,
                "scope": r.scope,
                "degree": r.degree,
                "source": r.source,
            }
            for r in relations_of(edition)
        ],
        "source": edition.source.name,
        "recorded_on": edition.recorded_on,
        "field_sources": edition.field_sources,
    }
