"""Verbs of opening a large reporting round in the background (大批次后台发起)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from guiju.apps.ledger.models import Policy, Round
from guiju.apps.ledger.services.rounds import round_check, round_open
from guiju.domain.language import Words
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.services import job_enqueue

KIND = "ledger.round"
AT_ONCE = 2_000
"""Up to so many reports a round is opened while one waits: less than a second."""
_STEPS = (
    Words("正在清点任务和责任单位", "Counting tasks and bodies"),
    Words("正在发起并告知各单位", "Opening it and telling the bodies"),
    Words("已发起", "It is open"),
)


def round_request(
    *, actor: User, office: Account, policies: Collection[Policy], typed: Mapping[str, str], at: datetime
) -> Job | None:
    """Have a round opened in the background where it is large (None: it is not). Raises what `round_open` would."""
    if round_check(actor=actor, office=office, policies=policies, typed=typed, at=at) <= AT_ONCE:
        return None
    payload = {
        "actor": actor.pk, "office": office.pk, "policies": [one.pk for one in policies], "typed": dict(typed),
        "at": at.isoformat(),
    }  # fmt: skip
    return job_enqueue(kind=KIND, payload=payload, owner=actor, at=at)


def round_open_long(*, payload: Mapping[str, Any], progress: Callable[[int, int, Words], None]) -> int:
    """Open what was asked for, whole or not at all, as of the moment it was asked; its number.

    Run again after an interruption it opens none a second time: who asked and when tell a round.
    """
    at = datetime.fromisoformat(payload["at"])
    progress(0, len(_STEPS), _STEPS[0])
    office, actor = Account.objects.get(pk=payload["office"]), User.objects.get(pk=payload["actor"])
    held = Round.objects.filter(office=office, opened_by=actor, opened_at=at).first()
    if held is None:
        policies = list(Policy.objects.filter(pk__in=payload["policies"]))
        progress(1, len(_STEPS), _STEPS[1])
        held = round_open(actor=actor, office=office, policies=policies, typed=payload["typed"], at=at).round
    progress(2, len(_STEPS), _STEPS[2])
    return held.pk
