"""Sheets on their way into a register (导入登记): columns confirmed, tried without writing, let in at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.services import file_bytes, file_delete, file_store, name_clean
from guiju.kernel.history.services import event_record
from guiju.kernel.jobs.services import job_cancel, job_enqueue
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.references import UnknownNames
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.services.bulk import rows_written
from guiju.kernel.registers.services.checking import Counted, rows_checked
from guiju.kernel.registers.services.held import HeldSheet, gone
from guiju.kernel.registers.services.prepared import Prepared
from guiju.kernel.registers.services.reading import KEEP_DAYS, PURPOSE, Progress, intake_fill, sheet_read

READ, TRY, APPLY = "registers.intake_read", "registers.intake_try", "registers.intake_apply"
# Files of more bytes are read by the worker.
AT_ONCE = 300_000
# Shares of letting a sheet in, in hundredths: all rows are checked, all are written; the rest is indexing.
CHECKED, WRITTEN, WHOLE = 55, 75, 100
Stage = Intake.Stage
_TRYING = Words("正在逐行核对，什么也不写入", "Comparing row by row; nothing is written")
_CHECKING = Words("正在逐行核对", "Checking row by row")
_WRITING = Words("正在写入登记簿", "Writing into the register")


def intake_request(
    *, actor: User, register: str, name: str, data: bytes, organisation_id: int | None, at: datetime
) -> Intake:
    """Hand in a sheet (Excel, CSV, JSON): a small one is read at once, and refused with the remedy where it cannot be;
    a large one is only kept, and read by the worker."""
    layout = layout_get(register)
    permission_require(actor, "registers.enter", Asked(layout, organisation_id=organisation_id))
    large = len(data) > AT_ONCE
    made = Intake(
        register=register,
        owner=actor,
        organisation_id=organisation_id,
        name=name_clean(name),
        header=[],
        columns={},
        stage=Stage.READING,
        created_at=at,
    )
    packed = None if large else sheet_read(layout, data, name)
    with transaction.atomic():
        if packed is not None:
            intake_fill(made, packed, at)
        else:
            until = at + timedelta(days=KEEP_DAYS)
            made.stored = file_store(name=made.name, data=data, purpose=PURPOSE, owner=actor, at=at, expires_at=until)
        made.save()
        if large:
            made.job = job_enqueue(kind=READ, payload={"intake": made.pk}, owner=actor, at=at)
            made.save(update_fields=["job"])
        _tell(made, "requested", actor, {"name": made.name, "sha256": hashlib.sha256(data).hexdigest()}, at)
        return made


@transaction.atomic
def intake_map(*, actor: User, intake: Intake, columns: Mapping[str, str], key: str, at: datetime) -> None:
    """Say what the columns mean, and which unique field tells a record that is there already; then it is tried."""
    layout = layout_get(intake.register)
    permission_require(actor, "registers.enter", Asked(layout, organisation_id=intake.organisation_id))
    held = _open(intake)
    chosen = {column: code for column, code in columns.items() if column in held.header and code}
    typed = {one.code for one in layout.register.fields if one.compute is None and one.type != "file"}
    seen: dict[str, str] = {}
    for column, code in chosen.items():
        if code not in typed or code in seen:
            message = Words("一个字段只能对应一列。", "Only one column can be a field.")
            raise WordsError("column", message, where=column)
        seen[code] = column
    if not chosen:
        raise WordsError("columns", Words("请至少选一列。", "Choose one column at least."), where="columns")
    if key and (key not in seen or not layout.register.by_code[key].unique):
        raise WordsError(
            "key", Words("对照字段要在表里，且不重复。", "The key must be unique and in the sheet."), where="key"
        )
    held.columns, held.key, held.stage = chosen, key, Stage.TRYING
    held.job = job_enqueue(kind=TRY, payload={"intake": held.pk}, owner=actor, at=at)
    held.save()


def intake_try(*, intake: int, job: int, at: datetime, progress: Progress) -> None:
    """Find what a sheet would do (试导入). A job that was overtaken does nothing."""
    held = _of_job(intake, job, Stage.TRYING)
    if held is None:
        return
    layout = layout_get(held.register)
    counted, unknown, sheet = Counted(), UnknownNames(layout.register.fields), _held_sheet(held)
    for batch in rows_checked(layout, held, sheet, lambda d, t: progress(d, t, _TRYING)):
        counted.add(batch)
        unknown.add([one.values for one in batch if not one.errors])
    with transaction.atomic():
        if Intake.objects.select_for_update().filter(pk=intake, job_id=job).exists():
            held.counts, held.problems = {**counted.told(sheet), **unknown.told()}, counted.problems
            held.stage = Stage.PLANNED
            held.save(update_fields=["counts", "problems", "stage"])


@transaction.atomic
def intake_apply(*, actor: User, intake: Intake, at: datetime) -> None:
    """Let the rows in that are good (导入)."""
    layout = layout_get(intake.register)
    permission_require(actor, "registers.enter", Asked(layout, organisation_id=intake.organisation_id))
    held = _open(intake)
    if held.stage not in (Stage.PLANNED, Stage.APPLYING):
        raise WordsError("stage", Words("请先核对列。", "Check the columns first."))
    held.stage = Stage.APPLYING
    held.job = job_enqueue(kind=APPLY, payload={"intake": held.pk}, owner=actor, at=at)
    held.save()


def intake_run(*, intake: int, job: int, at: datetime, progress: Progress) -> None:
    """Write a sheet into its register, all its good rows in one transaction: done again after an interruption it begins
    anew, done twice it does nothing."""
    held = _of_job(intake, job, Stage.APPLYING)
    if held is None:
        return
    layout = layout_get(held.register)
    counted, sheet = Counted(), _held_sheet(held)

    def checked(done: int, total: int) -> None:
        progress(CHECKED * done // max(total, 1), WHOLE, _CHECKING)

    with closing(Prepared(layout)) as prepared:
        for batch in rows_checked(layout, held, sheet, checked):
            counted.add(batch)
            prepared.put(batch)
        progress(CHECKED, WHOLE, _WRITING)
        with transaction.atomic():
            mine = Intake.objects.select_for_update().filter(pk=intake, job_id=job, stage=Stage.APPLYING).first()
            if mine is None:
                return
            rows_written(layout, held, prepared, counted, at=at)
            mine.counts, mine.problems = counted.told(sheet), counted.problems
            mine.stage, mine.applied_at = Stage.APPLIED, at
            mine.save()
            _tell(mine, "applied", mine.owner, {"counts": counted.counts}, at)


@transaction.atomic
def intake_delete(*, actor: User | None, intake: Intake, at: datetime) -> None:
    """Delete a sheet nothing was written of, and its file (删除)."""
    held = _open(intake)
    if held.job is not None:
        job_cancel(job=held.job, at=at)
    _tell(held, "deleted", actor, {"name": held.name}, at)
    stored = held.stored
    held.delete()
    if stored is not None:
        file_delete(stored=stored)


def intakes_purge(*, at: datetime) -> int:
    """Delete sheets nobody went on with; returns how many."""
    due = Intake.objects.filter(created_at__lt=at - timedelta(days=KEEP_DAYS), applied_at=None)[:200]
    for intake in due:
        intake_delete(actor=None, intake=intake, at=at)
    return len(due)


def _held_sheet(held: Intake) -> HeldSheet:
    if held.stored is None:
        raise gone()
    return HeldSheet(file_bytes(stored=held.stored))


def _open(intake: Intake) -> Intake:
    held = Intake.objects.select_for_update(of=("self",)).select_related("job", "stored").get(pk=intake.pk)
    if held.stage == Stage.APPLIED:
        raise WordsError("applied", Words("这份表已经导入。", "This sheet has been imported."))
    busy = held.stage in (Stage.READING, Stage.TRYING, Stage.APPLYING) and held.job is not None and not held.job.is_over
    if busy:
        raise WordsError("busy", Words("这份表正在处理，请稍候。", "This sheet is being worked on. Please wait."))
    return held


def _of_job(intake: int, job: int, stage: str) -> Intake | None:
    rows = Intake.objects.select_related("owner", "stored")
    return rows.filter(pk=intake, job_id=job, stage=stage).first()


def _tell(intake: Intake, deed: str, actor: User | None, after: dict[str, Any], at: datetime) -> None:
    event_record(
        actor=actor.actor if actor else "system",
        action=f"register.import.{deed}",
        object_kind="register_import",
        object_id=str(intake.pk),
        before=None,
        after={"register": intake.register, **after},
        at=at,
    )
