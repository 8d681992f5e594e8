"""Any piece of a text (任意片段): asked so that a word is found wherever it stands, in the middle of a code too.

Chinese characters are looked for as they follow each other in titles; letters and digits stand alone in the text field
`SPELLED`, so that any piece of a code or of an English name is found. Signs, width and case do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from guiju.kernel.search.words import fold, stream

SPELLED = "spelled"
WORDS = 8
_SIGN = re.compile(r"[a-z\d]")
_WINDOW, _OVERLAP = 900, 200
"""What the index reads of one text, and how much of it again: no question is as long as the overlap."""


def pieces_asked(text: str) -> dict[str, str] | None:
    """What the fields of the index must have so that a text has each word as it stands; None: nothing can."""
    typed = text.split()[:WORDS]
    spelled = [one for one in map(_spelled, typed) if one]
    if typed and not spelled:
        return None
    letters = [one for one in spelled if _SIGN.search(one)]
    signs = [one.replace("-", "") for one in spelled if not _SIGN.search(one)]
    return {name: " ".join(words) for name, words in (("title", signs), (SPELLED, letters)) if words}


def places(text: str, typed: str) -> list[tuple[int, int]]:
    """Where a text has the words typed, in order; what overlaps or touches is one place."""
    told = [(one, at) for at, sign in enumerate(text) for one in _signs(sign)]
    signs = "".join(one for one, _ in told)
    found = []
    for word in typed.split()[:WORDS]:
        wanted = _signs(word)
        at = signs.find(wanted) if wanted else -1
        while at >= 0:
            found.append((told[at][1], told[at + len(wanted) - 1][1] + 1))
            at = signs.find(wanted, at + len(wanted))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def spelled_of(texts: Iterable[str]) -> tuple[str, ...]:
    """What the field `SPELLED` holds of texts: those that have letters or digits."""
    return tuple(spelled for text in texts if text and _SIGN.search(spelled := _spelled(text)))


def windows(text: str) -> Iterator[str]:
    """A long text as titles of which each is read whole, with what stands between two of them in both."""
    for start in range(0, max(len(text) - _OVERLAP, 1), _WINDOW - _OVERLAP):
        yield text[start : start + _WINDOW]


def _spelled(text: str) -> str:
    """Every letter, digit and character of a text by itself."""
    return "-".join("".join(stream(fold(text))))


@lru_cache(10_000)
def _signs(text: str) -> str:
    """The signs of a text that count."""
    return "".join(stream(fold(text)))
