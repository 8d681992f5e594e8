"""Verbs of required documents (配套文件的办理): found in tasks, added, entered when issued, taken out, put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Policy, RequiredDocument, Task
from guiju.apps.ledger.overtaken import overtaken
from guiju.apps.ledger.recording import DOCUMENT, ledger_record, what_differs
from guiju.apps.ledger.rows import STEP, task_due
from guiju.apps.ledger.services.placing import code_next, passage_find, place_at, place_last, tasks_around
from guiju.apps.ledger.services.promises import LONGEST_PASSAGE
from guiju.apps.ledger.services.tasks import due_of_words, due_refuse_broken
from guiju.apps.ledger.typed_days import day_past, day_planned
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.domain.policy.documents import MARKED_KINDS, documents_find
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

_TITLE_NEAR = 400
_LINK_LENGTH = 500
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


def _link(text: str) -> str:
    text = text.strip()
    try:
        if len(text) > _LINK_LENGTH:
            raise ValidationError("too long")
        if text:
            _WEB_ADDRESS(text)
    except ValidationError as error:
        message = Words("这不是网页地址。", "This is not the address of a web page.")
        remedy = Words(
            "请写成 https:// 开头的地址，不含空格，最长 500 个字符。",
            "Write it from https:// on, without spaces, 500 characters at most.",
        )
        raise WordsError("link", message, remedy) from error
    return text


_READERS: Mapping[str, Callable[[str], Any]] = {
    "name": lambda text: read.line(300, needed=True)(text.strip().removeprefix("《").removesuffix("》")),
    "due_words": read.line(100),
    "due": day_planned,
    "number": read.line(100),
    "issued_on": day_planned,
    "link": _link,
    "note": read.paragraph(2_000),
}


def documents_enter(policy: Policy, tasks: Iterable[Task]) -> int:
    """Enter the documents that the tasks of a policy order, as it is taken in; a name once."""
    rows: dict[str, RequiredDocument] = {}
    for task in tasks:
        begun = _begins(policy.clean_text, task)
        for found in documents_find(policy.clean_text[begun : task.end]):
            due = found.due.record() if found.due is not None else {}
            place = len(rows) + 1
            rows.setdefault(
                found.name,
                RequiredDocument(
                    policy=policy, task=task, place=place * STEP, code=f"D{place:02}", name=found.name[:300],
                    kind=found.kind, text=found.sentence, start=begun + found.start, end=begun + found.end,
                    due=task_due(due, policy.issued) if due else task.due,
                    due_words=(due.get("verbatim") or ("" if task.every else task.due_words))[:100],
                ),
            )  # fmt: skip
    return len(RequiredDocument.objects.bulk_create(rows.values(), 500))


def _begins(text: str, task: Task) -> int:
    """Where a task begins with its title, where that is its first sentence."""
    at = text.rfind(task.title, max(0, task.start - _TITLE_NEAR), task.start) if task.title else -1
    return at if at >= 0 else task.start


@transaction.atomic
def document_change(
    *, actor: User | None, document: RequiredDocument, typed: Mapping[str, str], revision: int, at: datetime
) -> RequiredDocument:
    """Correct its name and its day, enter that it was issued (已出台): number, day, where it can be read.

    Raises `FieldsWrong`, or stale when somebody else did.
    """
    held = _held(actor, document, revision)
    values = _values(held, typed, at)
    before, after = what_differs({name: getattr(held, name) for name in values}, values)
    for name, value in after.items():
        setattr(held, name, value)
    held.revision += 1
    held.save(update_fields=[*after, "revision"])
    if after:
        told = [{name: value and str(value) for name, value in one.items()} for one in (before, after)]
        ledger_record(actor, "document.changed", DOCUMENT, held.pk, before=told[0], after=told[1], at=at)
    return held


@transaction.atomic
def document_add(
    *, actor: User | None, policy: Policy, typed: Mapping[str, str], near: tuple[int, int] = (0, 0), at: datetime
) -> RequiredDocument:
    """Add a document that was not found (补录文件), at the words typed as `text`, or at all of `near`.

    It belongs to the task in whose words it stands. Raises `FieldsWrong`, or known where the policy orders it already.
    """
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    permission_require(actor, "ledger.keep", held)
    if held.withdrawn_at is not None:
        raise overtaken()
    rows = held.required_documents.all()
    document = RequiredDocument(policy=held, code=code_next(rows))
    values = _values(document, {"name": "", **typed}, at)
    said = read.all_read({"text": read.paragraph(LONGEST_PASSAGE)}, {"text": typed.get("text", "")})["text"]
    if rows.filter(removed_at=None, name=values["name"]).exists():
        raise _known()
    for name, value in values.items():
        setattr(document, name, value)
    document.start, document.end = passage_find(held.clean_text, said, near)
    document.text = said or held.clean_text[document.start : document.end]
    document.place = place_at(rows, document.start) if document.end else place_last(rows)
    document.task = next(iter(tasks_around(held, document.start, document.end)), None)
    if document.due is None and not document.due_words and document.task is not None:
        task = document.task
        document.due, document.due_words = task.due, "" if task.every else task.due_words[:100]
    document.save()
    told = {name: getattr(document, name) for name in ("name", "text", "due_words", "due")}
    after = {name: value and str(value) for name, value in told.items()}
    ledger_record(actor, "document.added", DOCUMENT, document.pk, after=after, at=at)
    return document


@transaction.atomic
def document_remove(
    *, actor: User | None, document: RequiredDocument, removed: bool, revision: int, at: datetime
) -> RequiredDocument:
    """Take out what is no such document (移除), or put it back."""
    held = _held(actor, document, revision)
    before = {"removed_at": held.removed_at and held.removed_at.isoformat()}
    held.removed_at = at if removed else None
    held.revision += 1
    held.save(update_fields=["removed_at", "revision"])
    after = {"removed_at": held.removed_at and held.removed_at.isoformat()}
    action = "document.removed" if removed else "document.restored"
    ledger_record(actor, action, DOCUMENT, held.pk, before=before, after=after, at=at)
    return held


def _values(document: RequiredDocument, typed: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """What was typed for a document; the day follows from new words of it, the kind from a new name."""
    values = read.all_read({**_READERS, "issued_on": day_past(localdate(at))}, typed)
    words = values.get("due_words", document.due_words)
    if words != document.due_words and values.get("due") in (None, document.due):
        due_refuse_broken(words)
        values["due"] = due_of_words(words, document.policy.issued)[0]
    if values.get("name", document.name) != document.name:
        values["kind"] = next((kind for kind in MARKED_KINDS if values["name"].endswith(kind)), "")
    return values


def _known() -> read.FieldsWrong:
    message = Words("这份政策已列有这个文件。", "The policy has this document already.")
    hint = Words("可能刚由别人补录；请在页面上查看。", "Somebody may just have added it; look for it on the page.")
    return read.FieldsWrong([WordsError("known", message, hint, where="name")])


def _held(actor: User | None, document: RequiredDocument, revision: int) -> RequiredDocument:
    held = RequiredDocument.objects.select_for_update().get(pk=document.pk)
    permission_require(actor, "ledger.keep", held)
    if held.revision != revision:
        raise overtaken()
    return held
