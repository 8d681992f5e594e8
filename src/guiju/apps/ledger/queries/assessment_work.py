"""What waits for whom in assessments (考核中该办的): reports a body owes, reports to check, appeals to answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet

from guiju.apps.ledger.assessing import scheme_of
from guiju.apps.ledger.models import Appeal, Assessed, AssessedValue, Assessment
from guiju.apps.ledger.roles import KEEPERS
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where

MOST = 50
"""So many assessments that still run are looked through for one person; what is due first goes in front."""


class Owed(NamedTuple):
    """The report of a body (考核自评): `left` indicators are not said yet, `late` counts the days since its day."""

    row: Assessed
    left: int
    late: int


def reports_owed(accounts: Collection[int], *, on: date) -> list[Owed]:
    """What these bodies have yet to say of themselves, while it is taken; what is due first in front."""
    said = AssessedValue.objects.filter(Q(reported__isnull=False) | Q(checked_at__isnull=False))
    rows = Assessed.objects.filter(
        body__account__in=accounts, assessment__closed_at=None, assessment__announcements=None
    )
    rows = rows.select_related("assessment__office", "body").prefetch_related(Prefetch("values", said))
    found = []
    for row in rows.order_by("assessment__reports_due", "pk")[:MOST]:
        scheme, late = scheme_of(row.assessment), max(0, (on - row.assessment.reports_due).days)
        known = {value.indicator for value in row.values.all()}
        left = sum(1 for code, one in scheme.indicators.items() if one.source == "reported" and code not in known)
        if left and (scheme.late or not late):
            found.append(Owed(row, left, late))
    return found


def reports_to_check(user: User, *, on: date) -> QuerySet[Assessment]:
    """Assessments with reports somebody may check (待复核), as the office or a third party, and did not make; each
    with how many are `waiting`."""
    seat = Q(evaluators__user=user, evaluators__starts_on__lte=on, evaluators__ends_on__gte=on)
    mine = Assessment.objects.filter(Q(office__in=_offices(user, on)) | seat, closed_at=None)
    values = AssessedValue.objects.filter(
        assessed__assessment__in=mine, reported__isnull=False, checked_at=None
    ).exclude(reported_by=user)
    return _with(values.values("pk"), "assessed__values__in")


def appeals_to_answer(user: User, *, on: date) -> QuerySet[Assessment]:
    """Assessments of somebody's office with appeals that nobody answered yet (待答复的申诉), `waiting` of them."""
    held = Appeal.objects.filter(
        assessed__assessment__office__in=_offices(user, on), assessed__assessment__closed_at=None, answered_at=None
    )
    return _with(held.values("pk"), "assessed__appeals__in")


def assessment_work_count(user: User, accounts: Collection[int], *, on: date) -> int:
    """How many reports somebody owes, and assessments where reports or appeals wait for them."""
    waiting = reports_to_check(user, on=on).count() + appeals_to_answer(user, on=on).count()
    return len(reports_owed(accounts, on=on)) + waiting


def _offices(user: User, on: date) -> frozenset[int]:
    return organisations_where(user=user, roles=KEEPERS, on=on)


def _with(values: object, path: str) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(**{path: values}).select_related("office")
    counted = path.removesuffix("__in")
    return rows.annotate(waiting=Count(counted, distinct=True)).order_by(F("reports_due").asc(), "pk")
