"""Verbs of records (登记的办理): enter, change, withdraw, put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from guiju.domain.language import Words, WordsError
from guiju.domain.registers import Register, values_read
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.procedures.queries import case_running
from guiju.kernel.procedures.services import cases_look
from guiju.kernel.registers.layout import Layout, layout_find, layout_get
from guiju.kernel.registers.numbering import numbers_give
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.services.drafts import draft_drop
from guiju.kernel.registers.services.errors import SETTLED, RecordRefused, in_hand, overtaken, repeated, unwritten
from guiju.kernel.registers.services.events import difference, record_tell
from guiju.kernel.registers.sight import sight_of
from guiju.kernel.registers.stages import handed_in
from guiju.kernel.registers.tables import Record

Typed = Mapping[str, Any]


@transaction.atomic
def record_create(
    *,
    actor: User | None,
    register: str,
    typed: Typed,
    files: Typed | None = None,
    organisation_id: int | None = None,
    fictitious: bool = False,
    at: datetime,
) -> Record:
    """Enter a record (登记) for an organisation. `typed` as people write; `files` as the store gave them.

    Raises `RecordRefused` with every error by field, `Denied`, LookupError.
    """
    layout = layout_get(register)
    permission_require(actor, "registers.enter", Asked(layout, organisation_id=organisation_id))
    _only_written(layout, actor, None, {**typed, **(files or {})}, at)
    values = _checked(layout, typed, {}, files)
    now: dict[str, Any] = {
        "version": layout.register.version,
        "organisation_id": organisation_id,
        "fictitious": fictitious,
        "created_at": at,
        "changed_at": at,
    }
    _unique(layout, values, None)
    now["number"] = numbers_give(layout.register, [values], at)[0]
    row = _saved(layout, layout.model(**now, **layout.cells(values)), values)
    record_tell(layout, row.pk, actor, "created", None, {"number": row.number, **values}, at=at)
    if actor is not None:
        draft_drop(actor=actor, register=register)
    return row


@transaction.atomic
def record_change(
    *,
    actor: User | None,
    register: str,
    record: int,
    revision: int,
    typed: Typed,
    files: Typed | None = None,
    reason: str = "",
    at: datetime,
) -> Record:
    """Change a record (修改) as it stood at `revision`; fields not in `typed` stay. A record that was public
    is not until it has gone through the disclosure step again.

    Raises `RecordRefused`, `WordsError` overtaken, `Denied`, LookupError.
    """
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.change", Asked(layout, row))
    if row.revision != revision:
        raise overtaken()
    _only_written(layout, actor, row, {**typed, **(files or {})}, at)
    if record_write(layout, row, typed, files, actor=actor, reason=reason, at=at):
        cases_look(kind=layout.kind, ids=[row.pk], at=at)
    if actor is not None:
        draft_drop(actor=actor, register=register, record=record)
    return row


def record_write(
    layout: Layout,
    row: Record,
    typed: Typed,
    files: Typed | None,
    *,
    actor: User | None,
    reason: str,
    at: datetime,
) -> bool:
    """Write what was typed into a record that is locked, with its event; whether anything changed.

    Raises `RecordRefused`.
    """
    before = layout.values(row)
    values = _checked(layout, typed, before, files)
    old, new = difference(before, values)
    if not new:
        return False
    _unique(layout, values, row.pk)
    if layout.register.numbering is not None and layout.register.numbering.field:
        row.number = values.get(layout.register.numbering.field)
    for name, value in layout.cells(values, row.data).items():
        setattr(row, name, value)
    if row.disclosed_at is not None:
        old["disclosed_at"], new["disclosed_at"] = row.disclosed_at.isoformat(), None
        row.disclosed_at = None
    row.version = layout.register.version
    _touch(row, at)
    _saved(layout, row, values)
    record_tell(layout, row.pk, actor, "changed", old, new, reason=reason, at=at)
    return True


@transaction.atomic
def record_withdraw(*, actor: User | None, register: str, record: int, reason: str, at: datetime) -> Record:
    """Withdraw a record (撤销): it is kept, seen by its keepers and its organisation, and counts no longer.

    One whose case is running stays until the case has come to an end; one that was handed in is withdrawn by keepers.
    """
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.change", Asked(layout, row))
    if row.withdrawn_at is not None:
        raise overtaken()
    if not reason.strip():
        raise WordsError("reason", Words("请写明撤销的理由。", "Say why it is withdrawn."), where="reason")
    running = case_running(layout.kind, str(row.pk))
    if running is not None:
        raise in_hand(running.pk)
    if not sight_of(layout.register, actor, at.date()).keeps and _is_settled(layout, row):
        raise SETTLED
    row.withdrawn_at, row.disclosed_at = at, None
    _touch(row, at)
    row.save()
    record_tell(layout, row.pk, actor, "withdrawn", {"withdrawn_at": None}, {"withdrawn_at": at.isoformat()},
                reason=reason, at=at)  # fmt: skip
    return row


@transaction.atomic
def record_restore(*, actor: User | None, register: str, record: int, at: datetime) -> Record:
    """Put a withdrawn record back (恢复), by a keeper of the register."""
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.keep", Asked(layout, row))
    if row.withdrawn_at is None:
        raise overtaken()
    before = {"withdrawn_at": row.withdrawn_at.isoformat()}
    row.withdrawn_at = None
    _touch(row, at)
    row.save()
    record_tell(layout, row.pk, actor, "restored", before, {"withdrawn_at": None}, at=at)
    return row


def record_locked(layout: Layout, record: int) -> Record:
    """A record, locked until the transaction ends. Raises LookupError."""
    row = layout.model._default_manager.select_for_update().filter(pk=record).first()
    if row is None:
        raise LookupError(f"{layout.kind} has no record {record}")
    return row


def _touch(row: Record, at: datetime) -> None:
    row.revision += 1
    row.changed_at = at


def _only_written(layout: Layout, actor: User | None, row: Record | None, typed: Typed, at: datetime) -> None:
    """Nobody writes what they do not see, nor what the steps of a case decide, nor what was handed in."""
    sight = sight_of(layout.register, actor, at.date())
    refused = unwritten(layout.register, sight, row, typed, settled=row is not None and _is_settled(layout, row))
    if refused:
        raise RecordRefused(layout.register, refused)


def _is_settled(layout: Layout, row: Record) -> bool:
    return row.pk in handed_in(layout, [row.pk])


def _checked(layout: Layout, typed: Typed, held: Typed, files: Typed | None) -> dict[str, Any]:
    """The values to be kept. Raises `RecordRefused`."""
    for_files = {code: value for code, value in (files or {}).items() if layout.register.by_code[code].type == "file"}
    kept = {code: value for code, value in {**held, **for_files}.items() if value is not None}
    reading = values_read(layout.register, typed, kept)
    errors = {**reading.errors, **_lost(layout.register, reading.values, held)}
    if errors:
        raise RecordRefused(layout.register, errors)
    return reading.values


def _lost(register: Register, values: Typed, held: Typed) -> dict[str, Words]:
    """Fields that name a record there is not."""
    errors = {}
    for one in register.fields:
        value = values.get(one.code)
        if one.type != "record" or value is None or value == held.get(one.code):
            continue
        other = layout_find(one.register)
        if other is None or not other.model._default_manager.filter(number=value).exists():
            errors[one.code] = Words(f"没有编号为“{value}”的登记。", f"There is no record numbered “{value}”.")
    return errors


def _unique(layout: Layout, values: Typed, record: int | None) -> None:
    """Raise `RecordRefused` where another record has a value that must be unique."""
    errors = {}
    for one in layout.register.fields:
        if one.unique and values.get(one.code) is not None:
            rows = layout.model._default_manager.filter(**{layout.columns[one.code]: values[one.code]})
            other = rows.exclude(pk=record).values_list("number", flat=True)[:1] if record else rows.values_list(
                "number", flat=True)[:1]  # fmt: skip
            found = list(other)
            if found:
                errors[one.code] = repeated(one.name, found[0] or "")
    if errors:
        raise RecordRefused(layout.register, errors)


def _saved(layout: Layout, row: Record, values: Typed) -> Record:
    """Save; where somebody else took a value that must be unique at this very moment, say so."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        codes = [one.code for one in layout.register.fields if one.unique and one.code in values]
        first = codes[0] if codes else layout.register.title
        name = layout.register.by_code[first].name
        raise RecordRefused(layout.register, {first: repeated(name, "")}) from error
    return row
