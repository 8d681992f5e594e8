"""The clause tree of an official document (公文结构): 一、 (一) 1. (1) ——, 章节条, tables, annexes, boxes, signature.

A number counts where a line begins; "一是…二是…", decimals, days and standard numbers open nothing, and numbered items
inside one paragraph stay text. A paragraph without a number continues the clause above it; after an introduction
("具体标准如下:"), after a table and after bullets it is a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.clauses.contents import contents_end
from guiju.domain.clauses.ending import (
    annex_mark,
    box_mark,
    closings,
    is_annex_title,
    is_call,
    is_entry,
    is_reference,
    listed_below,
)  # fmt: skip
from guiju.domain.clauses.front import Line, read_front
from guiju.domain.clauses.glued import pieces
from guiju.domain.clauses.heads import split_heads
from guiju.domain.clauses.marks import BOX_RANK, Mark, mark_at, path_name
from guiju.domain.clauses.model import ClauseKind, Outline
from guiju.domain.clauses.tables import cells_of, is_header, row_cells, row_number, row_text, rows_of
from guiju.domain.clauses.tree import ROOT, Builder, Draft, grown
from guiju.domain.language import Words

LABELS: dict[ClauseKind, str] = {
    "transmittal": "印发通知", "header": "文号与主送", "preamble": "引言", "closing": "落款",
}  # fmt: skip
"""Titles of the clauses that have none of their own."""

ANNEX, ROW, PARAGRAPH = 5, 110, 120
_NOTE = re.compile(r"注|说明|备注|来源|资料|数据")


def outline(text: str) -> Outline:
    """The tree of a policy in its clean text (one paragraph a line). Linear in the text."""
    return _Reader(text).read()


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank, with their spans, blanks around them left out."""
    lines = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        left, right = len(line) - len(line.lstrip()), len(line.rstrip())
        if right > left:
            lines.append(Line(start + left, start + right, line[left:right]))
        start = end + 1
    return lines


def _plain(text: str) -> str:
    """The signs of a line without its blanks, to find it again."""
    return "".join(text.split())


class _Reader:
    """Walks over the lines once and gives drafts to the builder."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)
        self.builder = Builder(text)
        self.titles: list[tuple[int, int]] = []
        self.columns: tuple[str, ...] | None = None
        self.rows = rows_of(text, self.lines)
        self.closings = closings(self.lines)
        self.last = {_plain(line.text): at for at, line in enumerate(self.lines) if len(line.text) <= 60}

    def read(self) -> Outline:
        at = self._front()
        while at < len(self.lines):
            at = self._line(at)
        return grown(self.builder, split_heads, tuple(self.titles))

    def _front(self) -> int:
        """Everything before the first clause; how many lines that is."""
        start = 0
        while start in self.rows:
            self._row(self.lines[start])
            start += 1
        if start == len(self.lines):
            return start
        self.builder.stack[1:] = []
        end = next((at for at in range(start, len(self.lines)) if self._opens(at)), len(self.lines))
        headed = end > start and _plain(self.lines[end - 1].text) == "目录"
        front = read_front(self.lines[start : end - headed])
        self.titles += front.titles
        for piece in front.pieces:
            self._whole(piece.kind, piece.lines)
        after = contents_end(self.lines, end)
        if after > end or headed:
            self._whole("paragraph", self.lines[end - headed : after], "目录")
        return after

    def _opens(self, at: int) -> bool:
        line = self.lines[at]
        if at in self.rows or box_mark(line.text):
            return True
        annex = annex_mark(line.text)
        if annex:
            return True
        mark = mark_at(self.text, line.start, line.end)
        return mark is not None and mark.certain

    def _line(self, at: int) -> int:
        """Reads one line, or the lines that belong together; gives the next line to read."""
        line = self.lines[at]
        if at in self.rows:
            self._row(line)
            return at + 1
        self.columns = None
        if at in self.closings:
            end = self.closings[at]
            self._whole("closing", self.lines[at:end])
            return self._titles_after(end)
        annex = annex_mark(line.text)
        if annex:
            return self._annex(at, *annex)
        box = box_mark(line.text)
        if box:
            self._boxed(line, *box)
            return at + 1
        mark = mark_at(self.text, line.start, line.end)
        for piece in pieces(self.text, line, mark, self.builder.follows):
            self._piece(at, piece)
        return at + 1

    def _piece(self, at: int, line: Line) -> None:
        """A paragraph, or what is left of one that ran into another."""
        mark = mark_at(self.text, line.start, line.end)
        if mark and (mark.certain or self.builder.follows(mark.style.name, mark.style.rank, mark.value)):
            self._marked(line, mark)
        else:
            self._plain(at, line)

    def _whole(self, kind: ClauseKind, lines: Sequence[Line], title: str | None = None, name: str = "") -> None:
        """A clause without a number that is made of whole lines."""
        title = title or LABELS[kind]
        spans = [(line.start, line.end) for line in lines]
        self.builder.place(Draft(kind, ROOT, spans[0][0], name or title, title=title, paragraphs=spans))

    def _titles_after(self, at: int) -> int:
        """After a signature in the middle another document begins: its title lines, its preamble."""
        reach = min(len(self.lines), at + 60)
        end = next((here for here in range(at, reach) if self._opens(here) or here in self.closings), reach)
        if end in (reach, at) or annex_mark(self.lines[end].text):
            return at
        front = read_front(self.lines[at:end])
        if not front.titles:
            return at
        self.titles += front.titles
        for piece in front.pieces:
            self._whole(piece.kind, piece.lines)
        return end

    def _annex(self, at: int, number: str, length: int) -> int:
        line = self.lines[at]
        rest = _plain(line.text[length:])
        again = max(self.last.get(_plain(line.text[length:]), -1), self.last.get(_plain(line.text), -1))
        repeated = bool(rest) and again > at
        if is_reference(self.lines, at, length, repeated):
            count = listed_below(self.lines, at)
            members = self.lines[at : at + 1 + count]
            self._whole("annex_reference", members, self.text[members[0].start : members[-1].end], "附件说明")
            return at + 1 + count
        titles: list[Line] = []
        after = at + 1
        while not rest and after < len(self.lines) and len(titles) < 3 and is_annex_title(self.lines[after].text):
            if mark_at(self.text, self.lines[after].start, self.lines[after].end) or annex_mark(self.lines[after].text):
                break
            titles.append(self.lines[after])
            after += 1
        title = line.text[length:] or "".join(one.text for one in titles) or None
        end = titles[-1].end if titles else line.end
        name = "".join(number.split())
        self.builder.place(
            Draft("annex", ANNEX, line.start, name, number=name, title=title, paragraphs=[(end, end)])
        )  # fmt: skip
        return after

    def _boxed(self, line: Line, number: str, length: int) -> None:
        name = "".join(number.split())
        title = line.text[length:] or None
        draft = Draft("annex", BOX_RANK, line.start, name, number=name, title=title, paragraphs=[(line.end, line.end)])
        self.builder.place(draft)

    def _marked(self, line: Line, mark: Mark) -> None:
        kind = self._kind(mark)
        draft = Draft(
            kind, mark.style.rank, line.start, path_name(mark), number=mark.number, value=mark.value,
            style=mark.style.name, headed=True, paragraphs=[(min(mark.end, line.end), line.end)],
        )  # fmt: skip
        self.builder.place(draft, box_rank=BOX_RANK)
        if mark.broken:
            why = Words(f"“{mark.number}”的括号不全", f"a bracket of {mark.number} is missing")
            self.builder.say(line.start, line.start + len(mark.number), "unclosed", why)

    def _kind(self, mark: Mark) -> ClauseKind:
        """Below an article everything is an item; 一、 below a chapter is a section."""
        above = [draft.kind for draft in self.builder.stack if draft.rank < mark.style.rank]
        if "article" in above and mark.style.kind in ("part", "section"):
            return "item"
        if mark.style.name == "chinese" and "part" in above:
            return "section"
        return mark.style.kind

    def _row(self, line: Line) -> None:
        spans = cells_of(self.text, line.start, line.end, len(self.columns or ()))
        texts = [self.text[a:b] for a, b in spans]
        while self.builder.top.kind in ("bullet", "row", "paragraph") and len(self.builder.stack) > 1:
            self.builder.stack.pop()
        if is_header(texts, first=self.columns is None):
            self.columns = tuple(texts)
            self._plain_span(line)
            return
        self.columns = self.columns or ()
        cells = row_cells(self.text, spans, self.columns)
        number = row_number(cells, self.columns)
        position = row_text(cells, self.columns)
        place = [(cells[position].start, cells[position].end)] if position is not None else [(line.start, line.start)]
        parent = self.builder.top
        count = sum(1 for child in parent.children[-1:] if child.kind == "row") and parent.long
        parent.long = count + 1
        name = f"行{number or parent.long}"
        draft = Draft("row", ROW, line.start, name, number=number, paragraphs=place, cells=cells, until=line.end)
        self.builder.place(draft)

    def _plain(self, at: int, line: Line) -> None:
        top = self.builder.top
        if top is self.builder.root:
            self._unnumbered(line)
        elif self._takes_leave(line.text, top) and self._is_last(at):
            self._whole("closing", [line], "结语")
        else:
            if (top.kind == "bullet" and self._single(top)) or top.kind == "row":
                self.builder.stack.pop()
            if top.kind in ("row", "paragraph") and not _NOTE.match(line.text):
                self._leave_box()
            self._plain_span(line)

    def _leave_box(self) -> None:
        """A box ends with its table; what is no note to it goes on outside."""
        for depth in (-1, -2):
            box = self.builder.stack[max(depth, -len(self.builder.stack))]
            if box.rank == BOX_RANK and box.children and box.children[0].kind == "row":
                del self.builder.stack[depth:]
                return

    def _takes_leave(self, text: str, top: Draft) -> bool:
        """A call on everybody ends a document only if the clauses above it are one paragraph each."""
        if len(top.paragraphs) == 1 and top.headed and self.text[top.end - 1] not in "。;；)）〕":
            return False
        if is_entry(text):
            return True
        siblings = self.builder.stack[-2].children[-2:]
        one_each = all(len(one.paragraphs) == 1 and one.end - one.start > 80 for one in siblings)
        return is_call(text) and len(siblings) > 1 and one_each

    def _single(self, bullet: Draft) -> bool:
        siblings = [d for d in self.builder.stack[-2].children[-2:] if d.kind == "bullet"]
        return len(siblings) > 1 and len(siblings[0].paragraphs) == 1 and len(bullet.paragraphs) == 1

    def _is_last(self, at: int) -> bool:
        """No clause opens below it before a signature, an annex or the end."""
        for here in range(at + 1, min(len(self.lines), at + 6)):
            if here in self.closings or annex_mark(self.lines[here].text):
                return True
            if self._opens(here):
                return False
        return at + 6 >= len(self.lines)

    def _unnumbered(self, line: Line) -> None:
        """A paragraph that stands under no clause."""
        self.builder.stack[1:] = []
        self.builder.place(Draft("paragraph", ROOT, line.start, "段", paragraphs=[(line.start, line.end)]))

    def _plain_span(self, line: Line) -> None:
        """A paragraph of the clause above: more of its text, or a clause of its own where that cannot be."""
        top = self.builder.top
        if top.kind == "paragraph" and len(self.builder.stack) > 2:
            self.builder.stack.pop()
            top = self.builder.top
        span = (line.start, line.end)
        if top is self.builder.root:
            self._unnumbered(line)
        elif not top.children and not self._introduced(top):
            if top.kind == "annex" and top.paragraphs[0][0] == top.paragraphs[0][1]:
                top.paragraphs = [span]
            else:
                top.paragraphs.append(span)
        else:
            self.builder.place(Draft("paragraph", PARAGRAPH, line.start, "段", paragraphs=[span]))

    def _introduced(self, top: Draft) -> bool:
        """Its text so far leads on to a list: a colon after more than a heading."""
        start, end = top.paragraphs[-1]
        return end - start > 15 and self.text[end - 1] in ":："
