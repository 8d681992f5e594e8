"""Standards cited in a document: block by block, with what the tables around them tell (表格上下文)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from guiju.domain.citations.finder import resolve, scan
from guiju.domain.citations.model import Citation, Found
from guiju.domain.citations.phrases import looks_like_title, tidy
from guiju.domain.documents import Block, Document

_HEADER_ROWS = 6
"""A header stands in one of the first rows; scope lists of laboratories have two or three."""

_NAMES = "(?:标准|规范|文件|方法)(?:中文)?(?:名称|题名|标题)|(?:中文)?名称$|标题$"
_NAME_HEADER = re.compile(rf"{_NAMES}|standard (?:name|title)|title(?: of standard)?$", re.I)
_NUMBER_HEADER = re.compile(
    r"(?:标准|规范|文件|方法)?(?:编号|代号|标准号)|(?:执行|检测|检验|依据|引用|方法|产品|评价|判定|适用)的?(?:标准|依据)"
    r"|检测方法|标准(?:[(（/、和及].*)?$|standard|reference",
    re.I,
)
_OTHER_NUMBERS = re.compile(r"样品|设备|仪器|证书|合同|报告|项目|产品编号|物料|批号|型号")


@dataclass(slots=True)
class _Table:
    """The cells of one table by row and column, and what its header says."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    names: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    header: int = -1


def find_in(document: Document) -> list[Found]:
    """Every standard cited in the document, in its order; titles also from the cell beside the number.

    A bare number ("HJ 38") is believed in a column whose header says standards stand there, and where another block
    cites the same series in full.
    """
    tables = _tables(document.blocks)
    scanned = [scan(block.text, expected=_expected(tables, block)) for block in document.blocks]
    known = set().union(*(part.keys() for part in scanned)) if scanned else set()
    found: list[Found] = []
    for block, part in zip(document.blocks, scanned, strict=True):
        if not part.drafts:
            continue
        citations = resolve(part, known)
        if block.table in tables:
            citations = _titled(tables[block.table], block, citations)
        found += (Found(block.place, citation) for citation in citations)
    return found


def _tables(blocks: Iterable[Block]) -> dict[int, _Table]:
    tables: dict[int, _Table] = defaultdict(_Table)
    for block in blocks:
        if block.table < 0:
            continue
        cells = tables[block.table].cells
        place = (block.row, block.column)
        cells[place] = f"{cells[place]}\n{block.text}" if place in cells else block.text
    for table in tables.values():
        _read_header(table)
    return dict(tables)


def _read_header(table: _Table) -> None:
    """The columns named 标准名称 and 标准编号, in the first row that names either."""
    for (row, column), text in sorted(table.cells.items()):
        label = "".join(text.split())
        if row >= _HEADER_ROWS or table.header not in (-1, row):
            return
        if not 1 < len(label) <= 20:
            continue
        if _NAME_HEADER.search(label) and not _OTHER_NUMBERS.search(label):
            table.names.add(column)
            table.header = row
        elif _NUMBER_HEADER.search(label) and not _OTHER_NUMBERS.search(label):
            table.numbers.add(column)
            table.header = row


def _expected(tables: dict[int, _Table], block: Block) -> bool:
    table = tables.get(block.table)
    return table is not None and block.column in table.numbers and block.row > table.header


def _titled(table: _Table, block: Block, citations: list[Citation]) -> list[Citation]:
    """The citations of one cell, each without a title given that of the neighbouring cell."""
    if len(citations) != 1:
        return _line_by_line(table, block, citations)
    (citation,) = citations
    if citation.title:
        return citations
    rest = tidy(block.text[: citation.start] + block.text[citation.end :])
    if len(rest) > 12:
        return citations
    return [replace(citation, title=_neighbour(table, block))]


def _neighbour(table: _Table, block: Block) -> str:
    """The title in the named column of the row, else in the cell right or left of the number."""
    for column in sorted(table.names - {block.column}, key=lambda column: abs(column - block.column)):
        title = tidy(table.cells.get((block.row, column), ""))
        if title and "\n" not in table.cells[block.row, column].strip():
            return title.strip("《》")
    if table.names:
        return ""
    for column in (block.column + 1, block.column - 1):
        title = tidy(table.cells.get((block.row, column), ""))
        if looks_like_title(title):
            return title.strip("《》")
    return ""


def _line_by_line(table: _Table, block: Block, citations: list[Citation]) -> list[Citation]:
    """Several numbers in one cell, as many lines of titles in the named one: first to first."""
    for column in table.names - {block.column}:
        lines = [tidy(line) for line in table.cells.get((block.row, column), "").splitlines() if line.strip()]
        if len(lines) == len(citations):
            return [
                citation if citation.title else replace(citation, title=line.strip("《》"))
                for citation, line in zip(citations, lines, strict=True)
            ]
    return citations
