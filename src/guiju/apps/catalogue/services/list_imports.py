"""The life of a list on its way into the catalogue (标准目录导入): requested, mapped, tried, applied, or deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from guiju.apps.catalogue.importing.columns import corrected
from guiju.apps.catalogue.importing.field_words import FIELD_WORDS
from guiju.apps.catalogue.importing.opening import first_look, list_open
from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.models import ListImport
from guiju.apps.catalogue.services.imports import (
    RULE,
    Finish,
    ImportedFile,
    Intake,
    Outcome,
    Watch,
    columns_known,
    intakes_apply,
    mapping_confirm,
)
from guiju.apps.catalogue.services.list_outcome import BatchKept, PlanKept, batches_counted, problem_kept
from guiju.apps.catalogue.services.staging import Reading, staging_discard
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied, permission_require
from guiju.kernel.files.services import file_bytes, file_delete, file_store, name_clean
from guiju.kernel.history.services import event_record
from guiju.kernel.jobs.services import job_cancel, job_enqueue

OWN = "catalogue.import_own"
TRY, APPLY = "catalogue.list_try", "catalogue.list_apply"
PURPOSE = "catalogue.import"
OBJECT = "list_import"
KEEP_DAYS = 30
Progress = Callable[[int, int, Words], None]
Stage = ListImport.Stage

_TRYING = Words("正在逐行核对，什么也不写入", "Comparing row by row; nothing is written")
_READING = Words("正在读取；读完之前标准库不变", "Reading; the catalogue does not change before all is read")
_APPLYING = Words("已读完，正在一次写入标准库", "All is read and now enters the catalogue at once")


def list_import_request(
    *, actor: User, name: str, data: bytes, source: str, said_on: date, at: datetime, format: str = ""
) -> ListImport:
    """Take in a list: read it in the `format` named, or else the one its content has, guess its columns, keep it for
    `KEEP_DAYS` days. A list that names its fields is tried at once.

    `source` is who says what the list says, `said_on` when. Raises `WordsError`, and then nothing is stored.
    """
    permission_require(actor, RULE)
    name = name_clean(name)
    if not source.strip():
        raise _error(
            "source", "没有写明来源。", "The source is missing.", "请写明目录出自哪里。", "Say where it is from."
        )
    look = first_look(data, name, format)
    columns, remembered = columns_known(look.header) if look.header else ({}, False)
    expires = at + timedelta(days=KEEP_DAYS)
    with transaction.atomic():
        stored = file_store(name=name, data=data, purpose=PURPOSE, owner=actor, at=at, expires_at=expires)
        subject = ListImport.objects.create(
            owner=actor,
            stored=stored,
            name=stored.name,
            sha256=stored.digest,
            source=source.strip()[:200],
            said_on=said_on,
            adapter=look.adapter,
            header=list(look.header),
            samples=look.samples,
            sheet=look.sheet[:100],
            sheets_left=look.sheets_left,
            total=look.total,
            columns=columns,
            remembered=remembered,
            created_at=at,
            expires_at=expires,
        )
        after = {"name": subject.name, "sha256": subject.sha256, "source": subject.source, "said_on": said_on}
        _tell(subject, "requested", actor=actor, at=at, after=after)
        if not look.header:
            _queue(subject, TRY, Stage.TRYING, at=at)
    return subject


@transaction.atomic
def list_import_map(*, actor: User, subject: ListImport, columns: Mapping[str, str], at: datetime) -> None:
    """Confirm or correct what the columns mean (column → field, "" leaves it out), remember it, and try the list."""
    permission_require(actor, OWN, subject)
    subject = _locked(subject)
    _refuse_unless_open(subject)
    header = tuple(subject.header)
    _refuse_twice(columns)
    chosen = corrected({}, header, columns)
    if header and "number" not in chosen.values():
        raise _error(
            "no_number", "没有哪一列是标准编号。", "No column is the standard number.",
            "请给写着标准编号的那一列选“标准编号”。", "Choose “Standard number” for the column that holds it.",
        )  # fmt: skip
    if header:
        mapping_confirm(actor=actor, header=header, columns=chosen, at=at)
    subject.columns, subject.plan, subject.problems = chosen, None, []
    _queue(subject, TRY, Stage.TRYING, at=at)


def list_import_try(*, import_id: int, job_id: int, at: datetime, progress: Progress) -> None:
    """Find what the list would change, writing nothing (试导入). A job that was overtaken does nothing."""
    subject = _of_job(import_id, job_id, Stage.TRYING)
    if subject is None:
        return
    kept = PlanKept()
    outcome = _import(subject, at=at, dry_run=True, watch=kept.add, say=lambda d, t: progress(d, t, _TRYING))
    with transaction.atomic():
        if not ListImport.objects.select_for_update().filter(pk=import_id, job_id=job_id).exists():
            return
        subject.plan = kept.kept()
        subject.problems = [problem_kept(problem) for problem in outcome.problems]
        subject.stage = Stage.PLANNED
        subject.save(update_fields=["plan", "problems", "stage"])
        _tell(subject, "planned", actor=subject.owner, at=at, after={"counts": dict(kept.counts)})


@transaction.atomic
def list_import_apply(*, actor: User, subject: ListImport, at: datetime) -> None:
    """Let the list into the catalogue as planned, or go on where an import was stopped (导入)."""
    permission_require(actor, OWN, subject)
    subject = _locked(subject)
    _refuse_unless_open(subject)
    if subject.stage not in (Stage.PLANNED, Stage.APPLYING):
        raise _error(
            "not_planned", "还没有看过这份目录会带来哪些变化。", "What this list would change has not been looked at.",
            "请先确认列对应。", "Confirm the columns first.",
        )  # fmt: skip
    _queue(subject, APPLY, Stage.APPLYING, at=at)
    _tell(subject, "confirmed", actor=actor, at=at, after={"columns": subject.columns})


def list_import_run(*, import_id: int, job_id: int, at: datetime, progress: Progress) -> None:
    """Let the list into the catalogue by one switch (写入标准库). Run again after an interruption it goes on reading
    where it was; once it is in, it does nothing."""
    subject = _of_job(import_id, job_id, Stage.APPLYING)
    if subject is None:
        return
    kept = BatchKept()

    def finish(outcomes: Sequence[Outcome]) -> None:
        held = _locked(subject)
        if held.stage != Stage.APPLYING or held.job_id != job_id:
            raise Overtaken
        held.batches = [kept.kept()]
        held.problems = [problem_kept(problem) for problem in outcomes[0].problems]
        held.stage, held.applied_at = Stage.APPLIED, at
        held.save(update_fields=["batches", "problems", "stage", "applied_at"])
        _tell(held, "applied", actor=held.owner, at=at, after={"counts": dict(batches_counted(held.batches))})

    def say(done: int, total: int) -> None:
        progress(done, total, _APPLYING if done == total else _READING)

    with suppress(Overtaken):
        _import(subject, at=at, dry_run=False, watch=kept.add, say=say, finish=finish)


class Overtaken(Exception):
    """Another job has this list now, or somebody deleted it: nothing of it enters."""


def list_import_stop(*, actor: User, subject: ListImport, at: datetime) -> None:
    """Stop the work under way (停止); of a list that is not in yet nothing stays in the catalogue."""
    permission_require(actor, OWN, subject)
    if subject.job is not None:
        job_cancel(job=subject.job, at=at)


@transaction.atomic
def list_import_delete(*, actor: User | None, subject: ListImport, at: datetime) -> None:
    """Delete a list of which nothing has been written, and its file (删除)."""
    permission_require(actor, OWN, subject)
    subject = _locked(subject)
    if subject.stage == Stage.APPLIED or subject.batches:
        raise _error(
            "applied",
            "这份目录已经写入标准库，记录要保留。",
            "This list is in the catalogue; its record is kept.",
            "",
            "",
        )
    if subject.job is not None:
        job_cancel(job=subject.job, at=at)
    _tell(subject, "deleted", actor=actor, at=at, before={"name": subject.name}, after=None)
    stored = subject.stored
    staging_discard(_reading(subject))
    subject.delete()
    if stored is not None:
        file_delete(stored=stored)


def list_imports_purge(*, at: datetime) -> int:
    """Delete lists whose day has come and of which nothing was written; returns how many."""
    due = [one for one in ListImport.objects.filter(expires_at__lte=at, applied_at=None)[:200] if not one.batches]
    for subject in due:
        list_import_delete(actor=None, subject=subject, at=at)
    return len(due)


def _import(
    subject: ListImport,
    *,
    at: datetime,
    dry_run: bool,
    watch: Watch,
    say: Callable[[int, int], None],
    finish: Finish | None = None,
) -> Outcome:
    if subject.stored is None:
        raise _error(
            "gone", "原文件已按期删除。", "The file was deleted on its day.", "请重新提交。", "Hand it in again."
        )
    table = list_open(file_bytes(stored=subject.stored), subject.name, subject.adapter)
    reading = _reading(subject)
    intake = Intake(table, reading.columns, ImportedFile(subject.name, subject.sha256), reading.defaults)
    try:
        return intakes_apply(
            actor=subject.owner, intakes=[intake], at=at, dry_run=dry_run, progress=say, watch=watch, finish=finish
        )[0]
    except Denied as error:
        raise _error(
            "denied", "提交人已没有导入标准目录的权限。", "Whoever handed this in may no longer import lists.",
            "请由有权限的人重新提交。", "Somebody who may must hand it in again.",
        ) from error  # fmt: skip


def _reading(subject: ListImport) -> Reading:
    lines = not subject.header
    defaults = Defaults(subject.source, subject.said_on, keep_unread=lines)
    return Reading(subject.sha256, subject.adapter, defaults, None if lines else dict(subject.columns))


def _queue(subject: ListImport, kind: str, stage: str, *, at: datetime) -> None:
    subject.stage = stage
    subject.job = job_enqueue(kind=kind, payload={"import": subject.pk}, owner=subject.owner, at=at)
    subject.save()


def _locked(subject: ListImport) -> ListImport:
    return (
        ListImport.objects.select_for_update(of=("self",)).select_related("owner", "job", "stored").get(pk=subject.pk)
    )


def _of_job(import_id: int, job_id: int, stage: str) -> ListImport | None:
    """The list this job still is for."""
    rows = ListImport.objects.select_related("owner", "stored")
    return rows.filter(pk=import_id, job_id=job_id, stage=stage).first()


def _refuse_unless_open(subject: ListImport) -> None:
    """Raise `WordsError` while work on the list is under way, and after it has been imported."""
    if subject.stage == Stage.APPLIED:
        raise _error("applied", "这份目录已经导入。", "This list has been imported.", "", "")
    if subject.stage in (Stage.TRYING, Stage.APPLYING) and subject.job is not None and not subject.job.is_over:
        raise _error("busy", "这份目录正在处理。", "This list is being worked on.", "请稍候。", "Please wait.")


def _refuse_twice(columns: Mapping[str, str]) -> None:
    """Raise `WordsError` when two columns are said to mean the same field."""
    by_field: dict[str, str] = {}
    for column, field in columns.items():
        other = by_field.setdefault(field, column)
        if field in FIELD_WORDS and other != column:
            name = FIELD_WORDS[field]
            raise _error(
                "twice", f"“{other}”和“{column}”都选了“{name.zh}”。",
                f"“{other}” and “{column}” are both said to be “{name.en}”.",
                "一个字段只能对应一列。", "Only one column can be a field.", where=column,
            )  # fmt: skip


def _tell(
    subject: ListImport,
    action: str,
    *,
    actor: User | None,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None,
) -> None:
    event_record(
        actor=actor.actor if actor else "system",
        action=f"catalogue.import.{action}",
        object_kind=OBJECT,
        object_id=str(subject.pk),
        before=before,
        after=after,
        at=at,
    )


def _error(code: str, zh: str, en: str, remedy_zh: str, remedy_en: str, where: str = "") -> WordsError:
    return WordsError(code, Words(zh, en), Words(remedy_zh, remedy_en) if remedy_zh else None, where)
