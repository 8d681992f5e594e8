"""What happened in the ledger, in words (台账的经过); what changed is told to those who keep it."""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.history.queries import events_page
from guiju.kernel.history.told import action_words

_MOST = 50
_SHOWN, _LED = 60, 20
ACTIONS = {
    "ledger.policy.taken_in": Words("入账", "taken in"),
    "ledger.policy.corrected": Words("更正政策信息", "facts corrected"),
    "ledger.policy.followed": Words("改作新版本", "made a newer version"),
    "ledger.policy.doubt_settled": Words("核对疑点", "doubt settled"),
    "ledger.policy.doubt_reopened": Words("重新核对疑点", "doubt opened again"),
    "ledger.policy.confirmed": Words("确认", "confirmed"),
    "ledger.policy.published": Words("公开", "published"),
    "ledger.policy.concealed": Words("撤下公开", "taken off the public pages"),
    "ledger.policy.superseded": Words("由新版本代替", "replaced by a newer version"),
    "ledger.task.went_on": Words("随新版本延续", "went on in a newer version"),
    "ledger.policy.withdrawn": Words("移出台账", "taken out of the ledger"),
    "ledger.policy.restored": Words("恢复入账", "brought back into the ledger"),
    "ledger.round.opened": Words("发起", "opened"),
    "ledger.round.closed": Words("结束", "ended"),
    "ledger.round.reopened": Words("恢复", "opened again"),
    "ledger.document.added": Words("补录", "added"),
    "ledger.document.changed": Words("更正、登记", "corrected, entered"),
    "ledger.document.removed": Words("移除", "taken out"),
    "ledger.document.restored": Words("恢复", "put back"),
    "ledger.document.went_on": Words("随新版本延续", "went on in a newer version"),
    "ledger.task.corrected": Words("更正", "corrected"),
    "ledger.task.checked": Words("核对无误", "found right"),
    "ledger.task.unchecked": Words("重新核对", "to be looked at again"),
    "ledger.task.added": Words("补录", "added"),
    "ledger.task.split": Words("拆分", "split"),
    "ledger.task.removed": Words("移除", "taken out"),
    "ledger.task.restored": Words("恢复", "put back"),
    "ledger.task.reported": Words("填报进展", "progress reported"),
    "ledger.task.part_added": Words("分解", "part given out"),
    "ledger.task.delayed": Words("同意延期", "put off"),
    "ledger.task.closed": Words("销号", "closed"),
}
FIELDS = {
    "title": Words("名称", "title"),
    "name": Words("名称", "name"),
    "number": Words("编号", "number"),
    "issued_on": Words("出台日期", "issued on"),
    "link": Words("链接", "link"),
    "text": Words("内容", "text"),
    "lead": Words("牵头单位", "lead"),
    "participant": Words("责任单位", "participants"),
    "due_words": Words("时限原文", "deadline as printed"),
    "due": Words("截止日", "last day"),
    "every": Words("周期", "rhythm"),
    "heading": Words("所在章节", "heading"),
    "issuers": Words("发文机关", "issued by"),
    "issued": Words("印发日期", "issued"),
    "level": Words("层级", "level"),
    "region": Words("地区", "region"),
    "starts": Words("规划期起", "first year"),
    "ends": Words("规划期止", "last year"),
    "provenance": Words("来源", "source"),
}


class Told(NamedTuple):
    """One event: number, when, what was done, which fields changed (name, before, after), why."""

    sequence: int
    at: datetime
    action: Words
    changes: list[tuple[Words, str, str]]
    because: str = ""


def told_events(kind: str, pk: int, whole: bool) -> list[Told]:
    """The last events of something, the newest first; what changed with `whole` only."""
    found = []
    for event in events_page(kind, str(pk), offset=0, limit=_MOST):
        content = event.payload.content if whole and getattr(event, "payload", None) else None
        before, after = ((content or {}).get(side) or {} for side in ("before", "after"))
        changes = [
            (words, *apart(str(before.get(name) or "—"), str(after.get(name) or "—")))
            for name, words in FIELDS.items()
            if before and name in after
        ]
        because = (event.reason or str(after.get("because") or "")) if whole else ""
        said = ACTIONS.get(event.action, action_words(event.action))
        found.append(Told(event.sequence, event.at, said, changes, because))
    return found


def apart(before: str, after: str) -> tuple[str, str]:
    """Two texts as far as they differ: what is long and common to both in front is left out, save a few words."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    if common <= _SHOWN:
        return before, after
    start = common - _LED
    return f"…{before[start:]}", f"…{after[start:]}"
