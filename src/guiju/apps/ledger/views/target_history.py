"""What happened to a target (目标的经过), in words, for those who keep it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from guiju.apps.ledger.measuring import Readings
from guiju.apps.ledger.models import Target
from guiju.apps.ledger.queries.targets import parts_of
from guiju.apps.ledger.recording import TARGET
from guiju.apps.ledger.terms import COMPARATORS, per_said
from guiju.domain.language import NO_WORDS, Words
from guiju.kernel.history.queries import events_page
from guiju.kernel.history.told import action_words

_MOST = 50
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


_FIELDS = {
    "name": Words("名称", "name"),
    "text": Words("原文", "passage"),
    "comparator": Words("比较", "comparison"),
    "value": Words("数值", "number"),
    "value_to": Words("到", "up to"),
    "from_value": Words("原来的数", "number before"),
    "unit": Words("单位", "unit"),
    "due": Words("期限", "due"),
    "per": Words("按什么计", "counted by"),
    "measure": Words("指标", "measure"),
    "part": Words("其中", "part of it"),
    "base": Words("起算前的数", "number before counting"),
    "counted_from": Words("起算日", "counted from"),
    "why": Words("说明", "why"),
    "reason": Words("理由", "reason"),
    "titles": Words("任务", "tasks"),
}
_NUMBERS = frozenset({"value", "value_to", "from_value", "base"})


class Told(NamedTuple):
    """One event: when, what was done, and by field what it was and became; what it was is "" where there was none."""

    at: datetime
    action: Words
    changes: list[tuple[Words, Words, Words]]


def target_events(target: Target, readings: Readings, on: date) -> list[Told]:
    """The last events of a target, the newest first; numbers, measures and their parts as its page writes them."""
    found = []
    for event in events_page(TARGET, str(target.pk), offset=0, limit=_MOST):
        content = event.payload.content if getattr(event, "payload", None) else None
        before, after = ((content or {}).get(side) or {} for side in ("before", "after"))
        both = []
        for name, words in _FIELDS.items():
            if name in after:
                was, became = (_said(name, side, target, readings, on) for side in (before, after))
                both.append((words, was, became))
        changes = [one for one in both if one[1] != one[2]]
        found.append(Told(event.at, _ACTIONS.get(event.action, action_words(event.action)), changes))
    return found


def _said(name: str, side: Mapping[str, object], target: Target, readings: Readings, on: date) -> Words:
    value = side.get(name)
    if value in (None, "", True, False):
        return NO_WORDS
    text = str(value)
    offer = readings.offers.get(str(side.get("measure") or target.measure)) if name in ("measure", "part") else None
    if offer is not None:
        parts = parts_of(offer.measure.code, readings, on) if name == "part" else ()
        named = next((part.name for part in parts if f"{part.by}={part.value}" == text), "")
        return offer.measure.words if name == "measure" else Words(named or text, named or text)
    if name == "comparator":
        return COMPARATORS.get(text, Words(text, text))
    if name == "per":
        return per_said(text)
    text = _number(text) if name in _NUMBERS else text
    return Words(text, text)


def _number(text: str) -> str:
    try:
        return f"{Decimal(text).normalize():,f}"
    except ArithmeticError:
        return text
