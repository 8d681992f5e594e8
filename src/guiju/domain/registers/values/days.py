"""Days as people write them (日期): 2026.3.1, 2026年3月1日, a date of a workbook; kept as 2026-03-01."""

from __future__ import annotations

from typing import Any

from guiju.domain.registers.model import Field
from guiju.domain.registers.values.unread import Unread, shown
from guiju.domain.validity.written import DateUnread, partial_date

_EARLIEST, _LATEST = 1900, 2199


def date_read(field: Field, raw: Any) -> str:
    """A day; with `partial` also a month or a year."""
    try:
        text = (
            "" if isinstance(raw, bool | list | dict) else partial_date(raw if not isinstance(raw, str) else raw[:40])
        )
    except (DateUnread, OverflowError):
        text = ""
    if not text:
        raise Unread(f"看不懂这个日期：{shown(raw)}。请写成 2026-03-01。", f"No date: {shown(raw)}. Write 2026-03-01.")
    if not _EARLIEST <= int(text[:4]) <= _LATEST:
        raise Unread(
            f"年份要在 {_EARLIEST} 到 {_LATEST} 之间：{shown(raw)}。",
            f"The year must be from {_EARLIEST} to {_LATEST}: {shown(raw)}.",
        )
    if len(text) < 10 and not field.partial:
        raise Unread(f"要写到日：{shown(raw)}。", f"Write the day too: {shown(raw)}.")
    return text
