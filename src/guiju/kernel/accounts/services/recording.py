"""History of people, organisations and roles (账号历史): personal data stands in payloads only, never in reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record


def account_record(
    actor: User | None,
    action: str,
    row: Model,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    evidence: str = "",
    at: datetime,
) -> None:
    """Add "accounts.<action>" of a row to the chain, in the transaction of the change."""
    event_record(
        actor=actor_of(actor),
        action=f"accounts.{action}",
        object_kind=type(row).__name__.lower(),
        object_id=str(row.pk),
        before=before,
        after=after,
        reason=reason,
        evidence=evidence,
        at=at,
    )


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The fields that differ, as they were and as they are."""
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
