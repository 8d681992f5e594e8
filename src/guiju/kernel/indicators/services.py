"""Verbs of measures reported by hand (人工指标)."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.urls import reverse

from guiju.domain.indicators import may_be_negative
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.history.services import event_record
from guiju.kernel.indicators.models import ManualMeasure, ManualReading
from guiju.kernel.indicators.offers import offers
from guiju.kernel.indicators.rules import REPORTERS
from guiju.kernel.notices.services import notice_put

MEASURE, READING = "measure", "measure_reading"
LONGEST = {
    "words_zh": 120,
    "words_en": 200,
    "unit_zh": 20,
    "unit_en": 40,
    "definition_zh": 4_000,
    "definition_en": 4_000,
}
LONGEST_EVIDENCE, LONGEST_ANSWER = 4_000, 1_000
_CODE = re.compile(r"[a-z][a-z0-9_]{2,59}")
_LARGEST = Decimal(10) ** 15


@transaction.atomic
def measure_define(
    *, actor: User, code: str, texts: dict[str, str], adds: bool = True, public: bool = False, at: datetime
) -> ManualMeasure:
    """Define a measure that people report (新建人工指标). Raises `WordsError` naming the field at fault."""
    permission_require(actor, "indicators.define")
    if not _CODE.fullmatch(code):
        message = Words(
            "用小写字母、数字、下划线，以字母开头，3 至 60 个字符。", "Use a-z, 0-9 and _, 3 to 60, a letter first."
        )
        raise WordsError("code", message, where="code")
    if code in offers():
        raise WordsError("taken", Words("这个代码已经有了。", "This code is taken."), where="code")
    for name, most in LONGEST.items():
        if len(texts.get(name, "")) > most:
            raise WordsError("long", Words(f"最多 {most} 个字符。", f"{most} characters at most."), where=name)
    for name in ("words_zh", "unit_zh", "definition_zh"):
        if not texts.get(name):
            raise WordsError("required", Words("请填写。", "Fill this in."), where=name)
    held = {name: texts.get(name, "") for name in LONGEST}
    held["words_en"] = held["words_en"] or held["words_zh"]
    held["unit_en"] = held["unit_en"] or held["unit_zh"]
    made = ManualMeasure.objects.create(code=code, adds=adds, public=public, defined_by=actor, defined_at=at, **held)
    event_record(
        actor=actor.actor, action="indicators.measure.defined", object_kind=MEASURE, object_id=code,
        before=None, after={**held, "adds": adds, "public": public}, at=at,
    )  # fmt: skip
    return made


@transaction.atomic
def reading_report(
    *,
    actor: User,
    measure: ManualMeasure,
    organisation: Organisation,
    on: date,
    value: str,
    evidence: str,
    at: datetime,
) -> ManualReading:
    """Report the number of a day for one's own organisation (填报), with evidence. It counts once it is confirmed.

    What the organisation reported of this day before and nobody has checked is replaced.
    """
    permission_require(actor, "indicators.report")
    if organisation.pk not in organisations_where(user=actor, roles=REPORTERS, on=at.date()):
        raise WordsError(
            "organisation",
            Words("只能为自己所在的单位填报。", "Report for your own organisation."),
            where="organisation",
        )
    if on > at.date():
        raise WordsError("on", Words("日期不能在今天以后。", "The day may not lie ahead."), where="on")
    if not evidence.strip():
        raise WordsError("evidence", Words("请写明依据。", "Say on what evidence."), where="evidence")
    if len(evidence) > LONGEST_EVIDENCE:
        message = Words(f"最多 {LONGEST_EVIDENCE} 个字符。", f"{LONGEST_EVIDENCE} characters at most.")
        raise WordsError("evidence", message, where="evidence")
    number = _number(value, measure.unit_zh)
    waiting = ManualReading.objects.select_for_update().filter(
        measure=measure, organisation=organisation, on=on, state="reported"
    )
    for earlier in waiting:
        _withdraw(actor, earlier, "replaced", at)
    reading = ManualReading.objects.create(
        measure=measure, organisation=organisation, on=on, value=number,
        evidence=evidence.strip(), reported_by=actor, reported_at=at,
    )  # fmt: skip
    after = {
        "measure": measure.code,
        "organisation": organisation.pk,
        "on": on.isoformat(),
        "value": str(reading.value),
    }
    event_record(
        actor=actor.actor, action="indicators.reading.reported", object_kind=READING, object_id=str(reading.pk),
        before=None, after=after, evidence=reading.evidence, at=at,
    )  # fmt: skip
    return reading


@transaction.atomic
def reading_withdraw(*, actor: User, reading: ManualReading, at: datetime) -> ManualReading:
    """Take back a number one reported oneself while nobody has checked it (撤回填报)."""
    permission_require(actor, "indicators.report")
    held = ManualReading.objects.select_for_update().get(pk=reading.pk)
    if held.reported_by_id != actor.pk:
        message = Words("只能撤回自己填报的数。", "Only who reported a number takes it back.")
        raise WordsError("own", message)
    if held.state != "reported":
        message = Words("这个数已经核对、撤回或被代替，不能再撤回。", "It is checked, taken back or replaced already.")
        raise WordsError("checked", message)
    return _withdraw(actor, held, "withdrawn", at)


@transaction.atomic
def reading_check(
    *, actor: User, reading: ManualReading, confirm: bool, answer: str = "", at: datetime
) -> ManualReading:
    """Confirm a reported number, or return it with the reason (核对). Nobody checks what they reported themselves."""
    permission_require(actor, "indicators.check")
    held = ManualReading.objects.select_for_update().get(pk=reading.pk)
    if held.state != "reported":
        message = Words("已经有人核对过了，请看结果。", "Somebody has checked it already: see what they said.")
        raise WordsError("checked", message, where="answer")
    if held.reported_by_id == actor.pk:
        message = Words("不能核对自己填报的数，请由另一个人核对。", "Another person has to check what you reported.")
        raise WordsError("own", message, where="answer")
    if not confirm and not answer.strip():
        raise WordsError("answer", Words("退回请写明理由。", "Say why it is returned."), where="answer")
    held.state = "confirmed" if confirm else "returned"
    held.checked_by, held.checked_at, held.answer = actor, at, answer.strip()[:LONGEST_ANSWER]
    held.save(update_fields=["state", "checked_by", "checked_at", "answer"])
    event_record(
        actor=actor.actor, action=f"indicators.reading.{held.state}", object_kind=READING, object_id=str(held.pk),
        before={"state": "reported"}, after={"state": held.state}, reason=held.answer, at=at,
    )  # fmt: skip
    if held.reported_by.is_active:
        _tell(held, at)
    return held


def _withdraw(actor: User, held: ManualReading, state: str, at: datetime) -> ManualReading:
    held.state = state
    held.save(update_fields=["state"])
    event_record(
        actor=actor.actor, action=f"indicators.reading.{state}", object_kind=READING, object_id=str(held.pk),
        before={"state": "reported"}, after={"state": state}, at=at,
    )  # fmt: skip
    return held


def _tell(held: ManualReading, at: datetime) -> None:
    """Tell who reported a number what was said of it."""
    measure, day = held.measure, held.on.isoformat()
    confirmed = held.state == "confirmed"
    said = ("已确认", "confirmed") if confirmed else ("被退回", "returned")
    number = f"{held.value.normalize():f}"
    answer = (f"\n{held.answer}", f"\n{held.answer}") if held.answer else ("", "")
    place = held.organisation.name
    notice_put(
        user=held.reported_by, key=f"indicators:reading:{held.pk}:{held.state}",
        subject=Words(f"填报的数{said[0]}：{measure.words_zh}", f"Reported number {said[1]}: {measure.words_en}"),
        body=Words(
            f"{place}，截至 {day}：{number} {measure.unit_zh}{answer[0]}",
            f"{place}, as of {day}: {number} {measure.unit_en}{answer[1]}",
        ),
        why=Words("为什么收到：这个数是您填报的。", "Why this came: you reported this number."),
        path=f"{reverse('indicators:one', args=[measure.code])}#own", at=at,
    )  # fmt: skip


def _number(text: str, unit: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise WordsError(
            "value", Words("请填写一个数，例如 3000 或 55.5。", "Give a number, such as 3000."), where="value"
        )
    if number < 0 and not may_be_negative(unit):
        message = Words(f"单位是“{unit}”，不能填负数。", f"A number of “{unit}” cannot be negative.")
        raise WordsError("negative", message, where="value")
    return number.quantize(Decimal("0.000001"))
