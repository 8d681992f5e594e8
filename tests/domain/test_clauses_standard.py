"""Clause trees of standards: clauses, lists, annexes, tables, notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.domain.clauses import outline_standard

CASES = {
    "clauses to the third level, with and without headings": (
        "1 范围\n本文件规定了标识的要求。\n2 要求\n2.1 材料\n2.1.1 外壳应采用阻燃材料。\n"
        "2.1.2 厚度不应小于1.5 mm。\n2.2 尺寸\n尺寸应符合表1。",
        [
            ("1", "1", "范围", "本文件规定了标识的要求。"),
            ("2", "2", "要求", ""),
            ("2/2.1", "2.1", "材料", ""),
            ("2/2.1/2.1.1", "2.1.1", None, "外壳应采用阻燃材料。"),
            ("2/2.1/2.1.2", "2.1.2", None, "厚度不应小于1.5 mm。"),
            ("2/2.2", "2.2", "尺寸", "尺寸应符合表1。"),
        ],
    ),
    "lists in letters, figures and dashes": (
        "1 总则\n应满足下列条件:\na) 温度:\n1) 不高于40 ℃;\n2) 不低于-5 ℃。\nb) 湿度;\n——无凝露。",
        [
            ("1", "1", "总则", "应满足下列条件:"),
            ("1/a)", "a)", None, "温度:"),
            ("1/a)/1)", "1)", None, "不高于40 ℃;"),
            ("1/a)/2)", "2)", None, "不低于-5 ℃。"),
            ("1/b)", "b)", None, "湿度;"),
            ("1/b)/——", "——", None, "无凝露。"),
        ],
    ),
    "foreword, introduction, annexes with their own clauses": (
        "前 言\n本文件按照GB/T 1.1-2020的规定起草。\n引 言\n0.5 m以下不适用。\n1 范围\n本文件适用于展览馆。\n"
        "附录A\n(规范性)\n试验方法\nA.1 通则\n按A.2进行。\nA.2 步骤\nA.2.1 取样。\n附录 B (资料性) 示例\n见图B.1。",
        [
            ("前言", None, "前言", "本文件按照GB/T 1.1-2020的规定起草。"),
            ("引言", None, "引言", "0.5 m以下不适用。"),
            ("1", "1", "范围", "本文件适用于展览馆。"),
            ("附录A", "附录A", "试验方法", ""),
            ("附录A/A.1", "A.1", "通则", "按A.2进行。"),
            ("附录A/A.2", "A.2", "步骤", ""),
            ("附录A/A.2/A.2.1", "A.2.1", None, "取样。"),
            ("附录B", "附录B", "示例", "见图B.1。"),
        ],
    ),
    "tables, captions and notes": (
        "1 尺寸\n表1 外形尺寸\n项目 | 数值\n长度 | 20\n注:单位为毫米。\n2 检验\n逐件检验。",
        [
            ("1", "1", "尺寸", ""),
            ("1/段", None, None, "表1 外形尺寸"),
            ("1/段~2", None, None, "项目 | 数值"),
            ("1/行", None, None, "长度"),
            ("1/段~3", None, None, "注:单位为毫米。"),
            ("2", "2", "检验", "逐件检验。"),
        ],
    ),
    "figures in running text open no clause": (
        "1 范围\n试验应进行\n3.5 h以上。\n2019年起实施。\n12 V电源除外。\n2 要求\n应安全。",
        [
            ("1", "1", "范围", "试验应进行\n3.5 h以上。\n2019年起实施。\n12 V电源除外。"),
            ("2", "2", "要求", "应安全。"),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_standard_is_read_as_its_clauses(name):
    text, expected = CASES[name]
    read = outline_standard(text)
    assert [(clause.path, clause.number, clause.title, clause.text) for clause in read.walk()] == expected


def test_a_lost_clause_is_remarked():
    read = outline_standard("1 范围\n甲。\n3 要求\n乙。")
    assert [(clause.number, clause.title) for clause in read.clauses] == [("1", "范围"), ("3", "要求")]
    assert [remark.code for remark in read.remarks] == ["missing"]


PIECES = (
    "1 ",
    "1.1 ",
    "2 ",
    "A.1 ",
    "a) ",
    "1) ",
    "——",
    "附录A",
    "前言",
    "\n",
    " | ",
    "表1 ",
    "注:",
    "范围",
    "应安全。",
    "1.5 mm",
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_sign_of_a_standard_belongs_to_one_clause_or_to_the_title(text):
    read = outline_standard(text)
    owners = [0] * len(text)
    paths = [clause.path for clause in read.walk()]
    assert len(paths) == len(set(paths))
    for clause in read.walk():
        assert clause.text == text[clause.text_start : clause.text_end]
        for at in range(clause.start, clause.end if clause.kind == "row" else clause.text_end):
            owners[at] += 1
    for start, end in read.titles:
        for at in range(start, end):
            owners[at] += 1
    assert {owners[at] for at, sign in enumerate(text) if not sign.isspace()} <= {1}
