"""The levels of reminders (提醒级别), read from their declaration; an installation's own comes in its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from guiju.domain.declarations import declaration_open
from guiju.domain.declarations.files import declaration_files
from guiju.domain.declarations.table import CODE, Table
from guiju.domain.language import Words

WHOM = {
    "unit": Words("责任单位", "the bodies"),
    "lead": Words("牵头单位", "the lead"),
    "office": Words("主管单位", "the office"),
    "group": Words("领导小组联络员", "liaisons of the leading group"),
}
KINDS = ("task", "filing")
_LONGEST = 3_650


class Level(NamedTuple):
    """When a reminder is given, counted in days from the day (negative: before), and to whom; `until` None lasts."""

    kind: str
    code: str
    words: Words
    begins: int
    until: int | None
    tell: tuple[str, ...]


class Behind(NamedTuple):
    """When it is told that a target falls behind its pace: from so many hundredths of the goal on, and to whom."""

    words: Words
    by: int
    tell: tuple[str, ...]


def levels(data_folder: Path | None = None) -> tuple[Level, ...]:
    """Every level, those of the installation if it has its own. Raises `DeclarationError`."""
    return _declared(data_folder)[0]


def behind_level(data_folder: Path | None = None) -> Behind | None:
    """When a target that falls behind is told of; None where the installation's own levels have none."""
    return _declared(data_folder)[1]


def _declared(data_folder: Path | None) -> tuple[tuple[Level, ...], Behind | None]:
    path = declaration_files("reminders", data_folder)[-1]
    root = declaration_open(path.read_text(encoding="utf-8"), path.name)
    found = tuple(_level(kind, row) for kind in KINDS for row in root.tables(kind, required=True))
    row = root.table("behind")
    behind = None
    if row is not None:
        told = row.texts("tell", allowed=("lead", "office"), required=True)
        behind = Behind(row.words("words"), row.number("by", least=0, most=100), told)
    root.finish()
    return found, behind


def _level(kind: str, row: Table) -> Level:
    lasts = "until" not in row
    begins = row.number("from", least=-_LONGEST, most=_LONGEST)
    until = None if lasts else row.number("until", least=-_LONGEST, most=_LONGEST)
    if until is not None and until < begins:
        row.wrong("until", "不能早于 from。", "it cannot come before “from”.")
    told = row.texts("tell", allowed=tuple(WHOM), required=True)
    return Level(kind, row.text("code", pattern=CODE), row.words("words"), begins, until, told)
