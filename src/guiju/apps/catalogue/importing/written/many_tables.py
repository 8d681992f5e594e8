"""Several lists in one page or Markdown file (多张表格): each table with a column for the number is read by its header.

A heading above a table that is a status word ("已废止标准") is what the file says of the rows below it, where they do
not say themselves. Of a cell's links the first is kept as the address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.apps.catalogue.importing.columns import guess_columns
from guiju.apps.catalogue.importing.notes import unread_number
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.replacing import replaced_sides
from guiju.apps.catalogue.importing.rows import clean
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.importing.written.grids import MARKDOWN, Cell, Grid, grids
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.said import Said, meaning

NAME = "tables"
_HEADER_WITHIN = 10
_NUMBERING = re.compile(r"^[\s\d.、（）()一二三四五六七八九十]+")
_LIST_WORDS = re.compile(r"(?:的?(?:国家|行业|地方|团体)?(?:标准|规范)(?:清单|目录|列表|一览)?)$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIDES = ("replaces", "replaced_by")


@dataclass(slots=True)
class _List:
    """One table: the fields of its columns, what the heading above says of a status, its rows below the header."""

    fields: Mapping[int, str]
    said: str
    rows: list[dict[int, Cell]]


def recognises(source: SourceFile) -> bool:
    """Markdown with one list at least, or a page with two."""
    if source.name.lower().endswith(MARKDOWN):
        return bool(_lists(source))
    head = source.head_text.lower()
    if not head.startswith("<") or "<table" not in (text := source.text().lower()) or text.count("<table") < 2:
        return False
    return len(_lists(source)) > 1


def table(source: SourceFile) -> Table:
    """The rows of every list in the file. Raises `WordsError` when there is none."""
    lists = _lists(source)
    if not lists:
        raise WordsError(
            "no_header",
            Words("没有找到写有“标准编号”的表头。", "No header row with a column for the standard number was found."),
            Words("请在每张表的首行写上列名。", "Name the columns in the first row of every table."),
            where=source.name,
        )
    return Table(NAME, (), sum(len(one.rows) for one in lists), _rows(lists))


def _lists(source: SourceFile) -> list[_List]:
    """The tables that have a column for the number."""
    return [one for grid in grids(source) if (one := _list(grid)) is not None]


def _list(grid: Grid) -> _List | None:
    best: _List | None = None
    for position, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        names = {column: " ".join(cell.text.split())[:100] for column, cell in row.items()}
        guessed = guess_columns(tuple(dict.fromkeys(names.values())))
        fields = {column: guessed[name] for column, name in names.items() if name in guessed}
        if "number" in fields.values() and (best is None or len(fields) > len(best.fields)):
            best = _List(fields, _status_of(grid.heading), grid.rows[position + 1 :])
    return best if best is not None and best.rows else None


def _status_of(heading: str) -> str:
    """`"二、已废止的标准"` → 已废止; "" for a heading that is no status word."""
    word = _LIST_WORDS.sub("", _NUMBERING.sub("", " ".join(heading.split())))
    return word if word and meaning(word) != Said.NOTHING else ""


def _rows(lists: list[_List]) -> Iterator[Row]:
    for one in lists:
        for cells in one.rows:
            texts = {name: cells[column].text for column, name in one.fields.items() if column in cells}
            number = clean(texts.pop("number", ""), 300)
            if not any(texts.values()) and not number:
                continue
            place = next(iter(cells.values())).place
            yield unread_number(place, number) or Row(place, _values(number, texts, cells, one))


def _values(number: str, texts: Mapping[str, str], cells: Mapping[int, Cell], one: _List) -> dict[str, Any]:
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
    links = (cells[column].link for column in one.fields if column in cells)
    address = next((link for link in links if link.startswith(("http://", "https://"))), "")
    return values if values.get("url") or not address else values | {"url": address}


def _without_signs(text: str) -> str:
    """`"✅ 现行"` → 现行; a sign alone stays as it is said, for it means nothing for certain."""
    words = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Mn", "Cf")).strip()
    return words or text
