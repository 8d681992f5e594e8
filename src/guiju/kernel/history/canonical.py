"""Canonical JSON (规范化 JSON, RFC 8785): one text for one value, so that a digest means something.

Written in one pass because imports write thousands of events a second; numbers with a fraction are left to `rfc8785`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring as quote
from pathlib import Path
from uuid import UUID

import rfc8785

_EXACT = 2**53


def moment_text(moment: datetime) -> str:
    """A moment as history writes it: UTC, microseconds, `Z`. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment in history needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of a value.

    Besides JSON's own types it takes moments, days, decimals, identifiers and paths (written as text), tuples and sets
    (as lists) and named tuples (as objects). Raises TypeError for any other type, ValueError for a value JSON cannot
    hold exactly (integers beyond 2⁵³, infinities, lone surrogates).
    """
    return _text(value).encode()


def _text(value: object) -> str:
    kind = type(value)
    if kind is str:
        return quote(value)  # type: ignore[arg-type]
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        if -_EXACT < value < _EXACT:  # type: ignore[operator]
            return str(value)
        raise ValueError(f"{value} is too large for JSON")
    if kind is float:
        return rfc8785.dumps(value).decode()  # type: ignore[arg-type]
    if kind is dict:
        return _object(value)  # type: ignore[arg-type]
    if kind is list:
        return f"[{','.join(map(_text, value))}]"  # type: ignore[call-overload]
    return _text(_plain(value))


def _object(value: dict[object, object]) -> str:
    if not all(type(key) is str for key in value):
        raise TypeError("the keys of an object are texts")
    names: list[str] = sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf16)  # type: ignore[arg-type]
    return f"{{{','.join([f'{quote(name)}:{_text(value[name])}' for name in names])}}}"


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")


def _plain(value: object) -> object:
    """A value of another type in one of JSON's own."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return value._asdict() if hasattr(value, "_asdict") else list(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Decimal | UUID | Path):
        return str(value)
    raise TypeError(f"JSON cannot hold a {type(value).__name__}")
