"""The formats files are taken in (来源格式): told apart by what is in them; a name is only a hint.

A format is one module or folder beside this one, and one line here: `recognises(source)`, and `table(source)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from guiju.apps.catalogue.importing.iso_open_data import committees, deliverables, ics
from guiju.apps.catalogue.importing.national import pages
from guiju.apps.catalogue.importing.national.answers import ANSWERS
from guiju.apps.catalogue.importing.record import Table
from guiju.apps.catalogue.importing.relaton import files as relaton
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.importing.written import badges, many_tables, project_json
from guiju.domain.language import Words, WordsError

LINES, TABLE = "jsonl", "table"


class Format(NamedTuple):
    """A format: its name for `--format`, what people call it, how it is recognised and opened.

    `table` is None for what fills a reference table, not the catalogue.
    """

    name: str
    words: Words
    recognises: Callable[[SourceFile], bool]
    table: Callable[[SourceFile], Table] | None


FORMATS = (
    Format(
        deliverables.NAME, Words("ISO 开放数据：标准", "ISO Open Data: deliverables"),
        deliverables.recognises, deliverables.table,
    ),
    Format(
        committees.NAME, Words("ISO 开放数据：技术委员会", "ISO Open Data: technical committees"),
        committees.recognises, None,
    ),
    Format(ics.NAME, Words("ISO 开放数据：ICS", "ISO Open Data: ICS"), ics.recognises, None),
    Format(relaton.NAME, Words("relaton 书目", "relaton items"), relaton.recognises, relaton.table),
    Format(
        pages.NAME, Words("国家标准全文公开系统的网页", "Page of openstd.samr.gov.cn"), pages.recognises, pages.table
    ),
    *(Format(answer.name, answer.words, answer.recognises, answer.table) for answer in ANSWERS),
    Format(
        project_json.NAME, Words("项目标准清单（JSON）", "A project's list (JSON)"),
        project_json.recognises, project_json.table,
    ),
    Format(
        badges.NAME, Words("标题加徽标的 Markdown", "Markdown of headings with badges"), badges.recognises, badges.table
    ),
    Format(
        many_tables.NAME, Words("多张表格的网页或 Markdown", "Page or Markdown of several tables"),
        many_tables.recognises, many_tables.table,
    ),
)  # fmt: skip
_OWN = {LINES: Words("每行一个 JSON 对象", "JSON lines"), TABLE: Words("表格", "Table")}
FORMAT_WORDS = _OWN | {format.name: format.words for format in FORMATS}
LIST_FORMATS = _OWN | {format.name: format.words for format in FORMATS if format.table is not None}
_BY_NAME = {format.name: format for format in FORMATS}
_DOCUMENTS = (b"\xd0\xcf\x11\xe0", b"%PDF")


def recognised(source: SourceFile) -> Format | None:
    """The format a file is in by its content; None for lines of our own and for tables."""
    if source.head.startswith(_DOCUMENTS):
        return None
    return next((format for format in FORMATS if format.recognises(source)), None)


def chosen(source: SourceFile, name: str) -> Format | None:
    """The format of that name, or when the name is "" the one recognised; None for lines and tables. Raises
    `WordsError`."""
    if not name:
        return recognised(source)
    if name not in FORMAT_WORDS:
        known = "、".join(FORMAT_WORDS)
        raise WordsError(
            "format",
            Words(f"没有“{name}”这种格式。", f"There is no format “{name}”."),
            Words(f"可用的格式：{known}。", f"Formats: {known.replace('、', ', ')}."),
            where=source.name,
        )
    return _BY_NAME.get(name)


def reference_of(source: SourceFile, name: str) -> str | None:
    """The name of the reference format a file is in; None when it holds standards."""
    format = chosen(source, name)
    return format.name if format is not None and format.table is None else None
