"""The life of a check: requested, run, revised, repeated, saved, deleted."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from guiju.apps.catalogue.queries import facts
from guiju.apps.validity.intake import Intake, Problem
from guiju.apps.validity.models import Check, CheckFile
from guiju.apps.validity.packing import pack, pack_text
from guiju.apps.validity.passages import passages_of
from guiju.apps.validity.queries import settlements
from guiju.apps.validity.readings import reading_pack, reading_unpack
from guiju.apps.validity.sealing import seal_digest
from guiju.apps.validity.services.unlisted import numbers_count
from guiju.apps.validity.terms import check_expires, file_expires
from guiju.domain.documents import Document, DocumentError, read
from guiju.domain.documents.errors import problem
from guiju.domain.language import Words
from guiju.domain.validity import DocumentUse
from guiju.domain.validity.checking import ReadFile, UnreadFile, check, read_citations
from guiju.domain.validity.result import Json, canonical
from guiju.kernel.accounts.models import User
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.services import file_bytes, file_delete, file_store
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.services import event_record
from guiju.kernel.jobs.services import job_enqueue

KIND = "validity.check"
PURPOSE = "validity"
MOST_CITATIONS = 50_000
Progress = Callable[[int, int, Words], None]

_READING = Words("正在读取文件", "Reading files")
_JUDGING = Words("正在核对标准", "Looking up standards")
_WRITING = Words("正在写入结果", "Writing the result")


def key_make() -> str:
    """A fresh unguessable key (32 random bytes)."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def check_request(
    *,
    owner: User | None,
    intake: Intake,
    title: str,
    use: DocumentUse | None,
    as_of: date,
    at: datetime,
    key: str = "",
) -> Check:
    """Store what was handed in and queue its check (提交查新). Anybody may; without an owner the link is the right."""
    signed_in = owner is not None
    new = Check.objects.create(
        key=key or key_make(),
        owner=owner,
        title=title[:200] or _title(intake),
        use=use.value if use else "",
        as_of=as_of,
        created_at=at,
        expires_at=check_expires(at, signed_in=signed_in),
        problems=[_problem(problem) for problem in intake.problems],
    )
    expires = file_expires(at, signed_in=signed_in)
    for position, (upload, document) in enumerate(intake.files):
        stored = file_store(name=upload.name, data=upload.data, purpose=PURPOSE, owner=owner, at=at, expires_at=expires)
        CheckFile.objects.create(
            owning_check=new,
            stored=stored,
            position=position,
            name=upload.name[:255],
            reading=reading_pack(document),
        )
    _queue(new, at=at)
    _tell(new, "validity.check.requested", at=at, after={"files": len(intake.files), "as_of": as_of.isoformat()})
    return new


def check_run(*, check_id: int, at: datetime, progress: Progress | None = None) -> Check:
    """Read, judge, seal and keep the result (执行查新). Running it again gives the same record."""
    subject = Check.objects.get(pk=check_id)
    say = progress or (lambda done, total, message: None)
    read_files = _read_all(subject, say)
    result = check(
        read_files,
        as_of=subject.as_of,
        checked_at=at,
        lookup=facts,
        settlements=settlements,
        progress=lambda done, total: say(done, total, _JUDGING),
        unread=[UnreadFile(item["name"], item["sha256"], Words(**item["why"])) for item in subject.problems],
    )
    say(1, 1, _WRITING)
    text = canonical(result)
    sha256 = hashlib.sha256(text).hexdigest()
    sealed = seal_digest(sha256, number=report_number(subject, at), signer=installation_signer())
    with transaction.atomic():
        subject.result = pack_text(text)
        subject.passages = pack(passages_of([file.document for file in read_files], result))
        subject.counts = result["counts"]
        subject.seal = sealed
        subject.finished_at = at
        subject.save(update_fields=["result", "passages", "counts", "seal", "finished_at"])
        subject.files.update(reading=None)
        numbers_count(result=result, at=at)
        _tell(
            subject,
            "validity.check.finished",
            at=at,
            after={"report": sealed["number"], "sha256": sealed["sha256"], "members": result["counts"]["members"]},
        )
    return subject


@transaction.atomic
def check_revise(*, subject: Check, use: DocumentUse | None, as_of: date, at: datetime) -> None:
    """Answer again for another day or another kind of document (更改条件). The old answer goes."""
    before = {"use": subject.use, "as_of": subject.as_of.isoformat()}
    subject.use, subject.as_of = use.value if use else "", as_of
    subject.result = subject.passages = subject.finished_at = None
    subject.counts, subject.seal = {}, {}
    subject.save()
    _queue(subject, at=at)
    after = {"use": subject.use, "as_of": as_of.isoformat()}
    _tell(subject, "validity.check.revised", at=at, before=before, after=after)


@transaction.atomic
def check_repeat(*, subject: Check, as_of: date, at: datetime) -> Check:
    """Check the same files again (复查); the new check knows the one before it and shows what changed.

    Raises `DocumentError` (gone) when the files were deleted on their day.
    """
    files = list(subject.files.select_related("stored"))
    if not files or any(file.stored is None for file in files):
        raise _gone()
    again = Check.objects.create(
        key=key_make(),
        owner=subject.owner,
        title=subject.title,
        use=subject.use,
        as_of=as_of,
        problems=subject.problems,
        created_at=at,
        expires_at=None if subject.saved else check_expires(at, signed_in=subject.owner is not None),
        saved=subject.saved,
        previous=subject,
    )
    for file in files:
        stored = _stored_again(file.stored, subject, at=at)
        CheckFile.objects.create(owning_check=again, stored=stored, position=file.position, name=file.name)
    _queue(again, at=at)
    _tell(again, "validity.check.repeated", at=at, after={"previous": str(subject.pk), "as_of": as_of.isoformat()})
    return again


@transaction.atomic
def check_save(*, subject: Check, title: str, at: datetime) -> None:
    """Keep a check as a list to be checked again (保存清单); only checks with an owner can be kept."""
    if subject.owner is None:
        raise PermissionError("a check without an owner cannot be saved")
    before = {"saved": subject.saved, "title": subject.title}
    subject.saved, subject.title, subject.expires_at = True, title[:200] or subject.title, None
    subject.save(update_fields=["saved", "title", "expires_at"])
    StoredFile.objects.filter(pk__in=subject.files.values("stored")).update(expires_at=None)
    after = {"saved": True, "title": subject.title}
    _tell(subject, "validity.check.saved", at=at, before=before, after=after)


@transaction.atomic
def check_delete(*, subject: Check, at: datetime) -> None:
    """Delete a check, its files and its answer, now (删除)."""
    _tell(subject, "validity.check.deleted", at=at, before={"files": subject.files.count()}, after=None)
    for stored in StoredFile.objects.filter(pk__in=list(subject.files.values_list("stored", flat=True))):
        file_delete(stored=stored)
    subject.delete()


def report_number(subject: Check, at: datetime) -> str:
    """The number of a report (报告编号): day and running number, "CX20261122-000012"."""
    return f"CX{at:%Y%m%d}-{subject.pk:06d}"


def _read_all(subject: Check, say: Progress) -> list[ReadFile]:
    """The files with their citations; an error here fails the job.

    They could be read when they were handed in, but may have gone since, or cite more than a result can hold in memory.
    """
    use = DocumentUse(subject.use) if subject.use else None
    files = list(subject.files.select_related("stored"))
    found: list[ReadFile] = []
    cited = 0
    for done, file in enumerate(files):
        say(done, len(files), _READING)
        found.append(read_citations(_document(file), use, MOST_CITATIONS))
        cited += sum(len(one.citation.members) or 1 for one in found[-1].found)
        if cited > MOST_CITATIONS:
            raise problem("too_many_citations", subject.title, limit=f"{MOST_CITATIONS:,}")
    return found


def _document(file: CheckFile) -> Document:
    if file.reading:
        return reading_unpack(file.reading)
    if file.stored is None:
        raise _gone()
    return read(file_bytes(stored=file.stored), file.name)


def _gone() -> DocumentError:
    return DocumentError(
        "gone",
        Words("原文件已按期删除，不能再查。", "The files were deleted on their day and cannot be checked again."),
        Words("请重新提交文件。", "Hand the files in again."),
    )


def _queue(subject: Check, *, at: datetime) -> None:
    subject.job = job_enqueue(kind=KIND, payload={"check": subject.pk}, owner=subject.owner, token=subject.key, at=at)
    subject.save(update_fields=["job"])


def _stored_again(stored: StoredFile | None, subject: Check, *, at: datetime) -> StoredFile:
    """A second name for the same content, with a term of its own."""
    assert stored is not None
    expires = None if subject.saved else file_expires(at, signed_in=subject.owner is not None)
    return file_store(
        name=stored.name,
        data=file_bytes(stored=stored),
        purpose=PURPOSE,
        owner=subject.owner,
        at=at,
        expires_at=expires,
    )


def _title(intake: Intake) -> str:
    first = intake.files[0][0].name
    return first if len(intake.files) == 1 else f"{first} 等 {len(intake.files)} 个文件"[:200]


def _problem(problem: Problem) -> Json:
    error = problem.error
    why = Words(error.say("zh"), error.say("en"))
    return {"name": problem.name, "sha256": problem.sha256, "code": error.code, "why": why._asdict()}


def _tell(subject: Check, action: str, *, at: datetime, before: Json | None = None, after: Json | None = None) -> None:
    actor = subject.owner.actor if subject.owner else "public"
    event_record(
        actor=actor, action=action, object_kind="check", object_id=str(subject.pk), before=before, after=after, at=at
    )
