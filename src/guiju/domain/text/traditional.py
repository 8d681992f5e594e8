"""The step that writes Traditional characters as Simplified ones (繁体转简体), by OpenCC's dictionaries."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Protocol

from guiju.domain.language import Words
from guiju.domain.text.model import Repair, Rewrite, Step
from guiju.domain.text.offsets import Edit, OffsetMap

TRADITIONAL_WORDS = Words("繁体字改为简体字", "Traditional characters written as Simplified")

DOUBTFUL = frozenset("乾著藉瞭餘徵覆麼於鍾甦慾摺")
"""Characters that Simplified Chinese also uses, with another meaning: the dictionary decides, a person may differ."""

_RARE = "\uf900"
_PIECE = re.compile(r"[^\n。，；：、]*[\n。，；：、]?")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    """OpenCC with its dictionaries, loaded when the first text needs them."""
    converter: _Converter = import_module("opencc").OpenCC("t2s")
    return converter


@cache
def _changing() -> frozenset[str]:
    """Characters that are written otherwise in Simplified Chinese, alone or in some phrase."""
    known = "".join(map(chr, range(0x2E80, 0xA000)))
    written = _converter().convert("\n".join(known)).split("\n")
    return DOUBTFUL.union(one for one, new in zip(known, written, strict=True) if one != new)


def simplified(text: str) -> str:
    """A text in Simplified characters, without an account of what changed."""
    if text.isascii() or (_changing().isdisjoint(text) and max(text) < _RARE):
        return text
    return _converter().convert(text)


def _changes(text: str, new: str, offset: int) -> tuple[list[Edit], list[Repair]]:
    """The edits and repairs of one piece; where its length changed, the piece is one edit."""
    if len(new) != len(text):
        repair = Repair(offset, text, new, TRADITIONAL_WORDS, False)
        return [Edit(offset, offset + len(text), len(new))], [repair]
    repairs: list[Repair] = []
    start = 0
    size = len(text)
    while start < size:
        if text[start] == new[start]:
            start += 1
            continue
        end = start + 1
        while end < size and text[end] != new[end]:
            end += 1
        certain = DOUBTFUL.isdisjoint(text[start:end])
        repairs.append(Repair(offset + start, text[start:end], new[start:end], TRADITIONAL_WORDS, certain))
        start = end
    return [], repairs


def _traditional(text: str) -> Rewrite | None:
    if text.isascii():
        return None
    new = _converter().convert(text)
    if new == text:
        return None
    if len(new) == len(text):
        edits, repairs = _changes(text, new, 0)
        return Rewrite(new, OffsetMap(edits), repairs)
    return _piece_by_piece(text)


def _piece_by_piece(text: str) -> Rewrite:
    """The conversion clause by clause, so that a phrase whose length changes moves no other clause's offsets."""
    pieces: list[str] = []
    edits: list[Edit] = []
    repairs: list[Repair] = []
    for match in _PIECE.finditer(text):
        new = _converter().convert(match.group())
        more_edits, more_repairs = _changes(match.group(), new, match.start())
        pieces.append(new)
        edits += more_edits
        repairs += more_repairs
    return Rewrite("".join(pieces), OffsetMap(edits), repairs)


TRADITIONAL_STEP = Step("traditional", TRADITIONAL_WORDS, _traditional)
