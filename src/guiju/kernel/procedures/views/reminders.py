"""Reminders and the calendar somebody subscribes to (提醒、日历订阅)."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.domain.calendar.ics import Entry, calendar_text
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.notices.queries import calendar_owner, notices_of, wish_of
from guiju.kernel.notices.services import calendar_key_make, wish_set
from guiju.kernel.procedures.declarations import procedures_of
from guiju.kernel.procedures.desk import desk_items
from guiju.kernel.procedures.queries import waiting_for
from guiju.kernel.procedures.views.case import me

_SHOWN = 30
_SAVED = Words("已保存。", "Saved.")
_NAME = Words("规矩待办", "Guiju: to do")


@access("procedures.work")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """What one wants to be told, and what one was told."""
    person = me(request)
    if request.method == "POST":
        wish_set(actor=person, mail="mail" in request.POST, digest="digest" in request.POST, at=timezone.now())
        messages.success(request, _SAVED.pick(get_language() or "zh"))
        return redirect("procedures:reminders")
    return _page(request, "")


@access("procedures.work")
@require_POST
def calendar_make(request: HttpRequest) -> HttpResponse:
    """A fresh address of one's calendar, shown once."""
    token = calendar_key_make(actor=me(request), at=timezone.now())
    path = reverse("procedures:calendar", kwargs={"token": token})
    return _page(request, request.build_absolute_uri(path))


@access("public")
@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What waits for whoever's calendar this is, as a subscribed calendar; the address itself is the key."""
    person = calendar_owner(token[:200])
    if person is None:
        raise Http404
    lang = person.language or "zh"
    entries = []
    turns = waiting_for(person, on=timezone.localdate())
    procedures = procedures_of(turn.case for turn in turns)
    for turn in turns:
        day = turn.due_on or turn.not_before
        if day is None:
            continue
        stage = procedures[turn.case_id].stages[turn.case.stage].words.pick(lang)
        link = request.build_absolute_uri(reverse("procedures:case", args=[turn.case_id]))
        uid = f"case-{turn.case_id}-{turn.case.stage}@guiju"
        entries.append(Entry(uid, day, turn.case.title, stage, link))
    for item in desk_items(person, on=timezone.localdate()):
        if item.due_on is not None:
            link = request.build_absolute_uri(item.path)
            entries.append(Entry(f"{item.uid}@guiju", item.due_on, item.title, item.step.pick(lang), link))
    text = calendar_text(_NAME.pick(lang), entries, stamp=timezone.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _page(request: HttpRequest, link: str) -> HttpResponse:
    person = me(request)
    context = {
        "wish": wish_of(person),
        "mail_ready": settings.MAIL_READY and bool(person.email),
        "link": link,
        "rows": list(notices_of(person)[:_SHOWN]),
        "words_of": lambda row: Words(**row.subject),
    }
    return render(request, "procedures/reminders.html", context)
