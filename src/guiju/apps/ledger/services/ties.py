"""Verbs of ties (目标与指标的关联): a person ties a target to a measure, changes it, unties it, refuses one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Target, TieRefusal
from guiju.apps.ledger.recording import TARGET, ledger_record, what_differs
from guiju.apps.ledger.services.items import item_held
from guiju.apps.ledger.typed_numbers import number_typed, sign_require
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.domain.ties import units_fit
from guiju.kernel.accounts.models import User
from guiju.kernel.indicators.offers import Offer, offers

_RIGID = frozenset(
    {"%", "％", "个百分点", "百分点", "倍", "元", "万元", "百万元", "亿元", "天", "日", "个月", "月", "年"}
)
"""What is promised in these is not the number of anything: it cannot be counted in another unit."""
_FIELDS = ("measure", "part", "base", "counted_from", "why", "why_en")
_EMPTY = {"measure": "", "part": "", "base": None, "counted_from": None, "why": "", "why_en": ""}


_READERS: Mapping[str, Callable[[str], Any]] = {
    "measure": read.line(60, needed=True),
    "part": read.line(200),
    "base": number_typed,
    "counted_from": read.day,
    "why": read.line(500),
    "why_en": read.line(500),
}


@transaction.atomic
def target_tie(*, actor: User | None, target: Target, typed: Mapping[str, str], revision: int, at: datetime) -> Target:
    """Tie a target to the measure that counts it (关联指标), or change how; `typed` as people write it.

    `part` is `by=value` of what the measure can be split by; `why` why it counts the target. Raises `FieldsWrong`,
    or stale when somebody else did.
    """
    held = item_held(actor, target, revision)
    values = read.all_read(_READERS, {"part": "", "base": "", "counted_from": "", "why": "", "why_en": "", **typed})
    if held.measure and values["why"] == held.why:
        values["why_en"] = values["why_en"] or held.why_en
    offer = _offer(values["measure"])
    _require_part(offer, values["part"])
    _require_unit(held, offer)
    sign_require(values["base"], offer.measure.unit.zh, "base")
    if values["counted_from"] is not None and held.due is not None and values["counted_from"] > held.due:
        wrong = Words("起算日在期限之后。", "Counting would begin after it is due.")
        raise WordsError("order", wrong, where="counted_from")
    before, after = what_differs({name: getattr(held, name) for name in _FIELDS}, values)
    if not after:
        return held
    for name, value in values.items():
        setattr(held, name, value)
    held.tied_by, held.tied_at = actor, at
    held.refusals.filter(measure=held.measure).delete()
    _save(held, *_FIELDS, "tied_by", "tied_at")
    action = "target.tied" if "measure" in after and not before["measure"] else "target.tie_changed"
    ledger_record(actor, action, TARGET, held.pk, before=_told(before), after=_told(after), at=at)
    return held


@transaction.atomic
def target_untie(*, actor: User | None, target: Target, reason: str, revision: int, at: datetime) -> Target:
    """Take the measure off a target (解除关联), with a reason."""
    held = item_held(actor, target, revision)
    if not held.measure:
        raise WordsError("untied", Words("没有关联指标。", "No measure is tied to it."))
    because = _reason(reason)
    before = {name: getattr(held, name) for name in _FIELDS}
    for name, value in _EMPTY.items():
        setattr(held, name, value)
    held.tied_by, held.tied_at = None, None
    _save(held, *_FIELDS, "tied_by", "tied_at")
    after = {"measure": "", "because": because}
    ledger_record(actor, "target.untied", TARGET, held.pk, before=_told(before), after=after, at=at)
    return held


@transaction.atomic
def target_leave(
    *, actor: User | None, target: Target, why: str, why_en: str = "", revision: int, at: datetime
) -> Target:
    """Say why nothing counts a target yet (还不能计量，因为…); with no words take that back."""
    held = item_held(actor, target, revision)
    if held.measure:
        raise WordsError("tied", Words("已经关联了指标，请先解除。", "A measure is tied to it: untie it first."))
    after = {"why": " ".join(why.split())[:500], "why_en": " ".join(why_en.split())[:500]}
    before = {"why": held.why, "why_en": held.why_en}
    if after == before:
        return held
    held.why, held.why_en = after["why"], after["why_en"]
    _save(held, "why", "why_en")
    ledger_record(actor, "target.left", TARGET, held.pk, before=_told(before), after=_told(after), at=at)
    return held


@transaction.atomic
def tie_refuse(*, actor: User | None, target: Target, measure: str, reason: str, revision: int, at: datetime) -> Target:
    """Say that a measure does not count a target (不采用建议): it is not suggested for it again."""
    held = item_held(actor, target, revision)
    if measure == held.measure:
        raise WordsError("tied", Words("这个指标已经关联，请先解除。", "It is tied to this measure: untie it first."))
    _offer(measure)
    _, made = TieRefusal.objects.get_or_create(
        target=held, measure=measure,
        defaults={"reason": " ".join(reason.split())[:500], "refused_by": actor, "refused_at": at},
    )  # fmt: skip
    if made:
        _save(held)
        after = {"measure": measure, "because": " ".join(reason.split())[:500]}
        ledger_record(actor, "target.tie_refused", TARGET, held.pk, after=after, at=at)
    return held


@transaction.atomic
def tie_refusal_undo(*, actor: User | None, target: Target, measure: str, revision: int, at: datetime) -> Target:
    """Let a refused measure be suggested again (恢复建议)."""
    held = item_held(actor, target, revision)
    gone, _ = held.refusals.filter(measure=measure).delete()
    if gone:
        _save(held)
        ledger_record(actor, "target.tie_refusal_undone", TARGET, held.pk, before={"measure": measure}, at=at)
    return held


def _offer(code: str) -> Offer:
    found = offers().get(code)
    if found is None:
        raise WordsError("measure", Words("没有这个指标。", "There is no such measure."), where="measure")
    return found


def _require_part(offer: Offer, part: str) -> None:
    by, _, value = part.partition("=")
    if part and (by not in offer.measure.by or not value):
        raise WordsError("part", Words("这个指标不能这样分。", "The measure cannot be split so."), where="part")


def _require_unit(target: Target, offer: Offer) -> None:
    counted = offer.measure.unit.zh
    if units_fit(target.unit, counted) is None and {target.unit, counted} & _RIGID:
        raise WordsError(
            "unit",
            Words(f"目标按“{target.unit or '（无单位）'}”，指标按“{counted}”，换不了。",
                  f"The target is in “{target.unit or 'no unit'}”, the measure in “{counted}”: not to be converted."),
            Words("请另选指标；读错了单位的，先更正目标。",
                  "Choose another measure; where the unit was misread, correct the target first."),
            where="measure",
        )  # fmt: skip


def _reason(text: str) -> str:
    text = " ".join(text.split())[:500]
    if not text:
        raise WordsError("reason", Words("请写明原因。", "Say why."), where="reason")
    return text


def _save(target: Target, *fields: str) -> None:
    target.revision += 1
    target.save(update_fields=[*fields, "revision"])


def _told(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value if value is None else str(value) for name, value in values.items()}
