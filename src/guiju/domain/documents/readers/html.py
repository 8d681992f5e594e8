"""HTML: the visible text block by block, tables with their rows and columns (网页)."""

from __future__ import annotations

import hashlib
import re
from typing import Any, cast

from lxml import etree, html

from guiju.domain.documents.decoding import decode
from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Block, BlockKind, Document, Place, Unread
from guiju.domain.documents.readers.plain import undecodable
from guiju.domain.language import Words

_HIDDEN = frozenset({"script", "style", "template", "head", "noscript", "datalist"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FRAMES = {"iframe": "嵌入的网页", "frame": "嵌入的网页", "object": "嵌入的对象", "embed": "嵌入的对象"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_LONGEST_LINK = 500
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a page as it is shown, without running anything in it."""
    declared = _CHARSET.search(data[:4096])
    text, lost = decode(data, declared.group(1).decode("ascii") if declared else "")
    refuse_long_text(len(text), name, limits)
    if text.count("<") > limits.max_elements:
        raise problem("too_much_markup", name, limit=f"{limits.max_elements:,}")
    document = Document(name=name, format="html", sha256=hashlib.sha256(data).hexdigest())
    read_markup(text, document)
    if lost:
        document.unread.append(undecodable(lost))
    return document


def read_markup(text: str, document: Document) -> None:
    """Append the blocks of a piece of markup to `document`."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    _Walk(document).run(root)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        place = Place("end", Words("页面后部", "the rest of the page"))
        why = Words("标签嵌套过深，其后的内容未读取", "tags are nested too deeply; what follows was not read")
        document.unread.append(Unread(place, why))


class _Walk:
    """One pass over the tree, without recursion: text gathers until a block-level tag begins or ends."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.held: list[str] = []
        self.link = ""
        self.kind: BlockKind = "paragraph"
        self.tables: list[_Grid] = []
        self.table_count = 0
        self.block_count = len(document.blocks)

    def run(self, root: html.HtmlElement) -> None:
        skipped: Any = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = cast("str", element.tag)
            if event == "start":
                if skipped is None and _is_hidden(element, tag):
                    skipped = element
                if skipped is None:
                    self.start(element, tag)
            else:
                if skipped is None:
                    self.end(tag)
                elif skipped is element:
                    skipped = None
                if skipped is None and element is not root:
                    self.held.append(element.tail or "")
        self.flush()

    def start(self, element: Any, tag: str) -> None:
        if tag == "br":
            self.held.append("\v")
        elif tag == "a":
            self.link = self.link or (element.get("href") or "")[:_LONGEST_LINK]
        elif tag not in _INLINE:
            self.flush()
            self.open(element, tag)
        self.held.append(element.text or "")

    def open(self, element: Any, tag: str) -> None:
        if tag in _HEADINGS:
            self.kind = "heading"
        elif tag == "table":
            self.tables.append(_Grid(self.table_count))
            self.table_count += 1
        elif tag == "tr" and self.tables:
            self.tables[-1].next_row()
        elif tag in {"td", "th"} and self.tables:
            self.tables[-1].next_cell(element)
        elif tag in _FRAMES:
            place = self.place()
            self.document.unread.append(Unread(place, Words(f"{_FRAMES[tag]}未读取", f"embedded {tag} not read")))

    def end(self, tag: str) -> None:
        if tag not in _INLINE and tag != "br":
            self.flush()
            if tag in _HEADINGS:
                self.kind = "paragraph"
            elif tag == "table" and self.tables:
                self.tables.pop()
            elif tag in {"td", "th"} and self.tables:
                self.tables[-1].in_cell = False

    def flush(self) -> None:
        text = "\n".join(_SPACE.sub(" ", line).strip() for line in "".join(self.held).split("\v")).strip()
        self.held.clear()
        link, self.link = self.link, ""
        if not text:
            return
        grid = self.tables[-1] if self.tables and self.tables[-1].in_cell else None
        if grid is None:
            self.document.blocks.append(Block(text, self.place(), self.kind))
        else:
            place = grid.place(self.block_count)
            self.document.blocks.append(Block(text, place, "cell", table=grid.index, row=grid.row, column=grid.column))
            if link:
                self.document.links[place.path] = link
        self.block_count += 1

    def place(self) -> Place:
        shown = self.block_count + 1
        return Place(f"block/{self.block_count}", Words(f"第 {shown} 段", f"paragraph {shown}"))


class _Grid:
    """Where we are in one table; a cell spanning rows keeps its column taken below."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.row = -1
        self.column = -1
        self.in_cell = False
        self._taken: dict[int, int] = {}
        self._next = 0

    def next_row(self) -> None:
        self.row += 1
        self._next = 0
        self.in_cell = False
        self._taken = {column: until for column, until in self._taken.items() if until >= self.row}

    def next_cell(self, cell: Any) -> None:
        self.row = max(self.row, 0)
        while self._taken.get(self._next, -1) >= self.row:
            self._next += 1
        self.column = self._next
        wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(self.column, self.column + wide):
            if tall > 1:
                self._taken[column] = self.row + tall - 1
        self._next = self.column + wide
        self.in_cell = True

    def place(self, block: int) -> Place:
        table, row, column = self.index + 1, self.row + 1, self.column + 1
        return Place(
            f"table/{self.index}/R{row}C{column}/{block}",
            Words(f"表 {table} 第 {row} 行第 {column} 列", f"table {table}, row {row}, column {column}"),
        )


def _span(cell: Any, attribute: str) -> int:
    value = cell.get(attribute) or "1"
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() and len(value) < 10 else 1


def _is_hidden(element: Any, tag: str) -> bool:
    return tag in _HIDDEN or element.get("hidden") is not None
