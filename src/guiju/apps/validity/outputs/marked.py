"""The same file back, marked (标注原文件): Word with comments, workbooks with columns and colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from guiju.domain.documents import Mark, Summary, annotate
from guiju.domain.language import Words
from guiju.domain.validity import VERDICT_WORDS, Verdict
from guiju.domain.validity.saying import TONES, numbers_to, remark, verdict_word

_TITLE = Words("标准查新（基准日 {day}）", "Standards validity check as of {day}")
_SAMPLE = Words(
    "依据的标准库为示例数据，不作依据，请以发布机构公告为准。",
    "The catalogue behind this holds sample data and is no authority; the publisher's announcement prevails.",
)


def marked_file(
    data: bytes, name: str, file: Mapping[str, Any], *, as_of: str, lang: str, at: datetime
) -> tuple[bytes, str]:
    """(bytes, new name) of the file with its verdicts written in; `file` is its part of the result.

    Raises `DocumentError` (unsupported) for formats that cannot be marked.
    """
    return annotate(data, name, list(marks(file, lang)), _summary(file, as_of, lang, at))


def marks(file: Mapping[str, Any], lang: str) -> Iterator[Mark]:
    """One mark per cited member, at the citation's place."""
    for citation in file["citations"]:
        for member in citation["members"]:
            yield Mark(
                path=citation["place"],
                start=citation["start"],
                end=citation["end"],
                tone=TONES[Verdict(member["verdict"])],
                number=member["number"],
                word=verdict_word(member, lang),
                note=remark(member, lang),
                successor=numbers_to(member, lang),
            )


def _summary(file: Mapping[str, Any], as_of: str, lang: str, at: datetime) -> Summary:
    counted: dict[Verdict, int] = {}
    for citation in file["citations"]:
        for member in citation["members"]:
            verdict = Verdict(member["verdict"])
            counted[verdict] = counted.get(verdict, 0) + 1
    lines = [f"{VERDICT_WORDS[verdict].pick(lang)} {counted[verdict]}" for verdict in Verdict if verdict in counted]
    return Summary(title=_TITLE.pick(lang, day=as_of), lines=[*lines, _SAMPLE.pick(lang)], lang=lang, made_at=at)
