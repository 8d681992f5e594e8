"""Spans of numbers as people write them (数值范围): 2015..2020, >=2015, 2015年以后, 2015."""

from __future__ import annotations

import re
import unicodedata

from guiju.kernel.search.language.model import Span

_N = r"(\d{1,8})年?"
_BETWEEN = re.compile(rf"{_N}(?:\.{{2,3}}|…|-|–|—{{1,2}}|~|〜|至|到|to){_N}")
_FROM = re.compile(rf"(?:>=|≥|自|从){_N}|{_N}(?:\.{{2,3}}|…|-|–|—|~|起|以来|以后|及以后|至今)")
_UNTIL = re.compile(rf"(?:<=|≤|\.{{2,3}}|…|至|到){_N}|{_N}(?:以前|及以前|为止)")
_ABOVE, _BELOW = re.compile(rf">{_N}"), re.compile(rf"<{_N}|{_N}之?前")
_ONE = re.compile(rf"=?{_N}")


def span(text: str, bounds: tuple[int, int]) -> Span | None:
    """The numbers a text spans, both included; None when it is no such text or beyond `bounds`."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())
    found = _span(text)
    if found is None or any(end is not None and not bounds[0] <= end <= bounds[1] for end in found):
        return None
    low, high = found
    return (high, low) if low is not None and high is not None and low > high else found


def written(held: Span) -> str:
    """A span in its canonical form."""
    low, high = held
    if low == high and low is not None:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def both(one: Span, other: Span) -> Span | None:
    """What lies in both spans; None when nothing does."""
    low = max((end for end in (one[0], other[0]) if end is not None), default=None)
    high = min((end for end in (one[1], other[1]) if end is not None), default=None)
    return None if low is not None and high is not None and low > high else (low, high)


def _span(text: str) -> Span | None:
    if match := _BETWEEN.fullmatch(text):
        return int(match[1]), int(match[2])
    if match := _ABOVE.fullmatch(text):
        return int(match[1]) + 1, None
    if match := _BELOW.fullmatch(text):
        return None, int(match[1] or match[2]) - 1
    if match := _FROM.fullmatch(text):
        return int(match[1] or match[2]), None
    if match := _UNTIL.fullmatch(text):
        return None, int(match[1] or match[2])
    if match := _ONE.fullmatch(text):
        return int(match[1]), int(match[1])
    return None
