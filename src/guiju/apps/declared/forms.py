"""A register's form (登记表单): one control for each field, filled with what was typed or is on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import QueryDict

from guiju.domain.language import Words
from guiju.domain.registers import Field, value_write
from guiju.domain.registers.model import SEVERAL

_WIDTH = {"number": "short", "money": "short", "date": "date"}
_HINTS = {
    "date": Words("如 2026-03-01、2026年3月1日", "Such as 2026-03-01"),
    "region": Words("写全称或六位代码，如 广东省中山市", "In full or by its code: 广东省中山市, 442000"),
    "organisation": Words(
        "全称；可在括号里写统一社会信用代码", "Full name; 统一社会信用代码 in brackets where it is known"
    ),
    "standard": Words("如 GB/T 1.1-2020", "Such as GB/T 1.1-2020"),
    "standards": Words("几个之间用顿号或换行", "One a line"),
    "list": Words("每行一项", "One a line"),
    "money": Words("单位为元；可以写 12.5万元", "In yuan; 12.5万元 will do"),
    "committee": Words("如 SAC/TC 286", "Such as SAC/TC 286"),
    "link": Words("https:// 开头", "From https:// on"),
    "record": Words("写对方登记的编号", "The number of the other record"),
}


class Control(NamedTuple):
    """One control: its field, kind, label, hint, what stands in it, options, and what is wrong with it."""

    field: Field
    kind: str
    label: str
    hint: str
    value: Any
    options: list[tuple[str, str]]
    error: Words | None
    width: str
    optional: bool


def typed_of(fields: Iterable[Field], post: QueryDict) -> dict[str, Any]:
    """What was typed, by field; files come another way."""
    typed: dict[str, Any] = {}
    for one in fields:
        if one.compute is not None or one.type == "file":
            continue
        if one.type == "choices":
            typed[one.code] = post.getlist(one.code)[:400]
        elif one.code in post:
            typed[one.code] = post.get(one.code, "")
    return typed


def controls(
    fields: Iterable[Field], typed: Mapping[str, Any], held: Mapping[str, Any], errors: Mapping[str, Words], lang: str
) -> list[Control]:
    """The controls of a form; what was typed stands before what is on record."""
    fields = list(fields)
    by_code = {one.code: one for one in fields}
    made = []
    for one in fields:
        if one.compute is not None:
            continue
        value = typed[one.code] if one.code in typed else _written(one, held.get(one.code))
        kind, options = _kind(one, lang)
        made.append(
            Control(
                one, kind, _label(one, lang), _asked_when(one, by_code, lang) + _hint(one, lang), value, options,
                errors.get(one.code), _WIDTH.get(one.type, ""), not one.required,
            )
        )  # fmt: skip
    return made


def _kind(one: Field, lang: str) -> tuple[str, list[tuple[str, str]]]:
    if one.type == "choice":
        blank = Words("请选择", "Choose").pick(lang)
        return "select", [("", blank), *((option.code, option.words.pick(lang)) for option in one.options)]
    if one.type == "choices":
        return "choices", [(option.code, option.words.pick(lang)) for option in one.options]
    if one.type == "flag":
        yes, no, unsaid = Words("是", "Yes"), Words("否", "No"), Words("未填", "Not said")
        return "select", [("", unsaid.pick(lang)), ("是", yes.pick(lang)), ("否", no.pick(lang))]
    if one.type == "file":
        return "file", []
    return ("textarea" if one.type == "long_text" or one.type in SEVERAL else "text"), []


def _written(one: Field, value: Any) -> Any:
    if one.type == "choices":
        return value or []
    if one.type == "choice":
        return value or ""
    return value_write(one, value)


def _label(one: Field, lang: str) -> str:
    unit = one.unit.pick(lang)
    if one.type == "money":
        unit = Words("元", "CNY").pick(lang)
    name = one.name.pick(lang)
    if not unit or unit.casefold() == name.casefold():
        return name
    return f"{name}（{unit}）" if lang.startswith("zh") else f"{name} ({unit})"


def _asked_when(one: Field, by_code: Mapping[str, Field], lang: str) -> str:
    """When a field that is not always required is: the other field and its values, as the form writes them."""
    zh = lang.startswith("zh")
    said = []
    for code, values in one.required_when.items():
        other = by_code.get(code)
        if other is not None:
            options = [words.pick(lang) for value in values if (words := other.words_of.get(value)) is not None]
            name = other.name.pick(lang)
            said.append(f"“{name}”为{'、'.join(options)}" if zh else f"“{name}” is {' or '.join(options)}")
    if not said:
        return ""
    return f"{'，或'.join(said)}时必填。" if zh else f"Required where {', or '.join(said)}. "


def _hint(one: Field, lang: str) -> str:
    own = one.hint.pick(lang)
    if one.personal and one.type != "file":
        private = Words("个人信息，不对公众显示。", "Personal data, not shown to the public.").pick(lang)
        own = f"{private}{'' if lang.startswith('zh') else ' '}{own}"
    return own or (_HINTS[one.type].pick(lang) if one.type in _HINTS else "")
