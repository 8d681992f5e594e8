"""A policy's file as the raw text that is cleaned (政策文件读取), with the way back to the places of the file.

Word, PDF, pages, text and Markdown; a row of a table becomes one line, its cells parted by ` | `. What could not be
read is said; what is too long for any policy is read up to a limit and said too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from guiju.domain.documents import Block, Document, DocumentError, Place, Unread, read
from guiju.domain.documents.errors import problem
from guiju.domain.language import Words

MOST_CHARACTERS = 400_000
"""Twice the longest five-year plan; what follows is not read, so that a stranger's page takes bounded time."""

_LEFT_OUT = frozenset({"header", "footer", "comment"})
_LAYOUT_BLOCKS, _LAYOUT_LENGTH = 12, 3000
_SPACES = re.compile(r"\s*\n\s*")
_MARKDOWN = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)|\*\*|\\(?=[.()\[\]*_#+-])", re.MULTILINE)
_MARKDOWN_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.MULTILINE)
_START = Place("start", Words("开头", "the beginning"))


@dataclass(slots=True)
class Source:
    """The raw text of a file, where its pieces came from, and what was not read."""

    name: str
    format: str
    sha256: str
    text: str = ""
    unread: list[Unread] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """The paragraph, cell, line or page that holds this offset of the text."""
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] if index >= 0 else _START

    def keep(self, pieces: Iterable[tuple[str, Place, str]]) -> None:
        """Join (text, place, what follows it), up to the limit."""
        kept: list[str] = []
        length = 0
        for text, place, after in pieces:
            if length + len(text) > MOST_CHARACTERS:
                why = Words(
                    f"文字超过 {MOST_CHARACTERS} 字，此处以后未读取",
                    f"longer than {MOST_CHARACTERS} characters; not read from here on",
                )
                self.unread.append(Unread(place, why))
                kept.append(text[: MOST_CHARACTERS - length])
                self._starts.append(length)
                self._places.append(place)
                break
            self._starts.append(length)
            self._places.append(place)
            kept += (text, after)
            length += len(text) + len(after)
        self.text = "".join(kept).rstrip("\n")


def source_read(data: bytes, name: str) -> Source:
    """The raw text of a policy's file. Raises `DocumentError` with a remedy: empty, image_only, and so on."""
    marked = name.lower().endswith((".md", ".markdown"))
    document = _document(data, name, marked=marked)
    source = Source(name, "md" if marked else document.format, document.sha256, unread=list(document.unread))
    left_out = [block for block in document.blocks if block.kind in _LEFT_OUT]
    source.keep(_pieces(document, marked=marked))
    if left_out:
        why = Words(
            f"页眉、页脚、批注 {len(left_out)} 处未计入正文", f"{len(left_out)} headers, footers or comments left out"
        )
        source.unread.append(Unread(left_out[0].place, why))
    if not source.text.strip():
        raise problem("empty", name)
    return source


def _document(data: bytes, name: str, *, marked: bool) -> Document:
    """The file's blocks; Markdown as plain text, because its reader drops the numbers of lists."""
    if not marked:
        return read(data, name)
    try:
        return read(data, f"{name}.txt")
    except DocumentError:
        return read(data, name)


def _pieces(document: Document, *, marked: bool) -> Iterator[tuple[str, Place, str]]:
    blocks = [block for block in document.blocks if block.kind not in _LEFT_OUT]
    columns: dict[int, int] = {}
    for block in blocks:
        if block.table >= 0:
            columns[block.table] = max(columns.get(block.table, 0), block.column + 1)
    for (table, _), group in groupby(blocks, key=lambda block: (block.table, block.row)):
        held = list(group)
        if table < 0 or _is_layout(held, columns[table]):
            for block in held:
                yield (_unmarked(block.text) if marked else block.text), block.place, "\n"
        else:
            yield from _row(held, columns[table])


def _is_layout(row: list[Block], columns: int) -> bool:
    """Whether this row only sets the page: one cell, or a cell that holds a whole text."""
    cells = {block.column for block in row}
    if columns < 2 or len(cells) < 2:
        return True
    longest = max(sum(len(block.text) for block in row if block.column == column) for column in cells)
    return longest > _LAYOUT_LENGTH or len(row) > _LAYOUT_BLOCKS * columns


def _row(row: list[Block], columns: int) -> Iterator[tuple[str, Place, str]]:
    """The cells of a row, those that are empty too, each with its own place."""
    cells: dict[int, list[Block]] = {}
    for block in row:
        cells.setdefault(block.column, []).append(block)
    for column in range(columns):
        held = cells.get(column, [])
        text = " ".join(_SPACES.sub(" ", block.text.replace("|", "｜")).strip() for block in held)
        place = held[0].place if held else row[0].place
        yield text, place, " | " if column + 1 < columns else "\n"


def _unmarked(text: str) -> str:
    return _MARKDOWN_BULLET.sub("• ", _MARKDOWN.sub("", text))
