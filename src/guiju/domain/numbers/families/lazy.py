"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
from collections.abc import Callable


class Lazy:
    """A regular expression (正则表达式) compiled at its first match: who never meets a family never pays for it.

    `match(text, pos=0)` is that of the compiled pattern. Patterns end in `\\Z` where the whole text is meant.
    """

    __slots__ = ("_flags", "_source", "match")

    match: Callable[..., re.Match[str] | None]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self.match = self._compile_and_match

    def _compile_and_match(self, text: str, pos: int = 0) -> re.Match[str] | None:
        self.match = re.compile(self._source, self._flags).match
        return self.match(text, pos)
