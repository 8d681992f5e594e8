"""Which of the two languages a page is written in (界面语言), and its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import get_language

from guiju.domain.language import Lang, Words, WordsError

_settled: ContextVar[Lang | None] = ContextVar("settled", default=None)


def lang() -> Lang:
    """The language of the page being made: "zh" unless the reader asked for English."""
    return _settled.get() or _active()


@contextmanager
def settled() -> Iterator[None]:
    """While one page is written its language stays as it is: asking for it hundreds of times takes long."""
    token = _settled.set(_active())
    try:
        yield
    finally:
        _settled.reset(token)


def t(zh: str, en: str, /, **values: object) -> str:
    """The text in the reader's language, its `{placeholders}` filled."""
    text = zh if lang() == "zh" else en
    return text.format(**values) if values else text


def words(message: Words, /, **values: object) -> str:
    """A message of the program in the reader's language."""
    return message.pick(lang(), **values)


def called(body: Any) -> str:
    """The name of an organisation: on English pages its English name, where that is known."""
    english = getattr(body, "name_en", "") if lang() == "en" else ""
    return english or str(body.name)


def _active() -> Lang:
    return "en" if (get_language() or "").startswith("en") else "zh"


def as_lang(value: object) -> str:
    """`Words`, or an error carrying them, in the reader's language; any other value as it prints."""
    if isinstance(value, Words):
        return value.pick(lang())
    if isinstance(value, WordsError):
        return value.say(lang())
    return str(value)
