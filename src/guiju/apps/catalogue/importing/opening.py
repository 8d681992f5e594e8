"""A list somebody hands in (提交的目录): recognised, read within the limits, or refused with a remedy."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import NamedTuple

from guiju.apps.catalogue.importing.formats import LINES, Format, chosen
from guiju.apps.catalogue.importing.jsonl import SUFFIXES, jsonl_table, read_jsonl
from guiju.apps.catalogue.importing.record import Table
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.importing.tables import SUFFIXES as TABLES
from guiju.apps.catalogue.importing.tables import read_document, samples, table_of
from guiju.domain.documents import Document
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


def file_open(path: Path, format: str = "") -> Table:
    """The rows of a file on disk, in the format named, or else the one its content has. Raises `WordsError`."""
    name = path.name.lower()
    if not path.exists():
        raise WordsError("missing", Words("文件不存在。", "There is no such file."), where=str(path.name))
    source = SourceFile(path.name, path=path)
    found = chosen(source, format)
    if found is not None:
        return _table(found, source)
    if format == LINES or (not format and name.endswith(SUFFIXES)):
        return _lines(source) if _foreign(source) else read_jsonl(path)
    if format or name.endswith(TABLES):
        return table_of(_document(source))
    raise WordsError(
        "unsupported",
        Words("不认识这种文件。", "This kind of file is not known."),
        Words(
            "请使用 .jsonl、.xlsx、.xls 或 .csv，或用 --format 指定格式。",
            "Use .jsonl, .xlsx, .xls or .csv, or name the format with --format.",
        ),
        where=path.name,
    )


def list_open(data: bytes, name: str, format: str = "") -> Table:
    """The rows of a file in memory, in the format named, or else the one its content has. Raises `WordsError` for what
    cannot be read, before anything is stored.

    A table whose header names no standard number is taken as it is, for a person to say which column holds it.
    """
    refuse_size(len(data), name)
    lowered = name.lower()
    source = SourceFile(name, data=data)
    found = None if lowered.endswith(".zst") else chosen(source, format)
    if found is not None:
        return _table(found, source)
    if lowered.endswith(_PACKED):
        raise WordsError(
            "unsupported",
            Words(f"“{name}”是压缩文件。", f"“{name}” is compressed."),
            Words(
                "请解压后提交其中的 Excel、CSV 或 JSONL。", "Unpack it and hand in the Excel, CSV or JSONL file in it."
            ),
            where=name,
        )
    if format == LINES or (not format and lowered.endswith(_LINES)):
        if _foreign(source):
            return _lines(source)
        return jsonl_table(io.BytesIO(data), name, data.count(b"\n") + (not data.endswith(b"\n")))
    return table_of(_document(source), guess=True)


def first_look(data: bytes, name: str, format: str = "") -> FirstLook:
    """Open a list and look at its first rows. Raises `WordsError`, besides `list_open`'s: empty, not_lines, columns."""
    table = list_open(data, name, format)
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


def _table(format: Format, source: SourceFile) -> Table:
    if format.table is None:
        raise WordsError(
            "reference",
            Words(f"“{source.name}”是{format.words.zh}，不是标准目录。", f"“{source.name}” lists no standards."),
            Words("请管理员用 guiju import 导入。", "An administrator takes it in with guiju import."),
            where=source.name,
        )
    return format.table(source)


def _document(source: SourceFile) -> Document:
    """The file as a document, read once; its name decides how text is read, its content everything else."""
    if "document" in source.__dict__:
        return source.document
    return read_document(source.data(), source.name)


def _foreign(source: SourceFile) -> bool:
    """Whether lines are in another encoding than UTF-8."""
    return source.codec not in ("utf-8", "utf-8-sig")


def _lines(source: SourceFile) -> Table:
    recoded = codecs.EncodedFile(source.stream(), "utf-8", source.codec, "replace")
    return jsonl_table(recoded, source.name, 0)


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
