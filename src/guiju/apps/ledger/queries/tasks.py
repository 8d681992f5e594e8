"""Reads of tasks (任务的查询)."""

from __future__ import annotations

from datetime import date

from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.standing import STANDINGS, standing_where


def tasks_standing(policy: Policy, on: date) -> list[tuple[str, int]]:
    """How many of a policy's tasks stand how on a day, in the order of `STANDINGS`; none that nobody stands at."""
    rows = policy.tasks.filter(removed_at=None)
    counted = [(code, rows.filter(standing_where(code, on)).count()) for code in STANDINGS if code != "removed"]
    return [(code, number) for code, number in counted if number]
