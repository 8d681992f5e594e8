"""The comments part of a Word file: existing comments kept, new ones appended (批注部件)."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from lxml import etree

from guiju.domain.documents.package import Registry, serialised
from guiju.domain.documents.summary import AUTHOR, INITIALS, Summary, printable
from guiju.domain.documents.word.names import namespace_of, tags, value
from guiju.domain.documents.word.parts import WordFile

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Comments:
    """Comments being written into a file; `parts` gives the changed parts once all are added."""

    def __init__(self, file: WordFile, summary: Summary) -> None:
        self._w = namespace_of(file.root)
        self._date = f"{summary.made_at:%Y-%m-%dT%H:%M:%SZ}"
        self._registry = Registry(file.package)
        existing = file.related("comments")
        if existing:
            self._part = existing[0].target
            self._root = file.package.xml(self._part)
        else:
            self._part = self._registry.free_name(posixpath.join(posixpath.dirname(file.main), "comments{}.xml"))
            self._registry.add(file.main, self._part, "comments", _CONTENT_TYPE)
            self._root = etree.Element(self._w + "comments", nsmap={"w": self._w[1:-1]})
        marks = (*self._root.iter(*tags("comment")), *file.root.iter(*tags("commentReference", "commentRangeStart")))
        self._last = max((int(text) for mark in marks if (text := value(mark, "id")).isdecimal()), default=-1)

    def add(self, title: str, lines: Sequence[str]) -> str:
        """A new comment: a title in bold, then lines; returns its id."""
        self._last += 1
        w = self._w
        attributes = {w + "id": str(self._last), w + "author": AUTHOR, w + "date": self._date, w + "initials": INITIALS}
        comment = etree.SubElement(self._root, w + "comment", attributes)
        for number, line in enumerate((title, *lines)):
            run = etree.SubElement(etree.SubElement(comment, w + "p"), w + "r")
            if number == 0:
                etree.SubElement(etree.SubElement(run, w + "rPr"), w + "b")
            text = etree.SubElement(run, w + "t", {_SPACE: "preserve"})
            text.text = printable(line)
        return str(self._last)

    def enclose(self, identity: str, first: etree._Element, last: etree._Element) -> None:
        """Anchor a comment to everything from `first` to `last`, elements of one paragraph."""
        w = self._w
        first.addprevious(etree.Element(w + "commentRangeStart", {w + "id": identity}))
        last.addnext(self._reference(identity))
        last.addnext(etree.Element(w + "commentRangeEnd", {w + "id": identity}))

    def enclose_all(self, identity: str, paragraph: etree._Element) -> None:
        """Anchor a comment to a whole paragraph, an empty one too."""
        w = self._w
        start = 1 if len(paragraph) and paragraph[0].tag == w + "pPr" else 0
        paragraph.insert(start, etree.Element(w + "commentRangeStart", {w + "id": identity}))
        paragraph.append(etree.Element(w + "commentRangeEnd", {w + "id": identity}))
        paragraph.append(self._reference(identity))

    def parts(self) -> dict[str, bytes]:
        """The comments part, and the indexes of the package if the part is new."""
        return {self._part: serialised(self._root), **self._registry.parts()}

    def _reference(self, identity: str) -> etree._Element:
        run = etree.Element(self._w + "r")
        etree.SubElement(run, self._w + "commentReference", {self._w + "id": identity})
        return run
