"""Tables in a clean text (表格): one row a line, cells joined by " | ", the row of headings first and perhaps again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.clauses.model import Cell
from guiju.domain.clauses.numerals import value_of

Span = tuple[int, int]

_HEADING = re.compile(
    r"(?:序号?|编号|项目|类别|类型|分类|领域|名称|备注|目标|指标(?:名称|值)?|单位|属性|进度|部门|时限|时间|期限|内容|任务|事项|措施|要求|成果"
    r"|.{0,8}(?:单位|部门|任务|内容|时限|时间|事项|措施|举措|名称|要求|领域|目标|指标|进度|安排|节点|项目|类别|形式|成果"
    r"|主体|责任人|联系人|姓名|职务|电话|牵头|配合|参与|分工|基数|属性|年))"
    r"(?:[(（][^()（）]{1,12}[)）])?"
)
_NUMBER = re.compile(r"序号?|编号|项次|№|No\.?")
_DONE = (
    r"(?:任务|工作|具体|主要|重点)?(?:任务|工作|主要|具体)?内容", r"具体.{0,4}(?:任务|措施|举措|工作|事项)",
    r"(?:主要|重点)?工作?(?:措施|举措)", r".{0,4}任务(?:分解|清单|安排|及分工)?",
    r"(?:重点|主要|年度)?工作(?:事项|要点)?", r".{0,4}事项", r".{0,4}要求", r".{0,4}项目(?:名称)?",
    r".{0,4}目标", r".{0,6}名称", r".{0,4}指标",
)  # fmt: skip
"""Headings of the column that says what is to be done, the most telling first."""
_DONE_PATTERNS = tuple(re.compile(rf"(?:{pattern})(?:[(（].*)?") for pattern in _DONE)


def rows_of(text: str, spans: Sequence[tuple[int, int, str]]) -> frozenset[int]:
    """Which of these lines are rows: they have cells, and stand together with another or head columns."""
    barred = [_barred(text, start, end) for start, end, _ in spans]
    rows = set()
    for at, (start, end, _) in enumerate(spans):
        if not barred[at]:
            continue
        together = (at and barred[at - 1]) or (at + 1 < len(barred) and barred[at + 1])
        if together or is_header([text[a:b] for a, b in cells_of(text, start, end)]):
            rows.add(at)
    return frozenset(rows)


def _barred(text: str, start: int, end: int) -> bool:
    return text.find(" | ", start, end) >= 0 or text.startswith(" |", end - 2) or text.startswith("| ", start)


def cells_of(text: str, start: int, end: int, width: int = 0) -> list[Span]:
    """The spans of the cells of a row, without the blanks around them; `width` is the number of columns, if known.

    A bar at the start is an empty first cell, unless the row is framed by bars on both sides.
    """
    spans = _between_bars(text, start, end)
    if text[start] == "|" and text[end - 1] == "|" and len(spans) > 3 and len(spans) != width:
        return spans[1:-1]
    return spans


def _between_bars(text: str, start: int, end: int) -> list[Span]:
    spans = []
    at = start
    while at <= end:
        bar = text.find("|", at, end)
        bar = end if bar < 0 else bar
        left, right = at, bar
        while left < right and text[left] in " 　":
            left += 1
        while right > left and text[right - 1] in " 　":
            right -= 1
        spans.append((left, right))
        at = bar + 1
        if bar == end:
            break
    return spans


def is_header(texts: Sequence[str], first: bool = False) -> bool:
    """Whether these cells are headings of columns (表头): most are words that head columns, none a number.

    In the `first` row of a table one such word is enough if all cells are short and filled.
    """
    named = [text for text in texts if text]
    if len(named) < 2 or any(len(text) > 24 or value_of(text) is not None for text in named):
        return False
    fitting = sum(bool(_HEADING.fullmatch("".join(text.split()))) for text in named)
    if first and fitting and len(named) == len(texts) and all(len(text) <= 10 for text in named):
        return True
    return fitting >= 2 and fitting * 3 >= len(named) * 2


def done_column(columns: Sequence[str]) -> int | None:
    """Which column says what is to be done, told by its heading."""
    plain = ["".join(column.split()) for column in columns]
    for pattern in _DONE_PATTERNS:
        for position, column in enumerate(plain):
            if pattern.fullmatch(column):
                return position
    return None


def number_column(columns: Sequence[str]) -> int | None:
    """Which column numbers the rows."""
    for position, column in enumerate(columns):
        if _NUMBER.fullmatch("".join(column.split())):
            return position
    return None


def row_cells(text: str, spans: Sequence[Span], columns: Sequence[str]) -> tuple[Cell, ...]:
    """The cells with the headings of their columns; a column without a heading has an empty one."""
    names = [*columns, *[""] * (len(spans) - len(columns))]
    return tuple(Cell(name, text[a:b], a, b) for name, (a, b) in zip(names, spans, strict=False))


def row_text(cells: Sequence[Cell], columns: Sequence[str]) -> int | None:
    """Which cell says what is to be done: by its column, else the longest; None where the row is empty."""
    column = done_column(columns) if columns else None
    if column is not None and column < len(cells) and cells[column].text:
        return column
    filled = [position for position, cell in enumerate(cells) if cell.text]
    return max(filled, key=lambda position: len(cells[position].text)) if filled else None


def row_number(cells: Sequence[Cell], columns: Sequence[str]) -> str | None:
    """The number printed in the row: in the column of numbers, else in the first cell if that is one."""
    column = number_column(columns)
    if column is None:
        first = cells[0].text if cells else ""
        return first.rstrip(".、．") if len(first) <= 4 and value_of(first.rstrip(".、．")) is not None else None
    number = cells[column].text.rstrip(".、．") if column < len(cells) else ""
    return number or None
