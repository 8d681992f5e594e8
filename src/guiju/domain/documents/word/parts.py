"""The parts of a Word file that hold text, as stories in the order a person reads them (Word 文件的组成)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from guiju.domain.documents.errors import problem
from guiju.domain.documents.model import BlockKind
from guiju.domain.documents.package import Package, Relation
from guiju.domain.documents.summary import AUTHOR
from guiju.domain.documents.word.names import local, tags, value
from guiju.domain.documents.word.stories import Story
from guiju.domain.language import NO_WORDS, Words

_PAGE_PARTS: dict[str, tuple[BlockKind, Words]] = {
    "header": ("header", Words("页眉", "page header")),
    "footer": ("footer", Words("页脚", "page footer")),
}
_PAGE_TYPES = {"first": Words("首页", "first "), "even": Words("偶数页", "even ")}
_NOTE_PARTS: dict[str, tuple[BlockKind, str, Words]] = {
    "footnotes": ("footnote", "footnote", Words("脚注", "footnote")),
    "endnotes": ("endnote", "endnote", Words("尾注", "endnote")),
    "comments": ("comment", "comment", Words("批注", "comment")),
}
_HEADING_NAMES = ("heading", "title", "标题", "toc heading")
_MOST_STYLE_STEPS = 20


class WordFile:
    """A docx package with its main part parsed; raises `DocumentError` corrupted when there is none."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part()
        self.root = package.xml(self.main)
        body = next((child for child in self.root if local(child) == "body"), None)
        if body is None:
            raise problem("corrupted", package.name, where=self.main)
        self.body = body
        self.relations = {relation.id: relation for relation in package.relations(self.main)}

    def related(self, kind: str) -> list[Relation]:
        """Relations of the main part to parts of this kind that are really there."""
        return [found for found in self.relations.values() if found.kind == kind and found.target in self.package]

    def stories(self) -> Iterator[Story]:
        """Body, page headers and footers, footnotes, endnotes, comments."""
        yield Story(self.body, "body", NO_WORDS, "paragraph")
        for kind, (block, words) in _PAGE_PARTS.items():
            yield from self._page_stories(kind, block, words)
        for kind, (block, element, words) in _NOTE_PARTS.items():
            for relation in self.related(kind):
                yield from self._note_stories(relation.target, block, element, words)

    def heading_styles(self) -> frozenset[str]:
        """Ids of paragraph styles that make headings, by name, outline level, or the style they are based on."""
        headings: set[str] = set()
        parents: dict[str, str] = {}
        for relation in self.related("styles"):
            for style in self.package.xml(relation.target).iter(*tags("style")):
                name = value(next((child for child in style if local(child) == "name"), None)).lower()
                level = value(next(style.iter(*tags("outlineLvl")), None))
                identity = value(style, "styleId")
                parents[identity] = value(next((child for child in style if local(child) == "basedOn"), None))
                if name.startswith(_HEADING_NAMES) or (level.isdigit() and int(level) < 9):
                    headings.add(identity)
        return frozenset(style for style in parents if _descends(style, headings, parents))

    def _page_stories(self, kind: str, block: BlockKind, words: Words) -> Iterator[Story]:
        shown_on = {
            reference.get(name) or "": value(reference, "type")
            for reference in self.root.iter(*tags(kind + "Reference"))
            for name in reference.attrib
            if str(name).endswith("}id")
        }
        seen: set[str] = set()
        for relation in self.related(kind):
            if relation.target in seen:
                continue
            seen.add(relation.target)
            prefix = _PAGE_TYPES.get(shown_on.get(relation.id, ""), NO_WORDS)
            label = Words(prefix.zh + words.zh, prefix.en + words.en)
            if len(seen) > 1:
                label = Words(f"{label.zh}（{len(seen)}）", f"{label.en} ({len(seen)})")
            yield Story(self.package.xml(relation.target), _stem(relation.target), label, block)

    def _note_stories(self, part: str, block: BlockKind, element: str, words: Words) -> Iterator[Story]:
        shown = [value(mark, "id") for mark in self.root.iter(*tags(element + "Reference"))]
        numbers = {identity: number for number, identity in reversed(list(enumerate(shown, start=1)))}
        for index, note in enumerate(self.package.xml(part).iter(*tags(element)), start=1):
            if value(note, "type") not in {"", "normal"} or value(note, "author") == AUTHOR:
                continue
            identity = value(note, "id")
            number = numbers.get(identity, index)
            label = Words(f"{words.zh} {number}", f"{words.en} {number}")
            yield Story(note, f"{_stem(part)}/{identity}", label, block)


def _descends(style: str, headings: set[str], parents: dict[str, str]) -> bool:
    for _ in range(_MOST_STYLE_STEPS):
        if style in headings:
            return True
        style = parents.get(style, "")
        if not style:
            return False
    return False


def _stem(part: str) -> str:
    return posixpath.splitext(posixpath.basename(part))[0]
