"""What history tells of records (登记的历史)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.search import records_reindex


def record_tell(
    layout: Layout,
    pk: int,
    actor: User | None,
    deed: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    reason: str = "",
    at: datetime,
) -> None:
    """Record what was done to a record, and note it for the search index."""
    event_record(
        actor=actor_of(actor),
        action=f"register.record.{deed}",
        object_kind=layout.kind,
        object_id=str(pk),
        before=before,
        after=after,
        reason=reason[:500],
        at=at,
    )
    records_reindex(layout, [pk])


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What changed: the values before and after of the fields that differ, None for none."""
    codes = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    return {code: before.get(code) for code in codes}, {code: after.get(code) for code in codes}
