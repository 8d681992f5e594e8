"""Tells history what a plan changed (写入历史); the shapes are those of docs/history-events.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guiju.apps.catalogue.importing.plan import Plan, Said, Told
from guiju.apps.catalogue.importing.record import Record
from guiju.apps.catalogue.importing.telling import claim_told, link_told, told_of
from guiju.apps.catalogue.models import Edition, ImportBatch
from guiju.apps.catalogue.runs import runs
from guiju.kernel.history.services import Change as Event
from guiju.kernel.history.services import Fields, events_record

OBJECT = "edition"
CHANGED = "catalogue.edition.changed"


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, when, why, and within which import."""

    actor: str
    at: datetime
    batch: ImportBatch | None = None
    reason: str = ""
    evidence: str = ""


def plan_tell(plan: Plan, ids: Sequence[int], claims: dict[int, list[Said]], writer: Writer) -> set[int]:
    """Tell all of it (see docs/history-events.md): one event for an edition made, one for each field that changes, one
    for what is added to an edition held, one for the editions a source still says the same of. Returns the touched."""
    told = _links_by_edition(plan.links, ids)
    made = zip(ids, plan.creates, strict=True)
    created = (Event(str(pk), None, _made(record, told.pop(pk, ()))) for pk, record in made)
    if ids:
        _events(created, "catalogue.edition.created", writer)
    _events(list(_field_changes(plan)), CHANGED, writer)
    new = set(ids)
    added: dict[int, dict[str, Any]] = defaultdict(dict)
    for key, said in claims.items():
        if key not in new:
            added[key]["assertions"] = [claim_told(s.claim, s.source) for s in said]
    loose = told.pop(None, ())
    for held, links in told.items():
        added[held or 0]["relations"] = [_link(t) for t in links]
    _events([Event(str(pk), None, values) for pk, values in added.items()], CHANGED, writer)
    between = [Event(t.link.subject, None, {"relations": [_link(t)]}) for t in loose]
    _events(between, "catalogue.relation.recorded", writer, kind="number")
    _events(list(_read_again(plan)), "catalogue.editions.confirmed", writer, kind="source")
    return {*added, *(change.edition.pk for change in plan.changes)}


def _events(events: Iterable[Event], action: str, writer: Writer, kind: str = OBJECT) -> None:
    if events:
        events_record(
            actor=writer.actor,
            action=action,
            object_kind=kind,
            changes=events,
            reason=writer.reason,
            evidence=writer.evidence,
            at=writer.at,
        )


def _field_changes(plan: Plan) -> Iterator[Event]:
    """One for each field of each edition that changes; who says so is named where it is not the edition's source."""
    for change in plan.changes:
        for name, value in change.after.items():
            after = {name: value}
            if name in change.sources:
                after["field_sources"] = {name: change.sources[name]}
            if name in change.days:
                after["field_days"] = {name: change.days[name]}
            yield Event(str(change.edition.pk), {name: change.before[name]}, after)


def _read_again(plan: Plan) -> Iterator[Event]:
    """One for each day a source was read again: which editions it was read for, as runs of their keys."""
    for day, read in plan.refreshed.items():
        by_source: dict[int, list[int]] = defaultdict(list)
        for pk, source in read.items():
            by_source[source].append(pk)
        for source, pks in by_source.items():
            yield Event(str(source), None, {"recorded_on": day, "editions": runs(pks)})


def _links_by_edition(links: Sequence[Told], ids: Sequence[int]) -> dict[int | None, list[Told]]:
    """Relations by the edition they are told with; those told by hand go with their subject, when we hold none with
    their object, when we hold neither with None."""
    loose = [told for told in links if told.new is None and told.edition is None]
    numbers = {told.link.subject for told in loose} | {told.link.obj for told in loose}
    rows = Edition.objects.filter(number__in=numbers).order_by("-id").values_list("number", "id") if numbers else ()
    held: dict[str, int] = dict(rows)
    grouped: dict[int | None, list[Told]] = defaultdict(list)
    for told in links:
        if told.new is not None:
            grouped[ids[told.new]].append(told)
        else:
            grouped[told.edition or held.get(told.link.subject) or held.get(told.link.obj)].append(told)
    return grouped


def _made(record: Record, links: Sequence[Told]) -> Fields | str:
    """All that is on record of a new edition: made when it was read, unless others told its relations."""
    if record.content and len(links) == len(record.links):
        return record.content
    return told_of(record, record.claims, [told.link for told in links])


def _link(told: Told) -> dict[str, Any]:
    return link_told(told.link, told.source, told.asserted_on)
