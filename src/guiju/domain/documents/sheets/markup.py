"""The XML of a worksheet taken apart as bytes, so that all that is not changed stays byte for byte (工作表 XML)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guiju.domain.documents.errors import problem

_ROW = re.compile(rb"<((?:[\w.-]+:)?)row(?=[\s/>])[^>]*>")
_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])[^>]*>")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")


class Part(NamedTuple):
    """A stretch of the sheet: `row` is the zero-based number of a row element, -1 for what is none."""

    content: bytes
    row: int


def head_of(chunks: Iterator[bytes], name: str, most: int) -> tuple[bytes, bytes]:
    """(all before the rows, with the opening sheetData tag; what was read beyond it)."""
    held = b""
    for chunk in chunks:
        held += chunk
        found = _DATA.search(held)
        if found:
            return held[: found.end()], held[found.end() :]
        if len(held) > most:
            break
    raise problem("corrupted", name)


def rows_of(rest: bytes, chunks: Iterable[bytes], name: str, most: int) -> Iterator[Part]:
    """Rows one by one, and the stretches between and behind them, in order; together they are the whole input.

    Linear in the input; a single row beyond `most` bytes is refused.
    """
    source = iter(chunks)
    held = rest
    at = searched = 0
    number = -1
    while True:
        opened = _ROW.search(held, at)
        ended = None if opened else _DATA_END.search(held, at)
        if ended:
            yield Part(held[at:], -1)
            yield from (Part(chunk, -1) for chunk in source)
            return
        close = _close(held, opened, max(searched, at)) if opened else -1
        if opened and close >= 0:
            if opened.start() > at:
                yield Part(held[at : opened.start()], -1)
            given = _NUMBER.search(opened.group())
            number = int(given.group(1)) - 1 if given else number + 1
            yield Part(held[opened.start() : close], number)
            at = searched = close
            continue
        searched = max(at, len(held) - 16) - at
        held = held[at:]
        at = 0
        chunk = next(source, b"")
        if not chunk:
            yield Part(held, -1)
            return
        held += chunk
        if len(held) > most:
            raise problem("too_much_content", name)


def _close(held: bytes, opened: re.Match[bytes], searched: int) -> int:
    """Where the row that begins at `opened` ends; -1 when that is not yet at hand."""
    if opened.group().endswith(b"/>"):
        return opened.end()
    end = b"</" + opened.group(1) + b"row>"
    at = held.find(end, max(opened.end(), searched))
    return at + len(end) if at >= 0 else -1
