"""What applying a new version would do to the records there are (施行前的预告): the same code plans and applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.registers import Comparison, Field, Register, registers_compare, value_write
from guiju.domain.registers.columns import column_value
from guiju.domain.registers.computing import computed
from guiju.domain.registers.values import READERS, Unread
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.models import Declaration
from guiju.kernel.registers.tables import Record

EXAMPLES = 20
_CHUNK = 2_000


class Kept(NamedTuple):
    """A value that could not be carried over: of which record, and how it reads."""

    record: int
    value: str


@dataclass
class Plan:
    """What applying does: the comparison, the new layout, the columns to add, and what becomes of values.

    `carried`: how many values of a retyped field were read as the new type; `kept`: examples of those that were not,
    `left`: how many these are; `repeated`: values of a field that must be unique and are not.
    """

    register: Register
    old: Layout | None
    layout: Layout
    comparison: Comparison
    new_columns: tuple[str, ...]
    records: int = 0
    carried: dict[str, int] = field(default_factory=dict)
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, list[str]] = field(default_factory=dict)

    @property
    def refusals(self) -> list[Words]:
        """Why it cannot be applied as things are."""
        found = []
        for code, values in self.repeated.items():
            name, listed = self.register.by_code[code].name, "、".join(values[:5])
            found.append(Words(f"“{name.zh}”有重复的值：{listed}。", f"“{name.en}” has repeated values: {listed}."))
        return found


def plan_make(register: Register, old: Layout | None) -> Plan:
    """Plan a version: where its fields will lie. Raises `DeclarationError` where it is no later version of the old."""
    if old is None:
        layout = _layout(register, {}, {}, set(), {})
        return Plan(register, None, layout, Comparison((), {}), tuple(layout.columns.values()))
    comparison = registers_compare(old.register, register)
    past = Declaration.objects.filter(code=register.code).values_list("layout", flat=True)
    used = {column for held in past for column in held["columns"].values()}
    keys_used = {key for held in past for key in held["keys"].values()}
    layout = _layout(register, _stay(comparison, old, register), comparison.before, used, {"keys": keys_used}, old)
    added = tuple(column for column in layout.columns.values() if column not in used)
    plan = Plan(register, old, layout, comparison, added)
    plan.records = old.model._default_manager.count()
    return plan


def _stay(comparison: Comparison, old: Layout, register: Register) -> dict[str, str]:
    """The fields whose values stay where they lie, with their codes before."""
    retyped = {change.field for change in comparison.changes if change.kind == "retyped"}
    return {
        code: was
        for code, was in comparison.before.items()
        if code not in retyped and (code not in register.typed or was in old.columns)
    }


def _layout(
    register: Register,
    stay: dict[str, str],
    before: dict[str, str],
    used: set[str],
    taken: dict[str, set[str]],
    old: Layout | None = None,
) -> Layout:
    columns, keys = {}, {}
    keys_used = taken.get("keys", set())
    for one in register.fields:
        was = stay.get(one.code)
        if old is not None and was is not None and was in old.columns:
            columns[one.code] = old.columns[was]
        elif old is not None and was is not None:
            keys[one.code] = old.keys[was]
        elif one.code in register.typed:
            columns[one.code] = _free(f"f_{one.code}", used, register.version)
        else:
            keys[one.code] = _free(one.code, keys_used, register.version)
    return Layout(register, columns, keys)


def _free(name: str, used: set[str], version: int) -> str:
    return f"{name}_v{version}" if name in used else name


def rows_carried(plan: Plan) -> Iterator[tuple[Record, dict[str, Any]]]:
    """Every record whose cells change, with the new ones; what becomes of values is counted in the plan on the way."""
    old = plan.old
    if old is None:
        return
    moving = {
        code: was
        for code, was in plan.comparison.before.items()
        if (plan.layout.columns.get(code), plan.layout.keys.get(code)) != (old.columns.get(was), old.keys.get(was))
    }
    remade = _computed_anew(old.register, plan.register)
    if not moving and not remade:
        return
    last = 0
    while rows := list(old.model._default_manager.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        for row in rows:
            yield row, _cells(plan, old, row, moving, remade)
        last = rows[-1].pk


def _computed_anew(old: Register, new: Register) -> bool:
    before = {one.code: one.compute for one in old.fields}
    return any(one.compute is not None and before.get(one.code) != one.compute for one in new.fields)


def _cells(plan: Plan, old: Layout, row: Record, moving: dict[str, str], remade: bool) -> dict[str, Any]:
    seen = old.values(row)
    fresh: dict[str, Any] = {}
    for code, was in moving.items():
        new_field = plan.register.by_code[code]
        if new_field.compute is None:
            value = seen.get(was)
            past = old.register.by_code[was]
            fresh[code] = None if value is None else _carried(plan, row, past, new_field, value)
    if remade:
        before = plan.comparison.before
        held = {code: fresh.get(code) if code in moving else seen.get(was) for code, was in before.items()}
        made = computed(plan.register.fields, held)
        fresh |= {one.code: made.get(one.code) for one in plan.register.fields if one.compute is not None}
    cells: dict[str, Any] = {}
    data = dict(row.data)
    for code, value in fresh.items():
        column = plan.layout.columns.get(code)
        if column is not None:
            cells[column] = column_value(plan.register.by_code[code], value)
        elif value is not None:
            data[plan.layout.keys[code]] = value
    return cells | {"data": data}


def _carried(plan: Plan, row: Record, old: Field, new: Field, value: Any) -> Any:
    """A value as the new type; None where it cannot be, which is noted."""
    if old.shape == new.shape:
        return value
    try:
        read = READERS[new.type](new, value_write(old, value)) if new.type != "file" else None
    except Unread:
        read = None
    if read is None:
        plan.left[new.code] = plan.left.get(new.code, 0) + 1
        examples = plan.kept.setdefault(new.code, [])
        if len(examples) < EXAMPLES:
            examples.append(Kept(row.pk, value_write(old, value)[:80]))
        return None
    plan.carried[new.code] = plan.carried.get(new.code, 0) + 1
    return read


def unique_anew(plan: Plan) -> list[str]:
    """The fields that must be unique from this version on."""
    if plan.old is None:
        return []
    before = plan.comparison.before
    past = {one.code for one in plan.old.register.fields if one.unique}
    return [one.code for one in plan.register.fields if one.unique and before.get(one.code) not in past]
