"""History of the ledger (台账的历史): one event for each change, with the fields that differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record

POLICY, TASK, TARGET, DOCUMENT, NAME = "policy", "policy_task", "policy_target", "policy_document", "policy_body_name"
ASSESSMENT = "ledger_assessment"


def ledger_record(
    actor: User | None,
    action: str,
    kind: str,
    pk: int,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    at: datetime,
) -> None:
    """Add "ledger.<action>" of an object to the chain, in the transaction of the change."""
    event_record(
        actor=actor_of(actor), action=f"ledger.{action}", object_kind=kind, object_id=str(pk),
        before=before, after=after, reason=reason, at=at,
    )  # fmt: skip


def what_differs(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """The fields that differ, as they were and as they are."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
