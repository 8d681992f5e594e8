"""A policy out of its page: what stays, what goes, and that nothing goes unlisted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.text import POLICY_STEPS, clean

POLICY = Path(__file__).parents[2] / "corpora" / "policy"
PAGES = sorted((POLICY / "pages").glob("*.txt"))
PIECES = (
    *["\n", "\n\n", "\u3000", "\t", "|", "。", ",", "、", "?", "?;?", "\u200b", "\x00", "\r", " ", " | "],
    *["ＧＢ", "国家标准化", "發展綱要", "理(lǐ)", "月(yuè)(yuè)", "(TBT)", "戸", "隨著", "附件", "⼈⺠"],
    *["一、总体要求", "(一)", "第二条 ", "到 2025 年", "序号 | 任务 | 单位", "1 | 甲 |", "- 3 -"],
    *["&nbsp;", "&amp;lt;", "<br>", "<p>", "è´¯å½»", "鏍囧噯鍖栧彂灞", "锟斤拷"],
    *["关于印发标准化行动计划的通知", "来源:某网 时间:2022-07-11", "上一篇:公告", "扫一扫"],
    *["2021年12月30日", "http://www.example.cn", "热线400-123-4567", "各区人民政府:"],
    *["为贯彻落实国家有关要求,现提出如下意见。", "请认真贯彻执行。", "某市人民政府", "市市场监管局"],
)
pages_of_pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def applied(text, repairs):
    """`text` with the repairs of one step made by hand."""
    pieces, done = [], 0
    for repair in repairs:
        assert repair.at >= done
        assert text[repair.at : repair.at + len(repair.old)] == repair.old
        pieces += (text[done : repair.at], repair.new)
        done = repair.at + len(repair.old)
    return "".join((*pieces, text[done:]))


def unlisted(text):
    """What the steps changed without listing it: nothing, if each step's repairs make its result from its source."""
    for step in POLICY_STEPS:
        cleaned = clean(text, (step,))
        assert applied(text, cleaned.repairs) == cleaned.text, step.name
        text = cleaned.text


@pytest.mark.parametrize("number", ["000", "003"])
def test_the_clean_text_of_an_example_is_what_a_person_made_of_its_page(number):
    (page,) = (POLICY / "pages").glob(f"{number}_*.txt")
    example = (POLICY / "examples" / f"{number}.clean.txt").read_text("utf-8").rstrip("\n")
    assert clean(page.read_text("utf-8"), POLICY_STEPS).text == example


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name[:3])
def test_nothing_vanishes_from_a_page_unlisted_and_a_clean_text_stays(page):
    text = page.read_text("utf-8")
    unlisted(text)
    cleaned = clean(text, POLICY_STEPS)
    assert clean(cleaned.text, POLICY_STEPS).text == cleaned.text


@given(pages_of_pieces)
def test_nothing_vanishes_unlisted(text):
    unlisted(text)


@given(pages_of_pieces)
def test_cleaning_twice_changes_nothing(text):
    once = clean(text, POLICY_STEPS).text
    assert clean(once, POLICY_STEPS).text == once


@given(pages_of_pieces)
def test_every_place_maps_back_in_order(text):
    cleaned = clean(text, POLICY_STEPS)
    last = 0
    for at in range(len(cleaned.text)):
        start, end = cleaned.to_source(at, at + 1)
        assert last <= start <= end <= len(text)
        last = start


EXCERPTS = {
    "001": (0, "广东省开展国家标准化创新发展试点工作方案(征求意见稿)"),
    "002": (0, "重庆市江津区贯彻落实国家标准化发展纲要的实施意见"),
    "004": (3, "市场监管总局 中央网信办"),
}


@pytest.mark.parametrize("number", EXCERPTS)
def test_a_page_begins_where_its_policy_begins_and_ends_with_its_last_sentence(number):
    (page,) = (POLICY / "pages").glob(f"{number}_*.txt")
    lines = clean(page.read_text("utf-8"), POLICY_STEPS).text.split("\n")
    at, expected = EXCERPTS[number]
    assert lines[at] == expected
    assert lines[-1].endswith("。")


LAST = (
    "通过微信公众号、官网等开展宣传,营造良好氛围。",
    "畅通12345热线,加大侵权假冒行为惩戒力度。(市市场监管局负责)",
    "(市政府办公室,市市场监管局)",
    "责任单位:市市场监管局",
    "严格落实责任,强化督促检查,确保完成各项目标任",
)


@pytest.mark.parametrize("last", LAST)
def test_a_last_line_that_may_be_the_policys_stays(last):
    text = f"关于印发标准化行动计划的通知\n一、总体要求\n坚持需求导向。\n二、主要任务\n三、保障措施\n{last}"
    assert clean(f"{text}\n相关阅读\n某地新闻", POLICY_STEPS).text == text
