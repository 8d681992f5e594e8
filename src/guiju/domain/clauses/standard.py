"""The clause tree of a standard (标准条款树): 前言, 引言, 1, 1.1, 1.1.1, a), 1), ——, 附录A, A.1, A.1.1.

Numbering of GB/T 1.1-2020, 7: clauses to five levels of subclauses, lists a) and 1), annexes in capital letters that
may be normative (规范性) or informative (资料性). A clause number counts only where it follows on: 1 after nothing, 2.1
below 2, 2.2 after 2.1; values such as "1.5 mm" open nothing. Tables, figures, notes and examples are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.clauses.front import Line
from guiju.domain.clauses.heads import Head, Split
from guiju.domain.clauses.model import ClauseKind, Outline
from guiju.domain.clauses.policy import lines_of
from guiju.domain.clauses.tables import cells_of, is_header, row_cells, row_text, rows_of
from guiju.domain.clauses.tree import ROOT, Builder, Draft, grown

_FRONT = re.compile(r"(前\s*言|引\s*言|目\s*次|目\s*录|参\s*考\s*文\s*献|索\s*引)\s*$")
_ANNEX = re.compile(
    r"(附\s*录\s*(?P<letter>[A-Z]))\s*(?P<nature>[(（](?:规范性|资料性)(?:附录)?[)）])?\s*(?P<title>.{0,60})$"
)
_NATURE = re.compile(r"[(（](?:规范性|资料性)(?:附录)?[)）]$")
_CLAUSE = re.compile(r"(?P<n>(?:[A-Z]\.)?[0-9]{1,3}(?:[.．][0-9]{1,3}){0,5})(?P<gap>[\s　]+|(?=[\u4e00-\u9fff“《]))")
_ITEM = re.compile(r"(?P<n>[a-z]{1,2}|[0-9]{1,2})[)）]\s*")
_DASH = re.compile(r"(?P<n>——|—|·|•)\s*")
_LINE = re.compile(r"(?:表|图)\s*[A-Z]?\.?[0-9]+|注\s*[0-9]*\s*[:：]|示例\s*[0-9]*\s*[:：]|式中\s*[:：]|来源\s*[:：]")
_SENTENCE = re.compile(r"[。;；:：]")

_ANNEX_RANK, _CLAUSE_RANK, _LETTER_RANK, _DIGIT_RANK, _DASH_RANK, _ROW_RANK, _TEXT_RANK = 5, 10, 60, 70, 80, 110, 120
_HEADING = 40


def outline_standard(text: str) -> Outline:
    """The tree of a standard in its plain text, one paragraph a line. Linear in the text."""
    return _Reader(text).read()


class _Reader:
    """Walks over the lines once and gives drafts to the builder."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)
        self.rows = rows_of(text, self.lines)
        self.builder = Builder(text)
        self.titles: list[tuple[int, int]] = []
        self.columns: tuple[str, ...] | None = None
        self.expected: dict[str, int] = {}

    def read(self) -> Outline:
        at = 0
        while at < len(self.lines):
            at = self._line(at)
        return grown(self.builder, _split, tuple(self.titles))

    def _line(self, at: int) -> int:
        line = self.lines[at]
        if at in self.rows:
            self._row(line)
            return at + 1
        self.columns = None
        front = _FRONT.fullmatch(line.text)
        if front:
            name = "".join(front[1].split())
            self.builder.place(
                Draft("part", _ANNEX_RANK, line.start, name, title=name, paragraphs=[(line.end, line.end)])
            )
            return at + 1
        annex = _ANNEX.fullmatch(line.text)
        if annex and not _SENTENCE.search(annex["title"]):
            return self._annex(at, annex)
        number = _CLAUSE.match(line.text)
        if number and self._follows(number["n"]):
            self._clause(line, number)
        elif _LINE.match(line.text):
            self._paragraph(line, own=True)
        elif item := _ITEM.match(line.text) or _DASH.match(line.text):
            self._item(line, item)
        else:
            self._paragraph(line, own=False)
        return at + 1

    def _follows(self, number: str) -> bool:
        """Whether this number is the next of its level, or the first of the level below."""
        parts = number.replace("．", ".").split(".")
        prefix, last = ".".join(parts[:-1]), parts[-1]
        if not last.isdigit() or (prefix and prefix not in self.expected):
            return False
        value, before = int(last), self.expected.get(prefix + ".", 0)
        return before < value <= before + 2

    def _clause(self, line: Line, found: re.Match[str]) -> None:
        number = found["n"].replace("．", ".")
        parts = number.split(".")
        prefix = ".".join(parts[:-1])
        self.expected[prefix + "."] = int(parts[-1])
        self.expected[number] = 0
        self.expected.pop(number + ".", None)
        depth = len(parts) - (1 if parts[0].isalpha() else 0)
        top = depth == 1 and not parts[0].isalpha()
        draft = Draft(
            "part" if top else "section", _ANNEX_RANK if top else _CLAUSE_RANK + depth, line.start, number,
            number=number, value=int(parts[-1]), style=prefix + ".", headed=True,
            paragraphs=[(line.start + found.end(), line.end)],
        )  # fmt: skip
        self.builder.place(draft)

    def _annex(self, at: int, found: re.Match[str]) -> int:
        """The annex with its nature and title, which may stand on lines of their own."""
        line = self.lines[at]
        letter, title = found["letter"], found["title"].strip()
        after, end = at + 1, line.end
        if not found["nature"] and not title and after < len(self.lines) and _NATURE.fullmatch(self.lines[after].text):
            end, after = self.lines[after].end, after + 1
        if not title and after < len(self.lines) and self._is_title(self.lines[after]):
            title, end, after = self.lines[after].text, self.lines[after].end, after + 1
        self.expected[letter] = 0
        self.expected.pop(letter + ".", None)
        name = f"附录{letter}"
        draft = Draft("annex", _ANNEX_RANK, line.start, name, number=name, title=title or None, paragraphs=[(end, end)])
        self.builder.place(draft)
        return after

    def _is_title(self, line: Line) -> bool:
        short = len(line.text) <= _HEADING and not _SENTENCE.search(line.text)
        return short and not _CLAUSE.match(line.text) and not _LINE.match(line.text)

    def _item(self, line: Line, found: re.Match[str]) -> None:
        sign = found["n"]
        rank = _LETTER_RANK if sign.isalpha() else _DIGIT_RANK if sign.isdigit() else _DASH_RANK
        kind: ClauseKind = "bullet" if rank == _DASH_RANK else "item"
        number = sign if kind == "bullet" else line.text[: found.end()].strip()
        value = ord(sign) - 96 if len(sign) == 1 and sign.isalpha() else int(sign) if sign.isdigit() else None
        while self.builder.top.rank >= _ROW_RANK:
            self.builder.stack.pop()
        name = number.replace("）", ")")
        span = (line.start + found.end(), line.end)
        self.builder.place(
            Draft(kind, rank, line.start, name, number=number, value=value, style=str(rank), paragraphs=[span])
        )

    def _row(self, line: Line) -> None:
        spans = cells_of(self.text, line.start, line.end, len(self.columns or ()))
        texts = [self.text[a:b] for a, b in spans]
        if self.columns is None or is_header(texts):
            self.columns = tuple(texts)
            self._paragraph(line, own=True)
            return
        cells = row_cells(self.text, spans, self.columns)
        position = row_text(cells, self.columns)
        place = [(cells[position].start, cells[position].end)] if position is not None else [(line.start, line.start)]
        self.builder.place(Draft("row", _ROW_RANK, line.start, "行", paragraphs=place, cells=cells, until=line.end))

    def _paragraph(self, line: Line, *, own: bool) -> None:
        """A paragraph of the clause above; on its own as a note or caption, or where that has clauses already."""
        while self.builder.top.rank >= _ROW_RANK:
            self.builder.stack.pop()
        top = self.builder.top
        span = (line.start, line.end)
        if top is self.builder.root:
            if not self.builder.root.children and not _SENTENCE.search(line.text):
                self.titles.append(span)
            else:
                self.builder.place(Draft("paragraph", ROOT, line.start, "段", paragraphs=[span]))
        elif own or top.children:
            self.builder.place(Draft("paragraph", _TEXT_RANK, line.start, "段", paragraphs=[span]))
        elif top.paragraphs[0][0] == top.paragraphs[0][1] and top.kind in ("part", "annex") and not top.headed:
            top.paragraphs = [span]
        else:
            top.paragraphs.append(span)


def _split(text: str, heads: Sequence[Head]) -> list[Split]:
    """A clause has a heading if its line is short and has no stop; a numbered paragraph (无标题条) has none."""
    return [_cut(text, head) for head in heads]


def _cut(text: str, head: Head) -> Split:
    line = text[head.start : head.end]
    if line and len(line) <= _HEADING and not _SENTENCE.search(line):
        return Split((head.start, head.end), head.end)
    return Split(None, head.start)
