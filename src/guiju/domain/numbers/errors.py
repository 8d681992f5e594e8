"""Why a text is no standard number."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


class NumberError(WordsError):
    """A malformed standard number (编号有误): a code, a reason in both languages, the nearest well-formed reading.

    `suggestion` is the normal form of that reading, or "" when there is none.
    """

    def __init__(self, code: str, message: Words, suggestion: str = "") -> None:
        super().__init__(code, message)
        self.suggestion = suggestion
