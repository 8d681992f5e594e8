"""Numbered clauses that order something (条目任务), with the duties that stand in or below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from guiju.domain.clauses import Clause
from guiju.domain.language import Words
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.tasks.actors import tells_organ
from guiju.domain.policy.tasks.blocks import Block, blocks_split
from guiju.domain.policy.tasks.brackets import OPENING, brackets_find
from guiju.domain.policy.tasks.closers import closers_find
from guiju.domain.policy.tasks.doers import dated_doer_find
from guiju.domain.policy.tasks.guiding import is_closing, is_defining, is_guiding
from guiju.domain.policy.tasks.model import Duty, Task
from guiju.domain.policy.tasks.naming import heading, number_plain
from guiju.domain.policy.tasks.tables import rows_read

NUMBERED = ("part", "section", "item", "article")
APART = (*NUMBERED, "row", "annex")
SILENT = ("transmittal", "header", "preamble", "annex_reference", "closing")
SHORTEST_INTRODUCTION = 24

GROUPED = Words(
    "几个要点之后只写了一处责任单位,按同属一项任务读取,请核对",
    "bodies are named once after several points; they are read as one task: please check",
)
INHERITED = Words(
    "本条没有责任单位,沿用上级标题所写的单位,请核对",
    "no body stands here; those named in the heading above are taken: please check",
)
UNNAMED = Words(
    "同一条中其他部分写明了责任单位,这一部分没有写,请核对",
    "bodies are named for other parts of this clause and none for this one: please check",
)
UNCLOSED = Words(
    "责任单位的括号没有右半边,读到行末为止,请核对",
    "the bracket around the bodies is never closed; it is read to the end of its line: please check",
)


class Above(NamedTuple):
    """What the headings above a clause say: their path and numbers, whether they guide, whether one is an article
    (条), and a duty they state."""

    path: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    guiding: bool = False
    article: bool = False
    duty: Duty | None = None
    phrase: str | None = None


def inside_article(clause: Clause, above: Above) -> bool:
    """Whether a clause is an article (条), or a point of one: general provisions (总则) may order something too."""
    return above.article or clause.kind == "article"


def _orders(text: str) -> bool:
    """Whether an article orders an organ to do something: rules of who may have what are no tasks."""
    return not is_defining(text.strip()) and tells_organ(text)


class Walk:
    """One walk over an outline that gathers its tasks; `plain` says whether clauses without a duty are tasks."""

    def __init__(self, text: str, *, plain: bool, first_leads: bool) -> None:
        self.text = text
        self.plain = plain
        self.first_leads = first_leads
        self.doubts: list[Doubt] = []
        self.rows: set[str] = set()
        self.tables = 0

    def tasks(self, clauses: tuple[Clause, ...], above: Above) -> Iterator[Task]:
        """The tasks of `clauses` and all below them, in the order of the text."""
        rows = [clause for clause in clauses if clause.kind == "row"]
        done = False
        for clause in clauses:
            if clause.kind == "row":
                if not done:
                    found, doubts = rows_read(rows, path=above.path, first_leads=self.first_leads)
                    self.doubts += doubts
                    yield from self._numbered(found)
                done = True
            elif clause.kind not in SILENT:
                yield from self._clause(clause, above)

    def _numbered(self, rows: list[Task]) -> Iterator[Task]:
        """The tasks of one table with their numbers; where an earlier table has the same, the table's own before."""
        self.tables += 1
        numbers = [number_plain(row.number) if row.number else str(at) for at, row in enumerate(rows, 1)]
        before = f"T{self.tables}-" if self.rows & set(numbers) else ""
        self.rows |= set(numbers)
        for number, row in zip(numbers, rows, strict=True):
            yield replace(row, id=before + number)

    def _clause(self, clause: Clause, above: Above) -> Iterator[Task]:
        clause, title, duty = self._title(clause)
        numbers = (*above.numbers, number_plain(clause.number)) if clause.number else above.numbers
        if clause.kind == "annex":
            order = number_plain((clause.number or "").removeprefix("附件"))
            numbers = () if order in ("", "1") else (f"A{order}",)
        inner = Above(
            path=above.path + heading(clause, self.text, title),
            numbers=numbers,
            guiding=above.guiding or is_guiding(title),
            article=above.article or clause.kind == "article",
            duty=duty.duty if duty else above.duty if clause.number else None,
            phrase=duty.phrase if duty else above.phrase,
        )
        below = tuple(child for child in clause.children if child.kind in NUMBERED and child.number)
        if below and self._grouped(clause, below):
            yield from self._leaf(clause, title, inner, clause.end)
        elif below or any(child.kind in APART for child in clause.children):
            yield from self._introduction(clause, title, inner)
            first = next(at for at, child in enumerate(clause.children) if child.kind in APART)
            yield from self.tasks(clause.children[first:], inner)
        else:
            yield from self._leaf(clause, title, inner, clause.end)

    def _title(self, clause: Clause) -> tuple[Clause, str | None, Block | None]:
        """A clause with its title freed of the duty that stands in it, and that duty."""
        title = clause.title
        if not title or not (set(title) & set(OPENING)):
            return clause, title, None
        begin = self.text.find(title, clause.start, clause.text_end)
        bracket = next(iter(brackets_find(title)), None)
        broken = begin >= 0 and bracket is not None and not bracket.closed
        whole = self.text[begin : clause.text_end] if broken else title
        block = blocks_split(whole)[0]
        if block.duty is None or block.start >= block.end:
            return clause, title, None
        if broken:
            clause = replace(clause, text="", text_start=clause.text_end)
        return clause, whole[block.start : block.end].rstrip("。"), block

    def _grouped(self, clause: Clause, below: tuple[Clause, ...]) -> bool:
        """Whether several points are one task: one duty after the last closes them all, or an item has only its own."""
        if clause.kind == "part" and any(child.kind != "item" for child in below):
            return False
        if any(grandchild.number for child in below for grandchild in child.children if grandchild.kind in NUMBERED):
            return False
        blocks = blocks_split(self.text[below[0].start : clause.end])
        if len(blocks) != 1 or len(below) < 2:
            return False
        if blocks[0].duty is None:
            return clause.kind == "item"
        if not blocks[0].own_line and clause.kind != "item":
            self.doubts.append(Doubt(clause.start, clause.end, "tasks", GROUPED))
        return True

    def _introduction(self, clause: Clause, title: str | None, above: Above) -> Iterator[Task]:
        """What a clause says itself before what stands below it."""
        end = min(child.start for child in clause.children if child.kind in APART)
        own = self.text[clause.text_start : end].strip()
        blocks = blocks_split(own, first_leads=self.first_leads) if own else []
        ordered = any(block.duty for block in blocks)
        orders = self.plain and clause.kind in ("section", "item", "article")
        orders = orders and (_orders(own) if inside_article(clause, above) else not above.guiding)
        orders = orders and not closers_find(self.text[end : clause.end], first_leads=False)
        if ordered or (orders and len(own) >= SHORTEST_INTRODUCTION and own[-1] in "。;；"):
            yield from self._blocks(clause, title, above, clause.text_start, end, blocks)

    def _leaf(self, clause: Clause, title: str | None, above: Above, end: int) -> Iterator[Task]:
        start = clause.text_start
        own = self.text[start:end]
        blocks = blocks_split(own, first_leads=self.first_leads) if own.strip() else []
        if not blocks and title and clause.kind in ("section", "item"):
            start, said = self._titled(clause, title, start)
            blocks = [Block(0, len(said))]
        ordered = above.duty is not None or any(block.duty for block in blocks)
        plain = (self.plain or dated_doer_find(own)) and clause.number and clause.kind in NUMBERED
        plain = plain and (_orders(own) if inside_article(clause, above) else not above.guiding)
        if ordered or (plain and blocks and not is_closing(own.strip())):
            yield from self._blocks(clause, title, above, start, end, blocks)

    def _blocks(
        self, clause: Clause, title: str | None, above: Above, start: int, end: int, blocks: list[Block]
    ) -> Iterator[Task]:
        for at, block in enumerate(blocks, 1):
            duty, phrase = (block.duty, block.phrase) if block.duty else (above.duty, above.phrase)
            text = self.text[start + block.start : start + block.end]
            first, last = start + block.start, start + block.end
            if not text.strip() and title:
                first, text = self._titled(clause, title, first)
            block_id = f"/{at}" if len(blocks) > 1 else ""
            if duty and not block.duty:
                self.doubts.append(Doubt(first, last, "tasks", INHERITED))
            if not duty and len(blocks) > 1:
                self.doubts.append(Doubt(first, last, "tasks", UNNAMED))
            if not block.whole:
                self.doubts.append(Doubt(first, last, "tasks", UNCLOSED))
            yield Task(
                id="-".join(above.numbers) + block_id,
                number=clause.number,
                path=above.path,
                title=title,
                text=text,
                clause=clause.path,
                start=first,
                end=last,
                duty=duty or Duty(),
                responsible_phrase=phrase if duty else None,
            )

    def _titled(self, clause: Clause, title: str, at: int) -> tuple[int, str]:
        """Where the only sentence of a clause stands, and that sentence, if it was taken for its title."""
        begin = self.text.find(title, clause.start, clause.end)
        if begin < 0:
            return at, title
        end = begin + len(title)
        return begin, self.text[begin : end + 1] if self.text[end : end + 1] == "。" else title
