"""The cited blocks of text (引用原文), kept so that a verdict leads to its place in one click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from guiju.domain.documents import Document

Passages = dict[str, dict[str, str]]
_AROUND = 300


class Piece(NamedTuple):
    """A piece of a passage; `nth` is the position of its citation in the file, None between citations."""

    text: str
    nth: int | None


def passages_of(documents: Sequence[Document], result: Mapping[str, Any]) -> Passages:
    """File position → place → text, for the places that hold a citation."""
    kept: Passages = {}
    for position, (document, file) in enumerate(zip(documents, result["files"], strict=False)):
        cited = {citation["place"] for citation in file["citations"]}
        kept[str(position)] = {block.place.path: block.text for block in document.blocks if block.place.path in cited}
    return kept


def pieces(text: str, citations: Iterable[tuple[int, Mapping[str, Any]]]) -> list[Piece]:
    """A passage cut at its citations, in order: `citations` are (index in the file, citation) of this place.

    Of what stands between them, at most `_AROUND` characters beside each citation are kept.
    """
    cut: list[Piece] = []
    at = 0
    for index, citation in sorted(citations, key=lambda item: item[1]["start"]):
        start, end = citation["start"], citation["end"]
        if start < at:
            continue
        if start > at:
            cut.append(Piece(_clipped(text, at, start, follows=bool(cut)), None))
        cut.append(Piece(text[start:end], index))
        at = end
    if at < len(text):
        end = min(len(text), at + _AROUND)
        cut.append(Piece(text[at:end] + ("…" if end < len(text) else ""), None))
    return cut


def _clipped(text: str, start: int, end: int, *, follows: bool) -> str:
    """The text in front of a citation without its middle; without its beginning when no citation stands before it."""
    head = start + _AROUND if follows else start
    tail = end - _AROUND
    return text[start:end] if tail <= head else f"{text[start:head]}…{text[tail:end]}"


def excerpt(text: str, start: int, end: int, around: int = 32) -> tuple[str, str, str]:
    """(before, cited, after) with at most `around` characters on each side."""
    before = text[max(0, start - around) : start]
    after = text[end : end + around]
    if start > around:
        before = "…" + before
    if end + around < len(text):
        after += "…"
    return before, text[start:end], after
