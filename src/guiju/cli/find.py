"""`guiju find`: the standards cited in files, or in texts given line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from guiju.domain.citations import Citation, Found, find, find_in
from guiju.domain.documents import Document, DocumentError, read

_STREAMS = frozenset({"", ".jsonl", ".ndjson", ".json", ".txt", ".log"})
"""Files that `--jsonl` reads line by line; any other file is read as a document, block by block."""

_COLUMNS = ("位置 place", "原文 as written", "编号 number", "类型 kind", "名称 title")


@click.command(name="find")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--jsonl", is_flag=True, help="One text a line from FILE or standard input, one JSON object a line out.")
def command(files: tuple[str, ...], jsonl: bool) -> None:
    """Find the standards cited in files 找出文件中引用的标准.

    Reads docx, xlsx, xls, csv, pdf, html, txt and md, and prints a table for each file; `-` is standard input.

    With --jsonl, each line is a text, or a JSON object {"id", "text"}; for each an object comes out, in the same order:
    {"id", "citations": [{"start", "end", "span", "number", "kind", "members", "title", "edition_note", "error",
    "suggestion"}]}. Offsets count Unicode code points, end exclusive. A FILE that is no text file gives such an object
    for every block that cites something, with "file" and "place" instead of "id".
    """
    _speak_utf8()
    try:
        failed = _run(files, jsonl)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        return
    if failed:
        sys.exit(1)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stdout else "replace")


def _run(files: tuple[str, ...], jsonl: bool) -> bool:
    """Handles every file; True when one of them could not be read."""
    if not files and not jsonl:
        raise click.UsageError("give at least one file, or --jsonl 请给出至少一个文件，或使用 --jsonl")
    failed = False
    for file in files or ("-",):
        if jsonl and (file == "-" or Path(file).suffix.lower() in _STREAMS):
            failed |= not _stream(file)
            continue
        document = _document(file)
        if document is None:
            failed = True
            continue
        found = find_in(document)
        if jsonl:
            _print_blocks(document, found)
        else:
            _print_table(document, found)
        for unread in document.unread:
            where = unread.place.label
            click.echo(f"{file}: {where.zh} {where.en}: {unread.why.zh} {unread.why.en}", err=True)
    return failed


def _document(file: str) -> Document | None:
    """The file as a document, or None after saying why it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read(data, "stdin.txt" if file == "-" else Path(file).name)
    except DocumentError as error:
        click.echo(f"{file}: {error.say('zh')} {error.say('en')}", err=True)
    except OSError as error:
        _say_unreadable(file, error)
    return None


def _say_unreadable(file: str, error: OSError) -> None:
    click.echo(f"{file}: 无法打开文件。 The file cannot be opened: {error.strerror}", err=True)


def _stream(file: str) -> bool:
    """Line in, object out; False when the file cannot be opened."""
    if file == "-":
        _answer(sys.stdin)
        return True
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
            _answer(lines)
    except OSError as error:
        _say_unreadable(file, error)
        return False
    return True


def _answer(lines: TextIO) -> None:
    write = sys.stdout.write
    for line in lines:
        write(json.dumps(answer(line.rstrip("\r\n")), ensure_ascii=False) + "\n")


def answer(line: str) -> dict[str, Any]:
    """What is found in one line, which is a JSON object with `text` (and `id`), a JSON string, or the text itself."""
    text: str = line
    given: Any = None
    if line.lstrip().startswith(("{", '"')):
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            given = None
    if isinstance(given, str):
        text = given
    elif isinstance(given, dict) and isinstance(given.get("text"), str):
        text = given["text"]
    else:
        given = None
    known = {"id": given["id"]} if isinstance(given, dict) and "id" in given else {}
    return {**known, "citations": [row(citation) for citation in find(text)]}


def row(citation: Citation) -> dict[str, Any]:
    """One citation as `--jsonl` prints it; what is absent is null."""
    return {
        "start": citation.start,
        "end": citation.end,
        "span": citation.span,
        "number": citation.number,
        "kind": citation.kind,
        "members": [str(member) for member in citation.members],
        "title": citation.title or None,
        "edition_note": citation.edition_note or None,
        "error": citation.error or None,
        "suggestion": citation.suggestion or None,
    }


def _print_blocks(document: Document, found: list[Found]) -> None:
    for path, citations in _by_place(found):
        block = {"file": document.name, "place": path, "citations": [row(citation) for citation in citations]}
        sys.stdout.write(json.dumps(block, ensure_ascii=False) + "\n")


def _by_place(found: list[Found]) -> Iterator[tuple[str, list[Citation]]]:
    places: dict[str, list[Citation]] = {}
    for one in found:
        places.setdefault(one.place.path, []).append(one.citation)
    yield from places.items()


def _print_table(document: Document, found: list[Found]) -> None:
    """A table on a terminal; tab-separated lines elsewhere, the file name first."""
    rows = [_cells(one) for one in found]
    if sys.stdout.isatty():
        _print_rich(document.name, rows)
        return
    for cells in rows:
        click.echo("\t".join((document.name, *cells)))


def _cells(found: Found) -> tuple[str, ...]:
    citation, label = found.citation, found.place.label
    number = f"{citation.number} ?" if citation.error else citation.number
    title = " ".join(filter(None, (citation.title, citation.edition_note and f"({citation.edition_note})")))
    return f"{label.zh} {label.en}", " ".join(citation.span.split()), number, citation.kind, title


def _print_rich(name: str, rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*_COLUMNS, title=Text(f"{name} · {len(rows)}"), title_justify="left")
    for cells in rows:
        table.add_row(*(Text(cell, no_wrap=position == 2) for position, cell in enumerate(cells)))
    Console().print(table)
