"""Reads of reporting rounds (填报批次的查询): who has reported, who has not, who is late."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThan

from guiju.apps.ledger.filing_state import WHERE, FilingState
from guiju.apps.ledger.models import Filing, Liaison, Policy, Round
from guiju.apps.ledger.roles import KEEPERS
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where


class Tally(NamedTuple):
    """How the reports of a round, or of a body in it, stand; `late` came after their day or are overdue."""

    name: str
    body: int | None
    asked: int
    waiting: int
    returned: int
    reported: int
    accepted: int
    late: int


def offices_of(user: User, *, on: date) -> list[Account]:
    """The offices for which somebody keeps a ledger."""
    return list(Account.objects.filter(pk__in=organisations_where(user=user, roles=KEEPERS, on=on)).order_by("name"))


def rounds_of(offices: Collection[Account]) -> QuerySet[Round]:
    """The rounds of these offices, open ones in front, the newest first."""
    rows = Round.objects.filter(office__in=offices).select_related("office").prefetch_related("policies")
    return rows.order_by("closed_at", "-due", "-pk")


def round_get(pk: int) -> Round | None:
    """A round with its office."""
    return Round.objects.select_related("office").filter(pk=pk).first() if pk < 2**63 else None


def policies_open(office: Account) -> list[Policy]:
    """The confirmed policies with tasks that this office keeps."""
    kept = Q(tasks__keeper=office) | Q(tasks__keeper=None, office=office)
    rows = Policy.objects.filter(kept, confirmed_at__isnull=False, withdrawn_at=None, tasks__removed_at=None)
    return list(rows.distinct().order_by("-issued", "title", "pk")[:500])


def tally_of(rows: QuerySet[Filing], on: date) -> Tally:
    """How these reports stand together."""
    return _tally(rows.aggregate(**_counts(on)))


def tallies_by_round(rounds: Collection[Round], on: date) -> dict[int, Tally]:
    """How each of these rounds stands."""
    rows = Filing.objects.filter(round__in=rounds).order_by().values("round").annotate(**_counts(on))
    return {row["round"]: _tally(row) for row in rows}


def tallies_by_body(round: Round, on: date) -> list[Tally]:
    """How each body stands in a round, those that owe most in front."""
    rows = round.filings.order_by().values("body", "body__name").annotate(**_counts(on))
    tallies = [_tally(row, row["body__name"], row["body"]) for row in rows]
    return sorted(tallies, key=lambda one: (-(one.waiting + one.returned), -one.late, one.name))


def _tally(row: Mapping[str, Any], name: str = "", body: int | None = None) -> Tally:
    return Tally(name, body, *(row[count] for count in Tally._fields[2:]))


def _counts(on: date) -> dict[str, Count]:
    states = {str(state): Count("pk", filter=where) for state, where in WHERE.items()}
    return {"asked": Count("pk"), **states, "late": Count("pk", filter=_late(on))}


def _late(on: date) -> Q:
    """Reports that came after their day, or are overdue."""
    return Q(first_at=None, due__lt=on) | Q(GreaterThan(TruncDate("first_at"), F("due")))


def filings_shown(round: Round, *, state: str, body: str) -> QuerySet[Filing]:
    """The reports of a round in a state, of a body; all where neither is asked for."""
    rows = round.filings.select_related("task", "body", "progress")
    if state in set(FilingState):
        rows = rows.filter(WHERE[FilingState(state)])
    if body.isdecimal() and len(body) < 18:
        rows = rows.filter(body=int(body))
    return rows.order_by("task__policy", "task__place", "part", "body__name")


def liaisons_of(offices: Collection[Account]) -> list[Liaison]:
    """Who of the leading group is told of what is long late in the ledgers of these offices."""
    rows = Liaison.objects.filter(office__in=offices).select_related("user", "office")
    return list(rows.order_by("office__name", "user__display_name", "pk"))
