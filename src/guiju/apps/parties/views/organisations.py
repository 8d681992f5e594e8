"""Organisations as everybody reads them (机构名录)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from guiju.apps.parties.exporting import MOST, list_answer
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisation_lists import Listed, organisations_listed, organisations_taken
from guiju.apps.parties.queries.organisations import LIST, Asked, merges_of, names_of, organisation_get
from guiju.apps.parties.recording import PARTY
from guiju.apps.parties.terms import KINDS
from guiju.apps.parties.views.acting import address
from guiju.apps.parties.views.history import told_events
from guiju.domain.codes.industries import industry
from guiju.domain.codes.regions import region
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.quotas.refusing import quota_page

PAGE = 50
_REGIONS = 12
_COLUMNS = (
    Words("名称", "Name"), Words("统一社会信用代码", "Unified social credit code"), Words("类别", "Kinds"),
    Words("行政区划代码", "Region code"), Words("行政区划", "Region"), Words("行业代码", "Industry code"),
    Words("行业", "Industry"), Words("所属单位", "Part of"), Words("撤销日期", "Closed on"), Words("来源", "Source"),
)  # fmt: skip


@access("public")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list, with search and filters."""
    asked, values = _asked(request)
    order = values["order"] if values["order"] in LIST else "name"
    page, listed = _page(asked, order, request.GET.get("page", ""))
    context = {
        "page": page,
        "asked": asked,
        "values": values,
        "order": order,
        "kinds": KINDS,
        "region_of": region,
        "industry_of": industry,
        "facets": _facets(asked, values, listed),
        "chips": _chips(asked, values),
        "address": lambda **changes: address(values, **changes),
        "may_keep": permitted(request.user, "parties.keep"),
    }
    return render(request, "parties/organisations.html", context)


@access("public")
@require_safe
@quota_page
def take(request: HttpRequest, ending: str) -> HttpResponse:
    """The list as asked for, to take away; the first 20,000."""
    asked, _ = _asked(request)
    rows = organisations_taken(asked, MOST)
    return list_answer(request, ending, "organisations", _COLUMNS, [_cells(row) for row in rows])


@access("public")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A record: what it is, its names, its units, what changed. One that was merged leads to where it went."""
    row = organisation_or_404(request, pk)
    if row.merged_into_id is not None:
        return redirect("parties:organisation", pk=row.merged_into_id)
    may_keep = permitted(request.user, "parties.keep")
    units = row.units.filter(merged_into=None).order_by("closed_on", "name", "pk")[:500]
    context: dict[str, Any] = {
        "row": row,
        "kinds": [KINDS[kind.kind] for kind in row.kinds.order_by("kind")],
        "region": region(row.region),
        "industry": industry(row.sector),
        "names": names_of(row),
        "units": units,
        "merges": [merge for merge in merges_of(row) if merge.undone_at is None and merge.kept_id == row.pk],
        "events": told_events(PARTY, row.pk, may_keep),
        "may_edit": permitted(request.user, "parties.organisation_edit", row),
        "may_keep": may_keep,
    }
    return render(request, "parties/organisation.html", context)


def organisation_or_404(request: HttpRequest, pk: int) -> Organisation:
    """The organisation of an address, for its rule. Raises Http404."""
    try:
        return organisation_get(pk)
    except Organisation.DoesNotExist as error:
        raise Http404 from error


def _page(asked: Asked, order: str, typed: str) -> tuple[Page[Organisation], Listed]:
    """The page typed, the last one for a number too great, with the counts."""
    number = max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 1
    listed = organisations_listed(asked, order, (number - 1) * PAGE, PAGE)
    paginator = Paginator(listed.rows, PAGE)
    paginator.count = listed.total
    if number > paginator.num_pages:
        return _page(asked, order, str(paginator.num_pages))
    return Page(listed.rows, number, paginator), listed


def _asked(request: HttpRequest) -> tuple[Asked, dict[str, str]]:
    values = {name: request.GET.get(name, "")[:100] for name in ("q", "kind", "region", "sector", "closed", "order")}
    kind = values["kind"] if values["kind"] in KINDS else ""
    place = values["region"] if region(values["region"]) else ""
    sector = values["sector"] if industry(values["sector"]) else ""
    return Asked(values["q"], kind, place, sector, values["closed"] == "1"), values


def _facets(asked: Asked, values: dict[str, str], counted: Listed) -> list[dict[str, Any]]:
    """Kinds and regions with how many there are under the other filters."""
    kinds, regions = counted.kinds, counted.regions[:_REGIONS]
    return [
        {
            "title": Words("类别", "Kind"),
            "items": [
                (words, kinds[code], address(values, kind="" if code == asked.kind else code), code == asked.kind)
                for code, words in KINDS.items()
                if kinds.get(code)
            ],
        },
        {
            "title": Words("行政区划", "Region"),
            "items": [
                (Words(*[found.full_name] * 2), count, address(values, region="" if code == asked.region else code),
                 code == asked.region)
                for code, count in regions
                if (found := region(code))
            ],
        },
    ]  # fmt: skip


def _chips(asked: Asked, values: dict[str, str]) -> list[tuple[Words, str]]:
    chips = []
    if asked.text:
        chips.append((Words(f"“{asked.text}”", f"“{asked.text}”"), address(values, q="")))
    if asked.kind:
        chips.append((KINDS[asked.kind], address(values, kind="")))
    if found := region(asked.region):
        chips.append((Words(found.full_name, found.full_name), address(values, region="")))
    if sector := industry(asked.sector):
        chips.append((Words(sector.name, sector.name), address(values, sector="")))
    if asked.closed:
        chips.append((Words("已撤销", "closed"), address(values, closed="")))
    return chips


def _cells(row: Organisation) -> list[str]:
    found, sector = region(row.region), industry(row.sector)
    return [
        row.name,
        row.uscc,
        "、".join(KINDS[kind.kind].zh for kind in row.kinds.all()),
        row.region,
        found.full_name if found else "",
        row.sector,
        sector.name if sector else "",
        row.parent.name if row.parent else "",
        row.closed_on.isoformat() if row.closed_on else "",
        row.source,
    ]
