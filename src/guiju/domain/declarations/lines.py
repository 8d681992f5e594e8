"""On which line each key of a TOML file stands (行号): the standard reader tells values, this tells places.

Only for text the reader has accepted: what is no TOML need not be understood here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_ASSIGNED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_.\s-])+=""")
_QUOTES = ('"""', "'''", '"', "'")


def key_lines(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table, key and element of a list that begins one; nested lists not."""
    return _Scan(text).lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a key, or of the nearest thing around it whose line is known; 1 for none."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


class _Scan:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._rows = text.splitlines(keepends=True)
        self._row = 0
        self._table: Path = ()
        self._counts: dict[Path, int] = {}
        while self._row < len(self._rows):
            self._line(self._rows[self._row])
            self._row += 1

    def _line(self, line: str) -> None:
        bare = line.strip()
        if bare.startswith("[["):
            self._table = self._many(_keys(bare[2:]))
            self.lines.setdefault(self._table, self._row + 1)
        elif bare.startswith("["):
            self._table = self._resolved(_keys(bare[1:]))
            self.lines.setdefault(self._table, self._row + 1)
        elif (found := _ASSIGNED.match(line)) is not None:
            path = self._table + _keys(found[0])
            for end in range(len(self._table) + 1, len(path) + 1):
                self.lines.setdefault(path[:end], self._row + 1)
            self._value(path, found.end())

    def _many(self, keys: tuple[str, ...]) -> Path:
        """The path of a new element of an array of tables."""
        path = (*self._resolved(keys[:-1]), keys[-1]) if keys else ()
        self._counts[path] = self._counts.get(path, 0) + 1
        self.lines.setdefault(path, self._row + 1)
        return (*path, self._counts[path] - 1)

    def _resolved(self, keys: tuple[str, ...]) -> Path:
        """Keys as a header writes them, with the present element of each array of tables."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path

    def _value(self, path: Path, start: int) -> None:
        """Go over a value to its last line; note where the elements of a list begin."""
        depth, element, awaited = 0, 0, False
        listed = False
        for sign in self._signs(start):
            if sign in "[{":
                if depth == 0:
                    listed = awaited = sign == "["
                elif depth == 1 and listed and awaited:
                    self.lines[(*path, element)], awaited = self._row + 1, False
                depth += 1
            elif sign in "]}":
                depth -= 1
            elif sign == "\n":
                if depth == 0:
                    return
            elif sign == ",":
                if depth == 1 and listed:
                    element, awaited = element + 1, True
            elif depth == 1 and listed and awaited:
                self.lines[(*path, element)], awaited = self._row + 1, False

    def _signs(self, start: int) -> Iterator[str]:
        """Signs outside of strings and comments from a place on, over the ends of lines; a string counts as one."""
        line, at = self._rows[self._row], start
        while True:
            if at >= len(line):
                yield "\n"
                if self._row + 1 >= len(self._rows):
                    return
                self._row += 1
                line, at = self._rows[self._row], 0
            elif line[at] == "#":
                at = len(line)
            elif line[at].isspace():
                at += 1
            elif (quote := next((q for q in _QUOTES if line.startswith(q, at)), "")) != "":
                yield "x"
                line, at = self._after_string(line, at + len(quote), quote)
            else:
                yield line[at]
                at += 1

    def _after_string(self, line: str, at: int, quote: str) -> tuple[str, int]:
        while True:
            if at >= len(line):
                if self._row + 1 >= len(self._rows):
                    return line, at
                self._row += 1
                line, at = self._rows[self._row], 0
            elif line[at] == "\\" and quote[0] == '"':
                at += 2
            elif line.startswith(quote, at):
                at += len(quote)
                while len(quote) == 3 and at < len(line) and line[at] == quote[0]:
                    at += 1
                return line, at
            else:
                at += 1


def _keys(text: str) -> tuple[str, ...]:
    """A dotted key: its parts, up to `]` or `=`."""
    keys: list[str] = []
    at = 0
    while (found := _KEY.match(text, at)) is not None:
        keys.append(next(part for part in found.groups() if part is not None))
        at = found.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    return tuple(keys)
