"""Days as the API reads them (日期参数)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from guiju.domain.language import Words
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.api.problems import ApiError

_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day_read(text: str, where: str) -> date:
    """The day written, in any usual way; today when nothing is. Raises `ApiError`."""
    try:
        day = whole_day(text) or timezone.localdate()
    except (DateUnread, ValueError, OverflowError) as error:
        raise _unread(text, where) from error
    if not _EARLIEST <= day <= _LATEST:
        raise _unread(text, where)
    return day


def known_read(text: str) -> date | None:
    """The day as of whose knowledge something is asked; None is now. Raises `ApiError`."""
    return day_read(text, "known_on") if text.strip() else None


def _unread(text: str, where: str) -> ApiError:
    message = Words(f"看不懂这个日期：{text}。", f"This date cannot be read: {text}.")
    return ApiError(422, "day", message, Words("请写成 2026-03-01。", "Write it as 2026-03-01."), where)
