"""JSON values as they are kept: canonical, compressed (Zstandard)."""

from __future__ import annotations

import json
from typing import Any

import zstandard

from guiju.domain.validity.result import canonical

_MOST_BYTES = 1024**3


def pack(value: dict[str, Any]) -> bytes:
    """Canonical JSON, compressed."""
    return pack_text(canonical(value))


def pack_text(text: bytes) -> bytes:
    """The same, of JSON that is canonical already."""
    return zstandard.compress(text, 3)


def unpack(data: bytes | memoryview) -> dict[str, Any]:
    """What `pack` kept."""
    value: dict[str, Any] = json.loads(zstandard.decompress(bytes(data), max_output_size=_MOST_BYTES))
    return value
