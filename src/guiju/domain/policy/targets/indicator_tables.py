"""Rows of a table of indicators (主要指标表): a name, a unit, a column of today and columns of values to reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guiju.domain.clauses.model import Cell, Clause
from guiju.domain.policy.targets.folding import fold
from guiju.domain.policy.targets.model import Comparator, Number
from guiju.domain.policy.targets.numerals import number_value

_NAME = re.compile(r"指标|名称|项目|内容")
_UNIT = re.compile(r"^(?:计量)?单位$")
_NOW = re.compile(r"基数|基期|现状|实际|完成|现值|基准")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GOAL = re.compile(r"目标|规划|预期|(?:19|20)\d\d年?")
_NOT_GOAL = re.compile(r"属性|类别|性质|单位|部门|备注|序号")
_VALUE = re.compile(
    r"^\s*\(?(?P<sign>≥|>=|>|≤|<=|<|=|不低于|不少于|大于|超过|不高于|不超过|小于|低于|达到|约)?\s*"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,12}(?:\.\d{1,6})?)(?:\s*[-~]\s*(?P<n2>\d{1,12}(?:\.\d{1,6})?))?\s*(?P<unit>[^\d\s()以左]{0,8}?)"
    r"(?P<after>以上|左右|以内|以下)?\s*\)?(?:\s*\[.*\])?\s*$"
)
_IN_NAME = re.compile(r"[((](?P<unit>[^()()]{1,12})[))]\s*$")
_SIGNS: dict[str, Comparator] = {
    "≥": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "达到": ">=", ">": ">", "大于": ">", "超过": ">", "≤": "<=",
    "<=": "<=", "不高于": "<=", "不超过": "<=", "<": "<", "小于": "<", "低于": "<", "以上": ">=",
    "以内": "<=", "以下": "<=",
}  # fmt: skip


class Indicated(NamedTuple):
    """One value to reach: its measure, the cell it stands in, and the year its column names."""

    measure: str
    name: str
    cell: Cell
    value: Number
    value_to: Number | None
    unit: str | None
    comparator: Comparator
    due: str | None
    baseline: str | None


def is_indicator_row(clause: Clause) -> bool:
    """Whether the row's table has a column of indicators and one of values to reach."""
    columns = [cell.column for cell in clause.cells]
    return any(re.search(r"指标|目标名称", one) for one in columns) and bool(_targets(clause))


def indicated(clause: Clause) -> Iterator[Indicated]:
    """The values a row promises."""
    names = [cell for cell in clause.cells if _NAME.search(cell.column) and not _GOAL.search(cell.column) and cell.text]
    if not names:
        return
    name = names[-1]
    unit_cell = next((cell.text.strip() for cell in clause.cells if _UNIT.match(cell.column.strip())), "")
    inside = _IN_NAME.search(name.text)
    now = next((cell for cell in clause.cells if _NOW.search(cell.column)), None)
    year = _YEAR.search(now.column) if now else None
    for cell in _targets(clause):
        made = _VALUE.match(fold(cell.text))
        value = number_value(made["n"]) if made else None
        if made is None or value is None:
            continue
        value_to = number_value(made["n2"]) if made["n2"] else None
        sign = made["sign"] or made["after"] or ""
        due = _YEAR.findall(cell.column)
        yield Indicated(
            measure=name.text[: inside.start()] if inside else name.text, name=name.text,
            cell=cell, value=value, value_to=value_to,
            unit=made["unit"] or fold(unit_cell) or (fold(inside["unit"]) if inside else None) or None,
            comparator="range" if value_to is not None else _SIGNS.get(sign, "="),
            due=due[-1] if due else None, baseline=year[0] if year else None,
        )  # fmt: skip


def _targets(clause: Clause) -> list[Cell]:
    """The cells of columns that name a year or a goal; of two bare years the first is today's."""
    cells = [
        cell for cell in clause.cells
        if _GOAL.search(cell.column) and not _NOW.search(cell.column) and not _NOT_GOAL.search(cell.column)
        and not re.search(r"指标|名称", cell.column)
    ]  # fmt: skip
    bare = [cell for cell in cells if re.fullmatch(r"\s*(?:19|20)\d\d年?\s*", cell.column)]
    if len(bare) > 1 and not any(_NOW.search(cell.column) for cell in clause.cells):
        first = min(bare, key=lambda cell: cell.column.strip())
        cells = [cell for cell in cells if cell is not first]
    return cells
