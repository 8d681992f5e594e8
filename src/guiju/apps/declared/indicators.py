"""The measures registers declare (登记簿的指标): running totals of records not withdrawn, by their own date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, cast

from django.db.models import Avg, Count, QuerySet, Sum
from django.db.models.aggregates import Aggregate
from django.urls import reverse
from django.utils.http import urlencode

from guiju.domain.codes.regions import region
from guiju.domain.indicators import How, Measure, Reading
from guiju.domain.language import Words
from guiju.domain.registers.columns import column_read
from guiju.domain.registers.model import Measure as Declared
from guiju.kernel.indicators.offers import Offer, Share, provide
from guiju.kernel.registers.layout import Layout, layouts
from guiju.kernel.registers.queries import filtered, matching
from guiju.kernel.registers.tables import Record

NOT_KEPT = Words("这一版登记簿没有计数所需的栏目", "this version of the register lacks a column the measure needs")
NONE_COUNTED = Words("还没有可以计算的登记", "no record is there to be counted yet")
_HOW: dict[str, How] = {"records": "count"}
_TENTH = Decimal("0.1")
_YES, _NO = Words("是", "yes"), Words("否", "no")


def _offered() -> Iterator[Offer]:
    for layout in layouts():
        for declared in layout.register.measures:
            split = [code for code in declared.by if code in layout.columns]
            bodies = tuple(code for code in split if layout.register.by_code[code].type == "organisation")
            by = tuple(code for code in split if code not in bodies)
            measure = Measure(declared.code, declared.words, declared.unit, _how(declared), declared.definition, by)
            yield Offer(
                measure,
                partial(_read, layout, declared),
                partial(_records, layout, declared),
                partial(_split, layout, declared),
                partial(_within, layout, declared),
                named={code: layout.register.by_code[code].name for code in split},
                source=layout.register.name,
                bodies=bodies,
                together=partial(_together, layout, declared),
            )


def _how(declared: Declared) -> How:
    return _HOW.get(declared.counts, cast(How, declared.counts))


def _counted(layout: Layout, declared: Declared, on: date) -> QuerySet[Record] | None:
    """The records that count on a day; None when the table has no column for what they are counted by."""
    needed = {declared.date, declared.field, *declared.where, *declared.having} - {""}
    if not needed <= layout.columns.keys():
        return None
    rows = layout.model._default_manager.filter(withdrawn_at=None)
    if declared.date:
        column = layout.columns[declared.date]
        rows = rows.filter(**{f"{column}__gt": "", f"{column}__lte": on.isoformat()})
    if declared.counts == "mean_interval":
        rows = rows.filter(**{f"{layout.columns[declared.field]}__gte": 0})
    return filtered(layout, rows, declared.where)


def _read(layout: Layout, declared: Declared, on: date) -> Reading:
    rows = _counted(layout, declared, on)
    if rows is None:
        return Reading(on, None, NOT_KEPT)
    number = _number(layout, declared, rows.aggregate(**_amounts(layout, declared)))
    return Reading(on, number, NONE_COUNTED if number is None else None)


def _amounts(layout: Layout, declared: Declared) -> dict[str, Aggregate]:
    """What is asked of the records: the number itself, and what a share is taken of."""
    if declared.counts == "ratio":
        return {"held": Count("pk", filter=matching(layout, declared.having)), "of": Count("pk")}
    if declared.counts == "mean_interval":
        return {"held": Avg(layout.columns[declared.field])}
    return {"held": Sum(layout.columns[declared.field]) if declared.counts == "sum" else Count("pk")}


def _number(layout: Layout, declared: Declared, found: Mapping[str, Any]) -> Decimal | None:
    """The number in the measure's unit; None for a share or a mean of nothing."""
    held = found["held"]
    if declared.counts == "ratio":
        return (Decimal(100 * held) / found["of"]).quantize(_TENTH) if found["of"] else None
    if declared.counts == "mean_interval":
        return None if held is None else Decimal(str(held)).quantize(_TENTH)
    if declared.counts == "sum":
        return Decimal(str(column_read(layout.register.by_code[declared.field], held or 0)))
    return Decimal(held or 0)


def _records(layout: Layout, declared: Declared, on: date) -> str:
    """The list of the register with what the measure chooses; its day is not a filter of the list."""
    return _address(layout, _chosen(layout, declared))


def _chosen(layout: Layout, declared: Declared) -> dict[str, list[str]]:
    return {code: list(values) for code, values in declared.where.items() if code in layout.register.facets}


def _split(layout: Layout, declared: Declared, by: str, on: date) -> Sequence[Share]:
    rows = _counted(layout, declared, on)
    column = layout.columns.get(by)
    if rows is None or column is None:
        return ()
    found = rows.values(column).annotate(**_amounts(layout, declared)).order_by("-held", column)
    shares, chosen = [], _chosen(layout, declared)
    for row in found:
        value = "" if row[column] is None else str(row[column])
        records = _address(layout, {**chosen, by: [value]}) if value and by in layout.register.facets else ""
        number = _number(layout, declared, row)
        shares.append(Share(value, _said(layout, by, row[column]), number or Decimal(0), records))
    return shares


def _within(layout: Layout, declared: Declared, by: str, value: str, on: date) -> Share | None:
    """A region and all that lie in it, counted as the list of the register finds them."""
    field, rows = layout.register.by_code.get(by), _counted(layout, declared, on)
    if field is None or field.type != "region" or not value.endswith("00") or rows is None:
        return None
    number = _number(layout, declared, filtered(layout, rows, {by: [value]}).aggregate(**_amounts(layout, declared)))
    records = _address(layout, {**_chosen(layout, declared), by: [value]})
    return None if number is None else Share(value, _said(layout, by, value), number, records)


def _together(layout: Layout, declared: Declared, by: str, values: Sequence[str], on: date) -> Share:
    """Several parts as one, such as an organisation under the names it is written by; the newest records first."""
    rows = _counted(layout, declared, on)
    asked = filtered(layout, rows, {by: values}) if rows is not None else None
    found = None if asked is None else asked.aggregate(**_amounts(layout, declared))
    number = _number(layout, declared, found) if found else None
    chosen = _chosen(layout, declared)
    if by in layout.register.facets:
        chosen[by] = list(values)
    if declared.date in layout.register.sorts:
        chosen["order"] = [f"-{declared.date}"]
    return Share(values[0] if values else "", _said(layout, by, values[0] if values else None), number or Decimal(0),
                 _address(layout, chosen))  # fmt: skip


def _said(layout: Layout, by: str, value: Any) -> Words:
    field = layout.register.by_code[by]
    if value is None:
        return Words("未填", "not given")
    if field.type == "flag":
        return _YES if value else _NO
    if field.type == "region" and (known := region(str(value))) is not None:
        return Words(known.full_name, known.full_name)
    return field.words_of.get(str(value), Words(str(value), str(value)))


def _address(layout: Layout, chosen: dict[str, list[str]]) -> str:
    query = urlencode(chosen, doseq=True)
    return reverse("declared:records", args=[layout.register.code]) + (f"?{query}" if query else "")


provide(_offered)
