"""JSON lines (JSONL), plain or compressed with zstandard: one object a line, split at \\n only.

A line that cannot be taken is one row with its reason under "!". Compressed files are read in a stream, with bounds on
the window and on how much may come out of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn

import zstandard

from guiju.apps.catalogue.importing.record import Line, Row, Table
from guiju.apps.catalogue.importing.unpacking import unpacked
from guiju.domain.language import Words, WordsError

SUFFIXES = (".jsonl", ".jsonl.zst", ".ndjson")
LONGEST_LINE = 1_000_000
_PIECE = 1 << 18
# More than this many bytes, and more than so many for each byte of the file, is no list.
_LARGEST, _EXPANDED = 2_000_000_000, 200
_NAME = "jsonl"
_BOM = b"\xef\xbb\xbf"


class _Twice(ValueError):
    """A name stands twice in one object."""


def read_jsonl(path: Path) -> Table:
    """The rows of a file, read as they are asked for. A line that is no object has its reason under "!"."""
    return _table(_lines(partial(_open, path), path.name, _most(path)), 0)


def jsonl_table(stream: IO[bytes], name: str, total: int) -> Table:
    """The rows of an open file of `total` lines; the stream is closed with the last row."""
    return _table(_lines(lambda: stream, name, None), total)


def row_of(line: Line) -> Row:
    """The row of a line."""
    place = Words(f"第 {line.number} 行", f"line {line.number}")
    return Row(place, _object(line.data) if line.data is not None else {"!": _TOO_LONG})


def _table(lines: Iterator[Line], total: int) -> Table:
    return Table(_NAME, (), total, map(row_of, lines), lines=lines)


def _open(path: Path) -> IO[bytes]:
    raw = path.open("rb")
    return unpacked(raw) if path.suffix == ".zst" else raw


def _most(path: Path) -> int | None:
    return max(_LARGEST, path.stat().st_size * _EXPANDED) if path.suffix == ".zst" else None


def _lines(opened: Callable[[], IO[bytes]], name: str, most: int | None) -> Iterator[Line]:
    number = read = 0
    with opened() as stream:
        try:
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                read += len(line)
                whole = len(line) <= LONGEST_LINE
                while not whole and line and not line.endswith(b"\n"):
                    line = stream.readline(_PIECE)
                    read += len(line)
                    _bounded(read, most, name)
                _bounded(read, most, name)
                if not whole:
                    yield Line(number, None)
                elif line.strip():
                    yield Line(number, line.removeprefix(_BOM) if number == 1 else line)
        except zstandard.ZstdError as error:
            message = Words(
                "压缩文件已损坏，或要求的内存过大。", "The compressed file is damaged, or asks for too much memory."
            )
            raise WordsError("corrupted", message, where=name) from error


def _bounded(read: int, most: int | None, name: str) -> None:
    if most is not None and read > most:
        message = Words("解压后过大，不像是目录。", "Unpacked it is too large for a list.")
        raise WordsError("too_large", message, where=name)


_TOO_LONG = ("line_too_long", Words("这一行超过 1 MB", "This line is longer than 1 MB"))
_TWICE = ("twice", Words("同一字段写了两次", "A field stands twice in it"))


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice:
        return {"!": _TWICE}
    except (ValueError, RecursionError):
        return {"!": None}
    return value if isinstance(value, dict) and "!" not in value else {"!": None}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _Twice
    return values


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
