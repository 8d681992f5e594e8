"""Read one Chinese number out of folded text."""

from __future__ import annotations

import re

from guiju.domain.numbers import problems, years
from guiju.domain.numbers.chinese.bodies import read_enterprise, read_glued, read_group
from guiju.domain.numbers.chinese.build import build
from guiju.domain.numbers.chinese.local import read_local
from guiju.domain.numbers.chinese.nearest import misread_prefix, nearest_prefix
from guiju.domain.numbers.chinese.prefixes import Prefix, printed
from guiju.domain.numbers.chinese.serials import PLAIN, SERIALS
from guiju.domain.numbers.chinese.spelling import split_prefix
from guiju.domain.numbers.chinese.tail import capitals
from guiju.domain.numbers.errors import NumberError
from guiju.domain.numbers.model import StandardNumber

_PLAIN = re.compile(r"([A-Z]{2,5}(?:/[TZ])?) ?(\d{1,7})(?:\.(\d{1,4}(?:\.\d{1,4})?))?(?:-(\d{4}))?", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)[-_ :/](?=[A-Za-z])", re.ASCII)
_OWNED = re.compile(r"(?P<stem>JJ ?[GF]) ?[(\[](?P<owner>[\u4e00-\u9fff]{1,8})[)\]]")
_TIANJIN = re.compile(r"[ _-]?29-\d")
_CLASS = re.compile(r"[ _-]?([A-Z])(?=[ _-]?\d)", re.ASCII)
_PREFIXES = printed()
_FAST = frozenset({"plain", "national", "owned"})


def read(text: str) -> StandardNumber | None:
    """The Chinese number that the text is, None when it is none, `NumberError` when it is malformed."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        head, serial, part, year = plain.groups("")
        prefix = _PREFIXES.get(head)
        if (
            prefix is not None
            and prefix.style in _FAST
            and (year in years.PLAUSIBLE or (not year and part not in years.PLAUSIBLE))
        ):
            printed_text = f"{head} {serial}" + (f".{part}" if part else "") + (f"-{year}" if year else "")
            return StandardNumber(
                prefix.publisher, prefix.level, prefix.nature, prefix.text, serial, part, "." if part else "", year,
                printed_text,
            )  # fmt: skip
    return _read_loose(text)


def _read_loose(text: str) -> StandardNumber | None:
    reader = _BY_LETTER.get(text[:1].upper())
    if reader is not None and (number := reader(text)) is not None:
        return number
    split = split_prefix(text)
    if split is not None:
        return _read_known(text, *split)
    number = read_glued(text)
    if number is not None:
        return number
    if (early := _YEAR_FIRST.match(text)) and (late := _undated(text[early.end() :])):
        raise problems.year_first(f"{late}-{early['year']}")
    _refuse_unknown(text)
    return None


def _read_known(text: str, prefix: Prefix, rest: str) -> StandardNumber:
    again = split_prefix(rest.lstrip(" /_-"))
    if again is not None and not any(char.isdigit() for char in text[: len(text) - len(again[1])]):
        raise _doubled(text, prefix, *again)
    if prefix.style == "classed" and (letter := _CLASS.match(capitals(rest))):
        prefix, rest = prefix._replace(text=f"{prefix.text} {letter[1]}"), rest[letter.end() :]
    if prefix.publisher == "db" and _TIANJIN.match(rest):
        prefix = prefix._replace(level="engineering", style="construction")
    return build(prefix, rest, SERIALS[prefix.style])


def _doubled(text: str, outer: Prefix, inner: Prefix, rest: str) -> NumberError:
    prefix = outer if outer.text.startswith(inner.text) else inner
    try:
        suggestion = build(prefix, rest, SERIALS[prefix.style]).text
    except NumberError:
        suggestion = ""
    return problems.doubled_prefix(f"{outer.text} {inner.text}", suggestion)


def _read_owned(text: str) -> StandardNumber | None:
    """A regulation of a department or region: JJG(交通) 023-2020."""
    found = _OWNED.match(capitals(text))
    if found is None:
        return None
    general = _PREFIXES[found["stem"].replace(" ", "")]
    prefix = general._replace(text=f"{general.text}({found['owner']})")
    return build(prefix, text[found.end() :], PLAIN)


_BY_LETTER = {"D": read_local, "T": read_group, "Q": read_enterprise, "J": _read_owned}


def _undated(text: str) -> str:
    try:
        number = read(text)
    except NumberError:
        return ""
    return number.text if number is not None and not number.year else ""


def _refuse_unknown(text: str) -> None:
    found = misread_prefix(capitals(text)) or nearest_prefix(capitals(text))
    if found is None:
        return
    unknown, nearest, rest = found
    suggestion = ""
    if nearest is not None:
        try:
            suggestion = build(nearest, rest, SERIALS[nearest.style]).text
        except NumberError:
            suggestion = ""
    raise problems.unknown_prefix(unknown, suggestion)
