"""Facts as the platforms write them (平台字段): codes, units, kinds, addresses."""

from __future__ import annotations

import re
from typing import Any

_BETWEEN_CODES = re.compile(r"[,，;；、/\s]+")
_CCS = re.compile(r"([A-Z])\s*(\d{2})(?:\s*/\s*\d{2})?")
_HASH = re.compile(r"[0-9A-Fa-f]{32}")
_KINDS = {"推标": "推荐", "强标": "强制", "指导": "指导"}
_MOST = 300


def ics_codes(text: str) -> list[str]:
    """`"97.200.50;97.200"` → both."""
    return [code for code in _BETWEEN_CODES.split(text) if code][:_MOST]


def ccs_codes(text: str) -> list[str]:
    """`"Y 57"` → Y57."""
    found = [f"{letter}{digits}" for letter, digits in _CCS.findall(text.upper())]
    return list(dict.fromkeys(found)) or ([text] if text else [])


def units(text: str) -> list[str]:
    """Organisations between 顿号; a comma belongs to a name ("Co., Ltd")."""
    return [unit for part in text.split("、") if (unit := part.strip(" ,，;；。"))][:_MOST]


def nature_of(kind: str) -> str:
    """推标 is 推荐, 强标 is 强制; other words as they stand."""
    return _KINDS.get(kind, kind)


def hash_in(value: Any) -> str:
    """The 32 hexadecimal digits by which the platforms address a standard; "" when there are none."""
    found = _HASH.search(value[:500]) if isinstance(value, str) else None
    return found[0] if found else ""
