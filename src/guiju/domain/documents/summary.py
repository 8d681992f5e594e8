"""What an annotating writer says of the whole check (查新小结)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guiju.domain.documents.model import Mark
from guiju.domain.language import Words

AUTHOR = "规矩 Guiju"
INITIALS = "GJ"
COLUMNS = {
    "number": Words("规范编号", "Standard number"),
    "word": Words("结论", "Verdict"),
    "successor": Words("代替标准或候选", "Replaced by, or candidates"),
    "note": Words("说明", "Remarks"),
}
SHEET_NAME = Words("查新结果", "Validity check")
ELSEWHERE = Words("以下引用所在位置不能加批注：", "Citations in places where no comment can stand:")
_UNPRINTABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUFFIX = Words("-查新", "-checked")


@dataclass(frozen=True, slots=True)
class Summary:
    """Title and lines of the check, in the language `lang`; `made_at` dates the comments and the summary."""

    title: str
    lines: Sequence[str]
    lang: str
    made_at: datetime


def mark_line(mark: Mark, place: str) -> str:
    """A mark as one line, for places that can hold nothing else: "页眉：GB/T 1-2000 被代替 → GB/T 1-2010"."""
    arrow = f" → {mark.successor}" if mark.successor else ""
    return f"{place}：{mark.number} {mark.word}{arrow}"


def marked_name(name: str, summary: Summary, extension: str) -> str:
    """The name of the annotated file: "报告.docx" → "报告-查新.docx"; `extension` has its dot."""
    stem, dot, _ = name.rpartition(".")
    return f"{stem if dot and stem else name}{_SUFFIX.pick(summary.lang)}{extension}"


def printable(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", text)
