"""Cuts a text into pieces (切分): words, phrases in quotes, `name:value`, each wanted or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_OTHER_SPACE = re.compile(r"[\x00-\x1f\x7f《》〈〉『』]+")
_SPACE = re.compile(r"\s*")
_MINUS = re.compile(r"[-－](?=[^\s\-－])")
_NAME = re.compile(r"([A-Za-z_\u3400-\u9fff]{1,30})(?:[:：]|(?=[<>≤≥＜＞]))")
_QUOTED = r'"[^"]*"|“[^”]*”|「[^」]*」'
_PHRASE = re.compile(_QUOTED)
_RUN = re.compile(r'[^\s"“”「」]+')
_VALUE = re.compile(rf'(?:{_QUOTED}|[^\s"“”「」])+')
_ITEM = re.compile(rf"{_QUOTED}|[^,，、|;；]+")
_MARKS = re.compile(r'["“”「」]+')


class Piece(NamedTuple):
    """A field's `name` with its `value`, or a word or phrase (`name` ""); `minus`: not wanted."""

    name: str
    value: str
    minus: bool = False
    phrase: bool = False


def pieces(text: str, is_name: Callable[[str], bool]) -> Iterator[Piece]:
    """The pieces of a text; what is no piece (a lone quotation mark) is passed over."""
    text = _OTHER_SPACE.sub(" ", text)
    at = 0
    while (at := _skip(text, at)) < len(text):
        begun = at
        if minus := _MINUS.match(text, at) is not None:
            at += 1
        name, at = _name(text, at, is_name)
        if name:
            value = _value(text, at, is_name)
            at = value.end() if value else at
            yield Piece(name, value[0].strip() if value else "", minus)
        elif phrase := _PHRASE.match(text, at):
            at = phrase.end()
            if inner := unquoted(phrase[0]):
                yield Piece("", inner, minus, phrase=True)
        elif run := _RUN.match(text, at):
            at = run.end()
            yield Piece("", run[0], minus)
        at = max(at, begun + 1)


def items(value: str) -> list[str]:
    """The values of a list, apart by commas outside quotation marks."""
    return [item for found in _ITEM.findall(value) if (item := unquoted(found))]


def unquoted(text: str) -> str:
    """A text without quotation marks, its spaces single."""
    return " ".join(_MARKS.sub(" ", text).split())


def quoted(text: str) -> str:
    """A text as one item of a list: in quotation marks where it could be taken for more."""
    return text if re.fullmatch(r'[^\s"“”「」,，、|;；]+', text) else f'"{text}"'


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _name(text: str, at: int, is_name: Callable[[str], bool]) -> tuple[str, int]:
    found = _NAME.match(text, at)
    return (found[1], found.end()) if found and is_name(found[1]) else ("", at)


def _value(text: str, at: int, is_name: Callable[[str], bool]) -> re.Match[str] | None:
    """The value right behind a colon, or after a space, unless that is a piece of its own."""
    apart = _skip(text, at)
    if apart > at and (_MINUS.match(text, apart) or _name(text, apart, is_name)[0]):
        return None
    return _VALUE.match(text, apart)
