"""How days, counts and sizes are written on a page (日期与数字格式)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from guiju.web.language import lang, t

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SIZES = ("B", "KB", "MB", "GB", "TB")


def count(value: float) -> str:
    """A count with its thousands apart: 4523 → "4,523"."""
    return f"{value:,}"


def number(value: Decimal | float | int) -> str:
    """12,345 or 55.5: thousands apart, at most two decimals and no empty ones."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(value: date | datetime | str | None, unknown: str = "—") -> str:
    """A day as tables write it, as precise as it is known: "2026-03-01", "2026-03", "2026"; a dash when unknown."""
    if isinstance(value, datetime):
        value = _local(value).date()
    return (value.isoformat() if isinstance(value, date) else value) or unknown


def long_day(value: date | datetime | str | None, unknown: str = "—") -> str:
    """A day as sentences write it: "2026年3月1日", "1 March 2026"; partial dates keep their precision."""
    text = day(value, "")
    if not text:
        return unknown
    year, month, of_month = (*text.split("-"), "", "")[:3]
    if lang() == "zh":
        return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(of_month)}日" if of_month else "")
    return " ".join(part for part in (of_month.lstrip("0"), month and _MONTHS[int(month) - 1], year) if part)


def moment(value: datetime | None, unknown: str = "—") -> str:
    """A moment in the installation's time zone: "2026-03-01 09:30"."""
    return f"{_local(value):%Y-%m-%d %H:%M}" if value else unknown


def age(days: int | None) -> str:
    """How long ago a thing was said, in the largest unit that fits: 4100 days → "11 年前"."""
    if days is None:
        return t("日期不详", "date not stated")
    for size, zh, one, many in (
        (365, "年", "year", "years"),
        (30, "个月", "month", "months"),
        (1, "天", "day", "days"),
    ):
        if days >= size:
            n = days // size
            return t("{n} {zh}前", "{n} {en} ago", n=n, zh=zh, en=one if n == 1 else many)
    return t("今天", "today")


def duration(seconds: float) -> str:
    """A stretch of time left or taken: "约 3 分钟", "about 3 minutes"."""
    if seconds < 60:
        n = max(1, round(seconds))
        return t("{n} 秒", "{n} s", n=n)
    return t("约 {n} 分钟", "about {n} min", n=round(seconds / 60))


def file_size(size: int) -> str:
    """The size of a file: 52428800 → "50 MB"."""
    value, unit = float(size), _SIZES[0]
    for unit in _SIZES:
        if value < 1024 or unit == _SIZES[-1]:
            break
        value /= 1024
    return f"{value:.0f} {unit}" if value >= 10 or unit == "B" else f"{value:.1f} {unit}"


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
