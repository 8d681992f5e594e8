"""A list somebody hands in on the web (提交的目录): recognised, read within the limits, or refused with a remedy."""

from __future__ import annotations

import io
from typing import NamedTuple

from guiju.apps.catalogue.importing.jsonl import jsonl_table
from guiju.apps.catalogue.importing.record import Table
from guiju.apps.catalogue.importing.tables import read_document, samples, table_of
from guiju.domain.documents.limits import DEFAULT_LIMITS, MEGABYTE
from guiju.domain.language import Words, WordsError

_LINES = (".jsonl", ".ndjson")
_PACKED = (".zst", ".gz", ".zip", ".rar", ".7z")
_MOST_COLUMNS = 200


class FirstLook(NamedTuple):
    """What is known of a list before its columns are: adapter, column names, first values of each, rows, and the sheet
    it is on, with how many other sheets hold lists that are not read."""

    adapter: str
    header: tuple[str, ...]
    samples: list[list[str]]
    total: int
    sheet: str = ""
    sheets_left: int = 0


def list_open(data: bytes, name: str) -> Table:
    """The rows of an Excel, CSV or JSONL file. Raises `WordsError` for what cannot be read, before anything is stored.

    A table whose header names no standard number is taken as it is, for a person to say which column holds it.
    """
    refuse_size(len(data), name)
    lowered = name.lower()
    if lowered.endswith(_PACKED):
        raise WordsError(
            "unsupported",
            Words(f"“{name}”是压缩文件。", f"“{name}” is compressed."),
            Words(
                "请解压后提交其中的 Excel、CSV 或 JSONL。", "Unpack it and hand in the Excel, CSV or JSONL file in it."
            ),
            where=name,
        )
    if lowered.endswith(_LINES):
        return jsonl_table(io.BytesIO(data), name, data.count(b"\n") + (not data.endswith(b"\n")))
    return table_of(read_document(data, name), guess=True)


def first_look(data: bytes, name: str) -> FirstLook:
    """Open a list and look at its first rows. Raises `WordsError`, besides `list_open`'s: empty, not_lines, columns."""
    table = list_open(data, name)
    if not table.header:
        _look_at_lines(table, name)
        return FirstLook(table.adapter, (), [], table.total)
    if table.total == 0:
        raise WordsError(
            "empty",
            Words(f"“{name}”的表头下面没有数据。", f"“{name}” has nothing below its header."),
            Words("请检查选的是不是这个文件。", "Check that it is the file you meant."),
            where=name,
        )
    if len(table.header) > _MOST_COLUMNS:
        raise WordsError(
            "columns",
            Words(f"“{name}”有 {len(table.header)} 列。", f"“{name}” has {len(table.header)} columns."),
            Words(
                f"请只保留要导入的列，最多 {_MOST_COLUMNS} 列。", f"Keep those to be imported, {_MOST_COLUMNS} at most."
            ),
            where=name,
        )
    shown = samples(table.rows, table.header)
    return FirstLook(table.adapter, table.header, shown, table.total, table.sheet, table.sheets_left)


def refuse_size(size: int, name: str) -> None:
    """Raise `WordsError` when a file is larger than any list may be."""
    if size > DEFAULT_LIMITS.max_bytes:
        most = DEFAULT_LIMITS.max_bytes // MEGABYTE
        raise WordsError(
            "too_large",
            Words(f"“{name}”超过 {most} MB。", f"“{name}” is larger than {most} MB."),
            Words("请分成几份导入。", "Import it in several parts."),
            where=name,
        )


def _look_at_lines(table: Table, name: str) -> None:
    first = next(table.rows, None)
    if first is None:
        raise WordsError(
            "empty",
            Words(f"“{name}”是空文件。", f"“{name}” is empty."),
            Words("请检查后重新选择。", "Check it and choose again."),
            where=name,
        )
    if "!" in first.values:
        raise WordsError(
            "not_lines",
            Words(f"“{name}”{first.place.zh}不是 JSON 对象。", f"“{name}”, {first.place.en}: no JSON object."),
            Words('JSONL 每行写一个对象，如 {"number": "GB/T 1.1-2020"}。', "JSONL has one object a line."),
            where=name,
        )
