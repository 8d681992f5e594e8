"""Words of one meaning (同义词): a title is also found by the other names of what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "synonyms.tsv"
_MOST = 24
# Where a word of letters may begin, and its first two.
_BEGINNING = re.compile(r"(?<![a-z0-9])(?=(..))", re.DOTALL)


def other_titles(titles: tuple[str, ...]) -> tuple[str, ...]:
    """The titles with each known word put in its other ways, so that phrases are found too; at most `_MOST`."""
    others = _table()[1]
    found: dict[str, None] = {}
    for title in titles:
        for start, word in _known_in(title.casefold()):
            for other in others[word]:
                found[f"{title[:start]}{other}{title[start + len(word) :]}"] = None
    return tuple(found)[:_MOST]


def known_words() -> tuple[str, ...]:
    """Every word that is known under another name."""
    return tuple(_table()[1])


def _known_in(title: str) -> Iterator[tuple[int, str]]:
    """The known words in a folded title with their places, the longest at each place."""
    heads, _ = _table()
    if title.isascii():
        places = [found.start() for found in _BEGINNING.finditer(title) if found[1] in heads]
    else:
        places = [n for n in range(len(title) - 1) if title[n : n + 2] in heads]
    for at in places:
        for word in heads[title[at : at + 2]]:
            if title.startswith(word, at) and (not word.isascii() or _whole(title, at, at + len(word))):
                yield at, word
                break


def _whole(title: str, start: int, end: int) -> bool:
    """Whether letters stand apart from other letters."""
    before, behind = title[start - 1 : start] if start else "", title[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (behind.isascii() and behind.isalnum())


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, tuple[str, ...]]]:
    """Words by their first two characters, longest first; and what else each is called."""
    others: dict[str, tuple[str, ...]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        group = () if line.startswith("#") else tuple(line.split("\t"))
        for word in group:
            others[word.casefold()] = (*others.get(word.casefold(), ()), *(o for o in group if o != word))
    heads: dict[str, list[str]] = {}
    for word in sorted(others, key=len, reverse=True):
        heads.setdefault(word[:2], []).append(word)
    return heads, others
