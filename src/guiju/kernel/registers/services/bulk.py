"""Many records at once (批量登记): rows of a sheet checked as single records are, and written in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.registers import values_read
from guiju.domain.registers.reading import is_blank
from guiju.domain.registers.sheets import Sheet, times_of
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.bulk import ids_reserve, rows_insert, rows_update
from guiju.kernel.history.services import Change, events_record
from guiju.kernel.procedures.services import cases_look
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.numbering import number_give
from guiju.kernel.registers.queries import layout_numbers
from guiju.kernel.registers.search import records_reindex
from guiju.kernel.registers.services.errors import repeated
from guiju.kernel.registers.services.events import difference
from guiju.kernel.registers.sight import Sight, sight_of
from guiju.kernel.registers.tables import Record

_CHUNK = 800
_TELL_EVERY = 2_000
_AMOUNTS = ("number", "money")


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

    @classmethod
    def of(cls, rows: Sequence[Checked], layout: Layout | None = None) -> Counted:
        """The counts of rows, before they are written."""
        made = cls()
        for one in rows:
            made.add(one, layout)
        return made

    def add(self, one: Checked, layout: Layout | None = None) -> None:
        """Count a row."""
        self.counts["rows"] += 1
        if one.errors:
            self.counts["wrong"] += 1
            self.problems += [
                {"row": one.number, "field": code, "zh": said.zh, "en": said.en} for code, said in one.errors.items()
            ]
        elif one.row is None:
            self.counts["created"] += 1
        else:
            self.counts["changed" if one.values else "same"] += 1


def rows_checked(layout: Layout, intake: Intake, sheet: Sheet, progress: Callable[[int, int], None]) -> list[Checked]:
    """Every row that is not blank, with the record it would change and everything that is wrong with it.

    `values` of a row that changes a record are all its values, or none where nothing changes.
    """
    columns = {column: (code, times_of(column)) for column, code in intake.columns.items()}
    sight = sight_of(layout.register, intake.owner, intake.created_at.date())
    rows = ((row.number, _typed(layout, row.cells, columns)) for row in sheet.rows)
    stream = ((number, typed) for number, typed in rows if any(not is_blank(raw) for raw in typed.values()))
    found: list[Checked] = []
    seen = {one.code: Counter[Any]() for one in layout.register.fields if one.unique}
    while batch := list(islice(stream, _CHUNK)):
        found += _batch(layout, intake, sight, batch, seen)
        if len(found) % _TELL_EVERY < _CHUNK:
            progress(len(found), len(sheet.rows))
    return found


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
) -> Iterator[Checked]:
    read = [(number, values_read(layout.register, typed), typed) for number, typed in batch]
    there = _there(layout, [values for _, (values, _), _ in read], seen)
    lost = _lost(layout, [values for _, (values, _), _ in read])
    for number, (values, errors), typed in read:
        row = there.get(intake.key, {}).get(values.get(intake.key)) if intake.key else None
        if row is not None:
            held = layout.values(row)
            values, errors = values_read(layout.register, {c: r for c, r in typed.items() if not is_blank(r)}, held)
            if not sight.changes(row):
                errors = {intake.key: Words("这条登记不归您修改。", "This record is not yours to change.")}
            elif not difference(held, values)[1]:
                values = {}
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


def rows_written(layout: Layout, intake: Intake, rows: Sequence[Checked], *, at: datetime) -> Counted:
    """Write the good rows, in the caller's transaction: records, history, notes for the index.

    What was changed or taken by others since the rows were checked is left out and told.
    """
    counted = Counted()
    stream = iter(rows)
    while batch := list(islice(stream, _CHUNK)):
        batch = [_again(layout, one) for one in batch]
        for one in batch:
            counted.add(one)
        good = [one for one in batch if not one.errors]
        _create(layout, intake, [one for one in good if one.row is None], at)
        _change(layout, intake, [one for one in good if one.row is not None and one.values], at)
    return counted


def _again(layout: Layout, one: Checked) -> Checked:
    """A row to be changed, unless its record was changed meanwhile."""
    if one.errors or one.row is None or not one.values:
        return one
    now = layout.model._default_manager.select_for_update().filter(pk=one.row.pk).first()
    if now is not None and now.revision == one.row.revision:
        return one
    message = Words("这条登记刚被别人修改，请重新导入。", "This record was just changed by somebody. Import again.")
    return one._replace(errors={layout.register.title: message})


def _create(layout: Layout, intake: Intake, rows: Sequence[Checked], at: datetime) -> None:
    if not rows:
        return
    model = layout.model
    ids = ids_reserve(model, len(rows))
    pattern = layout.register.numbering is not None and bool(layout.register.numbering.pattern)
    numbers = number_give(layout.register, {}, at, len(rows)) if pattern and not _by_choice(layout) else [
        number_give(layout.register, one.values, at)[0] for one in rows
    ]  # fmt: skip
    first = layout.cells(rows[0].values)
    names = [*_HEAD, *first]
    rows_insert(
        model,
        names,
        (
            (pk, number, layout.register.version, 1, intake.organisation_id, False, at, at,
             *(cells[name] for name in first))
            for pk, number, one in zip(ids, numbers, rows, strict=True)
            for cells in (layout.cells(one.values),)
        ),
    )  # fmt: skip
    changes = [
        Change(str(pk), None, {"number": number, **one.values})
        for pk, number, one in zip(ids, numbers, rows, strict=True)
    ]
    _tell(layout, intake, "created", changes, at)
    records_reindex(layout, ids)


_HEAD = ("id", "number", "version", "revision", "organisation_id", "fictitious", "created_at", "changed_at")


def _by_choice(layout: Layout) -> bool:
    """Whether numbers hold more than the year and a running number."""
    rule = layout.register.numbering
    return rule is not None and rule.pattern.replace("{year}", "").count("{") > 1


def _change(layout: Layout, intake: Intake, rows: Sequence[Checked], at: datetime) -> None:
    if not rows:
        return
    changes, written = [], []
    names: list[str] = []
    for one in rows:
        assert one.row is not None
        before, after = difference(layout.values(one.row), one.values)
        if one.row.disclosed_at is not None:
            before["disclosed_at"], after["disclosed_at"] = one.row.disclosed_at.isoformat(), None
        changes.append(Change(str(one.row.pk), before, after))
        cells = layout.cells(one.values, one.row.data)
        names = ["version", "revision", "disclosed_at", "changed_at", *cells]
        head = (layout.register.version, one.row.revision + 1, None, at)
        written.append([one.row.pk, *head, *cells.values()])
    rows_update(layout.model, names, written)
    _tell(layout, intake, "changed", changes, at)
    changed = [one.row.pk for one in rows if one.row is not None]
    records_reindex(layout, changed)
    cases_look(kind=layout.kind, ids=changed, at=at)


def _tell(layout: Layout, intake: Intake, deed: str, changes: list[Change], at: datetime) -> None:
    events_record(
        actor=actor_of(intake.owner),
        action=f"register.record.{deed}",
        object_kind=layout.kind,
        changes=changes,
        reason=f"register_import:{intake.pk}",
        at=at,
    )
