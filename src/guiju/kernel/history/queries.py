"""Reads of the history chain."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max, Min, QuerySet

from guiju.kernel.history.canonical import moment_text
from guiju.kernel.history.chain import Attachment, Link, Statement, Withheld
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.models import Checkpoint, Event, Head, Payload
from guiju.kernel.history.publicity import PUBLIC_KINDS
from guiju.kernel.history.signing import Signature, key_id
from guiju.kernel.history.verify import Report, verify

CHUNK = 5_000
_IDS, _FEW = 900, 20
# Written out: putting the question through the mapper takes longer than its answer.
_EVENTS = "SELECT * FROM history_event WHERE object_kind = %s AND object_id = %s ORDER BY sequence"
_HEAD = "SELECT * FROM history_head WHERE id = 1"
_PAYLOADS = """
SELECT p.* FROM history_payload p JOIN history_event e ON e.sequence = p.event_id
WHERE e.object_kind = %s AND e.object_id = %s"""


def events_of(object_kind: str, object_id: str) -> QuerySet[Event]:
    """The events of one object, oldest first, with their payloads."""
    events = Event.objects.filter(object_kind=object_kind, object_id=object_id)
    return events.select_related("payload").order_by("sequence")


def events_read(object_kind: str, object_id: str) -> list[Event]:
    """The same events, read at once, for pages that are asked for often."""
    payloads = {row.pk: row for row in Payload.objects.raw(_PAYLOADS, [object_kind, object_id])}
    events = list(Event.objects.raw(_EVENTS, [object_kind, object_id]))
    for event in events:
        if event.pk in payloads:
            event.payload = payloads[event.pk]
    return events


class Told(NamedTuple):
    """What one event told of an object: `content` as `Payload.content`, None once erased."""

    sequence: int
    object_id: str
    content: dict[str, Any] | None


def events_page(object_kind: str, object_id: str, *, offset: int, limit: int) -> list[Event]:
    """Events of one object with their payloads, the last one first."""
    return list(events_of(object_kind, object_id).order_by("-sequence")[offset : offset + limit])


def told_of(object_kind: str, object_ids: Sequence[str], *, before: datetime | None = None) -> list[Told]:
    """What the events of these objects told before a moment, in the order of the chain."""
    found: list[Told] = []
    for start in range(0, len(object_ids), _IDS):
        found += map(_told, _rows(object_kind, object_ids[start : start + _IDS], before))
    return sorted(found, key=lambda told: told.sequence)


def told_last_first(object_kind: str, object_id: str, *, before: datetime | None = None) -> Iterator[Told]:
    """What the events of one object told before a moment, the last one first, read only as far as it is asked for."""
    return map(_told, _rows(object_kind, [object_id], before).order_by("-sequence").iterator(chunk_size=_FEW))


def _rows(object_kind: str, object_ids: Sequence[str], before: datetime | None) -> QuerySet[Event, Any]:
    events = Event.objects.filter(object_kind=object_kind, object_id__in=object_ids)
    if before is not None:
        events = events.filter(at__lt=before)
    return events.values_list("sequence", "object_id", "payload__canonical", "payload__erased_at")


def _told(row: tuple[int, str, str, datetime | None]) -> Told:
    sequence, object_id, text, erased = row
    return Told(sequence, object_id, None if erased else json.loads(text))


def first_event_at() -> datetime | None:
    """When the history of this installation began; None while nothing has happened."""
    return Event.objects.order_by("sequence").values_list("at", flat=True).first()


def events_after(sequence: int, action: str, limit: int) -> QuerySet[Event]:
    """Events after a place in the chain whose action begins so, in order, with their payloads."""
    events = Event.objects.filter(sequence__gt=sequence, action__startswith=action)
    return events.select_related("payload").order_by("sequence")[:limit]


def chain_length() -> int:
    """How many events there are: the sequence of the last."""
    return next((row.sequence for row in Head.objects.raw(_HEAD)), 0)


def chain_digest() -> str:
    """The digest of the last event, which no other history has; "" before the first."""
    return next((row.digest for row in Head.objects.raw(_HEAD)), "")


def sequences_of(object_kind: str, object_ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """The first and the last event of each of these objects, a few hundred at a time."""
    events = Event.objects.filter(object_kind=object_kind, object_id__in=object_ids).order_by()
    rows = events.values_list("object_id").annotate(first=Min("sequence"), last=Max("sequence"))
    return {object_id: (first, last) for object_id, first, last in rows}


def public_entries(last: int) -> Iterator[tuple[Link | Withheld, Attachment | None]]:
    """The chain up to an event, for everybody: events about public kinds whole, of the others only their places."""
    for link, attachment in entries():
        if link.sequence > last:
            return
        kind = link.object_kind
        if kind == "event":  # something was erased: as public as what it was
            erased = Event.objects.filter(pk=int(link.object_id)).values_list("object_kind", flat=True)
            kind = erased.first() or ""
        if kind in PUBLIC_KINDS:
            yield link, attachment
        else:
            yield Withheld(link.sequence, link.previous_digest, link.digest), None


def entries() -> Iterator[tuple[Link, Attachment | None]]:
    """The whole chain in order, read in pieces; what is written meanwhile is read too."""
    last = 0
    while events := list(Event.objects.filter(sequence__gt=last).order_by("sequence")[:CHUNK]):
        payloads = Payload.objects.in_bulk([event.sequence for event in events])
        for event in events:
            yield link_of(event), _attachment_of(payloads.get(event.sequence))
        last = events[-1].sequence


def statements() -> list[Statement]:
    """The signed checkpoints, oldest first."""
    return [_statement_of(row) for row in Checkpoint.objects.order_by("sequence")]


def checkpoints_last(most: int) -> list[Statement]:
    """The last signed checkpoints, the newest first."""
    return [_statement_of(row) for row in Checkpoint.objects.order_by("-sequence")[:most]]


def chain_verify() -> Report:
    """Verify the chain of this installation: every link and payload, its end, and its checkpoints by our own key."""
    head = Head.objects.filter(id=1).values_list("sequence", "digest").first()
    return verify(entries(), statements(), trusted_keys={key_id(installation_signer().public_key)}, head=head)


def link_of(event: Event) -> Link:
    """An event as a link of the chain."""
    values = {name: getattr(event, name) for name in Link._fields}
    return Link(**values | {"at": moment_text(event.at)})


def _attachment_of(payload: Payload | None) -> Attachment | None:
    if payload is None:
        return None
    return Attachment(payload.salt, payload.canonical, payload.erased_at is not None)


def _statement_of(row: Checkpoint) -> Statement:
    signature = Signature(row.algorithm, row.key_id, row.public_key, row.signature)
    return Statement(row.sequence, row.digest, moment_text(row.at), signature)


def chain_end() -> tuple[int, str, Checkpoint | None]:
    """The last event's number and digest, and the newest signed checkpoint."""
    head = Head.objects.filter(id=1).values_list("sequence", "digest").first() or (0, "")
    return (*head, Checkpoint.objects.order_by("-sequence").first())


def events_before(
    *, sequence: int | None = None, action: str = "", actor: str = "", object_kind: str = "", object_id: str = ""
) -> QuerySet[Event]:
    """Events older than a number, newest first, with their payloads; `action` is the beginning of a code."""
    events = Event.objects.select_related("payload").order_by("-sequence")
    if sequence is not None:
        events = events.filter(sequence__lt=sequence)
    exact = {"actor": actor, "object_kind": object_kind, "object_id": object_id}
    events = events.filter(**{name: value for name, value in exact.items() if value})
    return events.filter(action__startswith=action) if action else events
