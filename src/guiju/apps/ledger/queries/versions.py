"""Reads of versions (版本的查询): a policy beside the one it replaces."""

from __future__ import annotations

from guiju.apps.ledger.comparing import Pair, Said, compared
from guiju.apps.ledger.models import Policy


def version_compared(policy: Policy, older: Policy) -> list[Pair]:
    """Which task of the older version became which of this one."""
    return compared(_said(older), _said(policy))


def _said(policy: Policy) -> list[Said]:
    rows = policy.tasks.filter(removed_at=None, parent=None).order_by("place", "pk")
    return [Said(*row) for row in rows.values_list("pk", "title", "text")]
