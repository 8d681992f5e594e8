"""Two versions of a declaration are compared, and what becomes of records is said; sheets make declarations."""

from __future__ import annotations

import io

import openpyxl
import pytest

from domain.register_samples import SMALL
from guiju.domain.declarations import DeclarationError
from guiju.domain.documents import read
from guiju.domain.registers import declaration_propose, register_load, registers_compare
from guiju.domain.registers.sheets import columns_guess, names_of, sheet_of, times_of

SECOND = SMALL.replace("version = 1", "version = 2")


def kinds(text: str) -> list[tuple[str, str, str]]:
    compared = registers_compare(register_load(SMALL, "a"), register_load(text, "b"))
    return [(change.kind, change.field, change.was) for change in compared.changes]


@pytest.mark.parametrize(
    ("written", "instead", "changes"),
    [
        ('code = "cost"', 'code = "budget"\nwas = "cost"', [("renamed", "budget", "cost")]),
        ('type = "date"', 'type = "date"\nrequired = true', [("required", "begun", "begun")]),
        ('type = "choice"', 'type = "choice"\nrequired = true', [("required", "kind", "kind")]),
        ("unique = true", "", []),
        ('code = "b"', 'code = "c"', [("option_removed", "kind", "kind")]),
        ('type = "money"', 'type = "number"\ndecimals = 0', [("retyped", "cost", "cost")]),
        ('facets = ["kind"]', "facets = []", []),
        ('see = ["own"]\n\n[[measures]]', "\n[[measures]]", [("disclosed", "cost", "cost")]),
        ('see = ["own"]\n\n[[measures]]', 'see = ["own", "units"]\n\n[[measures]]', [("shown", "cost", "cost")]),
    ],
)
def test_a_change_is_named(written: str, instead: str, changes: list[tuple[str, str, str]]) -> None:
    text = SECOND.replace(written, instead, 1)
    if "budget" in text:
        text = text.replace('field = "cost"', 'field = "budget"')
    assert kinds(text) == changes


def test_added_and_removed_fields_are_named() -> None:
    text = SECOND[: SECOND.index('[[fields]]\ncode = "cost"')]
    text += '[[fields]]\ncode = "result"\nname = { zh = "成果", en = "Result" }\ntype = "long_text"\n'
    assert kinds(text) == [("added", "result", ""), ("moved", "begun", "begun"), ("removed", "cost", "cost")] or kinds(
        text
    ) == [("added", "result", ""), ("removed", "cost", "cost")]


def test_a_change_without_a_later_version_is_refused() -> None:
    with pytest.raises(DeclarationError, match="请写 version = 2"):
        kinds(SMALL)


def test_a_header_is_found_below_a_title_and_columns_by_the_names_people_use() -> None:
    text = "某市试点一览表\n\n序号,试点名称（全称）,类别*,开始,经费（万元）\n"
    text += "1,甲试点,甲,2026.3.1,12.5\n,,,,\n2,乙试点,乙,,3\n"
    register = register_load(SMALL.replace("unique = true", 'unique = true\ncolumns = ["试点名称"]', 1), "a")
    sheet = sheet_of(read(text.encode(), "a.csv"), names_of(register))
    assert sheet.header == ("序号", "试点名称（全称）", "类别*", "开始", "经费（万元）")
    assert [row.number for row in sheet.rows] == [4, 6]
    assert columns_guess(register, sheet.header) == {
        "试点名称（全称）": "name", "类别*": "kind", "开始": "begun", "经费（万元）": "cost",
    }  # fmt: skip
    assert times_of("经费（万元）") == "万"


def test_a_sheet_makes_a_declaration_that_is_good_and_says_its_doubts() -> None:
    rows = "".join(
        f"{n},培训{n},2026年3月{n}日,某院,广东省中山市,{n * 7},{n}.5,{'企业' if n % 3 else '机关'},GB/T 1.1-2020,张某\n"
        for n in range(1, 29)
    )
    text = "序号,名称,日期,主办单位,地区,人数（人）,经费（万元）,对象,标准号,讲师姓名\n" + rows
    declared = declaration_propose(sheet_of(read(text.encode(), "a.csv")), "training", "培训")
    register = register_load(declared, "training.toml")
    assert {field.code: field.type for field in register.fields} == {
        "title": "text", "day": "date", "organisation": "organisation", "region": "region", "people": "number",
        "budget": "money", "audience": "choice", "standard": "standard", "person_name": "person",
    }  # fmt: skip
    assert "是否要求不重复" in declared
    assert "个人信息" in declared


def test_rows_that_are_sums_are_known_and_no_empty_column_becomes_the_title() -> None:
    text = "序号,备注,单位名称,数量\n1,,甲所,3\n小 计,,,3\n2,,合计,4\n,,总计：,7\n合计,,,14\n"
    sheet = sheet_of(read(text.encode(), "a.csv"))
    assert sheet.totals == (3, 5, 6)
    text = "说明,编号,培训名称,数量\n" + "".join(f",K{n},班{n},{n}\n" for n in range(1, 4))
    assert 'title = "title"' in declaration_propose(sheet_of(read(text.encode(), "a.csv")), "x_y", "培训")
    text = "说明,代号,数量\n,甲,1\n,乙,2\n"
    assert 'title = "field_2"' in declaration_propose(sheet_of(read(text.encode(), "a.csv")), "x_y", "培训")


def test_rows_whose_formulas_have_no_value_are_known() -> None:
    held = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["名称", "数量"], ["甲", 2], ["=A2", "=B2"]):
        book.active.append(row)
    book.save(held)
    sheet = sheet_of(read(held.getvalue(), "a.xlsx"))
    assert (len(sheet.rows), sheet.unvalued) == (1, (3,))
