"""Rows of a sheet checked (逐行核对) as single records are: what each would do, and all that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.registers import values_read
from guiju.domain.registers.reading import Known, is_blank
from guiju.domain.registers.sheets import times_of
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.queries import layout_numbers
from guiju.kernel.registers.services.errors import repeated, unwritten
from guiju.kernel.registers.services.events import difference
from guiju.kernel.registers.services.held import HeldSheet
from guiju.kernel.registers.sight import Sight, sight_of
from guiju.kernel.registers.stages import handed_in
from guiju.kernel.registers.tables import Record

_CHUNK = 800
_AMOUNTS = ("number", "money")
PROBLEMS = 500
_ROWS_NAMED = 20


class Checked(NamedTuple):
    """A row that was read: its values, those of the record it changes, and what is wrong with it by field."""

    number: int
    values: dict[str, Any]
    errors: dict[str, Words]
    row: Record | None


@dataclass
class Counted:
    """What came of rows: how many are new, change something, change nothing or are left out, and why."""

    counts: dict[str, int] = field(
        default_factory=lambda: {"rows": 0, "created": 0, "changed": 0, "same": 0, "wrong": 0}
    )
    problems: list[dict[str, Any]] = field(default_factory=list)

    def told(self, sheet: HeldSheet) -> dict[str, Any]:
        """The counts, with the rows that are sums of others and were left out, and those whose formulas have no value:
        how many, and the first of them."""
        found: dict[str, Any] = dict(self.counts)
        for name, rows in (("totals", sheet.totals), ("unvalued", sheet.unvalued)):
            if rows:
                found |= {name: len(rows), f"{name}_rows": rows[:_ROWS_NAMED]}
        return found

    def add(self, rows: Iterable[Checked]) -> None:
        """Count rows; of what is wrong the first `PROBLEMS` are told."""
        for one in rows:
            self.counts["rows"] += 1
            if one.errors:
                self.wrong(one.number, one.errors)
            elif one.row is None:
                self.counts["created"] += 1
            else:
                self.counts["changed" if one.values else "same"] += 1

    def wrong(self, number: int, errors: Mapping[str, Words]) -> None:
        """Count a row that is left out."""
        self.counts["wrong"] += 1
        told = [{"row": number, "field": code, "zh": said.zh, "en": said.en} for code, said in errors.items()]
        self.problems += told[: max(0, PROBLEMS - len(self.problems))]


def rows_checked(
    layout: Layout, intake: Intake, sheet: HeldSheet, progress: Callable[[int, int], None]
) -> Iterator[list[Checked]]:
    """Every row that is not blank, in batches, with the record it would change and everything that is wrong with it.

    `values` of a row that changes a record are all its values, or none where nothing changes.
    """
    columns = {column: (code, times_of(column)) for column, code in intake.columns.items()}
    sight = sight_of(layout.register, intake.owner, intake.created_at.date())
    totals = frozenset(sheet.totals)
    rows = ((row.number, _typed(layout, row.cells, columns)) for row in sheet.rows() if row.number not in totals)
    stream = ((number, typed) for number, typed in rows if any(not is_blank(raw) for raw in typed.values()))
    seen = {one.code: Counter[Any]() for one in layout.register.fields if one.unique}
    done, known = 0, Known()
    while batch := list(islice(stream, _CHUNK)):
        yield list(_batch(layout, intake, sight, batch, seen, known))
        done += len(batch)
        progress(done, sheet.count)


def _typed(layout: Layout, cells: Mapping[str, Any], columns: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """What a row says of each field; numbers under 经费（万元） in what the column counts in."""
    typed = {}
    for column, (code, times) in columns.items():
        raw = cells.get(column)
        if times and layout.register.by_code[code].type in _AMOUNTS and str(raw or "").strip():
            text = str(raw).strip()
            raw = text if any(sign in text for sign in "千万亿元") else f"{text}{times}"
        typed[code] = raw
    return typed


def _batch(
    layout: Layout,
    intake: Intake,
    sight: Sight,
    batch: list[tuple[int, dict[str, Any]]],
    seen: dict[str, Counter[Any]],
    known: Known,
) -> Iterator[Checked]:
    read = [(number, values_read(layout.register, typed, None, known), typed) for number, typed in batch]
    there = _there(layout, [values for _, (values, _), _ in read], seen)
    lost = _lost(layout, [values for _, (values, _), _ in read])
    mine = [] if sight.keeps else [row.pk for row in there.get(intake.key, {}).values()]
    settled = handed_in(layout, mine) if mine else frozenset()
    for number, (values, errors), typed in read:
        row = there.get(intake.key, {}).get(values.get(intake.key)) if intake.key else None
        if row is not None:
            held = layout.values(row)
            values, errors = values_read(layout.register, {c: r for c, r in typed.items() if not is_blank(r)}, held)
            if not sight.changes(row):
                errors = {intake.key: Words("这条登记不归您修改。", "This record is not yours to change.")}
            elif not difference(held, values)[1]:
                values = {}
        if not sight.keeps:
            said = {code: raw for code, raw in typed.items() if not is_blank(raw)}
            errors = {
                **errors,
                **unwritten(layout.register, sight, row, said, settled=row is not None and row.pk in settled),
            }
        for code, held_by in there.items():
            value = values.get(code)
            if value is None:
                continue
            seen[code][value] += 1
            other = held_by.get(value)
            if (other is not None and (row is None or other.pk != row.pk)) or seen[code][value] > 1:
                name = layout.register.by_code[code].name
                errors = {**errors, code: repeated(name, (other.number or "") if other else "")}
        gone = {code: said for code, said in lost.items() if values.get(code) in said}
        wrong = {
            code: Words(f"没有编号为“{values[code]}”的登记。", f"There is no record {values[code]}.") for code in gone
        }
        yield Checked(number, values, {**errors, **wrong}, row)


def _there(layout: Layout, read: list[dict[str, Any]], seen: Mapping[str, Any]) -> dict[str, dict[Any, Record]]:
    """By unique field and value, the records that have it already."""
    found: dict[str, dict[Any, Record]] = {}
    for code in seen:
        values = {row[code] for row in read if code in row}
        column = layout.columns[code]
        rows = layout.model._default_manager.filter(**{f"{column}__in": values}) if values else ()
        found[code] = {getattr(row, column): row for row in rows}
    return found


def _lost(layout: Layout, read: list[dict[str, Any]]) -> dict[str, set[Any]]:
    """By field that names a record, the numbers there are not."""
    lost = {}
    for one in layout.register.fields:
        if one.type == "record":
            asked = {row[one.code] for row in read if one.code in row}
            lost[one.code] = asked - layout_numbers(one.register, asked)
    return lost
