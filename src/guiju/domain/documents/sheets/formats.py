"""Numbers as a sheet shows them: dates, years, leading zeros, words in the format (数字格式)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

Show = Callable[[str], str]

_BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日",
    30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 36: "yyyy年m月", 45: "mm:ss", 46: "h:mm:ss",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[\$?([^\]]*)\]|(AM/PM|上午/下午)|(y+|m+|d+|h+|s+|General|G/通用格式|[0#?.,%]+|@)|(.)',
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS = frozenset("ymdhs")
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  # sheet dates have no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shower(format_id: int, codes: dict[int, str], is_1904: bool) -> Show:
    """A function from a stored number to what the cell shows, for a number format of the workbook."""
    code = codes.get(format_id, _BUILT_IN.get(format_id, "General"))
    section = _first_section(code)
    tokens = [_Token(*found.groups()) for found in _TOKEN.finditer(section)]
    if any(token.is_date for token in tokens):
        return _DateShower(tokens, is_1904)
    literal = any(token.text for token in tokens)
    pattern = "".join(token.code for token in tokens)
    if not literal and not re.fullmatch(r"0{2,}|0\.0+|0%|0\.0+%", pattern):
        return general
    return _NumberShower(tokens)


def general(stored: str) -> str:
    """A number without a format of its own: no binary tail (0.30000000000000004 → 0.3), no needless ".0"."""
    try:
        number = float(stored)
    except ValueError:
        return stored
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}"


class _Token:
    """One token of a format code: literal `text`, or a `code` (yyyy, 000, General)."""

    __slots__ = ("code", "is_date", "text")

    def __init__(self, quoted: str, escaped: str, bracket: str, noon: str, code: str, other: str) -> None:
        self.text = quoted or escaped or other or ""
        self.code = code or noon or ""
        if bracket and set(bracket.lower()) <= set("hms") and bracket:
            self.code = bracket
        elif bracket and bracket.partition("-")[0]:
            self.text = bracket.partition("-")[0] if not bracket[0].isascii() else ""
        self.is_date = bool(noon) or (bool(self.code) and self.code[0].lower() in _DATE_LETTERS)


class _NumberShower:
    """A number with words around it or leading zeros (`"GB/T "0`, `000`)."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens

    def __call__(self, stored: str) -> str:
        shown = "".join(token.text or self._number(token.code, stored) for token in self._tokens)
        return shown.strip() if stored.strip() else stored

    def _number(self, code: str, stored: str) -> str:
        try:
            number = float(stored)
        except ValueError:
            return stored
        if code.endswith("%"):
            number *= 100
        whole, point, decimals = code.rstrip("%").partition(".")
        if point:
            shown = f"{number:.{min(len(decimals), 15)}f}"
        elif set(whole) == {"0"} and abs(number) < 1e15:
            shown = f"{round(number):0{min(len(whole), 30)}d}"
        else:
            shown = general(repr(number))
        return shown + "%" * code.endswith("%")


class _DateShower:
    """A date or time; numbers outside the calendar are shown as they are stored."""

    def __init__(self, tokens: list[_Token], is_1904: bool) -> None:
        self._tokens = tokens
        self._epoch = _EPOCH_1904 if is_1904 else _EPOCH_1900
        self._twelve = any("/" in token.code for token in tokens)

    def __call__(self, stored: str) -> str:
        try:
            serial = float(stored)
            moment = self._epoch + timedelta(seconds=round(serial * 86400))
        except (ValueError, OverflowError):
            return stored
        if serial < 0:
            return stored
        shown = []
        after_hour = False
        for index, token in enumerate(self._tokens):
            letter = token.code[:1].lower()
            minutes = letter == "m" and (after_hour or self._before_seconds(index))
            shown.append(token.text or self._part(token.code, moment, minutes))
            if letter:
                after_hour = letter == "h"
        return "".join(shown).strip()

    def _before_seconds(self, index: int) -> bool:
        following = next((token.code for token in self._tokens[index + 1 :] if token.code), "")
        return following[:1].lower() == "s"

    def _part(self, code: str, moment: datetime, minutes: bool) -> str:
        letter, width = code[:1].lower(), len(code)
        if "/" in code:
            return code.split("/")[moment.hour >= 12]
        if letter == "y":
            return f"{moment.year % 100:02d}" if width <= 2 else str(moment.year)
        if letter == "m" and not minutes and width >= 3:
            return _MONTHS[moment.month - 1]
        hour = (moment.hour % 12 or 12) if self._twelve else moment.hour
        numbers = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}
        return f"{numbers[letter]:0{min(width, 2)}d}" if letter in numbers else ""


def _first_section(code: str) -> str:
    """The part of a format code before its first semicolon outside quotes, for positive numbers."""
    quoted = False
    for index, char in enumerate(code):
        if char == '"':
            quoted = not quoted
        elif char == ";" and not quoted and code[index - 1 : index] != "\\":
            return code[:index]
    return code[:255]
