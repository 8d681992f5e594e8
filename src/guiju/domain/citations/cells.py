"""Titles that share a cell with their numbers (同一单元格中的名称): on their line, above or below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from guiju.domain.citations.model import Citation
from guiju.domain.citations.phrases import looks_like_title, names_a_standard, surely_title, tidy
from guiju.domain.numbers import series_key

_ITEM = re.compile(r"\s*(?:[(（]?\d{1,2}[)）]?(?:[、)）]|[.．](?!\d))|[①-⑳]|[(（][a-z\d]{1,2}[)）])\s*")
_OPEN = "(（[:：,，/、"
_REMARK = 24
"""What may stand behind a number that a title precedes: a clause, a method, 及修改单."""

_ENGLISH = re.compile(r"[A-Z][A-Za-z-]+(?:[ ,/-]+[A-Za-z-]+){3,}")


@dataclass(slots=True)
class Line:
    """One line of a cell: its text, its citations and where they stand in it, and the title of each."""

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def add(self, citation: Citation, start: int) -> None:
        """A citation of this line, which begins at `start` in it."""
        self.spans.append((start, start + len(citation.span)))
        self.citations.append(citation)


def give_titles(lines: Sequence[Line]) -> None:
    """Set `titles` of every line, one for each citation, empty where the cell names none."""
    for line in lines:
        line.titles = [citation.title for citation in line.citations]
        _same_line(line)
    named = [_title(line.text) if not line.citations else "" for line in lines]
    if not any(named):
        return
    first = next(index for index, line in enumerate(lines) if named[index] or line.citations)
    if named[first]:
        _from_above(lines, named)
    else:
        _from_below(lines, named)


def _same_line(line: Line) -> None:
    """The words before a number, where hardly anything follows it; else those run on behind it."""
    end = 0
    for index, (start, stop) in enumerate(line.spans):
        following = line.spans[index + 1][0] if index + 1 < len(line.spans) else len(line.text)
        if not line.titles[index] and following - stop <= _REMARK:
            line.titles[index] = _sure(_title(line.text[end:start]))
        end = stop
    if len(line.spans) == 1 and not line.titles[0] and names_a_standard(words := _title(line.text[end:])):
        line.titles[0] = words


def _from_above(lines: Sequence[Line], named: Sequence[str]) -> None:
    """Title, then its number; several editions of one standard may share it."""
    title, owner = "", ""
    for line, words in zip(lines, named, strict=True):
        if not line.citations:
            title, owner = _joined(title, words) if words and not owner else words, ""
            continue
        for index, citation in enumerate(line.citations):
            series = series_key(citation.members[0]) if citation.members else citation.number
            if not line.titles[index] and owner in ("", series):
                line.titles[index] = _sure(title)
            owner = series


def _from_below(lines: Sequence[Line], named: Sequence[str]) -> None:
    """A number alone on its line, then its title."""
    title = ""
    for line, words in zip(reversed(lines), reversed(named), strict=True):
        if not line.citations:
            title = _joined(words, title) if words else ""
            continue
        if len(line.citations) == 1 and not line.titles[0]:
            line.titles[0] = _sure(title)
        title = ""


def _joined(one: str, other: str) -> str:
    return f"{one} {other}".strip()


def _sure(title: str) -> str:
    return title if surely_title(title) else ""


def _title(text: str) -> str:
    item = _ITEM.match(text)
    words = tidy(text[item.end() if item else 0 :].strip().rstrip(_OPEN).strip("《》"))
    if words.startswith(("(", "（")):
        return ""
    return words if looks_like_title(words) or _ENGLISH.fullmatch(words) else ""
