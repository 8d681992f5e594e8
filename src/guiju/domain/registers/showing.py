"""Values as pages show them and as sheets and forms write them (显示与填写)."""

from __future__ import annotations

from typing import Any

from guiju.domain.codes.regions import region
from guiju.domain.registers.model import SEVERAL, Field

_FLAG = {True: ("是", "yes"), False: ("否", "no")}


def value_show(field: Field, value: Any, lang: str) -> str:
    """A value as people read it, with its unit; "" for none."""
    if value is None:
        return ""
    chinese = lang.startswith("zh")
    if field.type in ("number", "computed", "money"):
        unit = ("元" if chinese else "CNY") if field.type == "money" else field.unit.pick(lang)
        plain = field.compute is not None and field.compute.how == "year"
        return f"{value if plain else _grouped(value)}{'' if chinese or not unit else ' '}{unit}"
    if field.type == "flag":
        return _FLAG[bool(value)][0 if chinese else 1]
    if field.type in SEVERAL:
        return ("、" if chinese else ", ").join(_one(field, one, lang) for one in value)
    return _one(field, value, lang)


def value_write(field: Field, value: Any) -> str:
    """A value as a sheet or a form holds it: read again it is the same value."""
    if value is None:
        return ""
    if field.type in SEVERAL:
        return ("\n" if field.type == "list" else "、").join(_one(field, one, "zh") for one in value)
    if field.type == "flag":
        return _FLAG[bool(value)][0]
    return _one(field, value, "zh")


def _one(field: Field, value: Any, lang: str) -> str:
    if field.type in ("choice", "choices"):
        words = field.words_of.get(str(value))
        return words.pick(lang) if words else str(value)
    if field.type == "region":
        known = region(str(value))
        return known.full_name if known else str(value)
    if field.type == "file":
        return str(value.get("name", "")) if isinstance(value, dict) else ""
    return str(value)


def _grouped(value: int | str) -> str:
    whole, dot, rest = str(value).partition(".")
    return f"{int(whole):,}{dot}{rest}" if not whole.startswith("-0") else f"{whole}{dot}{rest}"
