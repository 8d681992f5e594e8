"""Reads of single editions and series, and of the catalogue as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from guiju.apps.catalogue.identity import key_of
from guiju.apps.catalogue.models import Edition, Relation, Series, Source
from guiju.apps.catalogue.queries.facts import gather
from guiju.apps.catalogue.queries.known import gather_known
from guiju.apps.catalogue.queries.remembered import remembered
from guiju.apps.catalogue.queries.rows import columns, joined
from guiju.apps.catalogue.queries.state import state
from guiju.domain.validity import CatalogueFacts, EditionFacts, Status, StatusAnswer, status

_SNAPSHOT_SECONDS = 600
# Written out: the mapper takes three times as long to put the question as the database to answer it.
_EDITION = f"""
SELECT e.*, {columns(Series, "s")}, {columns(Source, "o")} FROM catalogue_edition e
JOIN catalogue_series s ON s.id = e.series_id JOIN catalogue_source o ON o.id = e.source_id WHERE e.id = %s"""


def edition_get(pk: int) -> Edition:
    """One edition with its series and source. Raises `Edition.DoesNotExist`."""
    found = Edition.objects.raw(_EDITION, [pk]) if pk.bit_length() < 64 else ()
    for edition in found:
        edition.series, edition.source = joined(Series, "s", edition), joined(Source, "o", edition)
        return edition
    raise Edition.DoesNotExist(pk)


def editions_by_number(text: str) -> QuerySet[Edition]:
    """Every record of a number in any spelling; more than one only when a number is repeated."""
    return Edition.objects.filter(number=key_of(text)).order_by("fictitious", "id")


def has_edition(number: str) -> bool:
    """Whether the catalogue holds this edition key."""
    return Edition.objects.filter(number=number).exists()


def series_editions(series: Series) -> QuerySet[Edition]:
    """All editions of a series, newest first, supplements with the edition they hang on."""
    return Edition.objects.filter(series=series).order_by("-year", "sort_key", "id")


def edition_facts(edition: Edition) -> tuple[EditionFacts, CatalogueFacts]:
    """An edition as the judge sees it, and everything it needs to know around it."""
    around = gather({edition.number}, {edition.series.key})
    return next(e for e in around.by_number[edition.number] if e.id == edition.pk), around


def status_on(edition: Edition, day: date, *, known_on: date | None = None) -> StatusAnswer:
    """The computed status of an edition on a day, from all that is known, or from what was known here on another day.

    An edition of which nothing had been recorded by `known_on` is unknown, without evidence.
    """
    if known_on is None:
        own, around = edition_facts(edition)
        return status(own, around, day)
    knowledge = gather_known({edition.number}, {edition.series.key}, known_on)
    remembered = next((e for e in knowledge.facts.by_number.get(edition.number, ()) if e.id == edition.pk), None)
    if remembered is None:
        return StatusAnswer(Status.UNKNOWN, day, (), None)
    return status(remembered, knowledge.facts, day)


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one source gave: its record, how many editions, and the latest day it was read."""

    source: Source
    editions: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The catalogue in figures (库况): its revision, how much it holds, by level and by source, and how old it is."""

    id: str
    editions: int
    fictitious: int
    series: int
    relations: int
    newest_source_date: date | None
    levels: dict[str, int]
    sources: tuple[SourceCount, ...]


def snapshot() -> Snapshot:
    """The catalogue in figures; `fictitious` are counted apart from `editions`."""
    return remembered("snapshot", _snapshot, seconds=_SNAPSHOT_SECONDS)


def _snapshot() -> Snapshot:
    now = state()
    real = Edition.objects.filter(fictitious=False)
    by_source = {
        row["source"]: (row["n"], row["newest"])
        for row in Edition.objects.values("source").annotate(n=Count("id"), newest=Max("recorded_on"))
    }
    sources = [SourceCount(s, *by_source[s.pk]) for s in Source.objects.filter(pk__in=by_source)]
    return Snapshot(
        id=now.name,
        editions=real.count(),
        fictitious=Edition.objects.filter(fictitious=True).count(),
        series=Series.objects.count(),
        relations=Relation.objects.count(),
        newest_source_date=now.newest_source_date,
        levels=dict(real.values_list("level").annotate(n=Count("id")).order_by("-n")),
        sources=tuple(sorted(sources, key=lambda s: -s.editions)),
    )
