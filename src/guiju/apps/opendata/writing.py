"""Writes the files of a dump (写数据包), record by record: JSON lines and CSV, compressed as they are written."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, NamedTuple

import zstandard

JSONL, JSONL_GZIP, CSV = "standards.jsonl.zst", "standards.jsonl.gz", "standards.csv.gz"
# The columns of the table: what fits a cell. Lists are joined by "；", as Chinese tables write them.
COLUMNS = (
    "id", "number", "series", "kind", "jurisdiction", "level", "nature", "stage", "title_zh", "title_en", "published",
    "effective", "withdrawn", "parallel_until", "body", "department", "committee", "drafters", "ics", "ccs",
    "plan_number", "announcement", "filing_number", "language", "url", "fictitious", "source", "recorded_on",
    "replaces", "replaced_by", "adopts",
)  # fmt: skip
_JOIN = "；"
_EVERY = 500
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Written(NamedTuple):
    """Files in a folder, and how many records they hold."""

    paths: dict[str, Path]
    records: int


def dump_write(records: Iterable[dict[str, Any]], folder: Path, progress: Callable[[int], None]) -> Written:
    """Write all records; `progress(done)` is called every so many and may raise to stop."""
    paths = {name: folder / name for name in (JSONL, JSONL_GZIP, CSV)}
    count = 0
    with (
        paths[JSONL].open("wb") as raw,
        zstandard.ZstdCompressor(level=10).stream_writer(raw) as packed,
        paths[JSONL_GZIP].open("wb") as other_raw,
        _gzip(other_raw) as other,
        paths[CSV].open("wb") as table_raw,
        _gzip(table_raw) as table_packed,
        io.TextIOWrapper(table_packed, encoding="utf-8-sig", newline="") as text,
    ):
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for record in records:
            line = _line(record)
            packed.write(line)
            other.write(line)
            table.writerow([_cell(value) for value in _row(record)])
            count += 1
            if count % _EVERY == 0:
                progress(count)
    return Written(paths, count)


def _gzip(file: IO[bytes]) -> gzip.GzipFile:
    """The same records give the same bytes."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6)


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _row(record: dict[str, Any]) -> list[Any]:
    own = record["number"]
    links = record["relations"]
    found = {
        "replaces": [link["object"] for link in links if link["kind"] == "replaces" and link["subject"] == own],
        "replaced_by": [link["subject"] for link in links if link["kind"] == "replaces" and link["object"] == own],
        "adopts": [link["object"] for link in links if link["kind"] == "adopts" and link["subject"] == own],
    }
    return [found[name] if name in found else record[name] for name in COLUMNS]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = _JOIN.join(dict.fromkeys(map(str, value)))
    if isinstance(value, bool):
        return "1" if value else "0"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
