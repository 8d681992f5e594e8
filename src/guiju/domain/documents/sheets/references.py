"""Cell references (单元格引用): "C12" and zero-based (row, column), and the places made of them."""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.domain.documents.model import Place
from guiju.domain.language import Words

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_PATH = re.compile(r"sheet/([1-9]\d{0,5})/R([1-9]\d{0,6})C([1-9]\d{0,4})")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@lru_cache(maxsize=MOST_COLUMNS)
def column_letters(column: int) -> str:
    """Letters of a zero-based column: 0 → "A", 26 → "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """Zero-based column of letters; -1 when they name none."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > MOST_COLUMNS:
            return -1
        number = number * 26 + ord(letter) - 64
    return number - 1 if 0 < number <= MOST_COLUMNS else -1


def corner(reference: str) -> tuple[int, int] | None:
    """(row, column) of "C12" or "$C$12", zero-based; None when it is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    row, column = int(found.group(2)) - 1, column_number(found.group(1))
    return (row, column) if row < MOST_ROWS and column >= 0 else None


def area(reference: str) -> tuple[int, int, int, int] | None:
    """(top, left, bottom, right) of "A1:C3" or "B2", zero-based and inclusive; None when it is no area."""
    first, _, last = reference.partition(":")
    start, end = corner(first), corner(last or first)
    if start is None or end is None:
        return None
    return (*start, *end)


def cell_path(sheet: int, row: int, column: int) -> str:
    """The path of a cell: sheet, row and column count from 1 in it ("sheet/1/R12C3")."""
    return f"sheet/{sheet + 1}/R{row + 1}C{column + 1}"


def cell_of(path: str) -> tuple[int, int, int] | None:
    """(sheet, row, column), zero-based, of a cell's path; None when it is the path of something else."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    sheet, row, column = (int(number) - 1 for number in found.groups())
    return sheet, row, column


def cell_place(sheet: int, name: str, row: int, column: int, hidden: bool) -> Place:
    """The place of a cell, as Excel writes it: "Sheet1!C12"."""
    label = f"{name}!{column_letters(column)}{row + 1}"
    words = Words(f"{label}（隐藏）", f"{label} (hidden)") if hidden else Words(label, label)
    return Place(cell_path(sheet, row, column), words)
