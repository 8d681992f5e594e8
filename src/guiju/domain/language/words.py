"""One message in Chinese and in English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """A message (文案) in both languages; placeholders are those of `str.format`."""

    zh: str
    en: str

    def pick(self, lang: str, /, **values: object) -> str:
        """The message in `lang` ("zh…" or anything else for English), with its placeholders filled."""
        text = self.zh if lang.startswith("zh") else self.en
        return text.format(**values) if values else text


class WordsError(Exception):
    """An error a person can read: a stable `code`, the message in both languages, and where it happened.

    `remedy` says what to do next. `where` names the place (file, row, cell, page) or is empty.
    """

    def __init__(self, code: str, message: Words, remedy: Words | None = None, where: str = "") -> None:
        super().__init__(code, message, remedy, where)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.where = where

    def say(self, lang: str) -> str:
        """Message and remedy as one text in `lang`."""
        parts = [self.message.pick(lang)]
        if self.remedy is not None:
            parts.append(self.remedy.pick(lang))
        return "".join(parts) if lang.startswith("zh") else " ".join(parts)

    def __str__(self) -> str:
        return f"{self.code}: {self.message.zh}"


NO_WORDS = Words("", "")
