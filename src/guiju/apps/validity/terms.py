"""How long things are kept (保存期限); said on the pages, kept by the purge."""

from __future__ import annotations

from datetime import datetime, timedelta

ANONYMOUS_DAYS = 7
SIGNED_IN_DAYS = 90
FILE_DAYS = 30


def check_expires(created_at: datetime, *, signed_in: bool) -> datetime:
    """When a check that is not saved goes, verdicts and all."""
    return created_at + timedelta(days=SIGNED_IN_DAYS if signed_in else ANONYMOUS_DAYS)


def file_expires(created_at: datetime, *, signed_in: bool) -> datetime:
    """When the uploaded files go: with an anonymous check, or after a month."""
    return created_at + timedelta(days=FILE_DAYS if signed_in else ANONYMOUS_DAYS)
