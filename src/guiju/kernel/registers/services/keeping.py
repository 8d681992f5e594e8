"""What becomes of records past their time (保存期满的处理): erased for good, or kept longer because of something."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import memberships_on
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.services import file_delete
from guiju.kernel.history.models import Event
from guiju.kernel.history.services import event_record, payload_erase
from guiju.kernel.notices.services import notice_put
from guiju.kernel.registers.keeping import due_of, longer_of, records_due
from guiju.kernel.registers.layout import Layout, layout_get, layouts
from guiju.kernel.registers.models import Draft, KeptLonger
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.services.errors import overtaken
from guiju.kernel.registers.services.events import record_tell
from guiju.kernel.registers.services.records import record_locked
from guiju.kernel.registers.stages import cases_of
from guiju.kernel.registers.tables import Record

_NOT_DUE = Words("这条登记的保存期限还没有满。", "This record is not past its time.")
_LONGER = Words("这条登记已决定延长保存。", "It was decided to keep this record longer.")
_OPEN = Words("这条登记还有办理中的事项。", "A case about this record is open.")
_CLOSE = Words("请先办结。", "Close it first.")
_BECAUSE = Words("请写明延长的理由，不超过 500 字。", "Say why it is kept longer, in up to 500 characters.")
_UNTIL = Words("请写今天以后、一百年以内的日期。", "Give a day from now on and within a hundred years.")
_MOST_TOLD = 200


@transaction.atomic
def record_erase(*, actor: User, register: str, record: int, revision: int, at: datetime) -> None:
    """Erase a record past its time (期满删除): the record, its files and drafts, and what history holds of its values.

    The chain stays and says that they were erased, when, and on what ground. There is no way back.
    """
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.keep", Asked(layout, row))
    if row.revision != revision:
        raise overtaken()
    due, longer, rule = due_of(layout, row, localdate(at)), longer_of(layout, record), layout.register.retention
    if due is None or rule is None:
        raise WordsError("not_due", _NOT_DUE)
    if longer is not None and longer.until >= localdate(at):
        raise WordsError("longer", _LONGER)
    if any(case.closed_at is None for case in cases_of(layout, record)):
        raise WordsError("open", _OPEN, _CLOSE)
    because = f"保存期满：{due.after} 起 {rule.years} 年，至 {due.until.isoformat()}；依据：{rule.basis.zh}"
    _files_erase(layout, row)
    events = Event.objects.filter(object_kind=layout.kind, object_id=str(record), payload__erased_at=None)
    for sequence in events.order_by("sequence").values_list("sequence", flat=True):
        payload_erase(sequence=sequence, actor=actor.actor, because=because, at=at)
    Draft.objects.filter(register=register, record=record).delete()
    KeptLonger.objects.filter(register=register, record=record).delete()
    layout.model._default_manager.filter(pk=record).delete()
    told = {"number": row.number, "after": due.after, "years": rule.years, "until": due.until.isoformat()}
    record_tell(layout, record, actor, "erased", None, told, reason=because, at=at)


@transaction.atomic
def record_keep_longer(
    *, actor: User, register: str, record: int, until: date | None, because: str, at: datetime
) -> KeptLonger:
    """Keep a record past its time until a day, because of something (延长保存). Raises `WordsError`."""
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.keep", Asked(layout, row))
    today = localdate(at)
    if until is None or not today < until <= today.replace(year=today.year + 100, day=1):
        raise WordsError("until", _UNTIL, where="until")
    if not 0 < len(because.strip()) <= 500:
        raise WordsError("because", _BECAUSE, where="because")
    decided = {"until": until, "because": because.strip(), "decided_by": actor, "decided_at": at}
    made, _ = KeptLonger.objects.update_or_create(register=register, record=record, defaults=decided)
    event_record(
        actor=actor.actor, action="register.record.kept_longer", object_kind=layout.kind, object_id=str(row.pk),
        before=None, after={"until": until.isoformat()}, reason=because.strip(), at=at,
    )  # fmt: skip
    return made


def retention_remind(*, at: datetime) -> int:
    """Tell the keepers of each register, once a week, that records are past their time; returns how many were told."""
    today, told = localdate(at), 0
    for layout in layouts():
        found = records_due(layout, today, 1)
        if not found:
            continue
        name, week = layout.register.name, today.isocalendar()
        keepers = memberships_on(today).filter(role__in=layout.register.keep).select_related("user").order_by("pk")
        for user in {held.user.pk: held.user for held in keepers[:_MOST_TOLD]}.values():
            told += notice_put(
                user=user,
                key=f"retention:{layout.register.code}:{week.year}-{week.week}:{user.pk}",
                subject=Words(f"“{name.zh}”有登记保存期满", f"Records of {name.en} are past their time"),
                body=Words("请逐条决定删除或延长保存。", "Decide of each whether it is erased or kept longer."),
                why=Words("因为您管理这本登记簿。", "Because you keep this register."),
                path=f"/registers/{layout.register.code}/retention",
                at=at,
            )
    return told


def _files_erase(layout: Layout, row: Record) -> None:
    for one in layout.register.fields:
        value = layout.value(row, one) if one.type == "file" else None
        stored = StoredFile.objects.filter(pk=int(value.get("id") or 0)).first() if isinstance(value, dict) else None
        if stored is not None:
            file_delete(stored=stored)
