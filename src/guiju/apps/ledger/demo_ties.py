"""Ties and pairs of the demo (演示的关联与对应): made once, for the carried policies and one of an invented city.

What they count is fictitious.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction

from guiju.apps.ledger.demo_measures import demo_measures
from guiju.apps.ledger.models import Policy, Target, Task, TaskPair
from guiju.apps.ledger.services.crosswalk import Chosen, pairs_settle
from guiju.apps.ledger.services.policies import policy_confirm, policy_take_in
from guiju.apps.ledger.services.target_tasks import target_tasks_tie
from guiju.apps.ledger.services.ties import target_leave, target_tie
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisation_named
from guiju.kernel.indicators.offers import offers

_DATA = files(__package__).joinpath("data")
_OFFICE = "示例市市场监督管理局（演示）"
_INSTITUTE, _OFFICER, _REPORTER = "示例市标准化研究院（演示）", "demo-officer", "demo-institute"
_CARRIED, _INVENTED = "000_", "demo_policy.txt"


@transaction.atomic
def demo_ties(*, at: datetime) -> int:
    """Tie what the carried file names, or say why nothing counts it, in demo mode, once its policies are there.

    How many; the officer of the demo does it.

    Nothing where anybody has tied or paired anything.
    """
    office = organisation_named(_OFFICE)
    if not settings.DEMO or office is None or _policy(_CARRIED) is None:
        return 0
    if TaskPair.objects.exists() or Target.objects.exclude(measure="").exists():
        return 0
    if _policy(_INVENTED) is None:
        made = policy_take_in(
            actor=None, office=office, found_text=_DATA.joinpath(_INVENTED).read_text(encoding="utf-8"),
            file_name=_INVENTED, provenance="虚构示例", fictitious=True, at=at,
        )  # fmt: skip
        policy_confirm(actor=None, policy=made, revision=made.revision, at=at)
    people = {one.username: one for one in User.objects.filter(username__in=(_OFFICER, _REPORTER), is_active=True)}
    officer, reporter, place = people.get(_OFFICER), people.get(_REPORTER), organisation_named(_INSTITUTE)
    if officer is not None and reporter is not None and place is not None:
        demo_measures(officer=officer, reporter=reporter, place=place, at=at)
    told = tomllib.loads(_DATA.joinpath("ties.toml").read_text(encoding="utf-8"))
    offered = offers()
    settled = sum(_tied(row, officer, at) for row in told["tie"] if row["measure"] in offered)
    settled += sum(_left(row, officer, at) for row in told["left"])
    settled += sum(_carried(row, officer, at) for row in told["carried"])
    return settled + sum(_paired(row, at) for row in told["pairs"])


def _tied(row: Mapping[str, str], officer: User | None, at: datetime) -> bool:
    target = _target(row)
    if target is None:
        return False
    typed = {name: value for name, value in row.items() if name not in ("policy", "target")}
    target_tie(actor=officer, target=target, typed=typed, revision=target.revision, at=at)
    return True


def _left(row: Mapping[str, str], officer: User | None, at: datetime) -> bool:
    target = _target(row)
    if target is None:
        return False
    target_leave(actor=officer, target=target, why=row["why"], why_en=row["why_en"], revision=target.revision, at=at)
    return True


def _carried(row: Mapping[str, Any], officer: User | None, at: datetime) -> int:
    tasks, targets = _codes(row["policy"]), Target.objects.filter(policy=_policy(row["policy"]), removed_at=None)
    made = 0
    for code, task in row["tasks"]:
        target = targets.filter(code=code).first()
        if target is not None and task in tasks:
            made += target_tasks_tie(
                actor=officer, target=target, tasks=[tasks[task]], revision=target.revision, at=at
            )  # fmt: skip
    return made


def _target(row: Mapping[str, str]) -> Target | None:
    rows = Target.objects.filter(policy=_policy(row["policy"]), code=row["target"], measure="", removed_at=None)
    return rows.first()


def _paired(row: Mapping[str, Any], at: datetime) -> int:
    below, above = _codes(row["below"]), _codes(row["above"])
    chosen = [Chosen(below[one], above[two], None) for one, two in row["tasks"] if one in below and two in above]
    return pairs_settle(actor=None, chosen=chosen, carries=True, at=at) if chosen else 0


def _policy(file_name: str) -> Policy | None:
    rows = Policy.objects.filter(file_name__startswith=file_name, withdrawn_at=None, replaced_by=None)
    return rows.order_by("pk").first()


def _codes(file_name: str) -> dict[str, int]:
    return dict(Task.objects.filter(policy=_policy(file_name), removed_at=None).values_list("code", "pk"))
