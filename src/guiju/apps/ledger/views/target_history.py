"""What happened to a target (目标的经过), in words, for those who keep it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from guiju.apps.ledger.models import Target
from guiju.apps.ledger.recording import TARGET
from guiju.domain.language import Words
from guiju.kernel.history.queries import events_page
from guiju.kernel.history.told import action_words

_MOST = 50
_UNSAID = frozenset({"why_en", "tasks"})
_ACTIONS = {
    "ledger.target.added": Words("补录", "added"),
    "ledger.target.corrected": Words("更正", "corrected"),
    "ledger.target.checked": Words("核对无误", "checked"),
    "ledger.target.unchecked": Words("撤回核对", "unchecked"),
    "ledger.target.went_on": Words("随新版本延续，指标照旧", "went on in a newer version, counted as before"),
    "ledger.target.removed": Words("移除", "taken out"),
    "ledger.target.restored": Words("恢复", "put back"),
    "ledger.target.tied": Words("关联指标", "tied"),
    "ledger.target.tie_changed": Words("更改关联", "tie changed"),
    "ledger.target.tasks_tied": Words("由任务承担", "carried by tasks"),
    "ledger.target.tasks_untied": Words("不再由任务承担", "carried no more by tasks"),
    "ledger.target.left": Words("说明还不能计量的原因", "why nothing counts it yet"),
    "ledger.target.untied": Words("解除关联", "untied"),
    "ledger.target.tie_refused": Words("不采用指标", "measure refused"),
    "ledger.target.tie_refusal_undone": Words("恢复建议", "refusal undone"),
}


class Told(NamedTuple):
    """One event: when, what was done, and with which values."""

    at: datetime
    action: Words
    what: str


def target_events(target: Target) -> list[Told]:
    """The last events of a target, the newest first."""
    found = []
    for event in events_page(TARGET, str(target.pk), offset=0, limit=_MOST):
        content = event.payload.content if getattr(event, "payload", None) else None
        after = (content or {}).get("after") or {}
        told = (value for name, value in after.items() if name not in _UNSAID and value not in (None, "", True, False))
        what = "，".join(map(str, told))
        found.append(Told(event.at, _ACTIONS.get(event.action, action_words(event.action)), what))
    return found
