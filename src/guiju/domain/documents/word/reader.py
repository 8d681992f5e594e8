"""Word files read into the neutral document (Word 读取)."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator

from lxml import etree

from guiju.domain.documents.drawings import drawing_texts
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Block, Document, Place, Unread
from guiju.domain.documents.package import Package
from guiju.domain.documents.word.names import local
from guiju.domain.documents.word.parts import WordFile
from guiju.domain.documents.word.pieces import hidden_runs
from guiju.domain.documents.word.stories import Chunk, Numbering, Paragraph, Walk, word_art
from guiju.domain.language import Words

_PICTURES = frozenset({"blip", "imagedata"})
_OBJECTS = frozenset({"OLEObject", "object", "control"})
_LINKED = {"chart": Words("图表", "chart"), "relIds": Words("智能图形", "SmartArt")}
_WORD_ART = Words("艺术字", "WordArt")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Every visible text of a docx, docm, dotx or dotm; pictures, objects and hidden text are reported as unread.

    Comments this program wrote itself are not read again. Raises `DocumentError` as `Package` does.
    """
    file = WordFile(Package(data, name, limits))
    document = Document(name, "docx", hashlib.sha256(data).hexdigest())
    reading = _Reading(file, document, limits)
    for paragraph in paragraphs(file):
        reading.take(paragraph)
    return document


def paragraphs(file: WordFile) -> Iterator[Paragraph | Chunk]:
    """All paragraphs of all stories, with the paths that reader and writer share."""
    numbering = Numbering(headings=file.heading_styles())
    for story in file.stories():
        yield from Walk(story, hidden_runs(story.root), numbering).paragraphs()


class _Reading:
    """Blocks and remarks gathered from the walk."""

    def __init__(self, file: WordFile, document: Document, limits: Limits) -> None:
        self._file = file
        self._document = document
        self._limits = limits
        self._length = 0

    def take(self, found: Paragraph | Chunk) -> None:
        place = Place(found.path, found.label)
        if isinstance(found, Chunk):
            self._report(place, Words("此处引入了另一份文件，未读取", "another document is pulled in here; not read"))
            return
        text = found.content.text
        if text.strip():
            self._add(Block(text, place, found.kind, found.cell.table, found.cell.row, found.cell.column))
        if found.content.hidden:
            self._report(place, Words("此处有隐藏文字，未检查", "there is hidden text here; not checked"))
        if found.content.hosts:
            self._take_drawings(place, [drawing for drawing, _ in found.content.hosts])

    def _take_drawings(self, place: Place, drawings: list[etree._Element]) -> None:
        pictures = objects = 0
        for number, drawing in enumerate(drawings):
            names = {local(element) for element in drawing.iter()}
            for index, text in enumerate((*word_art(drawing), *drawing_texts(drawing))):
                self._add(Block(text, Place(f"{place.path}/art/{number}/{index}", _WORD_ART), "textbox"))
            linked = self._linked(drawing)
            pictures += bool(names & _PICTURES) and not names & _OBJECTS and not linked
            objects += bool(names & _OBJECTS)
        if pictures:
            why = Words(
                f"此处有 {pictures} 张图片，图中文字未检查", f"{pictures} picture(s) here; their text is not checked"
            )
            self._report(place, why)
        if objects:
            why = Words(f"此处嵌入了 {objects} 个对象，未读取", f"{objects} embedded object(s) here; not read")
            self._report(place, why)

    def _linked(self, drawing: etree._Element) -> bool:
        """Read the chart or SmartArt a drawing points to; False when it points to none."""
        found = False
        for element in drawing.iter("{*}chart", "{*}relIds"):
            found = True
            words = _LINKED[local(element)]
            for name, identity in element.attrib.items():
                relation = self._file.relations.get(str(identity))
                if (
                    relation is None
                    or not str(name).endswith(("}id", "}dm"))
                    or relation.target not in self._file.package
                ):
                    continue
                stem = posixpath.splitext(posixpath.basename(relation.target))[0]
                for index, text in enumerate(drawing_texts(self._file.package.xml(relation.target))):
                    self._add(Block(text, Place(f"{stem}/p/{index}", words), "textbox"))
        return found

    def _add(self, block: Block) -> None:
        self._length += len(block.text)
        refuse_long_text(self._length, self._document.name, self._limits)
        self._document.blocks.append(block)

    def _report(self, place: Place, why: Words) -> None:
        self._document.unread.append(Unread(place, why))
