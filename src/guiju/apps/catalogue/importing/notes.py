"""What an adapter finds wrong with a row (读取问题), said with its place."""

from __future__ import annotations

from guiju.apps.catalogue.importing.record import Problem, Row
from guiju.domain.language import Words
from guiju.domain.numbers import NumberError, parse


def noted(place: Words, field: str, code: str, zh: str, en: str) -> Problem:
    """Something of the row was left out; the rest is taken."""
    return Problem(place, field, code, Words(zh, en), fatal=False)


def left_out(place: Words, code: str, zh: str, en: str, field: str = "") -> Row:
    """A row that cannot be taken at all, and why."""
    return Row(place, {}, (Problem(place, field, code, Words(zh, en), fatal=True),))


def no_object(place: Words) -> Row:
    """A line or item that should be a JSON object and is none."""
    return left_out(place, "not_an_object", "不是 JSON 对象", "It is no JSON object")


def unread_number(place: Words, text: str) -> Row | None:
    """The row left out for a number no grammar knows; None when it can be read."""
    try:
        parse(text)
    except NumberError as error:
        if not text:
            return left_out(place, "no_number", "没有标准编号", "It has no standard number", "number")
        return left_out(place, error.code, f"{text}：{error.message.zh}", f"{text}: {error.message.en}", "number")
    return None
