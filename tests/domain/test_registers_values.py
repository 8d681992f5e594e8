"""Values are read as people write them, kept in one form, and written so that they read back the same."""

from __future__ import annotations

from typing import Any

import pytest

from domain.register_samples import SMALL
from guiju.domain.language import Words
from guiju.domain.registers import Field, Option, values_read
from guiju.domain.registers.columns import column_read, column_value, order_value
from guiju.domain.registers.loading import register_load
from guiju.domain.registers.model import TYPES
from guiju.domain.registers.showing import value_show, value_write
from guiju.domain.registers.values import READERS, Unread

OPTIONS = (Option("a", Words("甲类", "Kind A")), Option("b", Words("乙类", "Kind B")))
PEOPLE = Words("人次", "person-times")


def field(kind: str, **more: Any) -> Field:
    more.setdefault("options", OPTIONS if kind.startswith("choice") else ())
    return Field("x", Words("某项", "X"), kind, **more)


@pytest.mark.parametrize(
    ("kind", "more", "raw", "value"),
    [
        ("text", {}, "  标准化\t培训\u200b ", "标准化 培训"),
        ("text", {}, 12.0, "12"),
        ("long_text", {}, "一\r\n二 \n", "一\n二"),
        ("number", {"unit": PEOPLE}, "3,000人次", 3000),
        ("number", {}, "１．２万", 12000),
        ("number", {"decimals": 2}, "12.5", "12.50"),
        ("number", {}, 7.0, 7),
        ("money", {"decimals": 2}, "300万元", "3000000.00"),
        ("money", {"decimals": 2}, "¥1,234.5", "1234.50"),
        ("date", {}, "2026年3月1日", "2026-03-01"),
        ("date", {}, "2026.3.1", "2026-03-01"),
        ("date", {}, "46082", None),
        ("date", {"partial": True}, "2026年3月", "2026-03"),
        ("flag", {}, "√", True),
        ("flag", {}, "否", False),
        ("choice", {}, "乙类", "b"),
        ("choice", {}, "kind a", "a"),
        ("choices", {}, "乙类、甲类", ["a", "b"]),
        ("list", {}, "一；二\n一", ["一", "二"]),
        ("region", {}, "广东省中山市", "442000"),
        ("region", {}, "110101", "110101"),
        ("organisation", {}, "某公司(91110000600037341l)", "某公司（91110000600037341L）"),
        ("person", {}, "张三", "张三"),
        ("standard", {}, "ＧＢ／Ｔ19001—2016", "GB/T 19001-2016"),
        ("standards", {}, "GB/T 1.1-2020；ISO 9001:2015", ["GB/T 1.1-2020", "ISO 9001:2015"]),
        ("committee", {}, "SAC／TC286", "SAC/TC 286"),
        ("committee", {}, "iso/tc 176/sc2", "ISO/TC 176/SC 2"),
        ("classification", {"scheme": "ics"}, "01.120", "01.120"),
        ("classification", {"scheme": "gbt4754"}, "c34", "C34"),
        ("link", {}, "https://www.example.cn/a?b=1", "https://www.example.cn/a?b=1"),
        ("record", {}, " SD2026-001 ", "SD2026-001"),
    ],
)
def test_a_value_is_kept_in_one_form_that_reads_back(kind: str, more: dict[str, Any], raw: Any, value: Any) -> None:
    one = field(kind, **more)
    if value is None:
        with pytest.raises(Unread):
            READERS[kind](one, raw)
        return
    assert READERS[kind](one, raw) == value
    assert READERS[kind](one, value_write(one, value)) == value
    if TYPES[kind]:
        assert column_read(one, column_value(one, value)) == value


@pytest.mark.parametrize(
    ("kind", "more", "raw", "why"),
    [
        ("text", {"longest": 5}, "六个字符太长", "最多 5 个字符"),
        ("text", {}, ["x"], "要写文字"),
        ("number", {}, "约三千", "看不懂这个数：约三千"),
        ("number", {}, "1.5", "要写整数"),
        ("number", {}, "1e400", "数太大"),
        ("number", {}, "nan", "看不懂"),
        ("number", {"least": 1}, 0, "不能小于 1"),
        ("number", {"most": 5}, 6, "不能大于 5"),
        ("number", {}, True, "要写一个数"),
        ("money", {"decimals": 2}, "12.345", "最多 2 位小数"),
        ("date", {}, "2026-02-30", "看不懂这个日期"),
        ("date", {}, "2026年3月", "要写到日"),
        ("choice", {}, "丙类", "“丙类”不是选项。可选：甲类、乙类"),
        ("flag", {}, "大概", "要写“是”或“否”"),
        ("region", {}, "朝阳区", "同名的不止一个"),
        ("organisation", {}, "91110000600037342L", "校验位不对"),
        ("standard", {}, "国标一号", "不是一个标准号"),
        ("committee", {}, "三委会", "请写成 SAC/TC 286"),
        ("classification", {"scheme": "ccs"}, "标", "不是 CCS 代码"),
        ("link", {}, "javascript:alert(1)", "https:// 开头"),
        ("link", {}, "http://a b", "https:// 开头"),
        ("list", {}, [str(n) for n in range(101)], "最多 100 项"),
    ],
)
def test_what_is_no_value_is_said_with_what_would_be(kind: str, more: dict[str, Any], raw: Any, why: str) -> None:
    with pytest.raises(Unread) as caught:
        READERS[kind](field(kind, **more), raw)
    assert why in caught.value.words.zh
    assert caught.value.words.en


def test_errors_are_told_by_field_all_at_once_and_what_was_held_stays() -> None:
    register = register_load(SMALL, "x.toml")
    found = values_read(register, {"kind": "丙", "begun": "", "nothing": 1}, {"name": "甲", "begun": "2026-01-01"})
    assert set(found.errors) == {"kind", "nothing"}
    assert found.values == {"name": "甲"}
    assert values_read(register, {}).errors["name"].zh == "必须填写。"


def test_computed_fields_follow_from_the_others() -> None:
    made = '[[fields]]\ncode = "year"\nname = { zh = "年", en = "Year" }\ntype = "computed"\n'
    made += 'compute = { how = "year", of = ["begun"] }\n\n[[measures]]'
    text = SMALL.replace("[[measures]]", made)
    register = register_load(text, "x.toml")
    found = values_read(register, {"name": "甲", "begun": "2026.3.1", "year": 1999})
    assert found.values["year"] == 2026
    assert value_show(register.by_code["year"], 2026, "zh") == "2026"
    assert "year" not in values_read(register, {"begun": ""}, found.values).values


def test_a_field_is_required_where_another_says_so() -> None:
    register = register_load(SMALL.replace('type = "date"', 'type = "date"\nrequired_when = { kind = ["a"] }', 1), "x")
    assert "begun" in values_read(register, {"name": "x", "kind": "a"}).errors
    assert "begun" not in values_read(register, {"name": "x", "kind": "b"}).errors


@pytest.mark.parametrize(
    ("one", "values"),
    [
        (field("number", decimals=1), (None, "-10.0", "-2.5", "0.0", "9.0", "10.0")),
        (field("date"), (None, "0999-12-31", "2025-12-31", "2026-01-01")),
        (field("text"), (None, "ａ", "B", "规矩")),
    ],
    ids=("numbers", "days", "texts"),
)
def test_values_have_an_order_and_nothing_is_first(one: Field, values: tuple[str | None, ...]) -> None:
    orders = [order_value(one, value) for value in values]
    assert orders == sorted(orders)


def test_a_region_is_known_by_its_code_its_name_and_its_path() -> None:
    one = field("region")
    assert value_show(one, "442000", "zh") == "广东省中山市"
    assert [READERS["region"](one, text) for text in ("江津区", "南京市鼓楼区", "江苏南京鼓楼区")] == [
        "500116", "320106", "320106",
    ]  # fmt: skip


@pytest.mark.parametrize("raw", ["0001-01-01", "1026-03-01", "20260-1-1", "9999-12-31"])
def test_a_day_of_no_plausible_year_is_refused(raw: str) -> None:
    with pytest.raises(Unread):
        READERS["date"](field("date"), raw)
