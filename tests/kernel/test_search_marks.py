"""The places of a record's texts that answer a question."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.search.marks import marks
from guiju.kernel.search.port import SearchQuery


def marked(name: str, text: str, asked: str, **changes: object) -> list[str]:
    fields: dict = {"on": date(2026, 3, 1), "text": asked}
    found = marks(SearchQuery(**fields | changes), {name: text})[name]
    return [f"{text[mark.start : mark.end]}/{mark.part}/{mark.how}" for mark in found]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("食品安全国家标准 食品添加剂", "食品", ["食品/0/phrase", "食品/0/phrase"]),
        ("食品安全国家标准", "安全 食品", ["食品/1/phrase", "安全/0/phrase"]),
        ("質量管理體系 要求", "质量管理体系", ["質量管理體系/0/phrase"]),
        ("质量管理体系", "質量", ["质量/0/phrase"]),
        ("空气质量指数（ＡＱＩ）", "aqi", ["ＡＱＩ/0/phrase"]),
        ("质量管理体系 要求", "体系要求", ["体系 要求/0/phrase"]),
        ("体系的要求", "体系要求", ["体系/0/word", "要求/0/word"]),
        ("Quality management systems — Requirements", "requirement", ["Requirements/0/word"]),
        ("Competence of testing laboratories", "laborator test", ["testing/1/word", "laborator/0/beginning"]),
        ("钢", "钢", ["钢/0/phrase"]),
        ("钢铁", "", []),
        ("", "钢", []),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, asked: str, found: list[str]):
    assert marked("title", text, asked) == found


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("GB/T 19001-2016", "gbt19001", ["GB/T 19001/0/number"]),
        ("GB/T 19001-2016", "GB19001—2016", ["GB/T 19001/0/number"]),
        ("GB/T 19001-2016", "质量 19001", ["19001/1/number"]),
        ("GB/T 19001-2016", "ＧＢ／Ｔ１９００１－２０１６", ["GB/T 19001-2016/0/number"]),
        ("ISO/IEC 17025:2017", "17025-2017", ["17025:2017/0/number"]),
        ("GB/T 19001-2016", "gb19", ["GB/T 19001/0/number"]),
        ("GB/T 19001-2016", "iso", []),
    ],
)
def test_a_number_is_marked_in_any_spelling(text: str, asked: str, found: list[str]):
    assert marked("number", text, asked) == found


def test_a_field_is_marked_by_what_was_asked_of_it():
    fields = {"fields": {"drafters": "中山"}}
    assert marked("drafters", "中山市照明电器行业协会", "照明", **fields) == ["中山/drafters/phrase"]


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_be_marked(text: str, asked: str):
    found = marks(SearchQuery(on=date(2026, 3, 1), text=asked), {"title": text, "number": text})
    for each in found.values():
        assert all(0 <= mark.start < mark.end <= len(text) for mark in each)
        assert all(one.end <= other.start for one, other in pairwise(each))
