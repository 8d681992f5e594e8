"""Numbers of records (编号): given once, never twice, without gaps that a refused record would leave."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from guiju.domain.registers import Register
from guiju.kernel.registers.models import Serial

_PART = re.compile(r"\{(?:serial:(\d)|(\w+))\}")


def numbers_give(register: Register, records: Sequence[Mapping[str, Any]], at: datetime) -> list[str | None]:
    """Numbers for new records with these values, in the caller's transaction; None where there is no rule."""
    rule = register.numbering
    if rule is None or not records:
        return [None] * len(records)
    if rule.field:
        return [values.get(rule.field) for values in records]
    year = str(timezone.localdate(at).year)
    last = _take(register.code, year if rule.per_year else "", len(records))
    return [_written(rule.pattern, year, serial, values) for serial, values in enumerate(records, last + 1)]


def _written(pattern: str, year: str, serial: int, values: Mapping[str, Any]) -> str:
    def fill(found: re.Match[str]) -> str:
        if found[1] is not None:
            return f"{serial:0{found[1]}d}"
        return year if found[2] == "year" else str(values.get(found[2], ""))

    return _PART.sub(fill, pattern)[:80]


def _take(register: str, period: str, count: int) -> int:
    """The last number given before these; the row stays locked until the transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("numbers are given inside a transaction")
    row, _ = Serial.objects.get_or_create(register=register, period=period)
    row = Serial.objects.select_for_update().get(pk=row.pk)
    before = row.last
    row.last = before + count
    row.save(update_fields=["last"])
    return before
