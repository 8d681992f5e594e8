"""An assessment and a joint conference made up for demo mode (演示考核与联席会议), each marked as fictitious."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Assessment, Council
from guiju.apps.ledger.schemes import scheme_shipped
from guiju.apps.ledger.services.assessments import (
    assessment_announce,
    assessment_open,
    evaluator_admit,
    value_check,
    value_report,
)
from guiju.apps.ledger.services.councils import council_make, decision_add, meeting_call, seat_add
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.services import organisation_add
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisation_named

_REPORTED = (
    {"standards": "5", "plans": "12", "international": "1", "late": "0"},
    {"standards": "3", "plans": "13", "international": "0", "late": "1"},
    {"standards": "2", "plans": "9", "international": "0", "late": "0"},
    {"standards": "1", "plans": "10", "international": "2", "late": "2"},
    {"standards": "4", "plans": "11", "international": "1", "late": "0"},
)
_OFFICE = "示例市市场监督管理局（演示）"
_INSTITUTE = "示例市标准化研究院（演示）"
_BODIES = (
    _OFFICE,
    "示例市发展和改革委员会（演示）",
    "示例市工业和信息化局（演示）",
    "示例市商务局（演示）",
    _INSTITUTE,
)
_EVALUATES = timedelta(days=365)
_EVIDENCE = "虚构示例，无佐证文件"
_EARLY = "演示需要，提前公布（虚构示例）"


@transaction.atomic
def demo_offices(*, at: datetime) -> int:
    """Make both for the demo office and three invented bureaus, in demo mode, once; how many."""
    office = organisation_named(_OFFICE)
    if not settings.DEMO or office is None or Assessment.objects.exists() or Council.objects.exists():
        return 0
    bodies = [organisation_open(name) or _invented(name, at) for name in _BODIES]
    _assessment(office, bodies, at)
    _council(office, bodies, at)
    return 2


def _invented(name: str, at: datetime) -> Organisation:
    typed = {"name": name, "kinds": "authority", "source": "虚构示例"}
    return organisation_add(actor=None, typed=typed, fictitious=True, at=at)


def _assessment(office: Account, bodies: Sequence[Organisation], at: datetime) -> None:
    made = assessment_open(
        actor=None, office=office, title="2026 年标准化工作考核（虚构示例）", scheme=scheme_shipped(),
        bodies=bodies, reports_due=date(at.year + 1, 3, 31), fictitious=True, at=at,
    )  # fmt: skip
    rows = list(made.assessed.order_by("pk"))
    for row, numbers in zip(rows, _REPORTED, strict=False):
        for indicator, number in numbers.items():
            value_report(
                actor=None, assessed=row, indicator=indicator, number=number, evidence=_EVIDENCE, revision=0, at=at
            )
            value_check(actor=None, assessed=row, indicator=indicator, number=number, answer="", revision=1, at=at)
    evaluator = User.objects.filter(username="demo-evaluator", is_active=True).first()
    if evaluator is not None:
        days = {"starts_on": localdate(at), "ends_on": localdate(at) + _EVALUATES}
        evaluator_admit(actor=None, assessment=made, user=evaluator, **days, at=at)
    assessment_announce(actor=None, assessment=made, early=_EARLY, at=at)


def _council(office: Account, bodies: Sequence[Organisation], at: datetime) -> None:
    typed = {"kind": "joint_conference", "name": "标准化工作联席会议（虚构示例）", "duties": "统筹协调标准化工作。"}
    council = council_make(actor=None, office=office, typed=typed, at=at)
    Council.objects.filter(pk=council.pk).update(fictitious=True)
    for place, body in enumerate(bodies):
        seat = {"role": "convener" if place == 0 else "member", "starts_on": "2026-01-01"}
        seat_add(actor=None, council=council, body=body, typed=seat, at=at)
    called = {"title": "第一次全体会议", "held_on": "2026-03-20", "agenda": "听取任务进展\n部署二季度工作"}
    meeting = meeting_call(actor=None, council=council, typed=called, at=at)
    for text in ("汇总各单位标准体系建设情况，形成报告。（虚构示例）", "联络员每季度报送一次进展。（虚构示例）"):
        decision_add(actor=None, meeting=meeting, text=text, at=at)
