"""The same workbook with columns and colours added and a sheet that sums up; everything else kept (Excel 标注)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from guiju.domain.documents.limits import Limits
from guiju.domain.documents.model import Mark
from guiju.domain.documents.package import Package, Registry, rewritten, serialised
from guiju.domain.documents.sheets.additions import (
    COLUMN_WIDTHS,
    WIDTH,
    SheetMarks,
    by_sheet,
    gravest,
    heading_row,
    headings,
    row_texts,
)
from guiju.domain.documents.sheets.cells import CellReader, SheetFrame, without_own_columns
from guiju.domain.documents.sheets.names import tags
from guiju.domain.documents.sheets.references import MOST_COLUMNS
from guiju.domain.documents.sheets.rewriting import RowPlan, SheetPlan, inline_cell, rewrite
from guiju.domain.documents.sheets.styles import Styles
from guiju.domain.documents.sheets.workbook import Sheet, Workbook
from guiju.domain.documents.summary import ELSEWHERE, SHEET_NAME, Summary, mark_line, printable

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOT_BYTEWISE = (b"<!--", b"<![CDATA[", b"\x00")
_VERDICT_COLUMN = 1


def annotate(data: bytes, name: str, marks: Sequence[Mark], summary: Summary, limits: Limits) -> bytes:
    """The workbook's bytes with four columns right of each marked sheet's cells, cited cells in the colour of their
    tone, and a last sheet with the summary; marks that stand on no cell (notes, shapes, page headers) are listed there.

    Other sheets, shapes, tables, filters, formats and macros stay as they are. Raises `DocumentError` as `read` does.
    """
    book = Workbook(Package(data, name, limits))
    marked, others = by_sheet(marks)
    writing = _Writing(book, summary)
    for sheet in book.sheets:
        if sheet.index in marked and not sheet.is_chart and not writing.plan(sheet, marked.pop(sheet.index)):
            others += [mark for mark in marks if mark.path.startswith(f"sheet/{sheet.index + 1}/R")]
    others += [
        mark for left in marked.values() for row in left.cells.values() for held in row.values() for mark in held
    ]
    return writing.finished(others)


@dataclass(slots=True)
class _Survey:
    """What a first look at a sheet finds: its right edge, rows above the marks, styles of marked and heading cells, and
    rows (with a style) that hold remarks of an earlier check."""

    right: int = 0
    above: list[tuple[int, list[str]]] = field(default_factory=list)
    last_styles: dict[int, int] = field(default_factory=dict)
    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    outdated: dict[int, int] = field(default_factory=dict)


class _Writing:
    """Parts of the workbook being changed."""

    def __init__(self, book: Workbook, summary: Summary) -> None:
        self._book = book
        self._summary = summary
        self._package = book.package
        self._registry = Registry(book.package)
        self._namespace = str(book.root.tag)[1:].partition("}")[0]
        relation = book.related("styles")
        folder = posixpath.dirname(book.main)
        if relation is None:
            self._styles_part = self._registry.free_name(posixpath.join(folder, "styles{}.xml"))
            self._registry.add(book.main, self._styles_part, "styles", _STYLES_TYPE)
        else:
            self._styles_part = relation.target
        root = None if relation is None else self._package.xml(self._styles_part)
        self._styles = Styles(root, self._namespace)
        self._cells = CellReader(self._package, book.shared_strings(), [])
        self._plans: list[tuple[Sheet, SheetPlan]] = []

    def plan(self, sheet: Sheet, marks: SheetMarks) -> bool:
        """Plan the additions to a sheet; False when no column is left for them."""
        survey = self._survey(sheet, marks)
        start = survey.right + 1
        if start + WIDTH > MOST_COLUMNS:
            return False
        plan = SheetPlan(start)
        for row, style in survey.outdated.items():
            plan.rows[row] = RowPlan(texts=[("", style)] * WIDTH)
        for row, cells in marks.cells.items():
            plan.rows[row] = self._row_plan(row, cells, survey)
        head = heading_row(survey.above, marks.first_row)
        if head is not None:
            style = self._styles.derived(survey.last_styles.get(head, 0), "none", True)
            plan.rows[head] = RowPlan(texts=[(text, style) for text in headings(self._summary.lang)])
        self._plans.append((sheet, plan))
        return True

    def finished(self, others: list[Mark]) -> bytes:
        """The rewritten package."""
        changed: dict[str, bytes | Iterable[bytes]] = {
            sheet.part: rewrite(self._chunks(sheet), plan, self._package.name, self._package.limits.max_part)
            for sheet, plan in self._plans
        }
        changed.update(self._summary_sheet(others))
        changed[self._styles_part] = self._styles.content()
        changed[self._book.main] = serialised(self._book.root)
        changed.update(self._registry.parts())
        return rewritten(self._package, changed)

    def _row_plan(self, row: int, cells: Mapping[int, list[Mark]], survey: _Survey) -> RowPlan:
        tones = {column: gravest(marks) for column, marks in cells.items()}
        own = {column: survey.styles.get((row, column), 0) for column in cells}
        base = own[min(cells)]
        worst = gravest(mark for marks in cells.values() for mark in marks)
        added = [
            self._styles.derived(base, worst if number == _VERDICT_COLUMN else "none", True) for number in range(WIDTH)
        ]
        return RowPlan(
            styles={column: self._styles.derived(own[column], tone, False) for column, tone in tones.items()},
            texts=list(zip(row_texts(dict(cells)), added, strict=True)),
        )

    def _survey(self, sheet: Sheet, marks: SheetMarks) -> _Survey:
        survey = _Survey()
        frame = SheetFrame()
        first = marks.first_row
        occupied: set[int] = set()
        for row, own in without_own_columns(self._cells.rows(sheet, frame)):
            if own:
                survey.outdated[own[0].row] = own[0].style
            if not row:
                continue
            last = row[-1]
            survey.right = max(survey.right, last.column)
            if last.row < first:
                survey.above.append((last.row, [cell.text for cell in row if cell.text.strip()]))
                survey.last_styles[last.row] = last.style
            elif last.row in marks.cells:
                survey.styles.update({(cell.row, cell.column): cell.style for cell in row})
            occupied.add(last.row)
        for top, _, _, right in frame.merged:
            if top in occupied:
                survey.right = max(survey.right, right)
        return survey

    def _chunks(self, sheet: Sheet) -> Iterator[bytes]:
        """The sheet's XML in a form that can be taken apart as bytes: UTF-8, without comments and CDATA sections."""
        if any(sign in chunk for chunk in self._package.chunks(sheet.part) for sign in _NOT_BYTEWISE):
            root = self._package.xml(sheet.part)
            etree.strip_tags(root, etree.Comment)
            return iter((serialised(root),))
        return self._package.chunks(sheet.part)

    def _summary_sheet(self, others: list[Mark]) -> dict[str, bytes]:
        lang = self._summary.lang
        lines = [self._summary.title, f"{self._summary.made_at:%Y-%m-%d %H:%M}", *self._summary.lines]
        if others:
            names = {f"sheet/{sheet.index + 1}": sheet.name for sheet in self._book.sheets}
            lines.append(ELSEWHERE.pick(lang))
            lines += [mark_line(mark, names.get("/".join(mark.path.split("/")[:2]), mark.path)) for mark in others]
        rows = "".join(
            f'<row r="{number}">{inline_cell(f"A{number}", printable(line), 0)}</row>'
            for number, line in enumerate(lines, start=1)
        )
        width = sum(COLUMN_WIDTHS)
        sheet = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{self._namespace}">'
            f'<cols><col min="1" max="1" width="{width}" customWidth="1"/></cols>'
            f"<sheetData>{rows}</sheetData></worksheet>"
        )
        folder = posixpath.dirname(self._book.main)
        part = self._registry.free_name(posixpath.join(folder, "worksheets/check{}.xml"))
        self._enlist(self._registry.add(self._book.main, part, "worksheet", _SHEET_TYPE))
        return {part: sheet.encode()}

    def _enlist(self, relation: str) -> None:
        """Name the new sheet in the workbook, after the others."""
        listed = list(self._book.root.iter(*tags("sheet")))
        attribute = next(str(name) for name in listed[0].attrib if str(name).endswith("}id"))
        ids = [int(text) for sheet in listed if (text := sheet.get("sheetId", "")).isdecimal()]
        title = SHEET_NAME.pick(self._summary.lang)
        taken = {sheet.get("name", "").lower() for sheet in listed}
        name = next(name for n in range(1, len(listed) + 2) if (name := title + f" {n}" * (n > 1)).lower() not in taken)
        new = etree.Element(listed[0].tag, {"name": name, "sheetId": str(max(ids, default=0) + 1), attribute: relation})
        listed[-1].addnext(new)
