"""Verbs of sheets (表格导入的办理): hand in with a trial, let in, drop."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from guiju.apps.parties.importing import COLUMNS, MOST_ROWS, rows_done, rows_read
from guiju.apps.parties.models import PartySheet
from guiju.apps.parties.recording import party_record
from guiju.apps.parties.services.large_sheets import large_sheet_ask, large_sheet_keep
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.services import file_delete
from guiju.kernel.jobs.services import job_cancel
from guiju.kernel.registers.services.intakes import AT_ONCE
from guiju.kernel.registers.services.reading import MOST_ROWS as READ_MOST


@transaction.atomic
def sheet_hand_in(*, actor: User, data: bytes, name: str, kind: str, kinds: str = "", at: datetime) -> PartySheet:
    """Read a sheet and try it; nothing is written yet but the sheet. Raises `WordsError`.

    A large one of organisations is only kept: the worker reads and tries it.
    """
    permission_require(actor, "parties.keep")
    if kind not in COLUMNS:
        raise WordsError("kind", Words("请选择导入什么。", "Choose what to import."), where="kind")
    large = kind == "organisation"
    rows = (
        [] if large and len(data) > AT_ONCE else rows_read(data, name, kind, kinds, READ_MOST if large else MOST_ROWS)
    )
    if large and (not rows or len(rows) > MOST_ROWS):
        return large_sheet_keep(actor=actor, data=data, name=name, kinds=kinds, at=at)
    outcome = rows_done(actor, kind, rows, at, trial=True)
    return PartySheet.objects.create(
        owner=actor, kind=kind, name=name[:200], sha256=hashlib.sha256(data).hexdigest(), rows=rows,
        outcome=[list(one) for one in outcome], created_at=at,
    )  # fmt: skip


@transaction.atomic
def sheet_let_in(*, actor: User, sheet: PartySheet, at: datetime) -> None:
    """Do what the sheet says, rows that are wrong left out (写入); once."""
    permission_require(actor, "parties.sheet_own", sheet)
    held = PartySheet.objects.select_for_update().get(pk=sheet.pk)
    if held.applied_at is not None:
        raise WordsError("applied", Words("这份表格已经写入。", "This sheet was let in already."))
    if held.stored is not None or held.job is not None:
        large_sheet_ask(held=held, at=at)
        return
    outcome = rows_done(actor, held.kind, held.rows, at, trial=False)
    held.outcome, held.rows, held.applied_at = [list(one) for one in outcome], [], at
    held.save()
    counts = {what: sum(one.what == what for one in outcome) for what in ("added", "changed", "same", "wrong")}
    evidence = f"{held.name} sha256:{held.sha256}"
    party_record(actor, "sheet.let_in", "party_sheet", held.pk, after=counts, evidence=evidence, at=at)


@transaction.atomic
def sheet_drop(*, actor: User, sheet: PartySheet, at: datetime) -> None:
    """Give a sheet up (放弃); what it let in stays."""
    permission_require(actor, "parties.sheet_own", sheet)
    if sheet.job is not None:
        job_cancel(job=sheet.job, at=at)
    stored = sheet.stored
    sheet.delete()
    if stored is not None:
        file_delete(stored=stored)
