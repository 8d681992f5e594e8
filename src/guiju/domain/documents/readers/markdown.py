"""Markdown: paragraphs, headings, lists and tables as they are shown (Markdown)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from markdown_it.token import Token

from guiju.domain.documents.decoding import decode
from guiju.domain.documents.limits import Limits, refuse_long_text
from guiju.domain.documents.model import Block, BlockKind, Document, Place
from guiju.domain.documents.readers import plain
from guiju.domain.documents.readers.html import read_markup
from guiju.domain.documents.readers.markdown_work import TooMuchWork, parsed_within
from guiju.domain.documents.readers.plain import line_label, undecodable
from guiju.domain.language import Words

_MOST_CHARS, _MOST_LINES = 4_000_000, 100_000
_MOST_WORK = 250_000


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read Markdown with tables; code blocks are read as text, embedded HTML as a page; a very long one, or one
    whose marks take too much work to pair, as text."""
    text, lost = decode(data)
    refuse_long_text(len(text), name, limits)
    if len(text) > _MOST_CHARS or text.count("\n") > _MOST_LINES:
        return replace(plain.read(data, name, limits), format="md")
    document = Document(name=name, format="md", sha256=hashlib.sha256(data).hexdigest())
    try:
        _Walk(document).run(parsed_within(text, _MOST_WORK))
    except TooMuchWork:
        return replace(plain.read(data, name, limits), format="md")
    if lost:
        document.unread.append(undecodable(lost))
    return document


class _Walk:
    """One pass over the flat list of tokens."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kind: BlockKind = "paragraph"
        self.table = self.row = self.column = -1
        self.in_cell = False
        self.line = 1

    def run(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.map:
                self.line = token.map[0] + 1
            if token.type == "inline":
                self.block(_shown(token.children or []))
            elif token.type in {"fence", "code_block"}:
                self.block(token.content)
            elif token.type == "html_block":
                self.markup(token.content)
            else:
                self.structure(token.type)

    def structure(self, kind: str) -> None:
        if kind == "heading_open":
            self.kind = "heading"
        elif kind == "heading_close":
            self.kind = "paragraph"
        elif kind == "table_open":
            self.table, self.row = self.table + 1, -1
        elif kind == "tr_open":
            self.row, self.column = self.row + 1, -1
        elif kind in {"td_open", "th_open"}:
            self.column, self.in_cell = self.column + 1, True
        elif kind in {"td_close", "th_close"}:
            self.in_cell = False

    def block(self, text: str) -> None:
        if not text.strip():
            return
        if self.in_cell:
            label = line_label(self.line)
            column = self.column + 1
            place = Place(
                f"line/{self.line}/C{column}",
                Words(f"{label.zh}第 {column} 列", f"{label.en}, column {column}"),
            )
            self.document.blocks.append(Block(text, place, "cell", table=self.table, row=self.row, column=self.column))
        else:
            place = Place(f"line/{self.line}", line_label(self.line))
            self.document.blocks.append(Block(text, place, self.kind))

    def markup(self, content: str) -> None:
        page = Document(name="", format="html", sha256="")
        read_markup(content, page)
        self.block("\n".join(block.text for block in page.blocks))


def _shown(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type in {"text", "text_special", "code_inline", "image"}:
            parts.append(child.content)
    return "".join(parts)
