"""Tables as rows of cells, with the heading above each (表格网格): of Markdown line by line, of pages by blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.domain.documents import Document
from guiju.domain.language import Words, WordsError

_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(\s{0,9}<?([^()\s<>]{0,500})>?[^()]{0,200}\)")
_BARS = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.{1,500})")
_RULE = frozenset("|:- \t")
_FENCES = ("```", "~~~")
_MOST_COLUMNS, _MOST_ROWS = 1_000, 200_000
MARKDOWN = (".md", ".markdown")


class Cell(NamedTuple):
    """What stands in a cell, the first address linked in it, and where it is."""

    text: str
    link: str
    place: Words


@dataclass(slots=True)
class Grid:
    """One table: the heading above it, and its rows, cells by column."""

    heading: str
    rows: list[dict[int, Cell]] = field(default_factory=list)


def grids(source: SourceFile) -> Iterator[Grid]:
    """The tables of Markdown or a page, in their order. Raises `WordsError`."""
    markdown = source.name.lower().endswith(MARKDOWN) or not source.head_text.startswith("<")
    return _of_markdown(source) if markdown else _of_page(source.document)


def _of_markdown(source: SourceFile) -> Iterator[Grid]:
    heading, fenced = "", False
    held: tuple[int, str] | None = None  # a line that is a header if a rule follows it
    grid: Grid | None = None
    last = rows = 0
    for number, line in source.lines():
        text = line.strip()
        if text.startswith(_FENCES):
            fenced = not fenced
        if grid is not None and ("|" not in text or number > last + 1 or fenced):
            yield grid
            grid = None
        if grid is not None:
            grid.rows.append(_cells(number, text))
            rows += 1
            if rows > _MOST_ROWS:
                raise _too_long(source)
        elif match := _HEADING.match(line):
            heading = match[1].strip()
        elif held is not None and number == held[0] + 1 and "-" in text and set(text) <= _RULE:
            grid = Grid(heading, [_cells(*held)])
        held = (number, text) if "|" in text and not fenced else None
        last = number
    if grid is not None:
        yield grid


def _too_long(source: SourceFile) -> WordsError:
    return WordsError(
        "too_large",
        Words(f"“{source.name}”超过 {_MOST_ROWS:,} 行。", f"“{source.name}” has more than {_MOST_ROWS:,} rows."),
        Words("请分成几份导入。", "Import it in several parts."),
        where=source.name,
    )


def _cells(number: int, line: str) -> dict[int, Cell]:
    place = Words(f"第 {number} 行", f"line {number}")
    inside = line.removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return {column: _cell(text, place) for column, text in enumerate(_BARS.split(inside, _MOST_COLUMNS))}


def _cell(text: str, place: Words) -> Cell:
    found = _LINK.search(text)
    shown = _BREAK.sub("\n", _LINK.sub(r"\1", text)).replace("\\|", "|")
    return Cell(shown.replace("**", "").replace("~~", "").replace("`", "").strip(), found[2] if found else "", place)


def _of_page(document: Document) -> Iterator[Grid]:
    heading = ""
    grid: Grid | None = None
    table = row = -1
    for block in document.blocks:
        if block.table < 0 or block.row < 0:
            heading = block.text if block.kind == "heading" else heading
            continue
        if grid is None or block.table != table:
            if grid is not None:
                yield grid
            grid, table, row = Grid(heading), block.table, -1
        if block.row != row:
            grid.rows.append({})
            row = block.row
        cells = grid.rows[-1]
        before = cells.get(block.column)
        text = f"{before.text}\n{block.text}" if before else block.text
        link = (before.link if before else "") or document.links.get(block.place.path, "")
        cells[block.column] = Cell(text, link, before.place if before else block.place.label)
    if grid is not None:
        yield grid
