"""A worksheet with columns added at its right and some cells in other styles; the rest untouched (工作表改写)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape

from guiju.domain.documents.sheets.additions import COLUMN_WIDTHS, WIDTH
from guiju.domain.documents.sheets.markup import head_of, rows_of
from guiju.domain.documents.sheets.references import MOST_COLUMNS, area, column_letters, column_number

_CELL = re.compile(rb"<((?:[\w.-]+:)?)c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,3})\$?\d+["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'][^"']*["']""")
_SPANS = re.compile(rb"""\sspans\s*=\s*["'][^"']*["']""")
_DIMENSION = re.compile(rb"""(<(?:[\w.-]+:)?dimension\s[^>]*?ref\s*=\s*["'])([^"']{1,40})(["'])""")
_COLUMNS = re.compile(rb"<((?:[\w.-]+:)?)cols\s*>(.*?)</\1cols\s*>", re.DOTALL)
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^>]*?/?>(?:</(?:[\w.-]+:)?col>)?")
_BOUND = re.compile(rb"""(\s)(min|max)(\s*=\s*["'])(\d{1,6})(["'])""")
_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])")


@dataclass(slots=True)
class RowPlan:
    """What happens to one row: new styles by column; the added texts with their styles, from the first new column."""

    styles: dict[int, int] = field(default_factory=dict)
    texts: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class SheetPlan:
    """What happens to a sheet: `start` is the first added column; rows by zero-based number."""

    start: int
    rows: dict[int, RowPlan] = field(default_factory=dict)


def rewrite(chunks: Iterator[bytes], plan: SheetPlan, name: str, most: int) -> Iterator[bytes]:
    """The sheet's XML, chunk by chunk, with the plan carried out."""
    head, rest = head_of(chunks, name, most)
    yield _head(head, plan.start)
    for content, number in rows_of(rest, chunks, name, most):
        row = plan.rows.get(number) if number >= 0 else None
        yield _row(content, number, row, plan.start) if row else content


def _row(content: bytes, number: int, plan: RowPlan, start: int) -> bytes:
    tag_end = content.index(b">") + 1
    tag = _SPANS.sub(b"", content[:tag_end])
    if tag.endswith(b"/>"):
        return content
    prefix = tag[1 : tag.index(b"row")]
    out = [tag]
    column = -1
    at = tag_end
    pending = True
    for found in _CELL.finditer(content, tag_end):
        given = _REFERENCE.search(b" " + found.group(2))
        column = column_number(given.group(1).decode()) if given else column + 1
        if pending and column >= start:
            out += (content[at : found.start()], _added(number, plan, start, prefix))
            pending, at = False, found.start()
        if start <= column < start + WIDTH:
            out.append(content[at : found.start()])
            at = found.end()
        elif column in plan.styles:
            out += (content[at : found.start()], _restyled(found, plan.styles[column]))
            at = found.end()
    closing = content.rindex(b"</")
    out.append(content[at:closing])
    if pending:
        out.append(_added(number, plan, start, prefix))
    out.append(content[closing:])
    return b"".join(out)


def _restyled(found: re.Match[bytes], style: int) -> bytes:
    attributes = _STYLE.sub(b"", found.group(2)).rstrip() + f' s="{style}"'.encode()
    prefix = found.group(1)
    if found.group(3) is None:
        return b"<" + prefix + b"c" + attributes + b"/>"
    return b"<" + prefix + b"c" + attributes + b">" + found.group(3) + b"</" + prefix + b"c>"


def _added(number: int, plan: RowPlan, start: int, prefix: bytes) -> bytes:
    cells = (
        inline_cell(f"{column_letters(column)}{number + 1}", text, style, prefix.decode())
        for column, (text, style) in enumerate(plan.texts, start=start)
    )
    return "".join(cells).encode()


def inline_cell(reference: str, text: str, style: int, prefix: str = "") -> str:
    """A cell with its text inside it; an empty text makes an empty cell in its style."""
    begin = f'<{prefix}c r="{reference}" s="{style}"'
    if not text:
        return begin + "/>"
    shown = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(text)}</{prefix}t></{prefix}is>'
    return f'{begin} t="inlineStr">{shown}</{prefix}c>'


def _head(head: bytes, start: int) -> bytes:
    """Dimension and column widths that take the added columns in."""

    def widen(found: re.Match[bytes]) -> bytes:
        covered = area(found.group(2).decode("ascii", "replace"))
        if covered is None:
            return found.group()
        top, left, bottom, right = covered
        last = max(right, start + WIDTH - 1)
        reference = f"{column_letters(left)}{top + 1}:{column_letters(last)}{bottom + 1}"
        return found.group(1) + reference.encode() + found.group(3)

    head = _DIMENSION.sub(widen, head, count=1)
    data = _DATA.search(head)
    prefix = data.group(1) if data else b""
    added = [
        (
            start + index,
            f'<{prefix.decode()}col min="{column}" max="{column}" width="{width}" customWidth="1"/>'.encode(),
        )
        for index, (column, width) in enumerate(enumerate(COLUMN_WIDTHS, start=start + 1))
    ]
    existing = _COLUMNS.search(head)
    if existing is None:
        at = data.start() if data else len(head)
        block = b"<" + prefix + b"cols>" + b"".join(column for _, column in added) + b"</" + prefix + b"cols>"
        return head[:at] + block + head[at:]
    kept = [piece for found in _COLUMN.finditer(existing.group(2)) for piece in _beside(found.group(), start)]
    block = b"".join(column for _, column in sorted([*kept, *added]))
    return head[: existing.start(2)] + block + head[existing.end(2) :]


def _beside(column: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The parts of a col element left and right of the added columns, each with its first zero-based column."""
    bounds = {found.group(2): int(found.group(4)) for found in _BOUND.finditer(column)}
    first, last = bounds.get(b"min", 1), min(bounds.get(b"max", 1), MOST_COLUMNS)
    for low, high in ((first, min(last, start)), (max(first, start + WIDTH + 1), last)):
        if low <= high:
            yield low - 1, _BOUND.sub(partial(_bound, low, high), column)


def _bound(low: int, high: int, found: re.Match[bytes]) -> bytes:
    number = low if found.group(2) == b"min" else high
    return b"".join((found.group(1), found.group(2), found.group(3), str(number).encode(), found.group(5)))
