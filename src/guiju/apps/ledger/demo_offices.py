"""An assessment and a joint conference made up for demo mode (演示考核与联席会议), each marked as fictitious."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from guiju.apps.ledger.models import Assessment, Council, Policy, TaskBody
from guiju.apps.ledger.schemes import scheme_shipped
from guiju.apps.ledger.services.assessments import assessment_announce, assessment_open, value_check, value_report
from guiju.apps.ledger.services.councils import council_make, decision_add, meeting_call, seat_add
from guiju.apps.parties.models import Organisation

_REPORTED = (
    {"standards": "5", "training": "320", "plans": "12", "international": "1", "late": "0"},
    {"standards": "3", "training": "180", "plans": "13", "international": "0", "late": "1"},
    {"standards": "2", "training": "240", "plans": "9", "international": "0", "late": "0"},
    {"standards": "1", "training": "60", "plans": "10", "international": "2", "late": "2"},
)
_EVIDENCE = "虚构示例，无佐证文件"


@transaction.atomic
def demo_offices(*, policy: Policy, at: datetime) -> None:
    """Make both for the office and the most named bodies of a carried policy, once."""
    bodies = _bodies(policy, len(_REPORTED))
    if not bodies or Assessment.objects.exists() or Council.objects.exists():
        return
    _assessment(policy, bodies, at)
    _council(policy, bodies, at)


def _bodies(policy: Policy, most: int) -> list[Organisation]:
    """The bodies that lead most of its tasks."""
    rows = TaskBody.objects.filter(task__policy=policy, part="lead", body__isnull=False)
    counted = rows.values("body").annotate(n=Count("task")).order_by("-n", "body")[:most]
    return list(Organisation.objects.filter(pk__in=[row["body"] for row in counted]).order_by("pk"))


def _assessment(policy: Policy, bodies: Sequence[Organisation], at: datetime) -> None:
    made = assessment_open(
        actor=None, office=policy.office, title="2026 年标准化工作考核（虚构示例）", scheme=scheme_shipped(),
        bodies=bodies, reports_due=date(at.year + 1, 3, 31), fictitious=True, at=at,
    )  # fmt: skip
    rows = list(made.assessed.order_by("pk"))
    for row, numbers in zip(rows, _REPORTED, strict=False):
        for indicator, number in numbers.items():
            value_report(
                actor=None, assessed=row, indicator=indicator, number=number, evidence=_EVIDENCE, revision=0, at=at
            )
            value_check(actor=None, assessed=row, indicator=indicator, number=number, answer="", revision=1, at=at)
    assessment_announce(actor=None, assessment=made, at=at)


def _council(policy: Policy, bodies: Sequence[Organisation], at: datetime) -> None:
    typed = {"kind": "joint_conference", "name": "标准化工作联席会议（虚构示例）", "duties": "统筹协调标准化工作。"}
    council = council_make(actor=None, office=policy.office, typed=typed, at=at)
    Council.objects.filter(pk=council.pk).update(fictitious=True)
    for place, body in enumerate(bodies):
        seat = {"role": "convener" if place == 0 else "member", "starts_on": "2026-01-01"}
        seat_add(actor=None, council=council, body=body, typed=seat, at=at)
    called = {"title": "第一次全体会议", "held_on": "2026-03-20", "agenda": "听取任务进展\n部署二季度工作"}
    meeting = meeting_call(actor=None, council=council, typed=called, at=at)
    for text in ("汇总各单位标准体系建设情况，形成报告。（虚构示例）", "联络员每季度报送一次进展。（虚构示例）"):
        decision_add(actor=None, meeting=meeting, text=text, at=at)
