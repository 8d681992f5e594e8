"""Excel workbooks read into the neutral document (Excel 读取)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from guiju.domain.documents.drawings import drawing_texts
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Block, BlockKind, Document, Place, Unread
from guiju.domain.documents.package import Package
from guiju.domain.documents.sheets.blocks import CellBlocks
from guiju.domain.documents.sheets.cells import CellReader, SheetFrame, without_own_columns
from guiju.domain.documents.sheets.names import tags
from guiju.domain.documents.sheets.references import cell_place, column_letters, corner
from guiju.domain.documents.sheets.workbook import Sheet, Workbook, text_of
from guiju.domain.language import Words

_PAGE_CODE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d{1,3}|&[A-Za-z+-]')
_PAGE_KINDS: dict[str, tuple[BlockKind, Words]] = {
    "Header": ("header", Words("页眉", "page header")),
    "Footer": ("footer", Words("页脚", "page footer")),
}
_SHAPES = Words("图形中的文字", "text in a shape")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Every cell that shows something, then notes, shapes, page headers and footers, sheet by sheet.

    Hidden sheets, rows and columns are read and say so in their label. A merged cell is read once, at its first;
    columns that an earlier check added are not read again.
    Raises `DocumentError` as `Package` and `CellReader` do.
    """
    book = Workbook(Package(data, name, limits))
    document = Document(name, "xlsx", hashlib.sha256(data).hexdigest())
    reader = CellReader(book.package, book.shared_strings(), book.showers())
    reader.refuse_too_many(book.sheets)
    names = {sheet.index: sheet.name for sheet in book.sheets}
    blocks = CellBlocks(lambda sheet, row, column, hidden: cell_place(sheet, names[sheet], row, column, hidden))
    length = 0
    for sheet in book.sheets:
        frame = SheetFrame()
        if not sheet.is_chart:
            length = _add_cells(blocks, sheet, reader, frame, limits, length)
        if frame.unvalued:
            document.unvalued[sheet.index] = frame.unvalued
        for block in _around_cells(book, sheet, frame, document):
            length += len(block.text)
            blocks.append(block)
        refuse_long_text(length, name, limits)
    document.blocks = blocks.settled()
    return document


def _add_cells(
    blocks: CellBlocks, sheet: Sheet, reader: CellReader, frame: SheetFrame, limits: Limits, so_far: int
) -> int:
    """Add the cells of a sheet; returns how long the text of all sheets is by now."""
    start = len(blocks)
    for row, _ in without_own_columns(reader.rows(sheet, frame)):
        for cell in row:
            if not cell.text.isspace():
                so_far += len(cell.text)
                blocks.add(cell.text, sheet.index, cell.row, cell.column, cell.hidden or sheet.hidden)
        if so_far > limits.max_text_chars:
            break
    covered = frame.covered()
    if covered:
        blocks.drop_cells(start, covered)
    return so_far


def _around_cells(book: Workbook, sheet: Sheet, frame: SheetFrame, document: Document) -> Iterator[Block]:
    for index, (name, text) in enumerate(frame.page_texts):
        kind, words = _PAGE_KINDS[name[-6:]]
        shown = _PAGE_CODE.sub(" ", text.replace("&&", "\0")).replace("\0", "&").strip()
        if shown:
            yield Block(shown, _place(sheet, f"page/{index}", words), kind, sheet.index)
    for relation in book.package.relations(sheet.part):
        if relation.target not in book.package:
            continue
        if relation.kind == "comments":
            yield from _notes(book, sheet, relation.target)
        elif relation.kind == "drawing":
            yield from _shapes(book, sheet, relation.target, document)


def _notes(book: Workbook, sheet: Sheet, part: str) -> Iterator[Block]:
    for note in book.package.xml(part).iter(*tags("comment")):
        at = corner(note.get("ref", ""))
        text = "".join(text_of(child) for child in note if str(child.tag).endswith("}text"))
        if at is None or not text.strip():
            continue
        where = f"{column_letters(at[1])}{at[0] + 1}"
        words = Words(f"{where} 的批注", f"note at {where}")
        yield Block(text, _place(sheet, f"note/R{at[0] + 1}C{at[1] + 1}", words), "comment", sheet.index)


def _shapes(book: Workbook, sheet: Sheet, part: str, document: Document) -> Iterator[Block]:
    root = book.package.xml(part)
    texts = drawing_texts(root)
    for relation in book.package.relations(part):
        if relation.kind in {"chart", "diagramData"} and relation.target in book.package:
            texts.extend(drawing_texts(book.package.xml(relation.target)))
    for index, text in enumerate(texts):
        yield Block(text, _place(sheet, f"shape/{index}", _SHAPES), "textbox", sheet.index)
    pictures = sum(1 for _ in root.iter("{*}blip"))
    if pictures:
        why = Words(
            f"此表有 {pictures} 张图片，图中文字未检查", f"{pictures} picture(s) here; their text is not checked"
        )
        document.unread.append(Unread(_place(sheet, "pictures", Words("图片", "pictures")), why))


def _place(sheet: Sheet, path: str, words: Words) -> Place:
    label = Words(f"{sheet.name}：{words.zh}", f"{sheet.name}: {words.en}")
    if sheet.hidden:
        label = Words(f"{label.zh}（隐藏）", f"{label.en} (hidden)")
    return Place(f"sheet/{sheet.index + 1}/{path}", label)
