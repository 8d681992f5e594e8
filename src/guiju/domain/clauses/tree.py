"""From marked lines to a tree (条款树的搭建): the same builder for every numbering grammar.

A grammar gives drafts in the order of the text, each with a depth; a draft goes under the nearest one above it that is
higher up. Numbers are never corrected: a missing, doubled or misplaced one becomes a remark. Numbering that runs on
across parts is in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from guiju.domain.clauses.heads import Head, Split, is_duty_line
from guiju.domain.clauses.model import Cell, Clause, ClauseKind, Outline, Remark
from guiju.domain.language import Words

Splitter = Callable[[str, Sequence[Head]], list[Split]]
Span = tuple[int, int]


MOST_REMARKS = 500
ROOT = 0
"""Depth of clauses of whole lines at the top of a document: nothing goes under them."""


@dataclass(slots=True)
class Draft:
    """A clause in the making (草稿节点): `paragraphs` are the spans of its own text, the first may hold the heading.

    `until` is its end where that is not the end of its text.
    """

    kind: ClauseKind
    rank: int
    start: int
    name: str
    number: str | None = None
    value: int | None = None
    style: str = ""
    title: str | None = None
    headed: bool = False
    paragraphs: list[Span] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()
    until: int = 0
    last: dict[str, int] = field(default_factory=dict)
    long: int = 0

    @property
    def end(self) -> int:
        return self.paragraphs[-1][1] if self.paragraphs else self.start


class Builder:
    """Takes drafts in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Draft("paragraph", -1, 0, "")
        self.stack: list[Draft] = [self.root]
        self.running: dict[str, int] = {}
        self.remarks: list[Remark] = []

    @property
    def top(self) -> Draft:
        """The clause that what comes next without a number belongs to."""
        return self.stack[-1]

    def above(self, rank: int) -> Draft:
        """The clause under which one of this depth would go."""
        return next(draft for draft in reversed(self.stack) if draft.rank < rank)

    def follows(self, style: str, rank: int, value: int | None) -> bool:
        """Whether this number is the next one where it would go, or the next one of a numbering that runs on."""
        last = self.above(rank).last.get(style)
        return value is not None and value > 1 and value - 1 in (last, self.running.get(style))

    def place(self, draft: Draft, *, box_rank: int | None = None) -> None:
        """Put a clause where its depth says; one that continues the numbering outside a box leaves the box."""
        while self.stack[-1].rank >= draft.rank:
            self.stack.pop()
        if draft.rank == ROOT:
            self.root.children.append(draft)
            return
        top = self.stack[-1]
        if top.rank == box_rank and draft.value and draft.value > 1 and draft.style not in top.last:
            outside = next((one for one in self.stack[-2::-1] if one.last.get(draft.style) == draft.value - 1), None)
            while outside is not None and self.stack[-1] is not outside:
                self.stack.pop()
        self._check(draft)
        self.stack[-1].children.append(draft)
        self.stack.append(draft)

    def say(self, start: int, end: int, code: str, why: Words) -> None:
        """Note something odd, as often as anybody would read it."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(start, end, code, why))  # type: ignore[arg-type]

    def _check(self, draft: Draft) -> None:
        if draft.value is None or not draft.style:
            return
        parent = self.stack[-1]
        last, running = parent.last.get(draft.style), self.running.get(draft.style)
        parent.last[draft.style] = self.running[draft.style] = draft.value
        here = (draft.start, draft.start + len(draft.number or ""))
        value, number = draft.value, draft.number or ""
        if last is None:
            if value > 1 and running != value - 1:
                self.say(
                    *here, "missing", Words(f"“{number}”之前没有第1项", f"{number} is the first here: 1 is missing")
                )
        elif value == last:
            self.say(*here, "doubled", Words(f"编号“{number}”重复", f"{number} is there twice"))
        elif value < last:
            self.say(*here, "order", Words(f"“{number}”排在第{last}项之后", f"{number} stands after number {last}"))
        elif value > last + 1:
            lost = str(last + 1) if value == last + 2 else f"{last + 1}–{value - 1}"
            self.say(*here, "missing", Words(f"“{number}”之前缺第{lost}项", f"{lost} is missing before {number}"))


def grown(builder: Builder, split: Splitter, titles: tuple[Span, ...] = ()) -> Outline:
    """The finished tree: headings told from text, paths given."""
    clauses = _clauses(builder.text, builder.root.children, "", split)
    return Outline(builder.text, clauses, tuple(builder.remarks), titles)


def _clauses(text: str, drafts: list[Draft], prefix: str, split: Splitter) -> tuple[Clause, ...]:
    splits = _splits(text, drafts, split)
    seen: dict[str, int] = {}
    done = []
    for draft, cut in zip(drafts, splits, strict=True):
        seen[draft.name] = count = seen.get(draft.name, 0) + 1
        path = prefix + draft.name + (f"~{count}" if count > 1 else "")
        children = _clauses(text, draft.children, path + "/", split)
        done.append(_clause(text, draft, cut, path, children))
    return tuple(done)


def _splits(text: str, drafts: list[Draft], split: Splitter) -> list[Split | None]:
    """Siblings of one numbering are looked at together."""
    groups: dict[str, list[int]] = {}
    for position, draft in enumerate(drafts):
        if draft.headed and draft.paragraphs:
            groups.setdefault(draft.style, []).append(position)
    splits: list[Split | None] = [None] * len(drafts)
    for positions in groups.values():
        for position, cut in zip(positions, split(text, [_head(text, drafts[p]) for p in positions]), strict=True):
            splits[position] = cut
    return splits


def _head(text: str, draft: Draft) -> Head:
    start, end = draft.paragraphs[0]
    below = any(not is_duty_line(text[a:b]) for a, b in draft.paragraphs[1:3])
    return Head(start, end, below, bool(draft.children), draft.style)


def _clause(text: str, draft: Draft, cut: Split | None, path: str, children: tuple[Clause, ...]) -> Clause:
    spans = draft.paragraphs or [(draft.start, draft.start)]
    title, text_start, text_end = draft.title, spans[0][0], spans[-1][1]
    if cut is not None:
        text_start = cut.text_start
        if cut.heading is not None:
            title = text[slice(*cut.heading)]
        if text_start >= spans[0][1] and len(spans) > 1:
            text_start = spans[1][0]
    end = max(text_end, draft.until, children[-1].end if children else 0)
    own = text[text_start:text_end]
    return Clause(
        draft.kind, draft.number, title, own, draft.start, end, text_start, text_end, path, children, draft.cells
    )  # fmt: skip
