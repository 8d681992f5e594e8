"""Fictitious records (虚构登记) that show each shipped register at work; made once, in demo mode, marked as such."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from guiju.kernel.accounts.queries import organisation_named
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.services import record_create, record_disclose

_DATA = Path(__file__).parent / "data" / "demo.jsonl"


def demo_records(*, at: datetime) -> int:
    """Enter the demo records of registers that hold none; returns how many."""
    count = 0
    made: dict[str, list[str]] = {}
    full: set[str] = set()
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        code = told["register"]
        layout = layout_find(code)
        if layout is None:
            continue
        if code not in made and layout.model._default_manager.exists():
            full.add(code)
        if code not in full:
            values = _numbered(told["values"], made)
            if values is None:
                continue
            owner = organisation_named(told.get("organisation", ""))
            row = record_create(
                actor=None, register=code, typed=values, fictitious=True, at=at,
                organisation_id=owner.pk if owner else None,
            )  # fmt: skip
            made.setdefault(code, []).append(row.number or "")
            if told.get("public"):
                record_disclose(actor=None, register=code, record=row.pk, revision=row.revision, at=at)
            count += 1
    return count


def _numbered(values: dict[str, Any], made: dict[str, list[str]]) -> dict[str, Any] | None:
    """The values, with `@bases:2` as the number of the second demo record of that register; None where it was not
    made."""
    found = dict(values)
    for code, value in values.items():
        if isinstance(value, str) and value.startswith("@"):
            register, _, place = value[1:].partition(":")
            numbers = made.get(register, [])
            if int(place) > len(numbers):
                return None
            found[code] = numbers[int(place) - 1]
    return found
