"""Experts (专家): for keepers, and each person their own record; the public never sees a name."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Expert, Organisation
from guiju.apps.parties.queries.experts import (
    LOAD_DAYS,
    expert_get,
    expert_of,
    experts_asked,
    loads,
    panels_of,
    recusals_of,
)
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.recording import EXPERT
from guiju.apps.parties.services import expert_add, expert_change, expert_erase, expert_recusal_set
from guiju.apps.parties.views.acting import acted, by_field, me, number_in, summed, tried, typed
from guiju.apps.parties.views.history import told_events
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted

PAGE = 50
FIELDS = ("name", "fields", "consented_on", "resting_until")
_ERASED = Words("个人信息已删除。", "The personal data are erased.")


def expert_or_404(request: HttpRequest, pk: int) -> Expert:
    """The expert of an address, for its rule. Raises Http404."""
    try:
        return expert_get(pk)
    except Expert.DoesNotExist as error:
        raise Http404 from error


@access("parties.experts_keep")
@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list, by name, employer and field."""
    text, field = request.GET.get("q", "")[:100], request.GET.get("field", "")[:30]
    unlisted = request.GET.get("unlisted") == "1"
    try:
        asked = read.field_codes(field)[:1]
    except WordsError:
        asked = [field]
    rows = experts_asked(text=text, field=asked[0] if asked else "", unlisted=unlisted)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "text": text,
        "field": field,
        "unlisted": unlisted,
        "loads": loads(timezone.now()),
        "may_keep": True,
    }
    return render(request, "parties/experts.html", context)


@access("parties.experts_keep")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """List an expert."""
    names = (*FIELDS, "employer", "username")
    values = dict.fromkeys(names, "") | typed(request, *names)
    errors: list[WordsError] = []
    if request.method == "POST":
        made: list[Expert] = []

        def act() -> None:
            user = _user(values["username"])
            fields = {name: values[name] for name in FIELDS}
            made.append(
                expert_add(
                    actor=me(request), typed=fields, employer=employer_named(values["employer"]), user=user,
                    at=timezone.now(),
                )
            )  # fmt: skip

        errors = tried(request, act)
        if not errors:
            return redirect("parties:expert", pk=made[0].pk)
    context = {"values": values, "errors": summed(errors), "wrong": by_field(errors), "row": None}
    return render(request, "parties/expert_new.html", context, status=422 if errors else 200)


@access("parties.expert_edit", expert_or_404)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What is kept of somebody, and changing it."""
    row = expert_get(pk)
    errors: list[WordsError] = []
    names = (*FIELDS, "employer")
    values: dict[str, object] = {
        "name": row.name,
        "fields": " ".join(sorted(one.field.partition(":")[2] for one in row.fields.all())),
        "consented_on": row.consented_on or "",
        "resting_until": row.resting_until or "",
        "employer": row.employer.name if row.employer else "",
    }
    if request.method == "POST":
        values = {**dict.fromkeys(names, ""), **typed(request, *names)}

        def act() -> None:
            expert_change(
                actor=me(request), expert=row, typed={name: str(values[name]) for name in FIELDS},
                employer=employer_named(str(values["employer"])), listed=request.POST.get("listed") == "1",
                revision=number_in(request, "revision"), at=timezone.now(),
            )  # fmt: skip

        errors = tried(request, act)
        if not errors:
            return redirect("parties:expert", pk=pk)
    context = {
        "row": row,
        "values": values,
        "errors": summed(errors),
        "wrong": by_field(errors),
        "recusals": recusals_of(row),
        "panels": panels_of(row),
        "load": loads(timezone.now()).get(row.pk, 0),
        "days": LOAD_DAYS,
        "events": told_events(EXPERT, row.pk, True),
        "own": row.user_id == me(request).pk,
        "may_keep": permitted(request.user, "parties.experts_keep"),
        "may_erase": permitted(request.user, "parties.expert_erase", row),
    }
    return render(request, "parties/expert.html", context, status=422 if errors else 200)


@access("parties.expert_edit", expert_or_404)
@require_POST
def recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep out of an organisation's matters, or no longer."""
    row = expert_get(pk)

    def act() -> None:
        chosen = number_in(request, "end")
        kept_out = not chosen
        organisation = (
            employer_named(request.POST.get("organisation", "")[:300])
            if kept_out
            else Organisation.objects.filter(pk=chosen).first()
        )
        if organisation is None:
            raise WordsError("missing", Words("请填写机构。", "Name an organisation."), where="organisation")
        until = read.day(request.POST.get("until", "")[:40]) if kept_out else None
        expert_recusal_set(
            actor=me(request), expert=row, organisation=organisation, kept_out=kept_out, until=until, at=timezone.now()
        )

    return acted(request, act, "parties:expert", pk=pk)


@access("parties.expert_erase", expert_or_404)
@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase what is kept of somebody."""
    row = expert_get(pk)

    def act() -> None:
        if request.POST.get("sure") != "1":
            raise WordsError("sure", Words("请勾选确认。", "Tick to confirm."), where="sure")
        expert_erase(actor=me(request), expert=row, at=timezone.now())

    to = "parties:experts" if permitted(request.user, "parties.experts_keep") else "accounts:account"
    return acted(request, act, to, _ERASED)


@access("signed_in")
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own record, for whoever is an expert."""
    row = expert_of(me(request))
    if row is None:
        raise Http404
    return redirect("parties:expert", pk=row.pk)


def employer_named(text: str) -> Organisation | None:
    """The organisation of a name or code people type; None for nothing. Raises `WordsError`."""
    if not text.strip():
        return None
    found = organisation_open(text)
    if found is None:
        message = Words(f"没有找到机构“{text[:60]}”，或有几个同名。", f"There is no one organisation “{text[:60]}”.")
        remedy = Words("请填全称或统一社会信用代码，没有的先新增。", "Give its whole name or code; add it first.")
        raise WordsError("employer", message, remedy, where="employer")
    return found


def _user(text: str) -> User | None:
    if not text.strip():
        return None
    found = User.objects.filter(username__iexact=text.strip()[:150], is_active=True).first()
    if found is None:
        raise WordsError("user", Words("没有这个用户。", "There is no such user."), where="username")
    return found
