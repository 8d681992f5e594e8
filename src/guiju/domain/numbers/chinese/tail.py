"""What follows the prefix: serial, parts, year, supplements, notes."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.numbers import problems, years
from guiju.domain.numbers.chinese.notes import Notes, read_notes
from guiju.domain.numbers.errors import NumberError

_CAPITALS = {lower: lower - 32 for lower in range(ord("a"), ord("z") + 1)}
_BEFORE_DIGITS = re.compile(r"^(?:[-_./: ]+|[Nn][Oo]\.? ?)(?=\d)")
_LOOSE = re.compile(r" ?([./:_-]) ?")
_YEAR = re.compile(r"[-:._ ]([\dOIL]*\d[\dOIL]*)(?![\dA-Z])", re.ASCII)
_GLUED_YEAR = re.compile(r"-(\d{4})(?=[A-Za-z])", re.ASCII)
_OCR = {ord("O"): "0", ord("I"): "1", ord("L"): "1"}
_MISREAD = re.compile(r"(?<=[\d.-])[OIL]+(?=[\d.,:/-]|$)|[OIL]+(?=\d)", re.ASCII)
_WRONG = re.compile(r"(?<=\d)([.,_·•'`=+:;/\\|*-]{1,3})(?=\d)")


class Tail(NamedTuple):
    """The parts of a number after its prefix, and `text`, their normal form."""

    serial: str
    part: str
    join: str
    year: str
    text: str
    notes: Notes


def capitals(text: str) -> str:
    """ASCII letters in capitals, every other character as it is (and in its place)."""
    return text.upper() if text.isascii() else text.translate(_CAPITALS)


def read_tail(prefix: str, rest: str, serial: re.Pattern[str]) -> Tail:
    """Read all of `rest`, the text behind `prefix` (given in its normal form), or raise `NumberError`."""
    rest = _LOOSE.sub(r"\1", rest)
    if rest.startswith("-") and rest[1:] in years.PLAUSIBLE:
        raise problems.missing_serial(prefix)
    rest = _BEFORE_DIGITS.sub("", rest.lstrip(" -_"))
    text = capitals(rest)
    found = serial.match(text)
    if found is None:
        raise _no_serial(prefix, text, serial)
    number, part, end = found["serial"].replace(" ", ""), found["part"], found.end()
    year, end = _year(prefix, text, number, part, end)
    if not year and part.startswith(".") and (last := part.rpartition("."))[2] in years.PLAUSIBLE:
        part, year = last[0], last[2]  # GB/T 2423.2008: no part has such a number
    printed = number + part + (f"-{year}" if year else "")
    notes, end = read_notes(rest, text, end)
    if end < len(text):
        raise _leftover(prefix, text, rest[end:], printed + notes.text, serial)
    return Tail(number, part[1:], part[:1], year, printed + notes.text, notes)


def _year(prefix: str, text: str, serial: str, part: str, end: int) -> tuple[str, int]:
    found = _YEAR.match(text, end)
    if found is None:
        return "", end
    digits = found[1]
    if digits in years.PLAUSIBLE:
        return digits, found.end()
    undated = f"{prefix} {serial}{part}"
    if not digits.isdigit():
        fixed = digits.translate(_OCR)
        raise problems.letter_for_digit(f"{undated}-{fixed}" if fixed in years.PLAUSIBLE else undated)
    if len(digits) == 2 and not _is_part(digits, part) and (year := years.written_out(digits)):
        return year, found.end()
    if serial in years.PLAUSIBLE:
        raise problems.year_first(f"{prefix} {digits}-{serial}")
    near = years.nearest(digits)
    wrong = problems.implausible_year if len(digits) in (2, 4) else problems.broken_year
    raise wrong(digits, f"{undated}-{near}" if near else undated)


def _is_part(digits: str, part: str) -> bool:
    """Whether two digits after a part are rather the end of a range of parts (GB/T 2423.1-10) than a year."""
    last = part.rpartition(".")[2]
    return last.isdigit() and int(last) < int(digits) < 50 and not digits.startswith("0")


def _no_serial(prefix: str, text: str, serial: re.Pattern[str]) -> NumberError:
    if not any(char.isdigit() for char in text):
        return problems.missing_serial(prefix)
    if suggestion := _mended(prefix, _misread(text), text, serial):
        return problems.letter_for_digit(suggestion)
    return problems.trailing_text(text, "")


def _leftover(prefix: str, text: str, rest: str, printed: str, serial: re.Pattern[str]) -> NumberError:
    if suggestion := _mended(prefix, _misread(text), text, serial):
        return problems.letter_for_digit(suggestion)
    for mended in (_WRONG.sub(_right_separator, text), text.replace("\\", "/")):
        if suggestion := _mended(prefix, mended, text, serial):
            return problems.wrong_separator(suggestion)
    if (year := _GLUED_YEAR.match(rest)) and year[1] in years.PLAUSIBLE:
        return problems.trailing_text(rest[year.end() :], f"{prefix} {printed}-{year[1]}")
    return problems.trailing_text(rest.strip(), f"{prefix} {printed}")


def _misread(text: str) -> str:
    return _MISREAD.sub(lambda found: found.group().translate(_OCR), text)


def _right_separator(found: re.Match[str]) -> str:
    rest = found.string[found.end() :]
    return "-" if rest[:4] in years.PLAUSIBLE and not rest[4:5].isalnum() else "."


def _mended(prefix: str, mended: str, text: str, serial: re.Pattern[str]) -> str:
    """The normal form of a mended text, "" when mending changed nothing or did not help."""
    if mended == text:
        return ""
    try:
        return f"{prefix} {read_tail(prefix, mended, serial).text}"
    except NumberError:
        return ""
