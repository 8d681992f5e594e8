"""A policy's file as raw text: every format, the way back to its places, and what was not read."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import typst

from domain.word_files import cell as word_cell
from domain.word_files import docx, p, table
from guiju.domain.documents import DocumentError
from guiju.domain.policy.doubting import NO_POLICY_WORDS, text_doubts
from guiju.domain.policy.source import MOST_CHARACTERS, source_read
from guiju.domain.text import POLICY_STEPS, clean

TITLE = "东湖市人民政府关于印发标准化行动计划的通知"
POLICY = f"{TITLE}\n东府发〔2031〕7号\n各区人民政府:\n一、总体要求\n二、主要任务\n三、保障措施"
ROWS = (("序号", "任务", "牵头单位"), ("1", "完善标准体系。", "市市场监管局"), ("2", "开展试点。", ""))
CLEAN_ROWS = "序号 | 任务 | 牵头单位\n1 | 完善标准体系。 | 市市场监管局\n2 | 开展试点。 |"


def cleaned(data, name):
    source = source_read(data, name)
    return source, clean(source.text, POLICY_STEPS)


def html_table():
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"<table>{rows}</table>"


def word_table():
    return table(*("".join(map(word_cell, row)) for row in ROWS))


def test_a_page_and_a_word_file_give_one_line_a_row():
    paragraphs = "".join(f"<p>{line}</p>" for line in POLICY.split("\n"))
    page = f"<html><body>{paragraphs}<p>附件</p>{html_table()}</body></html>"
    word = docx("".join(map(p, POLICY.split("\n"))) + p("附件") + word_table(), {"header1": p("页眉")})
    for data, name in ((page.encode(), "通知.html"), (word, "通知.docx")):
        _, result = cleaned(data, name)
        assert result.text == f"{POLICY}\n附件\n{CLEAN_ROWS}"


def test_a_place_of_the_clean_text_leads_to_its_cell():
    word = docx("".join(map(p, POLICY.split("\n"))) + p("附件") + word_table())
    source, result = cleaned(word, "通知.docx")
    at = result.text.index("市市场监管局")
    assert source.place(result.to_source(at, at + 6)[0]).label.zh == "表 1 第 2 行第 3 列"


def test_a_table_that_only_sets_the_page_gives_paragraphs():
    lines = "".join(f"<p>{line}</p>" for line in POLICY.split("\n"))
    page = f"<table><tr><td>导航</td><td></td></tr><tr><td colspan=2>{lines}</td></tr></table>"
    assert cleaned(page.encode(), "a.html")[1].text == POLICY


def test_markdown_keeps_the_numbers_of_its_lists():
    text = POLICY.replace("一、总体要求", "## 一、总体要求\n1. **完善**标准体系。\n2. 开展试点。")
    assert cleaned(text.encode(), "a.md")[1].text == text.replace("## ", "").replace("**", "")


def test_lines_of_a_pdf_are_joined_to_paragraphs():
    sentence = "为贯彻落实国家标准化发展纲要，加快构建推动高质量发展的标准体系，结合本市实际，制定本行动计划。" * 3
    body = " #parbreak() ".join([TITLE, sentence, "一、总体要求", sentence, "二、主要任务", sentence])
    source = f'#set text(font: "Noto Sans CJK SC", size: 12pt)\n{body}'
    _, result = cleaned(bytes(typst.compile(source.encode())), "a.pdf")
    if "标准化" not in result.text:
        pytest.skip("no font with Chinese characters here")
    assert result.text.split("\n")[1:] == [sentence, "一、总体要求", sentence, "二、主要任务", sentence]


def test_lines_in_two_encodings_are_both_read():
    first, rest = POLICY.split("\n", 1)
    mixed = first.encode("gb18030") + b"\n" + rest.encode()
    assert cleaned(mixed, "a.txt")[1].text == POLICY


def test_a_file_without_text_is_refused_with_a_remedy():
    with pytest.raises(DocumentError) as caught:
        source_read(b"<html><body><img src=a.png></body></html>", "a.html")
    assert caught.value.code == "empty"


def test_a_scanned_pdf_is_refused_with_a_remedy():
    scan = pypdfium2.PdfDocument.new()
    scan.new_page(200, 200)
    out = io.BytesIO()
    scan.save(out)
    with pytest.raises(DocumentError):
        source_read(out.getvalue(), "a.pdf")


def test_what_is_too_long_for_a_policy_is_read_up_to_a_limit_and_said():
    source = source_read(("一、" + "标准" * 50 + "\n").encode() * 6000, "a.txt")
    assert len(source.text) <= MOST_CHARACTERS
    assert "not read from here on" in source.unread[-1].why.en


def test_a_text_that_is_no_policy_is_kept_whole_and_said():
    text = "近日,某地举办了一场音乐会。\n记者从现场获悉,观众很多。\n上一篇:天气"
    result = clean(text, POLICY_STEPS)
    assert result.text == text
    assert NO_POLICY_WORDS in [doubt.why for doubt in text_doubts(result)]


def test_lost_characters_are_doubted_where_they_stand():
    result = clean(f"{POLICY}\n大力提升规?；?、标准化水平。", POLICY_STEPS)
    (doubt,) = text_doubts(result)
    assert result.text[doubt.start : doubt.end] == "\ufffd\ufffd"
