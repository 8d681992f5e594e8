"""Plain text: one block a line; lines that cut a number or a title in two are joined (纯文本)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from guiju.domain.documents.decoding import decode
from guiju.domain.documents.limits import Limits, refuse_long_text, refuse_many_blocks
from guiju.domain.documents.model import Block, Document, Place, Unread
from guiju.domain.language import Words

_MOST_JOINED = 4
_CUT_NUMBER = re.compile(r"(?:[A-Za-z]{1,8}(?:[/／][A-Za-z]{0,8})?|[A-Za-z/／].{0,24}\d\s?[-—–－:：/／～~])\s*$")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_GOES_ON = re.compile(r"\s*[\d(（]")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read text in UTF-8, UTF-16, GB18030 or Big5, with or without a byte-order mark."""
    text, lost = decode(data)
    refuse_long_text(len(text), name, limits)
    document = Document(name=name, format="txt", sha256=hashlib.sha256(data).hexdigest())
    for line, chunk in joined_lines(text):
        if chunk.strip():
            document.blocks.append(Block(chunk, Place(f"line/{line}", line_label(line))))
            refuse_many_blocks(len(document.blocks), name, limits)
    if lost:
        document.unread.append(undecodable(lost))
    return document


def undecodable(count: int) -> Unread:
    """The remark that some characters are in no encoding we know."""
    why = Words(f"有 {count} 个字符无法识别编码", f"{count} characters are in no known encoding")
    return Unread(Place("encoding", Words("全文", "whole text")), why)


def line_label(line: int) -> Words:
    """How a person names a line, counted from 1."""
    return Words(f"第 {line} 行", f"line {line}")


def joined_lines(text: str) -> Iterator[tuple[int, str]]:
    """(line counted from 1, text) pairs; a line that ends inside a number or a 《title》 takes the next ones along."""
    held: list[str] = []
    first = 1
    for line, content in enumerate(_lines(text), start=1):
        if not held:
            first = line
        held.append(content)
        if len(held) < _MOST_JOINED and _is_cut(held[-1]):
            continue
        yield from _settled(first, held)
        held = []
    if held:
        yield from _settled(first, held)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text one by one, as tens of millions of them would fill the memory together."""
    at = 0
    for cut in _LINE_END.finditer(text):
        yield text[at : cut.start()]
        at = cut.end()
    yield text[at:]


def _is_cut(line: str) -> bool:
    return line.rfind("《") > line.rfind("》") or _CUT_NUMBER.search(line[-40:]) is not None


def _settled(first: int, held: list[str]) -> Iterator[tuple[int, str]]:
    """Join what belongs together; give lines back one by one where the next one does not go on."""
    at = 0
    while at < len(held):
        end = at + 1
        while end < len(held) and _joins(held[end - 1], held[end]):
            end += 1
        yield first + at, "\n".join(held[at:end])
        at = end


def _joins(line: str, following: str) -> bool:
    if line.rfind("《") > line.rfind("》"):
        return "》" in following
    return _CUT_NUMBER.search(line[-40:]) is not None and _GOES_ON.match(following) is not None
