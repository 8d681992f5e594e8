"""Which of the two languages a page is written in (界面语言), and its words."""

from __future__ import annotations

from django.utils.translation import get_language

from guiju.domain.language import Lang, Words, WordsError


def lang() -> Lang:
    """The language of the page being made: "zh" unless the reader asked for English."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def t(zh: str, en: str, /, **values: object) -> str:
    """The text in the reader's language, its `{placeholders}` filled."""
    return Words(zh, en).pick(lang(), **values)


def words(message: Words, /, **values: object) -> str:
    """A message of the program in the reader's language."""
    return message.pick(lang(), **values)


def as_lang(value: object) -> str:
    """`Words`, or an error carrying them, in the reader's language; any other value as it prints."""
    if isinstance(value, Words):
        return value.pick(lang())
    if isinstance(value, WordsError):
        return value.say(lang())
    return str(value)
