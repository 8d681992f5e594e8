"""The neutral document (中立文档模型): blocks of text, each with the place it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, overload

from guiju.domain.language import Words, WordsError

BlockKind = Literal["paragraph", "heading", "cell", "header", "footer", "footnote", "endnote", "textbox", "comment"]


class Place(NamedTuple):
    """Where a block stands in its file (位置).

    `path` is stable and machine-readable, the key an annotating writer finds the block by
    ("p/12", "t/2/r/5/c/3/p/0", "sheet/1/R12C3", "page/3/line/14", "line/20"…);
    `label` is what a person reads (第 12 段, Sheet1!C12, 第 3 页).
    """

    path: str
    label: Words


class Block(NamedTuple):
    """One run of visible text that is read as a whole: a paragraph, a cell, a line of a page.

    `table`, `row`, `column` (zero-based, merged cells keep their first) are set for text inside a table or sheet,
    so that the title in the neighbouring cell can be found; -1 elsewhere.
    """

    text: str
    place: Place
    kind: BlockKind = "paragraph"
    table: int = -1
    row: int = -1
    column: int = -1


class Unread(NamedTuple):
    """A part of the file that could not be read (未能读取), and why."""

    place: Place
    why: Words


class Blocks(Protocol):
    """Blocks in reading order: a list, or what acts as one and keeps very large tables compactly."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Block]: ...
    @overload
    def __getitem__(self, index: int, /) -> Block: ...
    @overload
    def __getitem__(self, index: slice, /) -> Sequence[Block]: ...
    def append(self, block: Block, /) -> None: ...


@dataclass(slots=True)
class Document:
    """A file as read: name, format (docx, xlsx, xls, csv, pdf, html, txt, md), digest, blocks, and what was unread.

    `links` holds the first address linked in a cell of a page, by the path of the cell's place; `unvalued` the rows of
    a sheet, zero-based, in which a formula stands without the value it came to, by the sheet's index.
    """

    name: str
    format: str
    sha256: str
    blocks: Blocks = field(default_factory=list[Block])
    unread: list[Unread] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    unvalued: dict[int, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark for an annotating writer to put at a place (标注).

    `start`, `end` are offsets in the block's text (code points, end exclusive); `tone` picks the colour:
    good, soon, warn, bad, mute, none; `word` is the short verdict, `note` the full remark.
    """

    path: str
    start: int
    end: int
    tone: Literal["good", "soon", "warn", "bad", "mute", "none"]
    number: str
    word: str
    note: str
    successor: str = ""


class DocumentError(WordsError):
    """A file that cannot be read at all. Codes: empty, unsupported, encrypted, corrupted, too_large, too_many_cells,
    zip_bomb, external_entity, image_only, secret, name."""
