"""Rows of a sheet as they were read, kept packed (暂存的行): read again line by line, never all at once."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from typing import Any

from guiju.domain.language import Words, WordsError
from guiju.domain.registers.sheets import Row, Sheet

_LEVEL = 1


class HeldSheet:
    """A packed sheet: how many rows it has, and these one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with self._open() as lines:
            told = json.loads(lines.readline())
        if "count" not in told:
            raise gone()
        self.header: tuple[str, ...] = tuple(told["header"])
        self.count: int = told["count"]
        self.totals: list[int] = told.get("totals", [])
        self.unvalued: list[int] = told.get("unvalued", [])

    def rows(self) -> Iterator[Row]:
        """The rows in order; a cell that was blank is None."""
        with self._open() as lines:
            lines.readline()
            for line in lines:
                number, cells = json.loads(line)
                yield Row(number, dict(zip(self.header, cells, strict=True)))

    def _open(self) -> io.BufferedIOBase:
        return io.BufferedReader(gzip.GzipFile(fileobj=io.BytesIO(self._data)))


def sheet_pack(sheet: Sheet) -> bytes:
    """A sheet as `HeldSheet` takes it."""
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=_LEVEL, mtime=0) as packed:
        told = {"header": sheet.header, "count": len(sheet.rows), "totals": sheet.totals, "unvalued": sheet.unvalued}
        packed.write(_line(told))
        for row in sheet.rows:
            packed.write(_line([row.number, [row.cells.get(name) for name in sheet.header]]))
    return held.getvalue()


def gone() -> WordsError:
    """What was read of the sheet is kept no longer."""
    return WordsError(
        "gone",
        Words("原文件已按期删除。", "The file was deleted on its day."),
        Words("请重新提交。", "Hand it in again."),
    )


def _line(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")
