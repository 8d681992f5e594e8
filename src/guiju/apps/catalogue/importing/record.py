"""What passes between the steps of an import (导入各步之间的数据)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from guiju.apps.catalogue.identity import Identity
from guiju.domain.language import Words

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row: where, in which field, and whether the row had to be left out."""

    place: Words
    field: str
    code: str
    message: Words
    fatal: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: where it stands, its values by column name, and what its adapter found wrong with it."""

    place: Words
    values: Mapping[str, Any]
    notes: tuple[Problem, ...] = ()


class Line(NamedTuple):
    """A line that has not been taken apart yet: its number in the file, and its bytes, None where it is too long."""

    number: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Table:
    """What an adapter reads: its name, the column names, how many rows (0 unknown), and the rows, once.

    Of a workbook: the sheet that is read, and how many others hold a list too, which are not. `source` is who says
    so, where the format alone tells; `undated`: it speaks of a status, and nothing in it tells of which day. `lines`
    are the same rows before they are taken apart, where there is such a thing: reading the one uses up the other.
    """

    adapter: str
    header: tuple[str, ...]
    total: int
    rows: Iterator[Row]
    sheet: str = ""
    sheets_left: int = 0
    source: str = ""
    undated: bool = False
    lines: Iterator[Line] | None = None


class Link(NamedTuple):
    """A relation a row tells of, both ends as edition keys."""

    kind: str
    subject: str
    obj: str
    scope: str = ""
    degree: str = ""
    starts: date | None = None
    ends: date | None = None


class Claim(NamedTuple):
    """What the row's source said of one field on one day."""

    field: str
    value: str
    asserted_on: date | None


@dataclass(slots=True)
class Record:
    """One row understood: the number, the fields of `Edition` it fills, and what it claims and relates.

    `content` is the payload history keeps of it, where that is made already; `digest` is the same for rows that say the
    very same.
    """

    place: Words
    identity: Identity
    fields: dict[str, Any]
    source: str
    recorded_on: date | None
    links: list[Link] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    fictitious: bool = False
    digest: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say itself: the source, the day it was read, how strict to be.

    `keep_unread`: identifiers no grammar knows are kept as written instead of being refused.
    """

    source: str
    recorded_on: date | None = None
    keep_unread: bool = False
    fictitious: bool = False
