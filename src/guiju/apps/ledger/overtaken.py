"""What somebody is told who was not the first to change something (他人已先改动)."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


def overtaken() -> WordsError:
    """Somebody else was faster."""
    message = Words("刚才有人改过这里。", "Somebody else has just changed this.")
    return WordsError("stale", message, Words("请看过现在的内容再改。", "Look at it as it is now, then change it."))
