"""The words that every peer gets: cut and stemmed as for our own index, numbers in the spellings people type."""

from __future__ import annotations

from typing import NamedTuple

from guiju.kernel.search.spellings import compact, spellings
from guiju.kernel.search.words import fold, words
from tools.bench_search.questions import Question
from tools.bench_search.records import TODAY, Record


class Row(NamedTuple):
    """A record as a table holds it: its status is the one of today, which is easier than by day."""

    id: int
    number: str
    title: str
    text: str
    spelled: str
    level: str
    status: str
    body: str
    ics: str
    year: int


def row(record: Record) -> Row:
    """The record with its words."""
    title = f"{record.title_zh} {record.title_en}".strip()
    text = " ".join(words(fold(record.title_zh), searching=False) + words(fold(record.title_en), searching=False))
    spelled = spellings(record.number).alike[0]
    status = record.status(TODAY)
    return Row(record.id, record.number, title, text, spelled, record.level, status,
               record.body, record.ics, record.year)  # fmt: skip


def words_asked(asked: Question) -> list[str]:
    """The words of a question, as the table has them."""
    return [word for text in asked.words for word in words(fold(text), searching=True)]


def number_asked(asked: Question) -> tuple[str, str]:
    """The spelling of the number asked, and the one behind all that begin so."""
    number = compact(asked.number)
    return number, number + "\U0010ffff"
