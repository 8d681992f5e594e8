"""What kind of document a file probably is (文件用途推断); a person may change it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.citations import Found
from guiju.domain.documents import Document
from guiju.domain.validity.words import DocumentUse

_HEAD_BLOCKS = 60
_SHEETS = frozenset({"xlsx", "xls", "csv"})
_TEXTS = frozenset({"txt", "md"})
# First match wins: the file's name is asked before its first page.
_CUES: tuple[tuple[DocumentUse, re.Pattern[str]], ...] = (
    (
        DocumentUse.CONTRACT,
        re.compile(r"合同|招标|投标|采购|标书|询价|比选|磋商|(?i:\b(?:contract|tender|purchase)\b)"),
    ),
    (
        DocumentUse.REPORT,
        re.compile(
            r"(?:检测|检验|试验|测试|验收|评估|校准|鉴定|型式|环评|监测)报告|证书|报告编号|(?i:\b(?:report|certificate)\b)"
        ),
    ),
    (
        DocumentUse.LIST,
        re.compile(r"清单|目录|一览表|能力表|附表|台账|能力范围|有效性确认|(?i:\b(?:list|scope|register)\b)"),
    ),
)
_STANDARD = re.compile(r"规范性引用文件|本(?:标准|文件)(?:规定|适用|按照)|(?i:normative references)")


def guess_use(document: Document, found: Sequence[Found] = ()) -> DocumentUse:
    """Standard, report, contract or list, from the file's name, its first page, its format, and how much of it is
    numbers and titles."""
    head = "\n".join(block.text for block in document.blocks[:_HEAD_BLOCKS])
    for use, cue in _CUES:
        if cue.search(document.name):
            return use
    if _STANDARD.search(head):
        return DocumentUse.STANDARD
    if document.format in _SHEETS or _little_else(document, found):
        return DocumentUse.LIST
    for use, cue in _CUES:
        if cue.search(head):
            return use
    return DocumentUse.REPORT


def _little_else(document: Document, found: Sequence[Found]) -> bool:
    """Whether a short text is mostly numbers and their titles: a list somebody typed."""
    length = sum(len(block.text) for block in document.blocks[:_HEAD_BLOCKS])
    if document.format not in _TEXTS or len(document.blocks) > _HEAD_BLOCKS:
        return False
    cited = sum(len(item.citation.span) + len(item.citation.title) for item in found)
    return bool(found) and cited * 2 >= length
