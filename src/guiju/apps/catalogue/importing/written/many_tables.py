"""Several lists in one page or Markdown file (多张表格): each table with a column for the number is read by its header.

A heading above a table that is a status word ("已废止标准") is what the file says of the rows below it, where they do
not say themselves. Of a cell's links the first is kept as the address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.apps.catalogue.importing.columns import guess_columns
from guiju.apps.catalogue.importing.notes import unread_number
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.replacing import replaced_sides
from guiju.apps.catalogue.importing.rows import clean
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.domain.documents import Block, Document
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.said import Said, meaning

NAME = "tables"
_HEADER_WITHIN = 10
_MOST_BARS = 60_000
_MARKDOWN = (".md", ".markdown")
_NUMBERING = re.compile(r"^[\s\d.、（）()一二三四五六七八九十]+")
_LIST_WORDS = re.compile(r"(?:的?(?:国家|行业|地方|团体)?(?:标准|规范)(?:清单|目录|列表|一览)?)$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIDES = ("replaces", "replaced_by")


@dataclass(slots=True)
class _List:
    """One table: the fields of its columns, what the heading above says of a status, its rows below the header."""

    fields: Mapping[int, str]
    said: str
    rows: list[dict[int, Block]] = field(default_factory=list)


def recognises(source: SourceFile) -> bool:
    """Markdown with one list at least, or a page with two."""
    if source.name.lower().endswith(_MARKDOWN):
        return bool(_lists(_page(source)))
    head = source.head_text.lower()
    if not head.startswith("<") or "<table" not in (text := source.text().lower()) or text.count("<table") < 2:
        return False
    return len(_lists(_page(source))) > 1


def table(source: SourceFile) -> Table:
    """The rows of every list in the file. Raises `WordsError` when there is none."""
    document = _page(source)
    lists = _lists(document)
    if not lists:
        raise WordsError(
            "no_header",
            Words("没有找到写有“标准编号”的表头。", "No header row with a column for the standard number was found."),
            Words("请在每张表的首行写上列名。", "Name the columns in the first row of every table."),
            where=source.name,
        )
    total = sum(len(one.rows) for one in lists)
    return Table(NAME, (), total, _rows(lists, document.links))


def _page(source: SourceFile) -> Document:
    """The file as a document, read once. Raises `WordsError`."""
    if not source.head_text.startswith("<") and source.text().count("|") > _MOST_BARS:
        raise WordsError(
            "too_large",
            Words(f"“{source.name}”中的表格过大。", f"The tables of “{source.name}” are too large."),
            Words("请分成几份，或另存为 Excel 或 CSV。", "Split it, or save it as Excel or CSV."),
            where=source.name,
        )
    return source.document


def _lists(document: Document) -> list[_List]:
    """The tables that have a column for the number; a table within a list's rows is none."""
    found: list[_List] = []
    heading = ""
    for blocks in _pieces(document.blocks):
        if blocks[0].table < 0:
            heading = blocks[0].text
            continue
        one = _list(_grid(blocks), heading)
        if one is not None:
            found.append(one)
    return found


def _pieces(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Headings one by one, and the cells of each table together."""
    cells: list[Block] = []
    for block in blocks:
        if cells and block.table != cells[0].table:
            yield cells
            cells = []
        if block.table >= 0 and block.row >= 0:
            cells.append(block)
        elif block.kind == "heading":
            yield [block]
    if cells:
        yield cells


def _grid(cells: list[Block]) -> list[dict[int, Block]]:
    """Rows of cells by column; the paragraphs of one cell are one text."""
    rows: dict[int, dict[int, Block]] = {}
    for cell in cells:
        row = rows.setdefault(cell.row, {})
        held = row.get(cell.column)
        row[cell.column] = cell if held is None else held._replace(text=f"{held.text}\n{cell.text}")
    return [rows[number] for number in sorted(rows)]


def _list(grid: list[dict[int, Block]], heading: str) -> _List | None:
    best: _List | None = None
    for position, row in enumerate(grid[:_HEADER_WITHIN]):
        names = {column: " ".join(cell.text.split())[:100] for column, cell in row.items()}
        guessed = guess_columns(tuple(dict.fromkeys(names.values())))
        fields = {column: guessed[name] for column, name in names.items() if name in guessed}
        if "number" in fields.values() and (best is None or len(fields) > len(best.fields)):
            best = _List(fields, _status_of(heading), grid[position + 1 :])
    return best if best is not None and best.rows else None


def _status_of(heading: str) -> str:
    """`"二、已废止的标准"` → 已废止; "" for a heading that is no status word."""
    word = _LIST_WORDS.sub("", _NUMBERING.sub("", " ".join(heading.split())))
    return word if word and meaning(word) != Said.NOTHING else ""


def _rows(lists: list[_List], links: Mapping[str, str]) -> Iterator[Row]:
    for one in lists:
        for cells in one.rows:
            texts = {name: _plain(cells[column].text) for column, name in one.fields.items() if column in cells}
            number = clean(texts.pop("number", ""), 300)
            place = next(iter(cells.values())).place.label
            if not any(texts.values()) and not number:
                continue
            yield unread_number(place, number) or Row(place, _values(number, texts, cells, one, links))


def _values(
    number: str, texts: dict[str, str], cells: Mapping[int, Block], one: _List, links: Mapping[str, str]
) -> dict[str, Any]:
    values: dict[str, Any] = {"number": number, "asserted_status": one.said}
    for name, said in texts.items():
        if name in _SIDES:
            for side, pieces in replaced_sides(number, said).items():
                values[side] = [*values.get(side, ()), *pieces]
        elif name == "asserted_status":
            values[name] = _without_signs(said) or one.said
        elif said:
            values[name] = said
    title = values.get("title_zh", "")
    if title and "title_en" not in values and not _HAN.search(title):
        values["title_en"] = values.pop("title_zh")
    addresses = (links.get(cells[column].place.path, "") for column in one.fields if column in cells)
    address = next((found for found in addresses if found.startswith(("http://", "https://"))), "")
    return values if values.get("url") or not address else values | {"url": address}


def _plain(text: str) -> str:
    """A cell without the marks of Markdown that are not markup to every program."""
    return text.replace("~~", "").replace("**", "").strip()


def _without_signs(text: str) -> str:
    """`"✅ 现行"` → 现行; a sign alone stays as it is said, for it means nothing for certain."""
    words = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Mn", "Cf")).strip()
    return words or text
