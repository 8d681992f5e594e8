"""Marks of secrecy and of internal papers (密级与内部标志): such files are refused before anything is stored.

Only a line that is nothing but the mark counts; the same words in running text, in a heading or as a value in a table
are just words. The form of the mark (密级★保密期限, 秘密★10年) is the one official papers print on their first page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guiju.domain.documents.errors import problem
from guiju.domain.documents.model import Block, Document
from guiju.domain.documents.sheets.blocks import CellBlocks

_FIRST_PAGE = 30
_PAGE_EDGE = 4
_LONGEST_MARK = 40
_IGNORED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad·•|_]+")
_EDGES = "【】[]()〔〕<>《》“”\"'「」：:"
_URGENCY = r"(?:特急|加急|平急|特提|急件|急)?"
_STARRED = re.compile(
    r"(?:份号[:：]?)?\d{0,8}(?:密级[:：]?|定密[:：]?)?((?:绝密|机密|秘密|内部(?:资料|文件|材料)?)[★☆✩⭐]\ufe0f?)"
    r"(?:[^。，,；;、]{0,12})?"
)
_PLAIN = re.compile(
    r"(?:份号[:：]?)?\d{0,8}((?:密级[:：]?)?(?:绝密|机密|秘密))(?:\d{1,2}(?:年|个月|月|天|日)|长期)?" + _URGENCY
)
_INTERNAL = re.compile(
    r"((?:密级[:：]?|仅供|仅限|限)?内部(?:资料|文件|材料|使用|参考|发行|刊物|传阅|掌握|公开|事项|工作资料|学习资料)*)"
    r"((?:[,，、;；.。—-]*(?:注意保存|注意保密|妥善保管|妥善保存|严禁外传|不得外传|请勿外传|不准外传|严禁翻印|"
    r"不得翻印|免费交流|不得公开|切勿外传|会后收回|阅后收回))*)[.。]?"
)


def refuse_secret(document: Document) -> None:
    """Raise `DocumentError` secret when the document bears a mark of secrecy or of an internal paper."""
    blocks = document.blocks
    texts = blocks.texts if isinstance(blocks, CellBlocks) else (block.text for block in blocks)
    for index, text in enumerate(texts):
        if "密" not in text and "内" not in text:
            continue
        block = blocks[index]
        for line in _lines(block, document.format):
            mark = _mark(line, block, index < _FIRST_PAGE)
            if mark:
                raise problem("secret", document.name, where=block.place.label.zh, mark=mark)


def _lines(block: Block, form: str) -> Iterator[str]:
    """Lines short enough to be a mark; of a whole page only those near its edges."""
    lines = re.split(r"[\n\t]", block.text)
    if form == "pdf" and len(lines) > 2 * _PAGE_EDGE:
        lines = [line for line in lines if "★" in line] + lines[:_PAGE_EDGE] + lines[-_PAGE_EDGE:]
    for line in lines:
        squeezed = _IGNORED.sub("", unicodedata.normalize("NFKC", line[:200])).strip(_EDGES)
        if 0 < len(squeezed) <= _LONGEST_MARK:
            yield squeezed


def _mark(line: str, block: Block, is_first_page: bool) -> str:
    starred = _STARRED.fullmatch(line)
    if starred:
        return starred.group(1)
    on_edge = block.kind in {"header", "footer", "textbox"}
    if not on_edge and not is_first_page:
        return ""
    internal = _INTERNAL.fullmatch(line)
    if internal and internal.group(2):
        return line
    if block.kind in {"cell", "heading"} or (not on_edge and block.kind != "paragraph"):
        return ""
    found = internal or _PLAIN.fullmatch(line)
    return found.group(1) if found else ""
