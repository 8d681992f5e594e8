"""A value that cannot be read (取值有误)."""

from __future__ import annotations

from guiju.domain.language import Words


class Unread(ValueError):
    """Why a value is none of its field, with what would be."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.words = Words(zh, en)


def shown(raw: object) -> str:
    """A value as a message quotes it: short, on one line."""
    return " ".join(str(raw)[:80].split())[:40]
