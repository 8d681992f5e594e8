"""Ties and pairs of the demo (演示的关联与对应): made once, for the carried policies; what they count is fictitious."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction

from guiju.apps.ledger.models import Policy, Target, Task, TaskPair
from guiju.apps.ledger.services.crosswalk import Chosen, pairs_settle
from guiju.apps.ledger.services.ties import target_tie
from guiju.kernel.indicators.offers import offers


@transaction.atomic
def demo_ties(*, at: datetime) -> int:
    """Tie what the carried file names, where demo mode is on and nobody has tied or paired anything; how many."""
    if not settings.DEMO or TaskPair.objects.exists() or Target.objects.exclude(measure="").exists():
        return 0
    told = tomllib.loads(files(__package__).joinpath("data", "ties.toml").read_text(encoding="utf-8"))
    offered = offers()
    tied = sum(_tied(row, at) for row in told["tie"] if row["measure"] in offered)
    return tied + sum(_paired(row, at) for row in told["pairs"])


def _tied(row: Mapping[str, str], at: datetime) -> bool:
    target = Target.objects.filter(
        policy=_policy(row["policy"]), code=row["target"], measure="", removed_at=None
    ).first()
    if target is None:
        return False
    target_tie(actor=None, target=target, typed={"measure": row["measure"]}, revision=target.revision, at=at)
    return True


def _paired(row: Mapping[str, Any], at: datetime) -> int:
    below, above = _codes(row["below"]), _codes(row["above"])
    chosen = [Chosen(below[one], above[two], None) for one, two in row["tasks"] if one in below and two in above]
    return pairs_settle(actor=None, chosen=chosen, carries=True, at=at) if chosen else 0


def _policy(file_name: str) -> Policy | None:
    rows = Policy.objects.filter(file_name__startswith=file_name, withdrawn_at=None, replaced_by=None)
    return rows.order_by("pk").first()


def _codes(file_name: str) -> dict[str, int]:
    return dict(Task.objects.filter(policy=_policy(file_name), removed_at=None).values_list("code", "pk"))
