"""A file handed in (来源文件): read from its start as often as its format needs, within limits, in any encoding."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import zstandard

from guiju.apps.catalogue.importing.tables import read_document
from guiju.apps.catalogue.importing.unpacking import unpacked
from guiju.domain.documents import Document
from guiju.domain.documents.decoding import decode
from guiju.domain.documents.limits import DEFAULT_LIMITS, MEGABYTE
from guiju.domain.language import Words, WordsError

_HEAD = 65_536
_LONGEST_LINE = 1_000_000
_MOST_NODES = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class SourceFile:
    """One file, on disk or in memory; what is packed with zstandard is unpacked as it is read."""

    def __init__(self, name: str, *, path: Path | None = None, data: bytes = b"") -> None:
        self.name = name
        self.path = path
        self._data = data

    def stream(self) -> IO[bytes]:
        """The content from its start; the caller closes it."""
        raw: IO[bytes] = self.path.open("rb") if self.path else io.BytesIO(self._data)
        if not self.name.lower().endswith(".zst"):
            return raw
        return unpacked(raw)

    def data(self) -> bytes:
        """All of it, for formats that cannot be read bit by bit. Raises `WordsError` too_large, corrupted."""
        most = DEFAULT_LIMITS.max_bytes
        data = self._read(most + 1)
        if len(data) > most:
            raise WordsError(
                "too_large",
                Words(f"“{self.name}”超过 {most // MEGABYTE} MB。", f"“{self.name}” is over {most // MEGABYTE} MB."),
                Words("请分成几份导入。", "Import it in several parts."),
                where=self.name,
            )
        return data

    def text(self) -> str:
        """All of it as text, without a byte order mark. Raises `WordsError` too_large, corrupted."""
        return decode(self.data())[0]

    @cached_property
    def head(self) -> bytes:
        """Its first 64 kB, by which formats are told apart; nothing of a folder."""
        return b"" if self.is_folder else self._read(_HEAD)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files on disk."""
        return self.path is not None and self.path.is_dir()

    @cached_property
    def document(self) -> Document:
        """The file as a document; what looks like a page is read as one. Raises `WordsError`."""
        page = self.head_text.startswith("<") and not self.name.lower().endswith((".html", ".htm"))
        return read_document(self.data(), f"{self.name}.html" if page else self.name)

    @cached_property
    def codec(self) -> str:
        """The encoding: by byte order mark, else UTF-8 where its beginning is that, else GB18030."""
        for mark, codec in _MARKS:
            if self.head.startswith(mark):
                return codec
        try:
            codecs.getincrementaldecoder("utf-8")().decode(self.head)
        except UnicodeDecodeError:
            return "gb18030"
        return "utf-8"

    @cached_property
    def head_text(self) -> str:
        """Its beginning as text."""
        return codecs.getincrementaldecoder(self.codec)("replace").decode(self.head).lstrip("\ufeff \t\r\n")

    def lines(self) -> Iterator[tuple[int, str]]:
        """(number from 1, text) of every line that holds anything, split at \\n only. Raises `WordsError`
        line_too_long, corrupted."""
        number = 0
        with io.TextIOWrapper(self.stream(), self.codec, "replace", newline="\n") as stream:
            try:
                while line := stream.readline(_LONGEST_LINE + 1):
                    number += 1
                    if len(line) > _LONGEST_LINE:
                        raise WordsError(
                            "line_too_long",
                            Words(
                                f"第 {number} 行超过 100 万字。", f"Line {number} is longer than 1,000,000 characters."
                            ),
                            Words("请检查文件是否完整。", "Check that the file is whole."),
                            where=self.name,
                        )
                    if line.strip():
                        yield number, line
            except (zstandard.ZstdError, OSError) as error:
                raise self.damaged() from error

    def _read(self, most: int) -> bytes:
        try:
            with self.stream() as stream:
                return stream.read(most)
        except (zstandard.ZstdError, OSError) as error:
            raise self.damaged() from error

    def damaged(self, zh: str = "", en: str = "") -> WordsError:
        """The error for a file that is damaged or cut short, saying where when that is known."""
        return WordsError(
            "corrupted",
            Words(f"“{self.name}”已损坏或不完整{zh}。", f"“{self.name}” is damaged or incomplete{en}."),
            Words("请重新获取这个文件。", "Get the file again."),
            where=self.name,
        )


def json_value(source: SourceFile) -> Any:
    """A whole JSON file. Raises `WordsError` corrupted with the line, too_large."""
    text = source.text()
    if text.count("{") + text.count("[") > _MOST_NODES:
        raise WordsError(
            "too_large",
            Words(f"“{source.name}”超过 {_MOST_NODES:,} 项。", f"“{source.name}” holds over {_MOST_NODES:,} items."),
            Words("请分成几份导入。", "Import it in several parts."),
            where=source.name,
        )
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise source.damaged(f"（第 {error.lineno} 行）", f" (line {error.lineno})") from error
    except (ValueError, RecursionError) as error:
        raise source.damaged() from error


def json_objects(source: SourceFile) -> Iterator[tuple[Words, dict[str, Any] | None]]:
    """(place, object) of a file of one object a line, one object in all, or one list of objects; None for what is no
    object."""
    if _by_line(source.head_text):
        for number, line in source.lines():
            yield Words(f"第 {number} 行", f"line {number}"), _object(line)
        return
    value = json_value(source)
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield Words(f"第 {number} 条", f"item {number}"), item if isinstance(item, dict) else None


def _by_line(head: str) -> bool:
    """Whether the first line is an object by itself, or too long to tell."""
    line, newline, rest = head.partition("\n")
    if not line.startswith("{"):
        return False
    return _object(line) is not None if newline and rest.strip() else len(head) >= _HEAD // 4 and not newline


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
