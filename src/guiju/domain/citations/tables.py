"""Standards cited in a document: block by block, with what the tables around them tell (表格上下文)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from guiju.domain.citations.cells import Line, give_titles
from guiju.domain.citations.finder import Scanned, resolve, scan
from guiju.domain.citations.model import Citation, Found
from guiju.domain.citations.phrases import looks_like_title, surely_title, tidy
from guiju.domain.documents import Block, Document
from guiju.domain.documents.errors import problem
from guiju.domain.text import fold

_HEADER_ROWS = 6
"""A header stands in one of the first rows; scope lists of laboratories have two or three."""

_NAME_HEADER = re.compile(
    r"(?:标准|规范|规程|文件|方法)[)）]?(?:中文)?(?:名称|题名|标题)|standard(?:name|title)|title(?:ofstandard)?$", re.I
)
_BARE_NAME_HEADER = re.compile(r"(?:中文)?(?:名称|标题|题名)")
"""Names of standards beside a column of numbers; beside 执行标准 they are names of products."""

_NUMBER_HEADER = re.compile(
    r"(?:(?:执行|检测|检验|试验|分析|测试|依据|引用|参照|参考|采用|方法|产品|评价|判定|适用|验收|相关|国家|行业)的?)*"
    r"(?:标准|依据|检测方法|检验方法|试验方法|分析方法)(?:[(/、和及与].*)?|.*(?:standard|reference).*",
    re.I,
)
_STRICT_NUMBER_HEADER = re.compile(r"编号|代号|标准号|(?:standard|reference)(?:no|number|code)", re.I)
_OTHER_STANDARD = re.compile("代替|替代|取代|作废|废止|采用|采标|对应|原标准|旧标准|新标准")
"""Numbers of other standards than the one the row names."""

_LONGEST_HEADER = 40
_FIGURE = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_NUMBERS = re.compile(r"样品|设备|仪器|证书|合同|报告|项目|产品编号|物料|批号|型号")
_DATED = re.compile(r"\d[.\d]*\s*[-—－–:：]\s*(?:19|20)?\d{2}(?!\d)")
"""A row with a number and its year holds data; 文件编号：QP-25-01 is a form's own number, no header either."""

_REMARK = 12
"""What may stand beside a number whose title is elsewhere: a clause, a method."""


@dataclass(slots=True)
class _Table:
    """The cells of one table by row and column, and what its header says of the columns."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    names: set[int] = field(default_factory=set)
    bare_names: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    strict_numbers: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    header: int = -1


class _Cited(NamedTuple):
    """A block with citations: its text, and which of the findings are its own."""

    text: str
    first: int
    length: int


def find_in(document: Document, most: int | None = None) -> list[Found]:
    """Every standard cited in the document, in its order; titles also from the rest of the cell and the cell beside.

    A bare number ("HJ 38") is believed in a column whose header says standards stand there, and where another block
    cites the same series in full. Raises `DocumentError` (too_many_citations) past `most`, so that memory is bounded.
    """
    tables = _tables(document.blocks)
    scanned: list[tuple[Block, Scanned]] = []
    count = 0
    for block in document.blocks:
        if not _may_cite(block.text):
            continue
        part = scan(block.text, expected=_expected(tables, block), most=None if most is None else most + 1)
        if part.drafts:
            scanned.append((block, part))
        count += len(part.drafts)
        if most is not None and count > most:
            raise problem("too_many_citations", document.name, limit=f"{most:,}")
    known = set().union(*(part.keys() for _, part in scanned))
    found: list[Found] = []
    cells: dict[tuple[int, int, int], list[_Cited]] = defaultdict(list)
    for block, part in scanned:
        citations = resolve(part, known)
        if block.table >= 0 and citations:
            cells[block.table, block.row, block.column].append(_Cited(block.text, len(found), len(citations)))
        found += (Found(block.place, citation) for citation in citations)
    for (number, row, column), cited in cells.items():
        _give_titles(tables[number], row, column, cited, found)
    return found


def _may_cite(text: str) -> bool:
    """Whether there is a figure and a letter: most cells of a large table lack one of them."""
    return _FIGURE.search(text) is not None and _LETTER.search(text) is not None


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
    """The columns named 标准名称 and 标准编号, in the first row that names either; one column may be both."""
    first = sorted((place, text) for place, text in table.cells.items() if place[0] < _HEADER_ROWS)
    citing = {row for (row, _), text in first if _DATED.search(text)}
    for (row, column), text in first:
        if table.header not in (-1, row):
            return
        label = fold("".join(text.split()))
        if row in citing or ":" in label or not 1 < len(label) <= _LONGEST_HEADER or _OTHER_NUMBERS.search(label):
            continue
        if _BARE_NAME_HEADER.fullmatch(label):
            table.bare_names.add(column)
            continue
        if _OTHER_STANDARD.search(label):
            table.others.add(column)
        name, strict = _NAME_HEADER.search(label), _STRICT_NUMBER_HEADER.search(label)
        number = strict or (_NUMBER_HEADER.fullmatch(label) and not name)
        if name:
            table.names.add(column)
        if strict:
            table.strict_numbers.add(column)
        if number:
            table.numbers.add(column)
        if name or number:
            table.header = row


def _expected(tables: dict[int, _Table], block: Block) -> bool:
    table = tables.get(block.table)
    return table is not None and block.column in table.numbers and block.row > table.header


def _give_titles(table: _Table, row: int, column: int, cited: list[_Cited], found: list[Found]) -> None:
    """Titles for the citations of one cell: from the rest of the cell, else from the named or neighbouring one."""
    places = [place for block in cited for place in range(block.first, block.first + block.length)]
    if all(found[place].citation.title for place in places):
        return
    if row > table.header >= 0 and column in table.names - table.numbers:
        return
    text = table.cells[row, column]
    titles = [] if text == found[places[0]].citation.span else _within(text, cited, found)
    if not any(titles):
        titles = _beside(table, row, column, text, [found[place].citation for place in places])
    for place, title in zip(places, titles, strict=True):
        if title and not found[place].citation.title:
            found[place] = Found(found[place].place, replace(found[place].citation, title=title))


def _within(text: str, cited: list[_Cited], found: list[Found]) -> list[str]:
    """What the cell itself calls its numbers, in their order."""
    lines, starts, position = [Line(line) for line in text.split("\n")], [0], 0
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    for block in cited:
        position = text.index(block.text, position)
        for finding in found[block.first : block.first + block.length]:
            citation = finding.citation
            at = bisect_right(starts, position + citation.start) - 1
            lines[at].add(citation, position + citation.start - starts[at])
        position += len(block.text)
    give_titles(lines)
    return [title for line in lines for title in line.titles]


def _beside(table: _Table, row: int, column: int, text: str, citations: list[Citation]) -> list[str]:
    """The titles in the column named so, first to first; without any header, in the cell right or left."""
    if column in table.others:
        return [""] * len(citations)
    named = table.names | (table.bare_names if column in table.strict_numbers else set())
    if len(citations) == 1:
        (citation,) = citations
        rest = text.replace(citation.span, "", 1)
        if len(tidy(rest)) > _REMARK:
            return [""]
        if table.header < 0:
            return [_neighbour(table, row, column)]
    for beside in sorted(named - {column}, key=lambda other: abs(other - column)):
        titles = [tidy(line) for line in table.cells.get((row, beside), "").splitlines() if line.strip()]
        if len(citations) == 1 and "\n" not in text.strip():
            titles = [" ".join(titles)]
        if len(titles) == len(citations) and any(titles):
            return [title.strip("《》") for title in titles]
    return [""] * len(citations)


def _neighbour(table: _Table, row: int, column: int) -> str:
    """The title in the cell right or left, where no header tells what stands there: names of things are short."""
    for beside in (column + 1, column - 1):
        title = tidy(table.cells.get((row, beside), ""))
        if looks_like_title(title) and surely_title(title):
            return title.strip("《》")
    return ""
