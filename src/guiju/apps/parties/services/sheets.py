"""Verbs of sheets (表格导入的办理): hand in with a trial, let in, drop."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from guiju.apps.parties.importing import COLUMNS, rows_done, rows_read
from guiju.apps.parties.models import PartySheet
from guiju.apps.parties.recording import party_record
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require


@transaction.atomic
def sheet_hand_in(*, actor: User, data: bytes, name: str, kind: str, kinds: str = "", at: datetime) -> PartySheet:
    """Read a sheet and try it; nothing is written yet but the sheet. Raises `WordsError`."""
    permission_require(actor, "parties.keep")
    if kind not in COLUMNS:
        raise WordsError("kind", Words("请选择导入什么。", "Choose what to import."), where="kind")
    rows = rows_read(data, name, kind, kinds)
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
    outcome = rows_done(actor, held.kind, held.rows, at, trial=False)
    held.outcome, held.rows, held.applied_at = [list(one) for one in outcome], [], at
    held.save()
    counts = {what: sum(one.what == what for one in outcome) for what in ("added", "changed", "same", "wrong")}
    evidence = f"{held.name} sha256:{held.sha256}"
    party_record(actor, "sheet.let_in", "party_sheet", held.pk, after=counts, evidence=evidence, at=at)


@transaction.atomic
def sheet_drop(*, actor: User, sheet: PartySheet) -> None:
    """Give a sheet up (放弃); what it let in stays."""
    permission_require(actor, "parties.sheet_own", sheet)
    sheet.delete()
