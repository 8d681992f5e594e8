"""A document as it was read at hand-in (已读内容), handed to the worker so that it need not read the file again."""

from __future__ import annotations

import json
from typing import Any

import zstandard

from guiju.domain.documents import Block, Document, Place, Unread
from guiju.domain.language import Words

# Above this the blocks are kept compactly while reading; reading twice is then cheaper than holding them all.
_MOST_BLOCKS = 100_000
_MOST_BYTES = 1024**3


def reading_pack(document: Document) -> bytes | None:
    """The document as compressed JSON; None when it is better read again."""
    if len(document.blocks) > _MOST_BLOCKS:
        return None
    value = [document.name, document.format, document.sha256, list(document.blocks), document.unread]
    return zstandard.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def reading_unpack(data: bytes | memoryview) -> Document:
    """What `reading_pack` kept."""
    raw = zstandard.decompress(bytes(data), max_output_size=_MOST_BYTES).decode("utf-8", "surrogatepass")
    name, kind, sha256, blocks, unread = json.loads(raw)
    return Document(
        name=name,
        format=kind,
        sha256=sha256,
        blocks=[Block(text, _place(place), *rest) for text, place, *rest in blocks],
        unread=[Unread(_place(place), Words(*why)) for place, why in unread],
    )


def _place(value: list[Any]) -> Place:
    path, label = value
    return Place(path, Words(*label))
