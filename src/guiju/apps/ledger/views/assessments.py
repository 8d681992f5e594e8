"""Assessments (考核): the list, opening one, the table with its order, announcing, appeals, what is taken away."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.ledger.assessing import scheme_of, table_of
from guiju.apps.ledger.models import Announcement, Appeal, Assessment, KeptScheme
from guiju.apps.ledger.outputs.assessment_report import report_of
from guiju.apps.ledger.outputs.evidence_pack import evidence_pack
from guiju.apps.ledger.queries.assessments import appeals_of, assessed_mine, assessments_for, called_off_because
from guiju.apps.ledger.queries.schemes import kept_of, schemes_kept
from guiju.apps.ledger.results import NOT_SCORED, body_scored
from guiju.apps.ledger.roles import KEEPERS
from guiju.apps.ledger.schemes import schemes_shipped
from guiju.apps.ledger.services.appeals import appeal_answer
from guiju.apps.ledger.services.assessments import (
    assessment_announce,
    assessment_cancel,
    assessment_close,
    assessment_open,
    evaluator_admit,
)
from guiju.apps.ledger.typed_days import day_plausible
from guiju.apps.ledger.views.forms import errors_in, typed
from guiju.apps.ledger.views.request import me, ways, whole
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.domain.assessment import SOURCES
from guiju.domain.assessment.scoring import scoring_words
from guiju.domain.language import Words, WordsError
from guiju.domain.official import official_pdf, official_word
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import organisations_where

PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FIELDS = ("title", "from", "scheme", "bodies", "reports_due")
_TYPED = ("early", "reason", "appeal", "upheld", "number", "answer", "evaluator", "starts_on", "ends_on")


def assessment_or_404(request: HttpRequest, pk: int, **rest: object) -> Assessment:
    """The assessment of an address, for its rule."""
    return get_object_or_404(Assessment.objects.select_related("office"), pk=pk)


@access("ledger.assessments")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The assessments one has to do with."""
    rows = assessments_for(me(request), timezone.localdate())
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_make": permitted(request.user, "ledger.assessment_make"),
    }
    return render(request, "ledger/assessments.html", context | ways(request))


@access("ledger.assessment_make")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open an assessment of one's office."""
    offices = list(Account.objects.filter(pk__in=_offices(request)).order_by("name"))
    begun = {"from": request.GET.get("scheme", "")[:60], "title": "", "scheme": "", "bodies": "", "reports_due": ""}
    values = {**begun, **typed(request, *_FIELDS)}
    choices = _schemes(request)
    errors: list[WordsError] = []
    if request.method == "POST":
        try:
            made = assessment_open(
                actor=me(request), office=_office(request, offices), title=values["title"],
                scheme=_scheme(values, choices), bodies=bodies_typed(values["bodies"]),
                reports_due=_day(values["reports_due"]), at=timezone.now(),
            )  # fmt: skip
        except WordsError as error:
            errors = list(errors_in(error))
        else:
            return redirect("ledger:assessment", pk=made.pk)
    context = {
        "values": values, "offices": offices, "choices": [(code, words) for code, words, _ in choices],
        "errors": [(one, f"#f-{_place(one)}") for one in errors], "wrong": {_place(one): one for one in errors},
    }  # fmt: skip
    return render(request, "ledger/assessment_new.html", context, status=422 if errors else 200)


@access("ledger.assessment_see", assessment_or_404)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of all bodies for those who assess; for a body its own line and, once announced, the order."""
    return _page(request, assessment_or_404(request, pk))


def _page(request: HttpRequest, row: Assessment, what: str = "", error: WordsError | None = None) -> HttpResponse:
    """The page; with what was typed into the form `what` where it was refused."""
    keeps, checks = (permitted(request.user, rule, row) for rule in ("ledger.assessment_keep", "ledger.value_check"))
    last = row.announcements.order_by("-version").first()
    context = {
        "row": row, "scheme": scheme_of(row), "keeps": keeps, "checks": checks, "last": last,
        "not_scored": NOT_SCORED, "body_scored": body_scored,
        "called_off": called_off_because(row) if row.closed_at and last is None else "",
        "kept": kept_of(row) if keeps else None,
        "table": table_of(row, timezone.localdate()) if checks else None,
        "mine": assessed_mine(row, me(request), timezone.localdate()),
        "appeals": appeals_of(row) if checks else [],
        "evaluators": list(row.evaluators.select_related("user").order_by("ends_on")) if keeps else [],
        "candidates": _candidates() if keeps else [],
        "scoring": scoring_words, "sources": SOURCES, "today": timezone.localdate(),
        "what": what, "error": error, "typed": typed(request, *_TYPED) if error else {},
    }  # fmt: skip
    return render(request, "ledger/assessment.html", context, status=422 if error else 200)


@access("ledger.assessment_keep", assessment_or_404)
@never_cache
@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Announce, close, call off, admit an evaluator, answer an appeal: what was typed comes back with what is wrong."""
    if what not in _ACTS:
        raise Http404
    row = assessment_or_404(request, pk)
    try:
        _ACTS[what](request, row)
    except WordsError as error:
        return _page(request, row, what, error)
    messages.success(request, _DONE[what].pick(get_language() or "zh"))
    return redirect("ledger:assessment", pk=pk)


@access("ledger.assessment_see", assessment_or_404)
@require_safe
def report(request: HttpRequest, pk: int, version: int, ending: str) -> HttpResponse:
    """The announced result as an official document or as data."""
    row = get_object_or_404(Announcement.objects.select_related("assessment"), assessment=pk, version=version)
    day, called = timezone.localdate(row.announced_at), scheme_of(row.assessment).words.zh
    if ending == "docx":
        data, kind = official_word(report_of(row, scheme=called, day=day)), WORD
    elif ending == "pdf":
        data, kind = official_pdf(report_of(row, scheme=called, day=day)), "application/pdf"
    elif ending == "json":
        data, kind = json.dumps(row.result, ensure_ascii=False, indent=1).encode(), "application/json"
    else:
        raise Http404
    name = f"{row.assessment.title}-{version}.{ending}"
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name) or ""}
    )


@access("ledger.value_check", assessment_or_404)
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence pack, for those who assess and for the third party."""
    row = assessment_or_404(request, pk)
    return FileResponse(
        evidence_pack(row), as_attachment=True, filename=f"{row.title}-evidence.zip", content_type="application/zip"
    )


def bodies_typed(text: str) -> list[Organisation]:
    """Organisations by their names or codes, one a line. Raises `WordsError` naming those nobody knows."""
    names = dict.fromkeys(name.strip() for name in text.replace("；", "\n").replace("、", "\n").splitlines())
    found = {name: organisation_open(name) for name in names if name}
    unknown = [name for name, row in found.items() if row is None]
    if unknown:
        listed = "、".join(unknown[:10])
        message = Words(f"机构库里没有，或有几个同名的：{listed}。", f"Unknown, or several of the name: {listed}.")
        raise WordsError(
            "bodies", message, Words("请先在“机构”里登记。", "Record them under Parties first."), where="bodies"
        )
    return list({row.pk: row for row in found.values() if row is not None}.values())


def _schemes(request: HttpRequest) -> list[tuple[str, Words, str]]:
    """What it may be opened with: the last versions of the office's schemes, then the shipped ones. An earlier version
    that is asked for comes first."""
    kept = schemes_kept(me(request), timezone.localdate())
    asked = KeptScheme.objects.filter(pk=whole(request.GET.get("scheme", "").removeprefix("kept."))).first()
    if asked is not None and asked not in kept and permitted(request.user, "ledger.assessment_keep", asked):
        kept.insert(0, asked)
    own = [
        (
            f"kept.{row.pk}",
            Words(f"{row.title}（第 {row.version} 版）", f"{row.title} (version {row.version})"),
            row.text,
        )
        for row in kept
    ]
    return own + [
        (one.code, Words(f"随附：{one.words.zh}", f"Shipped: {one.words.en}"), one.text) for one in schemes_shipped()
    ]


def _scheme(values: Mapping[str, str], choices: Sequence[tuple[str, Words, str]]) -> str:
    """The declaration written out, or that of the scheme chosen."""
    if values["scheme"].strip():
        return values["scheme"]
    found = next((text for code, _, text in choices if code == values["from"]), None)
    if found is None:
        raise WordsError("from", Words("请选考核方案。", "Choose a scheme."), where="from")
    return found


def _offices(request: HttpRequest) -> frozenset[int]:
    return organisations_where(user=me(request), roles=KEEPERS, on=timezone.localdate())


def _office(request: HttpRequest, offices: list[Account]) -> Account:
    chosen = whole(request.POST.get("office", ""))
    found = next((office for office in offices if office.pk == chosen), offices[0] if len(offices) == 1 else None)
    if found is None:
        raise WordsError("office", Words("请选主管单位。", "Choose the office."), where="office")
    return found


def _day(text: str) -> date:
    try:
        day = day_plausible(whole_day(text.strip()[:40]), "reports_due")
    except DateUnread:
        day = None
    if day is None:
        message = Words("请填写日期，例如 2026-12-10。", "Give a day, such as 2026-12-10.")
        raise WordsError("day", message, where="reports_due")
    return day


def _place(error: WordsError) -> str:
    """The field an error stands beside: what is wrong with a declaration stands beside the scheme."""
    return error.where if error.where in (*_FIELDS, "office") else "scheme"


def _candidates() -> list[User]:
    """Who holds the role of an evaluator."""
    today = timezone.localdate()
    held = {"memberships__role": "evaluator", "memberships__starts_on__lte": today, "is_active": True}
    return list(User.objects.filter(**held).distinct().order_by("display_name", "pk")[:200])


def _announce(request: HttpRequest, row: Assessment) -> None:
    early = request.POST.get("early", "")[:5_000]
    assessment_announce(actor=me(request), assessment=row, early=early, at=timezone.now())


def _close(request: HttpRequest, row: Assessment) -> None:
    assessment_close(actor=me(request), assessment=row, at=timezone.now())


def _cancel(request: HttpRequest, row: Assessment) -> None:
    reason = request.POST.get("reason", "")[:5_000]
    assessment_cancel(actor=me(request), assessment=row, reason=reason, at=timezone.now())


def _admit(request: HttpRequest, row: Assessment) -> None:
    user = User.objects.filter(pk=whole(request.POST.get("evaluator", ""))).first()
    if user is None:
        raise WordsError("user", Words("请选评估人员。", "Choose an evaluator."), where="evaluator")
    assessment_days = typed(request, "starts_on", "ends_on")
    evaluator_admit(
        actor=me(request), assessment=row, user=user, starts_on=_day(assessment_days.get("starts_on", "")),
        ends_on=_day(assessment_days.get("ends_on", "")), at=timezone.now(),
    )  # fmt: skip


def _answer(request: HttpRequest, row: Assessment) -> None:
    appeal = Appeal.objects.filter(
        pk=whole(request.POST.get("appeal", "")), assessed__assessment=row
    ).select_related("assessed__assessment").first()  # fmt: skip
    if appeal is None:
        raise WordsError("appeal", Words("没有这项申诉。", "There is no such appeal."))
    values = typed(request, "number", "answer", "upheld")
    appeal_answer(
        actor=me(request), appeal=appeal, upheld=values.get("upheld") == "yes", number=values.get("number", ""),
        answer=values.get("answer", ""), at=timezone.now(),
    )  # fmt: skip


_ACTS: dict[str, Callable[[HttpRequest, Assessment], None]] = {
    "announce": _announce,
    "close": _close,
    "cancel": _cancel,
    "admit": _admit,
    "answer": _answer,
}
_DONE = {
    "announce": Words("已公布，结果固定为这一版。", "Announced: this version stands fixed."),
    "close": Words("考核已结束。", "The assessment has ended."),
    "cancel": Words("考核已取消。", "The assessment was called off."),
    "admit": Words("已开放给评估人员。", "The evaluator may read and check."),
    "answer": Words("已答复申诉。", "The appeal is answered."),
}

paths = [
    path("assessments/", listing, name="assessments"),
    path("assessments/new", new, name="assessment-new"),
    path("assessments/<int:pk>/", one, name="assessment"),
    path("assessments/<int:pk>/evidence.zip", evidence, name="assessment-evidence"),
    path("assessments/<int:pk>/result-<int:version>.<str:ending>", report, name="assessment-report"),
    path("assessments/<int:pk>/<slug:what>", act, name="assessment-act"),
]
