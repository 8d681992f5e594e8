"""Reads of organisations (机构的查询)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from guiju.apps.parties.models import Merge, Organisation, OrganisationName
from guiju.apps.parties.search import within
from guiju.apps.parties.typed import name_folded
from guiju.kernel.accounts.models import Organisation as Account

_CODE = re.compile(r"[(（]?([0-9A-Za-z]{18})[)）]?\s*$")
LIST = ("name", "-changed_at", "region")


class Asked(NamedTuple):
    """What a list of organisations is asked for: words of names or a code, kind, region, sector, and whether closed."""

    text: str = ""
    kind: str = ""
    region: str = ""
    sector: str = ""
    closed: bool = False


def organisations_asked(asked: Asked) -> QuerySet[Organisation]:
    """Organisations as asked for; a region holds those below it, a sector those in it."""
    rows = Organisation.objects.filter(merged_into=None, closed_on__isnull=not asked.closed)
    for word in asked.text.casefold().split()[:8]:
        rows = rows.filter(found_by__contains=word)
    if asked.kind:
        rows = rows.filter(kinds__kind=asked.kind)
    if asked.region:
        rows = rows.filter(region__startswith=within(asked.region))
    return rows.filter(sector__startswith=asked.sector) if asked.sector else rows


class Counted(NamedTuple):
    """How many there are as asked for; of each kind whatever kind was asked for; in each region alike, most first."""

    total: int
    kinds: Mapping[str | None, int]
    regions: list[tuple[str, int]]


def organisations_counted(asked: Asked) -> Counted:
    """Count for the list and its filters, looking through the organisations once or, without a kind, twice."""
    rows = organisations_asked(asked._replace(kind="", region="")).order_by()
    start, number = within(asked.region), Count("pk")
    if not asked.kind:
        there = rows.filter(region__startswith=start) if start else rows
        kinds = Counter[str | None](dict(there.values_list("kinds__kind").annotate(n=number)))
        regions = Counter[str](dict(rows.values_list("region").annotate(n=number)))
    else:
        kinds, regions = Counter[str | None](), Counter[str]()
        for place, kind, n in rows.values_list("region", "kinds__kind").annotate(n=number):
            kinds[kind] += n if place.startswith(start) else 0
            regions[place] += n if kind == asked.kind else 0
    total = sum(n for place, n in regions.items() if place.startswith(start))
    told = ((place, n) for place, n in regions.items() if place and n)
    return Counted(total, +kinds, sorted(told, key=lambda row: (-row[1], row[0])))


def organisation_get(pk: int) -> Organisation:
    """One organisation. Raises `Organisation.DoesNotExist`."""
    if pk.bit_length() > 63:
        raise Organisation.DoesNotExist
    return Organisation.objects.select_related("parent", "account", "merged_into").get(pk=pk)


def organisation_resolved(pk: int) -> Organisation | None:
    """The organisation of a number that another room keeps: where it was merged, the one it was merged into."""
    row = Organisation.objects.filter(pk=pk).first() if pk.bit_length() < 64 else None
    while row is not None and row.merged_into_id is not None:
        row = Organisation.objects.get(pk=row.merged_into_id)
    return row


def organisation_open(text: str) -> Organisation | None:
    """The one organisation of a code, or of a name it bears or bore; None where there is none or several."""
    rows = Organisation.objects.filter(merged_into=None)
    code = text.strip().upper()
    found = rows.filter(uscc=code).first() if len(code) == 18 else None
    if found is not None:
        return found
    folded = name_folded(text)
    named = list(rows.filter(names__folded=folded).distinct()[:2]) if folded else []
    return named[0] if len(named) == 1 else None


def organisations_meant(texts: Collection[str]) -> Mapping[str, int]:
    """Which one organisation each text means: a code, a name it bears or bore, or a name with its code in brackets.

    A merged record means what it was merged into. Texts that mean none, or several, are left out.
    """
    codes = {text: match[1].upper() for text in texts if (match := _CODE.search(text))}
    folded = {text: name_folded(_CODE.sub("", text)) for text in texts}
    by_code = dict(Organisation.objects.filter(uscc__in=set(codes.values())).order_by("-pk").values_list("uscc", "pk"))
    named = OrganisationName.objects.filter(folded__in={name for name in folded.values() if name})
    by_name: dict[str, set[int]] = {}
    for name, pk in named.values_list("folded", "organisation_id"):
        by_name.setdefault(name, set()).add(pk)
    kept = _kept({*by_code.values(), *(pk for keys in by_name.values() for pk in keys)})
    found: dict[str, int] = {}
    for text in texts:
        known = by_code.get(codes.get(text, ""))
        meant = {kept[pk] for pk in ({known} if known else by_name.get(folded[text], ()))}
        if len(meant) == 1:
            found[text] = meant.pop()
    return found


def _kept(keys: set[int]) -> Mapping[int, int]:
    """Each of these records, or what it was merged into."""
    kept = {pk: pk for pk in keys}
    asked = set(keys)
    while asked:
        merged = Organisation.objects.filter(pk__in=asked).values_list("pk", "merged_into")
        into = {pk: above for pk, above in merged if above is not None}
        kept = {pk: into.get(now, now) for pk, now in kept.items()}
        asked = set(into.values())
    return kept


def names_of(row: Organisation) -> list[OrganisationName]:
    """Every name it bears or bore, the newest first."""
    return list(row.names.order_by("-since", "-pk"))


def duplicates_suspected(limit: int = 200) -> list[list[Organisation]]:
    """Records that bear or bore the same name in any spelling, in groups."""
    names = OrganisationName.objects.filter(organisation__merged_into=None).exclude(folded="")
    twice = names.order_by().values("folded").annotate(n=Count("organisation", distinct=True)).filter(n__gt=1)
    groups = []
    for row in twice.order_by("folded")[:limit]:
        found = Organisation.objects.filter(merged_into=None, names__folded=row["folded"]).distinct()
        groups.append(list(found.select_related("parent").order_by("pk")[:10]))
    return groups


def merges_of(row: Organisation) -> list[Merge]:
    """What was merged into it, the newest first, undone ones too."""
    return list(Merge.objects.filter(Q(kept=row) | Q(gone=row)).select_related("gone", "kept", "by").order_by("-pk"))


def accounts_alike(row: Organisation) -> list[Account]:
    """The bodies of the accounts that may be this organisation: its own, those of its code, those of its name."""
    taken = Organisation.objects.exclude(account=None).exclude(pk=row.pk).values("account")
    free = Account.objects.exclude(pk__in=taken)
    alike = Q(pk=row.account_id) | Q(name__icontains=row.name[:60])
    if row.uscc:
        alike |= Q(uscc=row.uscc)
    return list(free.filter(alike).order_by("name", "pk")[:20])


def tops_of() -> Mapping[int, int]:
    """Where a unit or a merged record belongs: the highest organisation above it; the others belong to themselves."""
    rows = Organisation.objects.exclude(merged_into=None, parent=None).values_list("pk", "merged_into", "parent")
    above: dict[int, int] = {pk: merged or parent or 0 for pk, merged, parent in rows}
    tops: dict[int, int] = {}
    for pk in above:
        top = pk
        while top in above:
            top = above[top]
        tops[pk] = top
    return tops


def organisation_top(row: Organisation) -> Organisation:
    """The highest organisation a unit or a merged record belongs to."""
    while (above := row.merged_into or row.parent) is not None:
        row = above
    return row
