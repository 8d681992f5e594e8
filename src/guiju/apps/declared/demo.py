"""Fictitious records (虚构登记) that show each shipped register at work; made once, in demo mode, marked as such."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from guiju.kernel.accounts.queries import organisation_named
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.services import record_create, record_disclose

_DATA = Path(__file__).parent / "data" / "demo.jsonl"


def demo_records(*, at: datetime) -> int:
    """Enter the demo records of registers that hold none; returns how many."""
    count = 0
    empty: dict[str, bool] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        code = told["register"]
        layout = layout_find(code)
        if layout is None:
            continue
        if code not in empty:
            empty[code] = not layout.model._default_manager.exists()
        if empty[code]:
            owner = organisation_named(told.get("organisation", ""))
            row = record_create(
                actor=None, register=code, typed=told["values"], fictitious=True, at=at,
                organisation_id=owner.pk if owner else None,
            )  # fmt: skip
            if told.get("public"):
                record_disclose(actor=None, register=code, record=row.pk, revision=row.revision, at=at)
            count += 1
    return count
