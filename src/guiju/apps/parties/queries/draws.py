"""Reads of draws (抽取的查询): who can be drawn, and the draws there are."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from guiju.apps.parties.models import Draw, DrawnMember, Expert
from guiju.apps.parties.queries.experts import loads
from guiju.apps.parties.queries.organisations import tops_of
from guiju.domain.draw import WHY
from guiju.domain.language import Words


class Listed(NamedTuple):
    """An expert as a draw sees them: the employer's highest organisation, whose matters they avoid, their load."""

    expert: Expert
    employer: int | None
    fields: frozenset[str]
    avoids: frozenset[int]
    load: int

    def covers(self, field: str) -> bool:
        """Whether they know a field."""
        return not field or any(own.startswith(field) for own in self.fields)


def pool(draw: Draw, at: datetime) -> list[Listed]:
    """The experts who know one of the fields asked for, listed and not resting, by number."""
    today, loaded, tops = timezone.localdate(at), loads(at), tops_of()
    rows = Expert.objects.filter(listed=True, erased_at=None).filter(
        Q(resting_until=None) | Q(resting_until__lte=today)
    )
    asked = Q()
    for field, _ in draw.wanted:
        asked |= Q(fields__field__startswith=field) if field else Q(pk__gt=0)
    found = []
    for row in (
        rows.filter(asked).distinct().select_related("employer").prefetch_related("fields", "recusals").order_by("pk")
    ):
        avoids = {
            tops.get(one.organisation_id, one.organisation_id)
            for one in row.recusals.all()
            if one.until is None or one.until >= today
        }
        employer = tops.get(row.employer_id, row.employer_id) if row.employer_id else None
        fields = frozenset(one.field for one in row.fields.all())
        found.append(Listed(row, employer, fields, frozenset(avoids), loaded.get(row.pk, 0)))
    return found


def draws_public() -> QuerySet[Draw]:
    """Those that were announced, the newest first."""
    return Draw.objects.exclude(announced_at=None).select_related("organisation").order_by("-announced_at", "-pk")


def drafts_of(organisations: frozenset[int]) -> QuerySet[Draw]:
    """Draws that some organisations prepare."""
    return Draw.objects.filter(announced_at=None, organisation__in=organisations).order_by("-pk")


def draw_get(pk: int) -> Draw:
    """One draw. Raises `Draw.DoesNotExist`."""
    if pk.bit_length() > 63:
        raise Draw.DoesNotExist
    return Draw.objects.select_related("organisation").get(pk=pk)


class Shown(NamedTuple):
    """Somebody on the list of a draft, and why the rules keep them out; None where they do not."""

    expert: Expert
    load: int
    why: Words | None


def draft_people(draw: Draw, at: datetime) -> list[Shown]:
    """The list of a draft as the office sees it, by name."""
    found = pool(draw, at)
    return sorted((Shown(one.expert, one.load, _kept_out(draw, one)) for one in found), key=lambda one: one.expert.name)


def drawn_people(draw: Draw) -> list[DrawnMember]:
    """Who was drawn, in the order drawn; for the office that drew."""
    return list(draw.members.select_related("expert__employer").order_by("position"))


def _kept_out(draw: Draw, one: Listed) -> Words | None:
    if one.employer in draw.drafters:
        return WHY["drafter"]
    if one.avoids & set(draw.drafters):
        return WHY["avoids"]
    return WHY["load"] if draw.most_load is not None and one.load >= draw.most_load else None
