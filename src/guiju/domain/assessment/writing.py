"""Writing the declaration of a scheme (写出考核方案): `loading` the other way, in one order, without comments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

_ORDER = (
    "code", "version", "words", "purpose", "assessed", "starts", "ends", "decimals", "full", "late", "ties",
)  # fmt: skip
_VERSION = re.compile(r"^(version[ \t]*=[ \t]*)\d+", re.MULTILINE)
_FIRST_TABLE = re.compile(r"^\s*\[", re.MULTILINE)
_STRINGS = re.compile(r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)


def scheme_values(text: str) -> dict[str, Any]:
    """What stands in a declaration, as plain values; numbers as they are written. Raises ValueError for no TOML."""
    return tomllib.loads(text, parse_float=Decimal)


def scheme_write(values: Mapping[str, Any]) -> str:
    """A declaration of these values: texts, whole and exact numbers, days, flags, lists and tables of them."""
    lines = [f"{key} = {_value(values[key])}" for key in _ORDER if key in values]
    if values.get("levels"):
        lines += ["levels = [", *(f"  {_value(level)}," for level in values["levels"]), "]"]
    for row in values.get("asked", ()):
        lines += ["", "[[asked]]", *_pairs(row.items())]
    for kind in ("groups", "indicators"):
        for code, row in values.get(kind, {}).items():
            lines += ["", f"[{kind}.{code}]", *_pairs(row.items())]
    return "\n".join(lines) + "\n"


def scheme_renumbered(text: str, version: int) -> str:
    """The same declaration, comments and all, as this version of its scheme. What holds no version stays as it is."""
    first = _FIRST_TABLE.search(text)
    end = first.start() if first else len(text)
    return _VERSION.sub(rf"\g<1>{version}", text[:end], count=1) + text[end:]


def comments_in(text: str) -> int:
    """How many comments a declaration carries (注释): what writing it anew leaves out."""
    return sum("#" in line for line in _STRINGS.sub('""', text).splitlines())


def _pairs(items: Iterable[tuple[str, Any]]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in items]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain if _exact(value) else _text(plain)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value.items())) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(value)


def _exact(number: Decimal) -> bool:
    """Whether a reader that keeps seventeen figures gives back this number."""
    return number.is_finite() and Decimal(str(float(number))) == number


def _text(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign >= " " and sign != "\x7f" else f"\\u{ord(sign):04x}" for sign in safe) + '"'
