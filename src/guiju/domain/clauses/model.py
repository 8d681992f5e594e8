"""The tree that every numbering grammar makes (条款树模型)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from guiju.domain.language import Words

ClauseKind = Literal[
    "transmittal", "header", "preamble", "part", "section", "item", "bullet", "article", "row", "annex_reference",
    "annex", "closing", "paragraph",
]  # fmt: skip
"""Kinds of a clause: 印发通知、文号与主送、引言、部分或章、节、项、分项、条、表行、附件说明、附件、落款、段."""


class Cell(NamedTuple):
    """One cell of a table row (单元格): the heading of its column, its text and its span in the clean text."""

    column: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One node of a document (条款).

    `number` is as printed, without its stop (一, (一), 1, ——, 第三条, 附件2, 5.2.1); `title` is the heading, if any.
    `text` is the clause's own text without number and title, always `clean[text_start:text_end]`; `start`, `end` span
    the clause with all below it. Offsets are code points of the clean text. `path` is stable and unique in the
    document: the numbers from the root, joined by "/" (四/(一)/2, 附件1/行5); a number that repeats among siblings gets
    "~2". A row has `cells`, and its `text` is that of the cell that says what is to be done.
    """

    kind: ClauseKind
    number: str | None
    title: str | None
    text: str
    start: int
    end: int
    text_start: int
    text_end: int
    path: str
    children: tuple[Clause, ...] = ()
    cells: tuple[Cell, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """This clause and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


class Remark(NamedTuple):
    """Something odd about the numbering (编号疑点): missing, doubled, out of order; with its span in the clean text."""

    start: int
    end: int
    code: Literal["missing", "doubled", "order", "unclosed", "unread"]
    why: Words


@dataclass(frozen=True, slots=True)
class Outline:
    """The tree of a document (文档结构): `text` is the clean text its offsets count in.

    `titles` are the spans of the lines that are the document's own title (and, before an 印发通知, the notice's): they
    belong to no clause.
    """

    text: str
    clauses: tuple[Clause, ...]
    remarks: tuple[Remark, ...] = ()
    titles: tuple[tuple[int, int], ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Every clause, in the order of the text."""
        for clause in self.clauses:
            yield from clause.walk()
