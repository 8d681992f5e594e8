"""Declarations being written (声明草稿): begun from a sheet or another register, kept, planned, taken into use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from guiju.domain.declarations import DeclarationError
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import register_load
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.services import file_bytes, file_delete, file_store
from guiju.kernel.jobs.services import job_cancel, job_enqueue
from guiju.kernel.registers.checking import declaration_check
from guiju.kernel.registers.declared import sketch_digest, sketch_told
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.models import Declaration, Intake, Sketch
from guiju.kernel.registers.planning import Plan
from guiju.kernel.registers.services.declarations import RULE, declaration_apply, declaration_plan
from guiju.kernel.registers.services.intakes import intake_request

PLAN, APPLY = "registers.sketch_plan", "registers.sketch_apply"
KEEP_DAYS = 180
AT_ONCE = 5_000
"""Registers of up to this many records are planned and altered while the page waits; larger ones by a job."""
MOST = 50
_MOST_KEPT = 20
_FULL = Words(f"最多存 {MOST} 份声明草稿，请先删去一些。", f"{MOST} drafts at most: delete some first.")
_OVERTAKEN = Words("这份草稿在别的窗口改过。", "This draft was changed in another window.")
_COMPARE = Words("您写的内容还在下面；再存一次，就以它为准。", "What you wrote stands below; save again to keep it.")
_BUSY = Words("正在处理这份草稿，请稍候。", "This draft is being worked on. Please wait.")
_AGAIN = Words("内容改过，请重新看一遍影响。", "It was changed since. Look again at what it does.")


@transaction.atomic
def sketch_begin(*, actor: User, text: str, title: str, sheet: tuple[str, bytes] | None = None, at: datetime) -> Sketch:
    """Begin to write a declaration; the sheet it was drawn up from is kept, to be imported afterwards."""
    permission_require(actor, RULE)
    if Sketch.objects.filter(owner=actor).count() >= MOST:
        raise WordsError("too_many", _FULL)
    stored = None
    if sheet is not None:
        expires = at + timedelta(days=KEEP_DAYS)
        stored = file_store(
            name=sheet[0], data=sheet[1], purpose="registers.sketch", owner=actor, expires_at=expires, at=at
        )
    return Sketch.objects.create(owner=actor, title=_title(text, title), text=text, sheet=stored, saved_at=at)


@transaction.atomic
def sketch_save(*, actor: User, sketch: Sketch, text: str, revision: int, at: datetime) -> Sketch:
    """Keep what was written, right or wrong. Raises `WordsError` overtaken where another window wrote meanwhile."""
    held = _open(actor, sketch)
    if held.text == text:
        return held
    if held.revision != revision:
        raise WordsError("overtaken", _OVERTAKEN, _COMPARE, where="text")
    held.text, held.title, held.saved_at = text, _title(text, held.title), at
    held.revision += 1
    held.plan, held.planned_digest = None, ""
    held.save()
    return held


@transaction.atomic
def sketch_plan(*, actor: User, sketch: Sketch, at: datetime) -> Sketch:
    """Find what taking it into use would do; by a job where the register is large. Raises `DeclarationError`."""
    held = _open(actor, sketch)
    if sketch_told(held) is not None:
        return held
    checked = declaration_check(held.text)
    if checked.register is None or checked.problems:
        raise DeclarationError("", checked.problems)
    if _records(checked.register.code) > AT_ONCE:
        held.job = job_enqueue(kind=PLAN, payload={"sketch": held.pk}, owner=actor, at=at)
    else:
        held.plan = _told(declaration_plan(actor=actor, text=held.text, where=""))
        held.planned_digest = sketch_digest(held.text)
    held.save()
    return held


def sketch_planned(*, sketch: int, job: int) -> None:
    """The planning of a large register, by its job; one that was overtaken leaves nothing."""
    held = Sketch.objects.select_related("owner").filter(pk=sketch, job_id=job).first()
    if held is None:
        return
    plan = _told(declaration_plan(actor=held.owner, text=held.text, where=""))
    Sketch.objects.filter(pk=sketch, job_id=job, revision=held.revision).update(
        plan=plan, planned_digest=sketch_digest(held.text)
    )


def sketch_apply(*, actor: User, sketch: Sketch, digest: str, at: datetime) -> Intake | None:
    """Take it into use as it was planned; a large register by a job. Returns the sheet to be imported, if there is one.

    Raises `WordsError` where it was changed since it was planned, or records stand against it.
    """
    with transaction.atomic():
        held = _open(actor, sketch)
        told = sketch_told(held)
        if told is None or held.planned_digest != digest:
            raise WordsError("changed", _AGAIN)
        if _records(told["code"]) > AT_ONCE:
            held.job = job_enqueue(kind=APPLY, payload={"sketch": held.pk}, owner=actor, at=at)
            held.save()
            return None
        return _applied(held, actor, at)


def sketch_run(*, sketch: int, job: int, at: datetime) -> None:
    """Taking a large register's version into use, by its job: one transaction, done again after an interruption."""
    with transaction.atomic():
        held = Sketch.objects.select_for_update(of=("self",)).select_related("owner", "sheet").filter(
            pk=sketch, job_id=job).first()  # fmt: skip
        if held is not None:
            _applied(held, held.owner, at)


@transaction.atomic
def sketch_delete(*, actor: User, sketch: Sketch, at: datetime) -> None:
    """Throw a draft away, with its sheet."""
    held = _open(actor, sketch)
    if held.job is not None:
        job_cancel(job=held.job, at=at)
    _gone(held)


def sketches_purge(*, at: datetime) -> int:
    """Delete drafts nobody came back to; returns how many."""
    due = list(Sketch.objects.filter(saved_at__lt=at - timedelta(days=KEEP_DAYS)).select_related("sheet")[:200])
    for sketch in due:
        _gone(sketch)
    return len(due)


def _applied(held: Sketch, actor: User, at: datetime) -> Intake | None:
    """The declaration in use and the sheet handed in, in the caller's transaction."""
    code = register_load(held.text, "").code
    declaration_apply(actor=actor, text=held.text, where=f"{code}.toml", at=at)
    sheet, intake = held.sheet, None
    if sheet is not None:
        try:
            with transaction.atomic():
                intake = intake_request(
                    actor=actor, register=code, name=sheet.name, data=file_bytes(stored=sheet),
                    organisation_id=None, at=at,
                )  # fmt: skip
        except (WordsError, PermissionError, OSError):
            intake = None  # the register is in use all the same; the sheet can be handed in again
    _gone(held)
    return intake


def _gone(sketch: Sketch) -> None:
    sheet = sketch.sheet
    sketch.delete()
    if sheet is not None:
        file_delete(stored=sheet)


def _open(actor: User, sketch: Sketch) -> Sketch:
    permission_require(actor, RULE)
    held = Sketch.objects.select_for_update(of=("self",)).select_related("job", "sheet").get(pk=sketch.pk, owner=actor)
    if held.job is not None and not held.job.is_over:
        raise WordsError("busy", _BUSY)
    return held


def _records(code: str) -> int:
    layout = layout_find(code)
    return layout.model._default_manager.count() if layout is not None else 0


def _title(text: str, otherwise: str) -> str:
    """What the register is called, as far as the text can be read."""
    try:
        return register_load(text, "").name.zh[:200]
    except DeclarationError:
        return otherwise[:200]


def _held(plan: Plan) -> dict[str, int]:
    """How many records have a value of each field that changes, by the field as the plan calls it."""
    if plan.old is None:
        return {}
    counts = {}
    for change in plan.comparison.changes:
        column, key = plan.old.columns.get(change.was), plan.old.keys.get(change.was)
        if column is not None or key is not None:
            has = {f"{column}__isnull": False} if column is not None else {"data__has_key": key}
            counts[change.field] = plan.old.model._default_manager.filter(**has).count()
    return counts


def _told(plan: Plan) -> dict[str, Any]:
    """A plan as it is kept with the draft."""
    now = Declaration.objects.filter(code=plan.register.code).order_by("-version").first()
    return {
        "code": plan.register.code,
        "version": plan.register.version,
        "was": now.version if now is not None else 0,
        "records": plan.records,
        "changes": [
            {"kind": change.kind, "field": change.field, "zh": change.effect.zh, "en": change.effect.en}
            for change in plan.comparison.changes
        ],
        "held": _held(plan),
        "carried": plan.carried,
        "left": plan.left,
        "kept": {code: [list(one) for one in kept[:_MOST_KEPT]] for code, kept in plan.kept.items()},
        "refusals": [list(words) for words in plan.refusals],
    }
