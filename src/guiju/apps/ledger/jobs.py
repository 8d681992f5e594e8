"""Long work of the ledger, and what time does to it (台账的后台任务与定时工作)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.ledger.services.alarms import alarms_tell
from guiju.apps.ledger.services.long_reading import KIND, policy_read_long
from guiju.apps.ledger.services.long_rounds import KIND as ROUND
from guiju.apps.ledger.services.long_rounds import round_open_long
from guiju.apps.ledger.services.pairs import KIND as PAIRS
from guiju.apps.ledger.services.pairs import pairs_suggest_long
from guiju.apps.ledger.services.reminding import reminders_tell
from guiju.kernel.jobs.registry import Context, job, periodic


@job(KIND)
def read(context: Context, payload: dict[str, Any]) -> dict[str, Any]:
    """Read one policy and enter it."""
    return {"policy": policy_read_long(payload=payload, at=context.now(), progress=context.progress)}


@job(ROUND)
def open_round(context: Context, payload: dict[str, Any]) -> dict[str, Any]:
    """Open one large round."""
    return {"round": round_open_long(payload=payload, progress=context.progress)}


@job(PAIRS)
def suggest_pairs(context: Context, payload: dict[str, Any]) -> None:
    """Suggest the pairs between two large policies."""
    pairs_suggest_long(payload=payload, at=context.now(), progress=context.progress)


@periodic("ledger.remind", every_seconds=900)
def remind(now: datetime) -> None:
    """Give the reminders whose time has come."""
    reminders_tell(at=now)


@periodic("ledger.pace", every_seconds=21_600)
def pace(now: datetime) -> None:
    """Tell of the targets that fall behind their pace."""
    alarms_tell(at=now)
