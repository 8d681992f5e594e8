"""Reads of assessments (考核的查询)."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from guiju.apps.ledger.models import Appeal, Assessed, Assessment, ValueFile
from guiju.apps.ledger.recording import ASSESSMENT
from guiju.apps.ledger.roles import KEEPERS, REPORTERS
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.history.queries import events_of


def assessments_for(person: User, on: date) -> QuerySet[Assessment]:
    """Those of one's own office, those one's body is assessed in, those one evaluates; the newest first."""
    kept = organisations_where(user=person, roles=KEEPERS, on=on)
    mine = organisations_where(user=person, roles=REPORTERS, on=on)
    shown = Q(office__in=kept) | Q(assessed__body__account__in=mine)
    seat = Q(evaluators__user=person, evaluators__starts_on__lte=on, evaluators__ends_on__gte=on)
    pks = Assessment.objects.filter(shown | seat).values("pk")
    rows = Assessment.objects.filter(pk__in=pks).select_related("office")
    return rows.annotate(bodies=Count("assessed", distinct=True), told=Count("announcements", distinct=True)).order_by(
        "-opened_at", "-pk"
    )


def assessed_mine(assessment: Assessment, person: User, on: date) -> list[Assessed]:
    """The bodies in it a person works for."""
    mine = organisations_where(user=person, roles=REPORTERS, on=on)
    return list(assessment.assessed.filter(body__account__in=mine).select_related("body").order_by("body__name"))


def appeals_of(assessment: Assessment) -> list[Appeal]:
    """All appeals, open ones first."""
    rows = Appeal.objects.filter(assessed__assessment=assessment).select_related("assessed__body", "made_by")
    return sorted(rows.order_by("-made_at", "-pk"), key=lambda row: row.answered_at is not None)


def called_off_because(assessment: Assessment) -> str:
    """Why it was called off; empty where it was not."""
    told = events_of(ASSESSMENT, str(assessment.pk)).filter(action="ledger.assessment.cancelled").last()
    return told.reason if told is not None else ""


def files_of(assessed: Assessed) -> dict[str, list[ValueFile]]:
    """The evidence of a body, by indicator."""
    found: dict[str, list[ValueFile]] = {}
    rows = ValueFile.objects.filter(value__assessed=assessed, removed_at=None).select_related("stored", "value")
    for row in rows.order_by("pk"):
        found.setdefault(row.value.indicator, []).append(row)
    return found
