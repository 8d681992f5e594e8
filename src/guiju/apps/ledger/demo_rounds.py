"""A round of reports in the invented city (演示填报批次): made once, in every state, each text marked as fictitious."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.models import Policy, Round
from guiju.apps.ledger.services.alarms import alarms_tell
from guiju.apps.ledger.services.bodies import body_name_settle
from guiju.apps.ledger.services.filings import filing_accept, filing_report, filing_return
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.rounds import round_open
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.services import organisation_add
from guiju.kernel.accounts.models import User

_DATA = files(__package__).joinpath("data", "round.toml")


@transaction.atomic
def demo_rounds(*, at: datetime) -> int:
    """Open the round and have it reported in, in demo mode, once its policy is there; how many reports were made.

    Whoever keeps the demo office is told of the targets that are behind, too.
    """
    told = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    policy = Policy.objects.filter(file_name=told["policy"], fictitious=True, withdrawn_at=None).first()
    people = {user.username: user for user in User.objects.filter(is_demo=True, is_active=True)}
    if not settings.DEMO or policy is None or "demo-officer" not in people or Round.objects.exists():
        return 0
    for written, name in told["names"].items():
        body = organisation_open(name) or _invented(name, at)
        body_name_settle(actor=None, office=policy.office, written=written, body=body, policy=policy, at=at)
    typed = {key: told[key] for key in ("title", "note")}
    typed |= {key: (localdate(at) - timedelta(days=told[key])).isoformat() for key in ("parts_due", "due")}
    begun = at - timedelta(days=told["opened"])
    opened = round_open(
        actor=people["demo-officer"], office=policy.office, policies=[policy], typed=typed, at=begun
    ).round
    made = sum(_said(opened, row, people, at) for row in told["said"])
    for row in told["noted"]:
        task = policy.tasks.filter(title=row["task"], removed_at=None).first()
        if task is not None:
            progress_add(actor=people[row["by"]], task=task, typed=_typed(row), at=at - timedelta(days=row["days"]))
    alarms_tell(at=at)
    return made


def _invented(name: str, at: datetime) -> Any:
    typed = {"name": name, "kinds": "authority", "source": "虚构示例"}
    return organisation_add(actor=None, typed=typed, fictitious=True, at=at)


def _said(opened: Round, row: Mapping[str, Any], people: Mapping[str, User], at: datetime) -> bool:
    """What one body reported and how it was answered; False where an earlier version of the policy lacks the task."""
    when = at - timedelta(days=row["days"])
    filing = opened.filings.filter(task__title=row["task"], body__name=row["body"]).first()
    if filing is None:
        return False
    filing_report(actor=people[row["by"]], filing=filing, revision=filing.revision, typed=_typed(row), at=when)
    then = row.get("then")
    if then is None:
        return True
    filing.refresh_from_db()
    actor, later = people[row["answered"]], when + timedelta(hours=3)
    if then == "accepted":
        filing_accept(actor=actor, filing=filing, revision=filing.revision, at=later)
    else:
        filing_return(actor=actor, filing=filing, revision=filing.revision, reason=row["reason"], at=later)
    return True


def _typed(row: Mapping[str, Any]) -> dict[str, str]:
    return {"text": row["text"], "share": row.get("share", "")}
