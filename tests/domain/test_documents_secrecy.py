"""Papers that bear a mark of secrecy are refused; papers that only speak of it are not."""

from __future__ import annotations

import io

import openpyxl
import pytest

from domain.word_files import cell, docx, p, r, table
from guiju.domain.documents import DocumentError, read


def refused_for(data: bytes, name: str) -> str:
    """What is said when a file is refused for its mark; "" when it is read."""
    try:
        read(data, name)
    except DocumentError as error:
        return error.say("zh") if error.code == "secret" else ""
    return ""


MARKS = [
    "秘密★10年", "机密★", "绝密★启用前", "秘 密 ★ 1 年", "机　密★长期", "000123 机密★1年 特急", "密级：秘密★", "绝密☆",
    "机密", "密级：机密", "内部", "内部资料", "内部资料★", "内部文件 注意保存", "【内部资料 严禁外传】", "仅供内部使用",
    "内部资料，免费交流", "内部参考　注意保密",
]  # fmt: skip
WORDS = [
    "本标准规定了内部审核的方法。", "内部审核", "内部质量控制", "应当保守国家秘密。",
    "标有“秘密★”字样的文件按规定管理。", "商业秘密保护",
    "内部控制", "3.1 内部资料", "密级", "保密期限", "机密性", "室内部分",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_marked_paper_is_refused(mark: str) -> None:
    assert "未作任何保存" in refused_for(docx(p(mark) + p("关于 GB 1 的通知")), "通知.docx")
    assert refused_for(f"{mark}\n\n关于 GB 1 的通知\n".encode(), "通知.txt")


@pytest.mark.parametrize("words", WORDS)
def test_the_same_words_in_running_text_are_read(words: str) -> None:
    assert not refused_for(docx(p(words)), "通知.docx")
    assert not refused_for(words.encode(), "通知.txt")


def test_a_mark_in_a_page_header_or_split_over_runs_counts() -> None:
    assert refused_for(docx(p("正文"), {"header1": p("内部资料")}), "a.docx")
    assert refused_for(docx(p("正文"), {"footer1": p(r("秘"), r("密"), r("★"))}), "a.docx")


def test_a_starred_mark_counts_wherever_it_stands_alone() -> None:
    assert refused_for(docx(p("正文") * 200 + p("机密★5年") + p("附件")), "汇编.docx")
    assert not refused_for(docx(p("正文") * 200 + p("机密") + p("附件")), "汇编.docx")


def test_headings_and_values_in_tables_are_no_marks() -> None:
    heading = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{r("内部文件")}</w:p>'
    assert not refused_for(docx(heading + table(cell("内部文件") + cell("机密"))), "清单.docx")
    assert refused_for(docx(table(cell("秘密★1年") + cell("特急"))), "红头.docx")


def test_a_marked_sheet_is_refused_and_a_register_of_papers_is_not() -> None:
    for text, is_refused in (("内部资料 注意保存", True), ("机密★", True), ("内部文件", False), ("机密", False)):
        book = openpyxl.Workbook()
        book.active["A1"] = text
        out = io.BytesIO()
        book.save(out)
        assert bool(refused_for(out.getvalue(), "表.xlsx")) is is_refused
