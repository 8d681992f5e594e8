"""From a text to the family that can read it."""

from __future__ import annotations

import re

from guiju.domain.numbers import compound, problems
from guiju.domain.numbers.chinese import CHINESE
from guiju.domain.numbers.errors import NumberError
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.fold import fold
from guiju.domain.numbers.model import StandardNumber
from guiju.domain.numbers.reading import Reading
from guiju.domain.numbers.surroundings import trimmings
from guiju.domain.numbers.table import FAMILIES

MAX_LENGTH = 500
"""Longest text, in characters, that is looked at; a number, a list or a file name is shorter."""

_HEAD = re.compile(r"[^\W\d_]*")


def _by_head() -> dict[str, tuple[Family, ...]]:
    heads: dict[str, list[Family]] = {}
    for family in (CHINESE, *FAMILIES):
        for head in family.heads:
            heads.setdefault(head, []).append(family)
    return {head: tuple(families) for head, families in heads.items()}


_BY_HEAD = _by_head()
_UNKNOWN = (CHINESE,)  # TCECS101-2021: the head alone does not tell


def read_single(text: str) -> StandardNumber | None:
    """One number in folded text and nothing else; None when no family knows it, `NumberError` when it is malformed."""
    head = _HEAD.match(text)[0]  # type: ignore[index]  # it matches every text
    families = _BY_HEAD.get(head) or _BY_HEAD.get(head.upper(), _UNKNOWN)
    problem: NumberError | None = None
    for family in families:
        try:
            number = family.read(text)
        except NumberError as error:
            problem = problem or error
        else:
            if number is not None:
                return number
    if problem is not None:
        raise problem
    return None


def read(text: str) -> Reading:
    """Read one text: a number, a range, a list, a pair, or the reason why it is none (never raises).

    Titles, labels, brackets and file extensions around the number are ignored: it is the number of that text.
    A suggestion is always a text that reads as itself.
    """
    reading = _understood(text)
    if reading.suggestion and (form := _understood(reading.suggestion).form) != reading.suggestion:
        reading = reading._replace(suggestion=form)
    return reading


def _understood(text: str) -> Reading:
    if len(text) > MAX_LENGTH:
        return _refusal(text, problems.too_long(MAX_LENGTH))
    folded = fold(text)
    if not folded:
        return _refusal(text, problems.empty())
    problem: NumberError | None = None
    try:
        number = read_single(folded)
        if number is not None:
            return Reading(text, number, number.text, (number,), "single")
    except NumberError as error:
        problem = error
    for trimmed in trimmings(folded):
        try:
            found = compound.read_all(trimmed, read_single)
        except NumberError as error:
            problem = error
        else:
            if found is not None:
                return Reading(text, found.number, found.form, found.members, found.kind, degree=found.degree)
    return _refusal(text, problem or problems.not_a_number(folded))


def _refusal(text: str, error: NumberError) -> Reading:
    return Reading(text, error=error.code, message=error.message, suggestion=error.suggestion)


def parse(text: str) -> StandardNumber:
    """The one number in the text, or `NumberError`; several numbers (range, list) are an error here: use `read`."""
    reading = read(text)
    if reading.number is not None:
        return reading.number
    if reading.members:
        raise problems.several(reading.form)
    raise NumberError(reading.error, reading.message, reading.suggestion)


def normalise(text: str) -> str:
    """The normal form, or the folded text when it is no number; `normalise(normalise(s)) == normalise(s)`.

    A form that would not read back as itself is not trusted: then the folded text is returned.
    """
    form = read(text).form
    return form if form and read(form).form == form else fold(text)
