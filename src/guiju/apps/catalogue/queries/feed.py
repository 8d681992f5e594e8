"""What changed in the catalogue (变更), read from its history: which editions, when, in which fields.

The place in the history (its sequence) is the cursor. An entry gives the record as it is now, so that whoever applies
the entries in order to a dump has the catalogue; an edition that changed several times in a piece is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guiju.apps.catalogue.models import Source
from guiju.apps.catalogue.queries.publication import editions_numbered, records_public, sources_open
from guiju.kernel.history.canonical import moment_text
from guiju.kernel.history.models import Event
from guiju.kernel.history.queries import events_after

CREATED = "catalogue.edition.created"
CONFIRMED = "catalogue.editions.confirmed"
_BETWEEN = "catalogue.relation.recorded"


@dataclass(slots=True)
class _Told:
    """What is known of one edition in a piece of the history."""

    sequence: int
    at: str
    created: bool = False
    fields: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Changes:
    """A piece of the feed: its entries in order, where the next piece begins, whether there is one already."""

    entries: list[dict[str, Any]]
    next: int
    more: bool


def changes_after(sequence: int, limit: int) -> Changes:
    """What the `limit` events of the catalogue after this place changed."""
    events = list(events_after(sequence, "catalogue.", limit + 1))
    more, events = len(events) > limit, events[:limit]
    told: dict[int, _Told] = {}
    others: list[tuple[Event, str]] = []
    for event in events:
        _note(event, told, others)
    _ends(others, told)
    records = {record["id"]: record for record in records_public(told.keys())}
    entries = [entry for pk, one in told.items() if (entry := _entry(pk, one, records.get(pk))) is not None]
    entries += _confirmations(events)
    entries.sort(key=lambda entry: (entry["sequence"], entry["id"] or 0))
    return Changes(entries, events[-1].sequence if events else sequence, more)


def _note(event: Event, told: dict[int, _Told], others: list[tuple[Event, str]]) -> None:
    content = event.payload.content or {}
    after = content.get("after") or {}
    if event.object_kind == "edition" and event.object_id.isdecimal():
        one = told.setdefault(int(event.object_id), _Told(event.sequence, ""))
        one.sequence, one.at = event.sequence, moment_text(event.at)
        one.created |= event.action == CREATED
        one.fields |= {*after, *(content.get("before") or {})} - {"field_sources"}
    elif event.action != _BETWEEN:
        return
    for side in (after, content.get("before") or {}):
        for link in side.get("relations", ()):
            others += [(event, str(link.get("subject", ""))), (event, str(link.get("obj", "")))]


def _ends(others: list[tuple[Event, str]], told: dict[int, _Told]) -> None:
    """A relation changes the records at both of its ends, whichever the event names."""
    held = editions_numbered(number for _, number in others)
    for event, number in others:
        for pk in held.get(number, ()):
            one = told.setdefault(pk, _Told(event.sequence, moment_text(event.at)))
            one.fields.add("relations")
            if event.sequence > one.sequence:
                one.sequence, one.at = event.sequence, moment_text(event.at)


def _entry(pk: int, one: _Told, record: dict[str, Any] | None) -> dict[str, Any] | None:
    if record is None and one.created:
        return None  # never public: nothing to take back
    return {
        "sequence": one.sequence,
        "at": one.at,
        "change": "withdrawn" if record is None else "created" if one.created else "changed",
        "id": pk,
        "fields": sorted(one.fields) if record is not None and not one.created else [],
        "record": record,
        "confirmed": None,
    }


def _confirmations(events: list[Event]) -> Iterator[dict[str, Any]]:
    """A source was read again and still says the same of many editions: told once, with their keys as runs."""
    confirming = [event for event in events if event.action == CONFIRMED and event.object_id.isdecimal()]
    if not confirming:
        return
    sources: dict[int, Source] = sources_open()
    for event in confirming:
        source = sources.get(int(event.object_id))
        after = (event.payload.content or {}).get("after") or {}
        if source is not None:
            yield {
                "sequence": event.sequence,
                "at": moment_text(event.at),
                "change": "confirmed",
                "id": None,
                "fields": ["recorded_on"],
                "record": None,
                "confirmed": {
                    "source": source.name,
                    "recorded_on": after.get("recorded_on"),
                    "ids": after.get("editions", ""),
                },
            }
