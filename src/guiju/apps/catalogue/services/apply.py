"""Writes a plan (写入计划): editions, claims, relations, their history and index work, in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from guiju.apps.catalogue.importing.held import EMPTY, FIELDS
from guiju.apps.catalogue.importing.plan import Change, Plan, Said, Told, source_names
from guiju.apps.catalogue.importing.record import Record
from guiju.apps.catalogue.models import Assertion, Edition, Relation, Series
from guiju.apps.catalogue.search import editions_reindex
from guiju.apps.catalogue.services.sources import sources_ensure
from guiju.apps.catalogue.services.telling import Writer, plan_tell
from guiju.domain.validity.written import sort_day
from guiju.kernel.history.bulk import ids_reserve, rows_insert, rows_update

_FROM_NUMBER = ("number", "sort_key", "year", "supplement", "publisher", "prefix", "level")
_COLUMNS = (
    "id", "series", *_FROM_NUMBER, *FIELDS, "published_day", "effective_day", "source", "recorded_on",
    "field_sources", "field_days", "fictitious", "batch",
)  # fmt: skip
_EMPTY = [(name, EMPTY.get(name, "")) for name in FIELDS]
_from_number = attrgetter(*_FROM_NUMBER)
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Applied:
    """How many editions, claims and relations were written."""

    created: int
    changed: int
    claims: int
    relations: int


def plan_write(plan: Plan, writer: Writer) -> Applied:
    """Write all of `plan`. Call inside a transaction; `state_advance` is the caller's to call, once at the end."""
    if plan.is_empty:
        return Applied(0, 0, 0, 0)
    sources = sources_ensure(source_names(plan))
    batch = writer.batch.pk if writer.batch else None
    ids = _insert_editions(plan.creates, sources, batch)
    claims = _insert_claims(plan.claims, ids, sources, batch)
    _insert_relations(plan.links, sources, batch)
    _change_editions(plan.changes)
    for day, read in plan.refreshed.items():
        rows_update(Edition, ("recorded_on",), ((pk, day) for pk in read))
    touched = plan_tell(plan, ids, claims, writer)
    editions_reindex(touched, new=dict(zip(ids, (r.identity.number for r in plan.creates), strict=True)))
    return Applied(len(ids), len(plan.changes), len(plan.claims), len(plan.links))


def _change_editions(changes: Sequence[Change]) -> None:
    """Set the fields that change; editions of which the same fields change are written together."""
    alike: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for change in changes:
        edition, after = change.edition, dict(change.after)
        for name in ("published", "effective"):
            if name in after:
                after[f"{name}_day"] = sort_day(after[name])
        if change.sources:
            after["field_sources"] = {**edition.field_sources, **change.sources}
        if change.days:
            after["field_days"] = {**edition.field_days, **{k: d.isoformat() for k, d in change.days.items() if d}}
        alike[tuple(after)].append([edition.pk, *after.values()])
    for names, rows in alike.items():
        rows_update(Edition, names, rows)


def _insert_editions(creates: Sequence[Record], sources: dict[str, int], batch: int | None) -> list[int]:
    series = _series({r.identity.series: r.identity.publisher for r in creates})
    ids = ids_reserve(Edition, len(creates))
    rows_insert(Edition, _COLUMNS, (_row(pk, r, series, sources, batch) for pk, r in zip(ids, creates, strict=True)))
    return ids


def _row(pk: int, record: Record, series: dict[str, int], sources: dict[str, int], batch: int | None) -> list[Any]:
    fields, identity = record.fields, record.identity
    return [
        pk,
        series[identity.series],
        *_from_number(identity),
        *[fields.get(name, empty) for name, empty in _EMPTY],
        sort_day(fields.get("published", "")),
        sort_day(fields.get("effective", "")),
        sources[record.source],
        record.recorded_on,
        {},
        {},
        record.fictitious,
        batch,
    ]


def _series(wanted: dict[str, str]) -> dict[str, int]:
    """Keys of the series, made where they are new."""
    keys = sorted(wanted)
    known: dict[str, int] = {}
    for start in range(0, len(keys), _CHUNK):
        known |= dict(Series.objects.filter(key__in=keys[start : start + _CHUNK]).values_list("key", "id"))
    new = [key for key in keys if key not in known]
    ids = ids_reserve(Series, len(new))
    rows_insert(Series, ("id", "key", "publisher"), ((pk, k, wanted[k]) for pk, k in zip(ids, new, strict=True)))
    return known | dict(zip(new, ids, strict=True))


def _insert_claims(
    claims: Sequence[Said], ids: Sequence[int], sources: dict[str, int], batch: int | None
) -> dict[int, list[Said]]:
    """Insert them; returns them by edition."""
    by_edition: dict[int, list[Said]] = defaultdict(list)
    for said in claims:
        by_edition[said.edition if said.new is None else ids[said.new]].append(said)  # type: ignore[index]
    columns = ("edition", "field", "value", "asserted_on", "source", "batch")
    rows = ((pk, *said.claim, sources[said.source], batch) for pk, group in by_edition.items() for said in group)
    rows_insert(Assertion, columns, rows)
    return by_edition


def _insert_relations(links: Iterable[Told], sources: dict[str, int], batch: int | None) -> None:
    columns = (
        "kind", "subject", "obj", "scope", "degree", "starts", "ends", "source", "asserted_on", "fictitious", "batch",
    )  # fmt: skip
    rows = ((*t.link, sources[t.source], t.asserted_on, t.fictitious, batch) for t in links)
    rows_insert(Relation, columns, rows)
