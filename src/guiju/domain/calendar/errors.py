"""What can be wrong with a calendar a place has written (日历数据有误)."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


class CalendarError(WordsError):
    """Days or limits that cannot be read; `where` names the file and the entry."""


def wrong(where: str, zh: str, en: str) -> CalendarError:
    """An error of an entry."""
    return CalendarError("calendar", Words(f"{where}：{zh}", f"{where}: {en}"), where=where)
