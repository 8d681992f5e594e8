"""Reads of the history chain."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from guiju.kernel.history.canonical import moment_text
from guiju.kernel.history.chain import Attachment, Link, Statement
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.models import Checkpoint, Event, Head, Payload
from guiju.kernel.history.signing import Signature, key_id
from guiju.kernel.history.verify import Report, verify

CHUNK = 5_000


def events_of(object_kind: str, object_id: str) -> QuerySet[Event]:
    """The events of one object, oldest first, with their payloads."""
    events = Event.objects.filter(object_kind=object_kind, object_id=object_id)
    return events.select_related("payload").order_by("sequence")


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
    return [
        Statement(row.sequence, row.digest, moment_text(row.at), _signature_of(row))
        for row in Checkpoint.objects.order_by("sequence")
    ]


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


def _signature_of(row: Checkpoint) -> Signature:
    return Signature(row.algorithm, row.key_id, row.public_key, row.signature)
