"""Records past their time (保存期满的登记): found by the date they are kept from, with the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from guiju.domain.registers.keeping import kept_until
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.models import KeptLonger
from guiju.kernel.registers.tables import Record

_CHUNK = 1_000


class Due(NamedTuple):
    """A record past its time: the date it is kept from as it holds it, its last day, how many days ago that was."""

    row: Record
    after: str
    until: date
    days: int


def due_of(layout: Layout, row: Record, on: date) -> Due | None:
    """Whether a record is past its time on a day, by the declaration alone."""
    rule = layout.register.retention
    if rule is None or not rule.years or not rule.after:
        return None
    after = str(layout.value(row, layout.register.by_code[rule.after]) or "")
    until = kept_until(after, rule.years)
    return Due(row, after, until, (on - until).days) if until is not None and until < on else None


def longer_of(layout: Layout, record: int) -> KeptLonger | None:
    """The decision to keep a record longer, if there is one."""
    return KeptLonger.objects.filter(register=layout.register.code, record=record).first()


def records_due(layout: Layout, on: date, most: int) -> list[Due]:
    """Records past their time that nobody keeps longer, the first `most`; those longest past first where the date has
    a column of its own."""
    longer = KeptLonger.objects.filter(register=layout.register.code, until__gte=on)
    kept = set(longer.values_list("record", flat=True))
    found: list[Due] = []
    for row in _candidates(layout, on):
        due = due_of(layout, row, on) if row.pk not in kept else None
        if due is not None:
            found.append(due)
        if len(found) == most:
            break
    return found


def _candidates(layout: Layout, on: date) -> Iterator[Record]:
    """The records that may be past their time, withdrawn ones too."""
    rule = layout.register.retention
    if rule is None or not rule.years or not rule.after or on.year <= rule.years:
        return
    rows = layout.model._default_manager.all()
    column = layout.columns.get(rule.after)
    if column is not None:  # dates are text that sorts by time; a lone year sorts before its days
        before = f"{on.year - rule.years:04}-{on.month:02}-{on.day:02}"
        yield from rows.filter(**{f"{column}__gt": "", f"{column}__lt": before}).order_by(column, "pk").iterator(_CHUNK)
        return
    yield from rows.order_by("pk").iterator(_CHUNK)
