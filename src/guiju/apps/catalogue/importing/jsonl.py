"""JSON lines (JSONL), plain or compressed with zstandard: one object a line, split at \\n only."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import zstandard

from guiju.apps.catalogue.importing.record import Row, Table
from guiju.domain.language import Words, WordsError

SUFFIXES = (".jsonl", ".jsonl.zst", ".ndjson")
_LONGEST_LINE = 1_000_000
_NAME = "jsonl"


def read_jsonl(path: Path) -> Table:
    """The rows of a file, read as they are asked for. A line that is no object has the value None under "!"."""
    return Table(_NAME, (), 0, _rows(partial(_open, path), path.name))


def jsonl_table(stream: IO[bytes], name: str, total: int) -> Table:
    """The rows of an open file of `total` lines; the stream is closed with the last row."""
    return Table(_NAME, (), total, _rows(lambda: stream, name))


def _open(path: Path) -> IO[bytes]:
    raw = path.open("rb")
    if path.suffix != ".zst":
        return raw
    return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw, closefd=True), 1 << 16)


def _rows(opened: Callable[[], IO[bytes]], name: str) -> Iterator[Row]:
    number = 0
    with opened() as stream:
        try:
            while line := stream.readline(_LONGEST_LINE + 1):
                number += 1
                place = Words(f"第 {number} 行", f"line {number}")
                if len(line) > _LONGEST_LINE:
                    message = Words(f"第 {number} 行超过 1 MB。", f"Line {number} is longer than 1 MB.")
                    raise WordsError("line_too_long", message, where=name)
                if line.strip():
                    yield Row(place, _object(line.lstrip(b"\xef\xbb\xbf") if number == 1 else line))
        except zstandard.ZstdError as error:
            message = Words("压缩文件已损坏。", "The compressed file is damaged.")
            raise WordsError("corrupted", message, where=name) from error


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {"!": None}
    return value if isinstance(value, dict) else {"!": None}
