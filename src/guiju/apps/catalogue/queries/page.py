"""Everything the page of one edition shows (标准页内容)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from guiju.apps.catalogue.kinds import JURISDICTIONS, KINDS, LANGUAGE_WORDS, kind_of
from guiju.apps.catalogue.models import CcsCode, Edition, IcsCode, Relation
from guiju.apps.catalogue.queries.facts import gather
from guiju.apps.catalogue.terms import FIELDS, NATURES, OPTIONAL, RELATIONS
from guiju.domain.language import Words
from guiju.domain.validity import CatalogueFacts, EditionFacts, Status, StatusAnswer, status

_MOST = 200
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
    """A field with its value and the source that gave it."""

    words: Words
    value: str | Words
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """A day in the life of an edition."""

    day: str
    words: Words


def edition_context(edition: Edition, day: date) -> dict[str, Any]:
    """The answer for `day`, its evidence, and all that is on record."""
    around = gather({edition.number}, {edition.series.key})
    own = next(record for record in around.by_number[edition.number] if record.id == edition.pk)
    answer = status(own, around, day)
    return {
        "edition": edition,
        "answer": answer,
        "day": day,
        "facts": edition_fields(edition),
        "steps": _steps(own, around, answer),
        "series": _series(edition, around, day),
        "relations": relations_of(edition),
        "assertions": edition.assertions.select_related("source").order_by("-asserted_on", "id")[:_MOST],
        "successors": editions_of(answer.successors),
    }


def editions_of(numbers: tuple[str, ...]) -> list[tuple[str, int | None]]:
    """Numbers with the key of their record, None where we hold none."""
    held = dict(Edition.objects.filter(number__in=numbers).order_by("-id").values_list("number", "id"))
    return [(number, held.get(number)) for number in numbers]


def with_status(editions: list[Edition], day: date) -> list[Listed]:
    """Editions in the same order, each with its status on a day, for a handful of queries in all."""
    around = gather({edition.number for edition in editions}, set())
    known = {record.id: record for records in around.by_number.values() for record in records}
    answers = [(edition, status(known[edition.pk], around, day)) for edition in editions]
    return [Listed(edition, answer.status, answer.evidence_age_days) for edition, answer in answers]


def edition_fields(edition: Edition) -> list[Fact]:
    """The fields on record in a reader's order, each with the source that gave it; unknown ones have no value."""
    return [
        Fact(words, _value(edition, name), edition.field_sources.get(name, edition.source.name))
        for name, words in FIELDS.items()
        if name not in OPTIONAL or getattr(edition, name)
    ]


def _value(edition: Edition, name: str) -> str | Words:
    value = getattr(edition, name)
    if name == "nature":
        return "" if value == "unknown" else NATURES[value]
    if name == "kind":
        return KINDS[kind_of(edition)]
    if name in ("language", "jurisdiction"):
        return (LANGUAGE_WORDS if name == "language" else JURISDICTIONS).get(value, str(value))
    if name in ("ics", "ccs"):
        return _named(value, IcsCode if name == "ics" else CcsCode)
    return str(value)


def _named(codes: list[str], table: type[IcsCode] | type[CcsCode]) -> Words | str:
    if not codes:
        return ""
    rows = {row.code: row for row in table.objects.filter(pk__in=codes)}

    def text(code: str, language: str) -> str:
        row = rows.get(code)
        title = (row.title_zh or getattr(row, "title_en", "")) if row else ""
        if row and language == "en":
            title = getattr(row, "title_en", "") or row.title_zh
        return f"{code} {title}".strip()

    return Words("；".join(text(c, "zh") for c in codes), "; ".join(text(c, "en") for c in codes))


def relations_of(edition: Edition) -> list[Related]:
    """Relations at either end, said from this edition's side, one line for each however many sources tell it."""
    number = edition.number
    rows = Relation.objects.filter(Q(subject=number) | Q(obj=number)).select_related("source").order_by("kind", "id")
    rows = rows[:_MOST]
    ends = {end for row in rows for end in (row.subject, row.obj)}
    held = dict(Edition.objects.filter(number__in=ends).order_by("-id").values_list("number", "id"))
    found: dict[tuple[Words, str, str], Related] = {}
    for row in rows:
        forward = row.subject == number
        other, words = (row.obj if forward else row.subject), RELATIONS[row.kind][0 if forward else 1]
        told = Related(
            row.kind, forward, words, other, held.get(other), row.scope, row.degree, row.source.name, row.asserted_on
        )
        found.setdefault((words, other, row.scope), told)
    return list(found.values())


def _series(edition: Edition, around: CatalogueFacts, day: date) -> list[Listed]:
    records = {record.id: record for record in around.by_series.get(edition.series.key, ())}
    editions = Edition.objects.filter(series=edition.series).order_by("-year", "sort_key", "id")[:_MOST]
    return [Listed(e, status(records[e.pk], around, day).status) for e in editions if e.pk in records]


def _steps(own: EditionFacts, around: CatalogueFacts, answer: StatusAnswer) -> list[Step]:
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


def edition_json(edition: Edition, day: date) -> dict[str, Any]:
    """An edition as data: what is on record, its computed status on `day`, and what sources said."""
    context = edition_context(edition, day)
    answer: StatusAnswer = context["answer"]
    return {
        "id": edition.pk,
        "series": edition.series.key,
        **{name: getattr(edition, name) for name in _PUBLISHED_FIELDS},
        "status": {
            "value": answer.status.value,
            "as_of": day.isoformat(),
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
            {"field": a.field, "value": a.value, "asserted_on": a.asserted_on, "source": a.source.name}
            for a in context["assertions"]
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
            for r in context["relations"]
        ],
        "source": edition.source.name,
        "recorded_on": edition.recorded_on,
        "field_sources": edition.field_sources,
    }
