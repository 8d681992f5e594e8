"""What holds for the tree of any text: no character lost or counted twice, unique paths, linear time."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.domain.clauses import outline

PIECES = (
    "一、", "二、", "(一)", "（二）", "(三", "十一)", "1.", "2、", "3", "(1)", "①", "——", "第一章 ", "第二条 ",
    "附件1", "附件:", "专栏1 ", "\n", "\n\n", " | ", " |", "序号 | 任务 | 牵头单位\n", "总体要求",
    "加强管理。", "强化协调,完善制度。",
    "包括以下内容和具体要求如下列各项:", "2021年12月30日\n", "某市人民政府\n", "现将《意见》印发给你们,请贯彻执行。",
    "到2025年,新增10项以上;", "1.5万", "2021.12", "关于加强工作的意见\n", "各区人民政府:\n",
    "(市局牵头,各部门负责)", "　", "本意见自印发之日起施行。", "A", "\ufffd",
)  # fmt: skip


def _own(clause):
    """The spans of a clause's own signs: from its start to its text, its text; a row's cells are its text."""
    if clause.kind == "row":
        return [(clause.start, clause.end)]
    return [(clause.start, clause.text_end)]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_sign_belongs_to_one_clause_or_to_the_title(text):
    read = outline(text)
    owners = [0] * len(text)
    for clause in read.walk():
        assert clause.text == text[clause.text_start : clause.text_end]
        for start, end in _own(clause):
            for at in range(start, end):
                owners[at] += 1
        for child in clause.children:
            assert clause.start <= child.start
            assert child.end <= clause.end
    for start, end in read.titles:
        for at in range(start, end):
            owners[at] += 1
    assert {owners[at] for at, sign in enumerate(text) if not sign.isspace()} <= {1}


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_paths_are_unique_and_titles_stand_in_the_text(text):
    read = outline(text)
    paths = [clause.path for clause in read.walk()]
    assert len(paths) == len(set(paths))
    for clause in read.walk():
        if clause.title and clause.kind in ("part", "section", "item", "bullet"):
            assert clause.title in text[clause.start : clause.text_end]


def test_a_text_of_five_megabytes_is_read_in_linear_time():
    one = (
        "一、总体要求\n(一)加强管理。强化协调,完善制度,推进工作。\n1.推进。完善"
        + "各项工作," * 40
        + "\n——做好。\n某单位 | 做 |\n"
    )
    small, large = one * 600, one * 6000
    assert _seconds(large) < 25 * max(_seconds(small), 0.02)


def _seconds(text):
    begun = time.perf_counter()
    outline(text)
    return time.perf_counter() - begun
