"""Keeping organisations (机构的维护): forms that come back with what was typed when something is wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Merge, Organisation
from guiju.apps.parties.queries.organisation_lists import organisations_offered
from guiju.apps.parties.queries.organisations import (
    accounts_alike,
    duplicates_suspected,
    merges_of,
    organisation_get,
)
from guiju.apps.parties.services import (
    organisation_add,
    organisation_change,
    organisation_close,
    organisation_link,
    organisation_merge,
    organisation_merge_undo,
    organisation_rename,
)
from guiju.apps.parties.terms import KINDS
from guiju.apps.parties.views.acting import acted, by_field, me, number_in, summed, tried, typed
from guiju.apps.parties.views.organisations import organisation_or_404
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import permitted

FIELDS = ("name", "name_en", "uscc", "kinds", "region", "sector", "source")
_MERGED = Words("已合并，可在这里撤销。", "Merged; it can be undone here.")
_UNDONE = Words("已撤销合并。", "The merging is undone.")


@access("parties.keep")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add an organisation, or a unit of the one in `?parent=`."""
    parent = _parent(request)
    values = dict.fromkeys(FIELDS, "") | {"kinds": "unit" if parent else ""} | typed(request, *FIELDS)
    errors: list[WordsError] = []
    if request.method == "POST":
        made: list[Organisation] = []

        def act() -> None:
            made.append(organisation_add(actor=me(request), typed=values, parent=parent, at=timezone.now()))

        errors = tried(request, act)
        if not errors:
            return redirect("parties:organisation", pk=made[0].pk)
    context = {"parent": parent, "values": values, "kinds": KINDS, "errors": summed(errors), "wrong": by_field(errors)}
    return render(request, "parties/organisation_new.html", context, status=422 if errors else 200)


@access("parties.organisation_edit", organisation_or_404)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its facts."""
    row, values = organisation_get(pk), None
    errors: list[WordsError] = []
    if request.method == "POST":
        values = typed(request, *(name for name in FIELDS if name != "name"))

        def act() -> None:
            organisation_change(
                actor=me(request), organisation=row, typed=values or {}, revision=number_in(request, "revision"),
                at=timezone.now(),
            )  # fmt: skip

        errors = tried(request, act)
        if not errors:
            return redirect("parties:organisation", pk=pk)
    return _edit_page(request, row, values, errors)


@access("parties.organisation_edit", organisation_or_404)
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name from a day on."""
    row = organisation_get(pk)
    fields = {"name": "", "since": ""} | typed(request, "name", "since")

    def act() -> None:
        organisation_rename(
            actor=me(request), organisation=row, revision=number_in(request, "revision"), at=timezone.now(), **fields
        )  # fmt: skip

    errors = tried(request, act)
    return _edit_page(request, row, None, errors, fields) if errors else redirect("parties:organisation", pk=pk)


@access("parties.keep")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """It is no more from a day on, or it is again."""
    row = organisation_or_404(request, pk)

    def act() -> None:
        again = request.POST.get("again") == "1"
        on = None if again else read.day(request.POST.get("closed_on", "")[:100]) or timezone.localdate()
        organisation_close(
            actor=me(request), organisation=row, on=on, revision=number_in(request, "revision"),
            reason=request.POST.get("reason", "")[:500], at=timezone.now(),
        )  # fmt: skip

    return acted(request, act, "parties:edit", pk=pk)


@access("parties.keep")
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Which body of the accounts acts for it."""
    row = organisation_or_404(request, pk)
    chosen = number_in(request, "account")
    account = get_object_or_404(Account, pk=chosen) if chosen else None

    def act() -> None:
        organisation_link(
            actor=me(request), organisation=row, account=account, revision=number_in(request, "revision"),
            at=timezone.now(),
        )  # fmt: skip

    return acted(request, act, "parties:edit", pk=pk)


@access("parties.keep")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the record that is of the same organisation, see both side by side, and merge."""
    row = organisation_or_404(request, pk)
    chosen = request.GET.get("with", "") or request.POST.get("gone", "")
    whole = chosen.isascii() and chosen.isdecimal() and len(chosen) < 19
    other = Organisation.objects.filter(pk=int(chosen), merged_into=None).first() if whole else None
    errors: list[WordsError] = []
    if request.method == "POST" and other is not None:
        because = request.POST.get("because", "")[:500]
        gone = other

        def act() -> None:
            organisation_merge(actor=me(request), kept=row, gone=gone, because=because, at=timezone.now())

        errors = tried(request, act, _MERGED)
        if not errors:
            return redirect("parties:edit", pk=pk)
    text = request.GET.get("q", "")[:100]
    context = {
        "row": row,
        "other": other,
        "text": text,
        "offered": [one for one in organisations_offered(text) if one.pk != row.pk] if text.strip() else [],
        "kinds": KINDS,
        "errors": summed(errors, "because"),
        "wrong": by_field(errors),
    }
    return render(request, "parties/merge.html", context, status=422 if errors else 200)


@access("parties.keep")
@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Part what was merged."""
    held = get_object_or_404(Merge, pk=pk)

    def act() -> None:
        organisation_merge_undo(actor=me(request), merge=held, at=timezone.now())

    return acted(request, act, "parties:organisation", _UNDONE, pk=held.kept_id)


@access("parties.keep")
@never_cache
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Records that bear the same name."""
    return render(request, "parties/duplicates.html", {"groups": duplicates_suspected()})


def _parent(request: HttpRequest) -> Organisation | None:
    text = request.GET.get("parent", "") or request.POST.get("parent", "")
    whole = text.isascii() and text.isdecimal() and len(text) < 19
    return Organisation.objects.filter(pk=int(text), merged_into=None).first() if whole else None


def _edit_page(
    request: HttpRequest,
    row: Organisation,
    values: dict[str, str] | None,
    errors: list[WordsError],
    renaming: dict[str, str] | None = None,
) -> HttpResponse:
    kinds = ",".join(sorted(row.kinds.values_list("kind", flat=True)))
    may_keep = permitted(request.user, "parties.keep")
    context = {
        "row": row,
        "values": {name: getattr(row, name, "") for name in FIELDS} | {"kinds": kinds} | (values or {}),
        "renaming": renaming or {"name": "", "since": ""},
        "kinds": KINDS,
        "errors": summed(errors),
        "wrong": by_field(errors),
        "may_keep": may_keep,
        "merges": [one for one in merges_of(row) if one.undone_at is None and one.kept_id == row.pk],
        "accounts": accounts_alike(row) if may_keep else [],
    }
    return render(request, "parties/organisation_edit.html", context, status=422 if errors else 200)
