"""Pages of one standard (标准页): its status on a day as known on another, its relations, its history; and as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries import edition_get
from guiju.apps.catalogue.queries.briefs import briefs_numbered
from guiju.apps.catalogue.queries.cite import citations_of
from guiju.apps.catalogue.queries.linked_data import edition_linked, linked_text
from guiju.apps.catalogue.queries.page import edition_context, edition_json
from guiju.apps.catalogue.standard.changes import row_data, rows
from guiju.apps.catalogue.standard.drawing import draw
from guiju.apps.catalogue.standard.picture import lines, nodes
from guiju.apps.catalogue.standard.reach import MOST, reach
from guiju.apps.catalogue.standard.sight import look
from guiju.apps.catalogue.terms import CLAIMS, FIELDS, LEVELS
from guiju.domain.language import Words
from guiju.domain.validity.said import stage_name
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.access import access
from guiju.kernel.history.queries import events_of, events_page, first_event_at

_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)
_PER_PAGE = 30
_UNREAD = Words("日期读不懂，已按今天显示。请写成 2019-03-01。", "No such date; today is shown. Write 2019-03-01.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The two days a page is asked for: `?on=` (or `as_of`), today if none; `?known=`, None for all that is known now.

    `problems` are the fields that could not be read.
    """

    day: date
    known_on: date | None
    problems: dict[str, Words]

    @property
    def query(self) -> str:
        """The same days as the query of another address."""
        known = {"known": self.known_on.isoformat()} if self.known_on else {}
        return urlencode({"on": self.day.isoformat(), **known})


def asked(request: HttpRequest) -> Asked:
    """Read the two days from the address."""
    problems: dict[str, Words] = {}
    today = timezone.localdate()
    day = _day(request, "on" if "on" in request.GET else "as_of", problems)
    known = _day(request, "known", problems)
    return Asked(day or today, known if known is not None and known < today else None, problems)


def _day(request: HttpRequest, name: str, problems: dict[str, Words]) -> date | None:
    try:
        day = whole_day(request.GET.get(name, "")[:20])
    except DateUnread:
        day = _EARLIEST.replace(year=1)
    if day is not None and not _EARLIEST <= day <= _LATEST:
        problems[name] = _UNREAD
        return None
    return day


@access("public")
@require_safe
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its status on a day with the evidence, and all that is on record."""
    found, ask, today = _edition(pk), asked(request), timezone.localdate()
    context = edition_context(found, ask.day, today, ask.known_on)
    context |= {
        "ask": ask,
        "citations": citations_of(found),
        "claim_words": FIELDS | CLAIMS,
        "stage_name": stage_name,
        "level": LEVELS.get(found.level),
        "today": today,
        "began": first_event_at() if ask.known_on else None,
    }
    linked = edition_linked(found, context["answer"].status, request.build_absolute_uri(request.path))
    context["linked"] = linked_text(linked) if linked and ask.day == today and not ask.known_on else ""
    return render(request, "catalogue/edition.html", context)


@access("public")
@require_safe
def edition_data(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as JSON."""
    ask = asked(request)
    return _json(edition_json(_edition(pk), ask.day, ask.known_on))


@access("public")
@require_safe
def graph(request: HttpRequest, pk: int) -> HttpResponse:
    """The relations of an edition, two steps far, as a graph and as a table."""
    found, ask = _edition(pk), asked(request)
    near = reach(found.number, most=MOST)
    ends = {end for edge in near.edges for end in (edge.subject, edge.obj)} | {found.number}
    records = briefs_numbered(ends)
    drawing = draw(near)
    context = {
        "edition": found,
        "ask": ask,
        "drawing": drawing,
        "nodes": nodes(drawing, records, look(found, set(near.numbers), None), ask.day),
        "hidden": near.hidden,
        "lines": lines(near, records),
    }
    return render(request, "catalogue/graph.html", context)


@access("public")
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the record: who, what, when, why, from which source."""
    found = _edition(pk)
    total, page, pages, offset = _paged(request, found)
    events = events_page("edition", str(found.pk), offset=offset, limit=_PER_PAGE)
    context = {"edition": found, "history": rows(events), "total": total, "page": page, "pages": pages}
    return render(request, "catalogue/history.html", context)


@access("public")
@require_safe
def history_data(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as JSON."""
    found = _edition(pk)
    total, page, pages, offset = _paged(request, found)
    events = events_page("edition", str(found.pk), offset=offset, limit=_PER_PAGE)
    body = {"id": found.pk, "number": found.number, "total": total, "page": page, "pages": pages}
    return _json({**body, "events": [row_data(row) for row in rows(events)]})


def _paged(request: HttpRequest, found: Edition) -> tuple[int, int, int, int]:
    """How many events, which page of how many, and where it begins."""
    total = events_of("edition", str(found.pk)).count()
    pages = max(-(-total // _PER_PAGE), 1)
    text = request.GET.get("page", "1")
    page = min(max(int(text), 1), pages) if text.isascii() and text.isdigit() and len(text) < 10 else 1
    return total, page, pages, (page - 1) * _PER_PAGE


def _json(body: object) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _edition(pk: int) -> Edition:
    try:
        return edition_get(pk)
    except (Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error
