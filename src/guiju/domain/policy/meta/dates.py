"""Dates of official documents (成文日期, 发布日期): Arabic or Chinese numerals, as printed → ISO 8601."""

from __future__ import annotations

import datetime
import re

DIGITS = {
    **{sign: value for value, sign in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "○": 0,
    "O": 0,
    "0": 0,
    "Ο": 0,
    "о": 0,
}
_YEAR = r"(?:[12]\d{3}|[一二][〇零○O0Οо一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
DATE = re.compile(rf"(?P<year>{_YEAR}) ?年 ?(?P<month>{_SMALL}) ?月 ?(?P<day>{_SMALL}) ?日")
"""A whole date in words, in folded text."""
PLAIN_DATE = re.compile(r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
"""A date as machines print it (2022-07-11, 2022/7/11, 2022.07.11)."""


def numeral(text: str) -> int:
    """A small number in Arabic or Chinese numerals (12, 十二, 三十一)."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return DIGITS[text]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def year_of(text: str) -> int:
    """A year in Arabic or Chinese numerals (2021, 二〇二一)."""
    return (
        int(text) if text.isascii() and text.isdigit() else int("".join(str(DIGITS.get(sign, sign)) for sign in text))
    )


def iso_of(found: re.Match[str]) -> str | None:
    """The date of a match of `DATE` or `PLAIN_DATE`; None where the calendar has no such day."""
    try:
        return datetime.date(year_of(found["year"]), numeral(found["month"]), numeral(found["day"])).isoformat()
    except ValueError:
        return None


def date_in(text: str) -> str | None:
    """The first date in a short folded text."""
    found = DATE.search(text) or PLAIN_DATE.search(text)
    return iso_of(found) if found else None
