"""Committees (标准化技术委员会): the list, one with its members and years, and keeping it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.parties.exporting import MOST, list_answer
from guiju.apps.parties.models import Committee, CommitteeMember, CommitteeTerm, Organisation
from guiju.apps.parties.queries.committees import (
    AskedCommittees,
    committee_get,
    committee_numbered,
    committees_asked,
    composition_faults,
    members_of,
    term_now,
    years_of,
)
from guiju.apps.parties.recording import COMMITTEE
from guiju.apps.parties.services.committees import (
    committee_account_set,
    committee_add,
    committee_change,
    committee_link_set,
    committee_member_add,
    committee_member_end,
    committee_number,
    committee_score_enter,
    committee_term_add,
)
from guiju.apps.parties.terms import COMMITTEE_KINDS, LEVELS, LINK_KINDS, MEMBER_ROLES, RATIOS, SCORES, field_said
from guiju.apps.parties.views.acting import acted, address, by_field, me, number_in, summed, tried, typed
from guiju.apps.parties.views.experts import employer_named
from guiju.apps.parties.views.history import told_events
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.quotas.refusing import quota_page

PAGE = 50
FIELDS = (
    "number", "kind", "level", "name", "name_en", "scope", "fields", "established_on", "closed_on", "least", "most",
    "most_each", "most_share", "rules_basis", "source",
)  # fmt: skip
_COLUMNS = (
    Words("编号", "Number"), Words("类型", "Kind"), Words("名称", "Name"), Words("英文名称", "Name in English"),
    Words("层级", "Level"), Words("专业范围", "Scope"), Words("秘书处承担单位", "Secretariat"),
    Words("上级编号", "Part of"), Words("成立日期", "Established"), Words("来源", "Source"),
)  # fmt: skip


def committee_or_404(request: HttpRequest, pk: int, **rest: object) -> Committee:
    """The committee of an address, for its rule. Raises Http404."""
    try:
        return committee_get(pk)
    except Committee.DoesNotExist as error:
        raise Http404 from error


@access("public")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All committees, with search and filters."""
    asked, values = _asked(request)
    context = {
        "page": Paginator(committees_asked(asked).order_by("number"), PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "values": values,
        "kinds": COMMITTEE_KINDS,
        "levels": LEVELS,
        "address": lambda **changes: address(values, **changes),
        "may_keep": permitted(request.user, "parties.keep"),
    }
    return render(request, "parties/committees.html", context)


@access("public")
@require_safe
@quota_page
def take(request: HttpRequest, ending: str) -> HttpResponse:
    """The list as asked for, to take away."""
    rows = committees_asked(_asked(request)[0]).select_related("parent").order_by("number")[:MOST]
    cells = [
        [row.number, row.kind, row.name, row.name_en, LEVELS[row.level].zh, row.scope,
         row.secretariat.name if row.secretariat else "", row.parent.number if row.parent else "",
         row.established_on.isoformat() if row.established_on else "", row.source]
        for row in rows
    ]  # fmt: skip
    return list_answer(request, ending, "committees", _COLUMNS, cells)


@access("public")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A committee: scope, secretariat, members of this term, composition, links, years."""
    return _page(request, committee_or_404(request, pk), [])


@access("parties.keep")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record a committee."""
    names = (*FIELDS, "secretariat", "parent")
    values = {**dict.fromkeys(names, ""), "parent": request.GET.get("parent", "")[:60], **typed(request, *names)}
    errors: list[WordsError] = []
    if request.method == "POST":
        made: list[Committee] = []

        def act() -> None:
            fields = {name: values[name] for name in FIELDS}
            made.append(
                committee_add(
                    actor=me(request), typed=fields, parent=_parent(values["parent"]),
                    secretariat=_secretariat(values["secretariat"]), at=timezone.now(),
                )
            )  # fmt: skip

        errors = tried(request, act)
        if not errors:
            return redirect("parties:committee", pk=made[0].pk)
    return _form(request, None, values, errors)


@access("parties.committee_edit", committee_or_404)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its facts."""
    row = committee_get(pk)
    values = {name: _shown(getattr(row, name)) for name in FIELDS}
    values["fields"] = " ".join(field.partition(":")[2] for field in row.fields)
    values["secretariat"] = row.secretariat.name if row.secretariat else ""
    errors: list[WordsError] = []
    if request.method == "POST":
        values |= typed(request, *FIELDS, "secretariat")

        def act() -> None:
            committee_change(
                actor=me(request), committee=row, typed={name: values[name] for name in FIELDS},
                secretariat=_secretariat(values["secretariat"]), revision=number_in(request, "revision"),
                at=timezone.now(),
            )  # fmt: skip

        errors = tried(request, act)
        if not errors:
            return redirect("parties:committee", pk=pk)
    return _form(request, row, values, errors)


@access("parties.committee_edit", committee_or_404)
@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Terms, members, links and years: one small form each."""
    if what not in _ACTS:
        raise Http404
    row = committee_get(pk)
    errors = tried(request, lambda: _ACTS[what](request, row))
    return _page(request, row, errors) if errors else redirect("parties:committee", pk=pk)


@access("parties.committee_edit", committee_or_404)
@require_POST
def member_end(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End a seat today."""
    held = get_object_or_404(CommitteeMember.objects.select_related("term__committee"), pk=member, term__committee=pk)
    return acted(
        request,
        lambda: committee_member_end(
            actor=me(request), member=held, until=timezone.localdate(), at=timezone.now()
        ),
        "parties:committee", pk=pk,
    )  # fmt: skip


def _term(request: HttpRequest, row: Committee) -> None:
    fields = typed(request, "ordinal", "since", "until")
    committee_term_add(actor=me(request), committee=row, typed=fields, at=timezone.now())


def _member(request: HttpRequest, row: Committee) -> None:
    term = CommitteeTerm.objects.filter(committee=row, pk=number_in(request, "term")).first()
    if term is None:
        raise WordsError("term", Words("请先登记届次。", "Record a term first."), where="ordinal")
    try:
        organisation = employer_named(request.POST.get("organisation", "")[:300])
    except WordsError as error:
        raise WordsError(error.code, error.message, error.remedy, where="organisation") from error
    if organisation is None:
        raise WordsError("missing", Words("请填写机构。", "Name an organisation."), where="organisation")
    committee_member_add(
        actor=me(request), term=term, organisation=organisation, role=request.POST.get("role", "")[:30],
        at=timezone.now(),
    )  # fmt: skip


def _link(request: HttpRequest, row: Committee) -> None:
    fields = {"kind": "", "reference": "", "since": ""} | typed(request, "kind", "reference", "since")
    linked = request.POST.get("end") != "1"
    committee_link_set(actor=me(request), committee=row, linked=linked, at=timezone.now(), **fields)


def _score(request: HttpRequest, row: Committee) -> None:
    committee_score_enter(
        actor=me(request), committee=row, year=request.POST.get("year", "")[:10], typed=typed(request, *SCORES),
        evidence=request.POST.get("evidence", "")[:1_000], at=timezone.now(),
    )  # fmt: skip


def _account(request: HttpRequest, row: Committee) -> None:
    text = request.POST.get("account", "").strip()[:300]
    found = Account.objects.filter(kind="committee", name=text).order_by("pk").first() if text else None
    if text and found is None:
        message = Words("没有这个账号单位（类别须为技术委员会）。", "There is no such body of the accounts.")
        raise WordsError("account", message, where="account")
    committee_account_set(actor=me(request), committee=row, account=found, at=timezone.now())


_ACTS: dict[str, Callable[[HttpRequest, Committee], None]] = {
    "term": _term, "member": _member, "link": _link, "score": _score, "account": _account,
}  # fmt: skip


def _page(request: HttpRequest, row: Committee, errors: list[WordsError]) -> HttpResponse:
    day = timezone.localdate()
    term = term_now(row, day)
    members = members_of(term, day)
    may_keep = permitted(request.user, "parties.keep")
    years = years_of(row)
    context = {
        "row": row,
        "kind": COMMITTEE_KINDS[row.kind],
        "level": LEVELS[row.level],
        "fields": [field_said(field) for field in row.fields],
        "term": term,
        "terms": list(row.terms.order_by("-ordinal")),
        "members": members,
        "roles": MEMBER_ROLES,
        "faults": composition_faults(row, members) if members else [],
        "has_rules": any(value is not None for value in (row.least, row.most, row.most_each, row.most_share)),
        "links": list(row.links.select_related("other").order_by("kind", "reference")),
        "linked_from": list(row.linked_from.select_related("committee").order_by("committee__number")),
        "link_kinds": LINK_KINDS,
        "below": list(row.below.order_by("number")[:200]),
        "years": years,
        "lines": [(words[0], [one.figures[at] for one in years], "") for at, words in enumerate(SCORES.values())]
        + [(words, [one.ratios[at] for one in years], "%") for at, (words, _, _) in enumerate(RATIOS)],
        "scores": SCORES,
        "events": told_events(COMMITTEE, row.pk, may_keep),
        "may_edit": permitted(request.user, "parties.committee_edit", row),
        "may_keep": may_keep,
        "errors": summed(errors, "year"),
        "wrong": by_field(errors),
        "typed": {name: request.POST.get(name, "")[:500] for name in ("ordinal", "since", "until", "organisation",
                  "reference", "year", "evidence", "account", *SCORES)},
    }  # fmt: skip
    return render(request, "parties/committee.html", context, status=422 if errors else 200)


def _form(
    request: HttpRequest, row: Committee | None, values: dict[str, str], errors: list[WordsError]
) -> HttpResponse:
    context = {
        "row": row,
        "values": values,
        "kinds": COMMITTEE_KINDS,
        "levels": LEVELS,
        "errors": summed(errors),
        "wrong": by_field(errors),
    }
    return render(request, "parties/committee_edit.html", context, status=422 if errors else 200)


def _asked(request: HttpRequest) -> tuple[AskedCommittees, dict[str, str]]:
    values = {name: request.GET.get(name, "")[:100] for name in ("q", "kind", "level", "closed")}
    kind = values["kind"] if values["kind"] in COMMITTEE_KINDS else ""
    level = values["level"] if values["level"] in LEVELS else ""
    return AskedCommittees(values["q"], kind, level, values["closed"] == "1"), values


def _parent(text: str) -> Committee | None:
    if not text.strip():
        return None
    try:
        found = committee_numbered(committee_number(text))
    except WordsError:
        found = None
    if found is None:
        message = Words(f"没有登记 {text[:60]}。", f"{text[:60]} is not on record.")
        raise WordsError("parent", message, where="parent")
    return found


def _secretariat(text: str) -> Organisation | None:
    try:
        return employer_named(text)
    except WordsError as error:
        raise WordsError(error.code, error.message, error.remedy, where="secretariat") from error


def _shown(value: object) -> str:
    return "" if value is None else str(value)
