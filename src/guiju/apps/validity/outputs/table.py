"""The result as rows of a table (结果表): one row per cited member, the same columns everywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words
from guiju.domain.validity.saying import evidence_lines, flag_words, verdict_word, where_to

COLUMNS: tuple[Words, ...] = (
    Words("文件", "File"),
    Words("位置", "Place"),
    Words("原文", "As written"),
    Words("标准编号", "Number"),
    Words("结论", "Verdict"),
    Words("提示", "Remarks"),
    Words("代替标准或候选", "Successor or candidates"),
    Words("标准名称", "Title"),
    Words("文中名称", "Title in the file"),
    Words("建议", "Advice"),
    Words("依据", "Evidence"),
)


def rows(result: Mapping[str, Any], lang: str) -> Iterator[list[str]]:
    """Rows in the order of the files and the citations in them."""
    key = "zh" if lang.startswith("zh") else "en"
    for file in result["files"]:
        for citation in file["citations"]:
            for member in citation["members"]:
                yield [
                    file["name"],
                    citation["where"][key],
                    citation["span"],
                    member["number"],
                    verdict_word(member, lang),
                    "；".join(flag_words(member, lang)),
                    where_to(member, lang),
                    member["title"],
                    citation["title_in_text"],
                    member["advice"][key],
                    "；".join(evidence_lines(member, lang)),
                ]


def csv_bytes(result: Mapping[str, Any], lang: str) -> bytes:
    """The table as CSV in UTF-8 with a byte-order mark, which Excel needs to read Chinese.

    A cell that a spreadsheet would run as a formula is kept as text by a leading apostrophe.
    """
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([column.pick(lang) for column in COLUMNS])
    for row in rows(result, lang):
        writer.writerow([inert(cell) for cell in row])
    return held.getvalue().encode("utf-8-sig")
