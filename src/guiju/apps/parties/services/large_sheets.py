"""Large sheets of organisations (大表导入): tried and let in by the worker, all their good rows in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from guiju.apps.parties.importing import Outcome, Row, rows_read
from guiju.apps.parties.models import PartySheet
from guiju.apps.parties.planning import Plan
from guiju.apps.parties.recording import party_record
from guiju.apps.parties.services.bulk import organisations_state, organisations_write
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.files.services import file_bytes, file_delete, file_store
from guiju.kernel.jobs.services import job_enqueue
from guiju.kernel.registers.services.held import gone
from guiju.kernel.registers.services.reading import KEEP_DAYS, MOST_ROWS, Progress, read_aside

TRY, APPLY = "parties.sheet_try", "parties.sheet_apply"
_WRONG, _OTHERS = 500, 200
_CHECKING = Words("正在逐行核对，什么也不写入", "Comparing row by row; nothing is written")
_WRITING = Words("正在写入", "Writing")


def large_sheet_keep(*, actor: User, data: bytes, name: str, kinds: str, at: datetime) -> PartySheet:
    """Keep a large sheet and have it tried, in the caller's transaction."""
    until = at + timedelta(days=KEEP_DAYS)
    stored = file_store(name=name, data=data, purpose="parties.import", owner=actor, at=at, expires_at=until)
    made = PartySheet.objects.create(
        owner=actor, kind="organisation", name=name[:200], sha256=hashlib.sha256(data).hexdigest(), kinds=kinds,
        stored=stored, created_at=at,
    )  # fmt: skip
    _ask(made, TRY, at)
    return made


def large_sheet_ask(*, held: PartySheet, at: datetime) -> None:
    """Have a sheet that was tried let in, in the caller's transaction. Raises `WordsError` while it is worked on."""
    if held.job is not None and not held.job.is_over:
        raise WordsError("busy", Words("这份表正在处理，请稍候。", "This sheet is being worked on. Please wait."))
    if not held.counts:
        raise WordsError("stage", Words("这份表没有读成，请重新提交。", "It could not be read. Hand it in again."))
    _ask(held, APPLY, at)


def sheet_try(*, sheet: int, job: int, progress: Progress) -> None:
    """Find what a large sheet would do. A job that was overtaken does nothing."""
    held = _of_job(sheet, job)
    if held is not None:
        counts, outcome = _planned(held, Plan(), progress)
        PartySheet.objects.filter(pk=sheet, job_id=job, applied_at=None).update(counts=counts, outcome=outcome)


def sheet_run(*, sheet: int, job: int, at: datetime, progress: Progress) -> None:
    """Let a large sheet in: planned anew, then written in one transaction; interrupted, it begins anew."""
    held = _of_job(sheet, job)
    if held is None:
        return
    state, plan = organisations_state(), Plan()
    counts, outcome = _planned(held, plan, progress)
    progress(sum(counts.values()), sum(counts.values()), _WRITING)
    with transaction.atomic():
        mine = PartySheet.objects.select_for_update().filter(pk=sheet, job_id=job, applied_at=None).first()
        if mine is None:
            return
        if organisations_state() != state:
            message = Words(
                "核对时有人改过机构，什么也没有写入。", "Organisations were changed meanwhile; nothing is written."
            )
            raise WordsError("stale", message, Words("请再写入一次。", "Let it in once more."))
        organisations_write(actor=held.owner, plan=plan, reason=f"party_sheet:{sheet}", at=at)
        mine.counts, mine.outcome, mine.applied_at, stored = counts, outcome, at, mine.stored
        mine.stored = None
        mine.save()
        if stored is not None:
            file_delete(stored=stored)
        evidence = f"{mine.name} sha256:{mine.sha256}"
        party_record(held.owner, "sheet.let_in", "party_sheet", sheet, after=counts, evidence=evidence, at=at)


def _planned(held: PartySheet, plan: Plan, progress: Progress) -> tuple[dict[str, int], list[list[object]]]:
    """How many rows come out how, and the first outcomes, wrong ones before others."""
    if held.stored is None:
        raise gone()
    data = file_bytes(stored=held.stored)
    rows: list[Row] = list(read_aside(lambda: rows_read(data, held.name, held.kind, held.kinds, MOST_ROWS), progress))
    counts = Counter[str]()
    kept: list[Outcome] = []
    for one in plan.rows(rows, lambda done: progress(done, len(rows), _CHECKING)):
        counts[one.what] += 1
        if counts[one.what] <= (_WRONG if one.what == "wrong" else _OTHERS):
            kept.append(one)
    return {what: counts[what] for what in ("added", "changed", "same", "wrong")}, [list(one) for one in kept]


def _ask(sheet: PartySheet, kind: str, at: datetime) -> None:
    sheet.job = job_enqueue(kind=kind, payload={"sheet": sheet.pk}, owner=sheet.owner, at=at)
    sheet.save(update_fields=["job"])


def _of_job(sheet: int, job: int) -> PartySheet | None:
    rows = PartySheet.objects.select_related("owner", "stored")
    return rows.filter(pk=sheet, job_id=job, applied_at=None).first()
