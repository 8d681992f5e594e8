"""Canonical JSON (规范化 JSON, RFC 8785): one text for one value, so that a digest means something."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import rfc8785

_EXACT = 2**53
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
_AS_TEXT = (Decimal, UUID, Path)


def moment_text(moment: datetime) -> str:
    """A moment as history writes it: UTC, microseconds, `Z`. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment in history needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def plain(value: object) -> object:
    """The value in JSON's own types: days and moments as text, decimals as text, tuples and sets as lists."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, _AS_TEXT):
        return str(value)
    raise TypeError(f"history cannot hold a {type(value).__name__}")


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of a value made of JSON's own types. Raises ValueError for what JSON cannot hold exactly."""
    # The C encoder of the standard library writes the same bytes wherever no number needs care and all keys are ASCII.
    return _ENCODE(value).encode() if _is_simple(value) else rfc8785.dumps(value)  # type: ignore[arg-type]


def _is_simple(value: object) -> bool:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return -_EXACT < value < _EXACT  # type: ignore[operator]
    if kind is dict:
        return all(type(k) is str and k.isascii() and _is_simple(v) for k, v in value.items())  # type: ignore[attr-defined]
    if kind is list:
        return all(map(_is_simple, value))  # type: ignore[call-overload]
    return False
