"""Verbs of the history chain. All are called inside the transaction that changes the record."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from guiju.kernel.history.bulk import rows_insert
from guiju.kernel.history.canonical import canonical, moment_text
from guiju.kernel.history.chain import ERASED, GENESIS, Link, checkpoint_message, links_like, payload_digest
from guiju.kernel.history.models import Checkpoint, Event, Head, Payload
from guiju.kernel.history.signing import Signer, signature_make

SALT_BYTES = 16
Fields = Mapping[str, object]

_EVENT_FIELDS = (*(name for name in Link._fields if name != "at"), "at")
_PAYLOAD_FIELDS = ("event", "salt", "canonical", "erased_because")


class TransactionRequired(RuntimeError):
    """History is written in the transaction of the change it tells of, or not at all."""


class Change(NamedTuple):
    """What happened to one object in a bulk change: its id, and its fields before and after (None: did not exist).

    `after` as text is the whole canonical payload, `{"after": …, "before": …}`, made beforehand.
    """

    object_id: str
    before: Fields | None
    after: Fields | str | None


def salt_make() -> bytes:
    """A fresh salt of 16 bytes."""
    return secrets.token_bytes(SALT_BYTES)


def event_record(
    *,
    actor: str,
    action: str,
    object_kind: str,
    object_id: str,
    before: Fields | None,
    after: Fields | None,
    reason: str = "",
    evidence: str = "",
    at: datetime,
    salt: Callable[[], bytes] = salt_make,
) -> Event:
    """Add one event to the chain and return it.

    `actor` is "user:12", "system" or "public"; `before` and `after` hold the fields that changed (None: did not exist).
    Personal data belongs there, never in `reason` or `evidence`, which stay in the chain for ever.
    Raises `TransactionRequired` outside a transaction.
    """
    events_record(
        actor=actor,
        action=action,
        object_kind=object_kind,
        changes=[Change(object_id, before, after)],
        reason=reason,
        evidence=evidence,
        at=at,
        salt=salt,
    )
    return Event.objects.latest("sequence")


def events_record(
    *,
    actor: str,
    action: str,
    object_kind: str,
    changes: Iterable[Change],
    reason: str = "",
    evidence: str = "",
    at: datetime,
    salt: Callable[[], bytes] = salt_make,
) -> int:
    """Add one event for each change, for imports of thousands; returns how many. Otherwise as `event_record`."""
    if not isinstance(actor, str):
        raise TypeError("actor is a text such as 'user:12', 'system' or 'public'")
    head = _head_lock()
    draft = Link(0, moment_text(at), actor, action, object_kind, "", reason, evidence, "", "", "")
    batch: list[tuple[Link, str, str]] = []
    total = 0
    for entry in _entries(draft, changes, head.sequence, head.digest, salt):
        batch.append(entry)
        if len(batch) == 2_000:
            total += _write(batch, at)
            last, batch = batch[-1][0], []
            head.sequence, head.digest = last.sequence, last.digest
    if batch:
        total += _write(batch, at)
        head.sequence, head.digest = batch[-1][0].sequence, batch[-1][0].digest
    head.save(update_fields=["sequence", "digest"])
    return total


def payload_erase(*, sequence: int, actor: str, because: str, evidence: str = "", at: datetime) -> Event:
    """Erase what an event changed (依法删除), because of a law or a request; the chain still verifies.

    Erasing is itself an event, whose reason is `because`; erasing twice changes nothing more and raises ValueError.
    """
    _head_lock()
    payload = Payload.objects.get(pk=sequence)
    if payload.erased_at is not None:
        raise ValueError(f"the payload of event {sequence} is already erased")
    payload.salt = payload.canonical = ""
    payload.erased_at, payload.erased_because = at, because
    payload.save()
    return event_record(
        actor=actor,
        action=ERASED,
        object_kind="event",
        object_id=str(sequence),
        before=None,
        after=None,
        reason=because,
        evidence=evidence,
        at=at,
    )


@transaction.atomic
def checkpoint_make(*, signer: Signer, at: datetime) -> Checkpoint | None:
    """Sign the end of the chain; None when nothing happened since the last checkpoint."""
    head = _head_lock()
    if head.sequence == 0 or Checkpoint.objects.filter(sequence=head.sequence).exists():
        return None
    message = checkpoint_message(sequence=head.sequence, digest=head.digest, at=moment_text(at))
    signature = signature_make(signer, message)
    return Checkpoint.objects.create(
        sequence=head.sequence,
        digest=head.digest,
        at=at,
        algorithm=signature.algorithm,
        key_id=signature.key_id,
        public_key=signature.public_key,
        signature=signature.value,
    )


def _head_lock() -> Head:
    """The end of the chain, locked until the transaction ends (SQLite: the transaction is IMMEDIATE already)."""
    if not connection.in_atomic_block:
        raise TransactionRequired("history is written inside transaction.atomic()")
    head = Head.objects.select_for_update().first()
    if head is None:
        Head.objects.get_or_create(id=1, defaults={"digest": GENESIS})
        head = Head.objects.select_for_update().get(id=1)
    return head


def _entries(
    draft: Link, changes: Iterable[Change], sequence: int, previous: str, salt: Callable[[], bytes]
) -> Iterator[tuple[Link, str, str]]:
    """Links that continue the chain, each with its salt in hex and its canonical content."""
    chained = links_like(draft)
    for object_id, before, after in changes:
        content = after.encode() if type(after) is str else canonical({"before": before, "after": after})
        grain = salt()
        sequence += 1
        link = chained(sequence, str(object_id), payload_digest(grain, content), previous)
        previous = link.digest
        yield link, grain.hex(), content.decode()


def _write(entries: list[tuple[Link, str, str]], at: datetime) -> int:
    rows_insert(Event, _EVENT_FIELDS, ((link[0], *link[2:], at) for link, _, _ in entries))
    return rows_insert(Payload, _PAYLOAD_FIELDS, ((link.sequence, grain, text, "") for link, grain, text in entries))
