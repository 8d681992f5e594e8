"""The table of contents of a long document (目录): headings that come again below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.clauses.front import Line

_PAGE = re.compile(r"[\s　.．·…。—–-]*(?:[0-9]{1,3})?[\s　.．·…]*$")
_MOST, _SHORT, _LEAST = 400, 60, 3


def contents_end(lines: Sequence[Line], first: int) -> int:
    """The line after a table of contents that begins at `first`; `first` itself where there is none."""
    if first >= len(lines):
        return first
    key = _key(lines[first].text)
    for at in range(first + 1, min(len(lines), first + _MOST)):
        text = lines[at].text
        if len(text) > _SHORT or (text[-1] in "。;；" and not _PAGE.search(text[:-1]).group()):  # type: ignore[union-attr]
            return first
        if _key(text) == key:
            return at if at - first >= _LEAST else first
    return first


def _key(text: str) -> str:
    """The heading without the leader and the page number."""
    return "".join(_PAGE.sub("", text).split())
