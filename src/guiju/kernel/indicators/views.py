"""Pages of the measures (指标页)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.domain.indicators import Reading, forecast
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.written import DateUnread, partial_date
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.indicators.drawing import line_of
from guiju.kernel.indicators.models import ManualMeasure, ManualReading
from guiju.kernel.indicators.offers import Offer
from guiju.kernel.indicators.queries import (
    FIRST,
    LAST,
    day_within,
    manual_measure,
    offers_for,
    readings_confirmed,
    readings_of,
    readings_own,
    readings_reported,
    readings_to_check,
)
from guiju.kernel.indicators.rules import REPORTERS
from guiju.kernel.indicators.services import LONGEST, measure_define, reading_check, reading_report, reading_withdraw

_YEARS = 3
_LONGEST_ASKED = 60
_MOST_OWN = 50
_MOST_PARTS = 1_000
_DONE = {
    "define": Words("已建立指标。", "The measure is there."),
    "report": Words("已提交，等待核对。", "Handed in; it waits to be checked."),
    "replace": Words(
        "已提交，等待核对；同一天先前填报、还没有核对的数已由它代替。",
        "Handed in; it replaces what waited of the same day.",
    ),
    "withdraw": Words("已撤回。", "Taken back."),
    "check": Words("已核对。", "Checked."),
}


@access("public")
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure the reader may see with its reading of today, those that count the same records together; with
    `?q=` those whose name, definition or source says all its words."""
    today, words = timezone.localdate(), request.GET.get("q", "")[:_LONGEST_ASKED].casefold().split()
    seen = list(offers_for(request.user).values())
    found = [offer for offer in seen if all(word in _said(offer) for word in words)]
    context = {
        "rows": [(offer, offer.read(today)) for offer in sorted(found, key=lambda offer: offer.source.en)],
        "count": len(found),
        "seen": len(seen),
        "asked": " ".join(words),
        "today": today,
        "may_define": permitted(request.user, "indicators.define"),
        "may_check": permitted(request.user, "indicators.check"),
        "to_check": readings_to_check(request.user).count() if isinstance(request.user, User) else 0,
    }
    return render(request, "indicators/measures.html", context)


@access("public")
@require_safe
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """One measure: its reading of a day (`?on=`), its series, its parts, its definition. Shares and means are not
    drawn on: they follow no straight line."""
    offer = _offer(request, code)
    today = timezone.localdate()
    day = _day(request.GET.get("on", "")) or today
    start = _day(request.GET.get("since", "")) or day_within(date(max(day.year - _YEARS, 1), 1, 1))
    series = readings_of(offer, start=min(start, day), end=day)
    by = request.GET.get("by", "")
    ways = offer.measure.by + (offer.bodies if permitted(request.user, "indicators.check") else ())
    parts = offer.split(by, day)[:_MOST_PARTS] if offer.split is not None and by in ways else ()
    adds_up = offer.measure.how not in ("ratio", "mean_interval")
    manual = manual_measure(code)
    reported = readings_confirmed(manual, offer, day) if manual is not None else []
    ahead = forecast(reported if manual else series, day, day + timedelta(days=365)) if adds_up else None
    context = {
        "offer": offer,
        "measure": offer.measure,
        "reading": offer.read(day),
        "day": day,
        "start": start,
        "series": series,
        "line": line_of(series),
        "ahead": ahead,
        "foreseen": _as_read(series, (ahead.value, ahead.low, ahead.high)) if ahead else (),
        "records": offer.records(day) if offer.records else "",
        "by": by,
        "ways": ways,
        "parts": parts,
        "manual": manual,
        "reported": reported,
        "may_report": permitted(request.user, "indicators.report"),
        "may_check": manual is not None and permitted(request.user, "indicators.check"),
        "own": _own(request, manual) if manual is not None else (),
    }
    return render(request, "indicators/measure.html", context)


@access("indicators.define")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """Define a measure that people report."""
    typed = {name: request.POST.get(name, "").strip() for name in ("code", *LONGEST)}
    adds, public = request.POST.get("adds", "yes") == "yes", "public" in request.POST
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            texts = {name: typed[name] for name in LONGEST}
            made = measure_define(
                actor=_me(request), code=typed["code"], texts=texts, adds=adds, public=public, at=timezone.now()
            )
            return _done(request, "define", "indicators:one", made.code)
        except WordsError as error:
            errors.append(error)
    return _form(request, "indicators/define.html", errors, {"typed": typed, "adds": adds, "public": public})


@access("indicators.report")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Report a number of a measure for one's own organisation."""
    held = manual_measure(code)
    if held is None:
        raise Http404
    own = organisations_where(user=_me(request), roles=REPORTERS, on=timezone.localdate())
    organisations = list(Organisation.objects.filter(pk__in=own).order_by("name"))
    typed = {name: request.POST.get(name, "").strip() for name in ("organisation", "on", "value", "evidence")}
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            chosen = next((one for one in organisations if str(one.pk) == typed["organisation"]), None)
            if chosen is None:
                raise WordsError("required", Words("请选择单位。", "Choose an organisation."), where="organisation")
            day = _written(typed["on"])
            waited = held.readings.filter(organisation=chosen, on=day, state="reported").exists()
            reading_report(
                actor=_me(request), measure=held, organisation=chosen, on=day,
                value=typed["value"], evidence=typed["evidence"], at=timezone.now(),
            )  # fmt: skip
            return _done(request, "replace" if waited else "report", "indicators:one", code)
        except WordsError as error:
            errors.append(error)
    options = [(str(one.pk), one.name) for one in organisations]
    context = {"measure": held, "organisation_options": options, "typed": typed}
    return _form(request, "indicators/report.html", errors, context)


@access("indicators.report")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a number one reported."""
    rows = ManualReading.objects.select_related("measure").filter(reported_by=_me(request))
    reading = rows.filter(pk=pk).first() if pk < 2**63 else None
    if reading is None:
        raise Http404
    try:
        reading_withdraw(actor=_me(request), reading=reading, at=timezone.now())
    except WordsError as error:
        messages.error(request, error.message.pick(get_language() or "zh"))
        return redirect("indicators:one", reading.measure.code)
    return _done(request, "withdraw", "indicators:one", reading.measure.code)


@access("indicators.check")
@never_cache
@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    """Numbers that wait to be checked; with `?state=` those confirmed or returned."""
    state = request.GET.get("state", "reported")
    state = state if state in ("reported", "confirmed", "returned") else "reported"
    return render(request, "indicators/reported.html", {"rows": readings_reported(state=state)[:200], "state": state})


@access("indicators.check")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a reported number or return it."""
    rows = ManualReading.objects.select_related("measure", "organisation", "reported_by", "checked_by")
    reading = rows.filter(pk=pk).first() if pk < 2**63 else None
    if reading is None:
        raise Http404
    errors: list[WordsError] = []
    answer = request.POST.get("answer", "").strip()
    if request.method == "POST":
        try:
            confirm = request.POST.get("move") == "confirm"
            reading_check(actor=_me(request), reading=reading, confirm=confirm, answer=answer, at=timezone.now())
            return _done(request, "check", "indicators:reported")
        except WordsError as error:
            errors.append(error)
    return _form(request, "indicators/check.html", errors, {"reading": reading, "answer": answer})


def _own(request: HttpRequest, measure: ManualMeasure) -> list[tuple[ManualReading, bool]]:
    """What the reader's organisations reported, and whether the reader may take it back."""
    if not isinstance(request.user, User):
        return []
    places = organisations_where(user=request.user, roles=REPORTERS, on=timezone.localdate())
    mine = request.user.pk
    rows = readings_own(measure, places)[:_MOST_OWN]
    return [(row, row.state == "reported" and row.reported_by_id == mine) for row in rows]


def _said(offer: Offer) -> str:
    measure = offer.measure
    said = (measure.words, measure.definition, offer.source)
    return " ".join([measure.code, *(part for words in said for part in (words.zh, words.en))]).casefold()


def _offer(request: HttpRequest, code: str) -> Offer:
    found = offers_for(request.user).get(code)
    if found is None:
        raise Http404
    return found


def _as_read(series: list[Reading], values: tuple[float, ...]) -> tuple[float, ...]:
    """Values no more exact than the readings they come from."""
    whole = all(one.value is None or one.value == one.value.to_integral_value() for one in series)
    return tuple(round(value) if whole else value for value in values)


def _day(text: str) -> date | None:
    try:
        return day_within(date.fromisoformat(text))
    except ValueError:
        return None


def _written(text: str) -> date:
    """A day as people write it: 2026-03-31, 2026.3.31, 2026年3月31日. Raises `WordsError`."""
    try:
        day = date.fromisoformat(partial_date(text[:40]))
    except (DateUnread, ValueError):
        day = None
    if day is None or not FIRST <= day <= LAST:
        message = Words("请填写截至哪一天。", "Say as of which day.")
        unread = Words("看不懂这个日期，请写到日，如 2026-03-31。", "No date: write it as 2026-03-31.")
        raise WordsError("on" if text else "required", unread if text else message, where="on")
    return day


def _form(request: HttpRequest, template: str, errors: list[WordsError], context: dict[str, Any]) -> HttpResponse:
    told = {
        "errors": [(error, f"#f-{error.where or 'answer'}") for error in errors],
        "wrong": {error.where: error for error in errors},
    }
    return render(request, template, {**context, **told}, status=422 if errors else 200)


def _done(request: HttpRequest, what: str, name: str, *args: Any) -> HttpResponse:
    messages.success(request, _DONE[what].pick(get_language() or "zh"))
    return redirect(name, *args)


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has been checked
    return request.user
