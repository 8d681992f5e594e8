"""Records kept on disk between reading and writing (暂存): compressed, whole or not there at all.

One file holds the records of some rows in their order, what was wrong with others, and how many rows there were.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import zstandard

from guiju.apps.catalogue.identity import Identity
from guiju.apps.catalogue.importing.record import Problem, Record, Row
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.importing.telling import content_of, record_of
from guiju.domain.language import Words

_own = attrgetter(
    "number", "series", "publisher", "prefix", "year", "supplement", "level", "nature", "sort_key"
)  # fmt: skip
# Raised when records are written otherwise than before, so that none written by an older program are read.
FORMAT = 1
MOST_PROBLEMS = 1_000


class Piece(NamedTuple):
    """What became of some rows: how many there were, their records, and the first 1,000 things wrong, and how many."""

    rows: int
    records: list[Record]
    problems: list[Problem]
    problems_in_all: int


def piece_read(rows: Iterable[Row], reader: RowReader) -> Piece:
    """Read rows under the reader's rules."""
    reader.problems.clear()
    count, records = 0, []
    for row in rows:
        count += 1
        record = reader.record(row)
        if record is not None:
            records.append(record)
    return Piece(count, records, reader.problems[:MOST_PROBLEMS], len(reader.problems))


def piece_write(path: Path, piece: Piece) -> None:
    """Keep a piece in a file; killed at any moment, the file is whole or is not there."""
    problems = [[*p.place, p.field, p.code, *p.message, p.fatal] for p in piece.problems]
    told = [FORMAT, piece.rows, piece.problems_in_all, problems, [_written(record) for record in piece.records]]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    data = zstandard.ZstdCompressor(level=1, write_checksum=True).compress(text.encode())
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(data)
    beside.replace(path)


def piece_load(path: Path) -> Piece | None:
    """A piece that was kept; None when its file is not whole, or of another format."""
    try:
        told = json.loads(zstandard.ZstdDecompressor().decompress(path.read_bytes()))
    except (zstandard.ZstdError, ValueError, FileNotFoundError):
        return None
    if told[0] != FORMAT:
        return None
    _, rows, in_all, problems, records = told
    kept = [Problem(Words(z, e), field, code, Words(mz, me), fatal) for z, e, field, code, mz, me, fatal in problems]
    return Piece(rows, [_record(values) for values in records], kept, in_all)


def _written(record: Record) -> list[Any]:
    content = content_of(record)
    return [*record.place, *_own(record.identity), blake2b(content.encode(), digest_size=8).hexdigest(), content]


def _record(values: list[Any]) -> Record:
    place_zh, place_en, *own, digest, content = values
    return record_of(Words(place_zh, place_en), Identity(*own), content, digest)
