"""The stories of a Word file (正文、页眉页脚、脚注、尾注、批注、文本框), walked paragraph by paragraph.

Reader and annotating writer share this walk, so that a path means the same place to both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from guiju.domain.documents.model import BlockKind
from guiju.domain.documents.word.names import VML, local, tags, value
from guiju.domain.documents.word.pieces import ALTERNATIVES, Content, Gatherer, shown_branch
from guiju.domain.language import Words

_PARAGRAPH = tags("p")
_TABLE = tags("tbl")
_ROW = tags("tr")
_CELL = tags("tc")
_WRAPPERS = tags("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
_CHUNK = tags("altChunk")
_TEXT_BOX = tags("txbxContent")
_WORD_ART = tags("textpath", within=VML)


@dataclass(frozen=True, slots=True)
class Story:
    """One stream of text: `path` its prefix, `label` for a reader ("" for the body), `kind` of its blocks."""

    root: etree._Element
    path: str
    label: Words
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a paragraph stands in a table: zero-based; -1 outside any."""

    table: int = -1
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `host` is the run that carries the text box it stands in, if it does."""

    element: etree._Element
    path: str
    label: Words
    kind: BlockKind
    content: Content
    cell: Cell = Cell()
    host: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Another document pulled in by reference (altChunk), which is not read."""

    path: str
    label: Words


@dataclass(slots=True)
class _Count:
    """Paragraphs and tables seen in one container; wrappers such as content controls are transparent."""

    paragraphs: int = 0
    tables: int = 0


@dataclass(slots=True)
class Numbering:
    """Numbers that run through the whole file: tables, text boxes, and body paragraphs that show text."""

    tables: int = 0
    boxes: int = 0
    shown: int = 0
    headings: frozenset[str] = field(default_factory=frozenset)


class Walk:
    """A walk over one story, yielding `Paragraph` and `Chunk` in reading order."""

    def __init__(self, story: Story, hidden: frozenset[etree._Element], numbering: Numbering) -> None:
        self._story = story
        self._hidden = hidden
        self._numbering = numbering
        self._gatherer = Gatherer(story.root, hidden)
        self._boxes = 0

    def paragraphs(self) -> Iterator[Paragraph | Chunk]:
        """Everything in the story."""
        yield from self._container(self._story.root, self._story.path, _Count(), Cell())

    def _container(self, node: etree._Element, path: str, count: _Count, cell: Cell) -> Iterator[Paragraph | Chunk]:
        for child in node:
            tag = child.tag
            if tag in _PARAGRAPH:
                here = f"{path}/p/{count.paragraphs}"
                count.paragraphs += 1
                yield from self._paragraph(child, here, cell)
            elif tag in _TABLE:
                here = f"{path}/tbl/{count.tables}"
                count.tables += 1
                yield from self._table(child, here)
            elif tag in _WRAPPERS:
                yield from self._container(child, path, count, cell)
            elif tag in ALTERNATIVES:
                yield from self._container(shown_branch(child), path, count, cell)
            elif tag in _CHUNK:
                yield Chunk(f"{path}/p/{count.paragraphs}", self._label(cell, count.paragraphs))

    def _paragraph(self, element: etree._Element, path: str, cell: Cell) -> Iterator[Paragraph | Chunk]:
        content = self._gatherer.gather(element)
        kind = self._story.kind
        if kind == "paragraph":
            if cell.table >= 0:
                kind = "cell"
            elif content.text.strip():
                self._numbering.shown += 1
                kind = "heading" if self._is_heading(element) else kind
        label = self._label(cell, self._numbering.shown)
        yield Paragraph(element, path, label, kind, content, cell)
        for drawing, run in content.hosts:
            yield from self._drawing(drawing, run)

    def _drawing(self, drawing: etree._Element, run: etree._Element | None) -> Iterator[Paragraph | Chunk]:
        for box in _boxes(drawing):
            path = f"{self._story.path}/textbox/{self._boxes}"
            self._boxes += 1
            self._numbering.boxes += 1
            label = Words(f"文本框 {self._numbering.boxes}", f"text box {self._numbering.boxes}")
            if self._story.kind in {"header", "footer"}:
                label = Words(f"{self._story.label.zh}中的{label.zh}", f"{label.en} in the {self._story.label.en}")
            inner = Walk(Story(box, path, label, "textbox"), self._hidden, self._numbering)
            for found in inner.paragraphs():
                if isinstance(found, Paragraph):
                    found = Paragraph(found.element, found.path, found.label, "textbox", found.content, found.cell, run)
                yield found

    def _table(self, table: etree._Element, path: str) -> Iterator[Paragraph | Chunk]:
        number = self._numbering.tables
        self._numbering.tables += 1
        for index, row in enumerate(_flat(table, _ROW)):
            properties = _child(row, "trPr")
            if properties is not None and _child(properties, "del") is not None:
                continue
            column = _number(properties, "gridBefore")
            for cell in _flat(row, _CELL):
                settings = _child(cell, "tcPr")
                if not _goes_on(settings):
                    here = Cell(number, index, column)
                    yield from self._container(cell, f"{path}/r/{index}/c/{column}", _Count(), here)
                column += max(1, _number(settings, "gridSpan"))

    def _label(self, cell: Cell, paragraph: int) -> Words:
        if self._story.label.zh:
            return self._story.label
        if cell.table < 0:
            return Words(f"第 {paragraph} 段", f"paragraph {paragraph}")
        table, row, column = cell.table + 1, cell.row + 1, cell.column + 1
        return Words(f"表 {table} 第 {row} 行第 {column} 列", f"table {table}, row {row}, column {column}")

    def _is_heading(self, paragraph: etree._Element) -> bool:
        properties = _child(paragraph, "pPr")
        if properties is None:
            return False
        level = value(_child(properties, "outlineLvl"))
        return value(_child(properties, "pStyle")) in self._numbering.headings or (level.isdigit() and int(level) < 9)


def word_art(drawing: etree._Element) -> list[str]:
    """Texts of WordArt in a drawing, watermarks (水印) among them."""
    return [text for art in drawing.iter(*_WORD_ART) if (text := art.get("string", "").strip())]


def _boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes under a drawing, each once, whatever alternatives it is stored in."""
    for child in node:
        if child.tag in _TEXT_BOX:
            yield child
        elif child.tag in ALTERNATIVES:
            yield from _boxes(shown_branch(child))
        elif len(child):
            yield from _boxes(child)


def _flat(node: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    for child in node:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _flat(child, wanted)


def _child(node: etree._Element | None, name: str) -> etree._Element | None:
    if node is None:
        return None
    return next((child for child in node if local(child) == name), None)


def _number(properties: etree._Element | None, name: str) -> int:
    """A small count in a property element; absent or absurd ones count as 0."""
    text = value(_child(properties, name))
    return min(int(text), 1000) if text.isdecimal() and len(text) < 6 else 0


def _goes_on(settings: etree._Element | None) -> bool:
    """Whether a cell only continues a merged one (合并单元格的后续格), whose text was read at its first."""
    for name in ("vMerge", "hMerge"):
        merge = _child(settings, name)
        if merge is not None and value(merge) in {"", "continue"}:
            return True
    return False
