"""What happened to a record (历史), in words; what a person wrote as a reason is shown to keepers only."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.history.queries import events_page
from guiju.kernel.history.told import action_words

_MOST = 50
ACTIONS = {
    "parties.committee.added": Words("登记", "recorded"),
    "parties.committee.account_set": Words("对应账号单位", "tied to an account"),
    "parties.committee.changed": Words("更改", "changed"),
    "parties.committee.term_added": Words("登记届次", "term recorded"),
    "parties.committee.member_added": Words("增加委员单位", "member added"),
    "parties.committee.member_ended": Words("委员单位退出", "member ended"),
    "parties.committee.link_set": Words("对口、联络变动", "mirror or liaison changed"),
    "parties.committee.score_entered": Words("填写年度工作情况", "year entered"),
    "parties.expert.added": Words("入库", "listed"),
    "parties.expert.changed": Words("更改", "changed"),
    "parties.expert.recusal_set": Words("回避", "recusal"),
    "parties.organisation.added": Words("新增", "added"),
    "parties.organisation.changed": Words("更改", "changed"),
    "parties.organisation.renamed": Words("更名", "renamed"),
    "parties.organisation.closed": Words("撤销", "closed"),
    "parties.organisation.reopened": Words("恢复", "opened again"),
    "parties.organisation.linked": Words("对应账号单位", "tied to an account"),
    "parties.organisation.merged": Words("合并进一条重复记录", "a duplicate was merged into it"),
    "parties.organisation.merged_away": Words("被合并", "merged away"),
    "parties.organisation.merge_undone": Words("撤销合并", "merging undone"),
}
FIELDS = {
    "name": Words("名称", "name"),
    "name_en": Words("英文名称", "English name"),
    "uscc": Words("统一社会信用代码", "code"),
    "kinds": Words("类别", "kinds"),
    "region": Words("行政区划", "region"),
    "sector": Words("行业", "industry"),
    "closed_on": Words("撤销日期", "closed on"),
    "source": Words("来源", "source"),
}


class Told(NamedTuple):
    """One event: number, when, what was done, which fields changed (name, before, after), and why."""

    sequence: int
    at: datetime
    action: Words
    changes: list[tuple[Words, str, str]]
    reason: str


def told_events(kind: str, pk: int, whole: bool) -> list[Told]:
    """The last events of a record, the newest first; changes and reasons with `whole` only."""
    found = []
    for event in events_page(kind, str(pk), offset=0, limit=_MOST):
        content = event.payload.content if whole and getattr(event, "payload", None) else None
        before, after = ((content or {}).get(side) or {} for side in ("before", "after"))
        changes = [
            (words, _said(before.get(name)), _said(after.get(name)))
            for name, words in FIELDS.items()
            if content and content.get("before") is not None and name in after
        ]
        action = ACTIONS.get(event.action, action_words(event.action))
        found.append(Told(event.sequence, event.at, action, changes, event.reason if whole else ""))
    return found


def _said(value: object) -> str:
    if value in (None, "", []):
        return "—"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
