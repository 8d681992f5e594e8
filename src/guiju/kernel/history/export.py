"""A chain as a text file (历史链导出): JSON lines that a stranger can verify without our database. Knows no Django.

The first line names the format; `{"checkpoint"}` lines follow, then one `{"event", "payload"}` line for each event, or
`{"withheld"}` for one that is not public.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

from guiju.domain.language import Words, WordsError
from guiju.kernel.history.chain import Attachment, Link, Statement, Withheld
from guiju.kernel.history.signing import Signature

FORMAT = "guiju-history-1"
Entry = tuple[Link | Withheld, Attachment | None]


class ExportError(WordsError):
    """The file is no export of a history chain, or a damaged one."""


def chain_write(file: IO[str], statements: Iterable[Statement], entries: Iterable[Entry]) -> int:
    """Write a chain; returns how many events."""
    _line(file, {"format": FORMAT})
    for statement in statements:
        _line(file, {"checkpoint": statement._asdict() | {"signature": statement.signature._asdict()}})
    count = 0
    for link, attachment in entries:
        if isinstance(link, Withheld):
            _line(file, {"withheld": link._asdict()})
        else:
            _line(file, {"event": link._asdict(), "payload": attachment._asdict() if attachment else None})
        count += 1
    return count


def chain_read(file: IO[str]) -> tuple[list[Statement], Iterator[Entry]]:
    """Read a chain: its checkpoints, and its entries one by one. Raises `ExportError`."""
    if _parse(file.readline(), 1).get("format") != FORMAT:
        raise ExportError("no_history", Words("这不是历史链的导出文件。", "This is not an exported history chain."))
    rows = ((place, _parse(line, place)) for place, line in enumerate(file, 2))
    statements: list[Statement] = []
    for place, row in rows:
        if "checkpoint" not in row:
            return statements, (_entry(row, place) for place, row in chain([(place, row)], rows))
        statements.append(_statement(row, place))
    return statements, iter(())


def _entry(row: dict[str, Any], place: int) -> Entry:
    link: Link | Withheld
    try:
        link = Link(**row["event"]) if "event" in row else Withheld(**row["withheld"])
        payload = row.get("payload")
        attachment = Attachment(**payload) if payload else None
    except (KeyError, TypeError) as error:
        raise _damaged(place) from error
    texts = (*link[1:], *(attachment[:2] if attachment else ()))
    if type(link.sequence) is not int or not all(isinstance(text, str) for text in texts):
        raise _damaged(place)
    return link, attachment


def _statement(row: dict[str, Any], place: int) -> Statement:
    try:
        fields = row["checkpoint"]
        return Statement(**fields | {"signature": Signature(**fields["signature"])})
    except (KeyError, TypeError) as error:
        raise _damaged(place) from error


def _line(file: IO[str], value: dict[str, Any]) -> None:
    file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _parse(line: str, place: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise _damaged(place) from error
    if not isinstance(row, dict):
        raise _damaged(place)
    return row


def _damaged(place: int) -> ExportError:
    message = Words("导出文件第 {line} 行损坏。", "Line {line} of the exported chain is damaged.")
    return ExportError("bad_line", Words(*(text.format(line=place) for text in message)), where=f"line {place}")
