"""What is held of a person here: the record as an expert."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guiju.apps.parties.queries.experts import expert_of, panels_of, recusals_of
from guiju.apps.parties.recording import EXPERT
from guiju.apps.parties.services.experts import expert_erase
from guiju.kernel.accounts.holdings import Holding
from guiju.kernel.accounts.models import User


def _tell(user: User) -> list[dict[str, Any]]:
    row = expert_of(user)
    if row is None:
        return []
    return [
        {
            "name": row.name,
            "employer": row.employer.name if row.employer else "",
            "fields": sorted(row.fields.values_list("field", flat=True)),
            "consented_on": row.consented_on.isoformat() if row.consented_on else "",
            "keeps_out_of": [one.organisation.name for one in recusals_of(row)],
            "panels": [one.draw.purpose for one in panels_of(row)],
        }
    ]


def _erase(user: User, at: datetime) -> None:
    row = expert_of(user)
    if row is not None:
        expert_erase(actor=None, expert=row, at=at)


HOLDING = Holding("expert", EXPERT, _tell, _erase)
