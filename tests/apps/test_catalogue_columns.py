"""What the columns of people's lists mean, what their dates say, which numbers stand in their cells."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from guiju.apps.catalogue.importing.columns import corrected, guess_columns, header_signature
from guiju.apps.catalogue.importing.numbers_in_cells import numbers_in
from guiju.domain.language import WordsError
from guiju.domain.validity.written import DateUnread, partial_date, sort_day

HEADERS = [
    (
        ("序号", "标准编号", "标准名称", "实施日期", "代替标准号", "标准状态"),
        {
            "标准编号": "number",
            "标准名称": "title_zh",
            "实施日期": "effective",
            "代替标准号": "replaces",
            "标准状态": "asserted_status",
        },
    ),
    (("编号", "标准号 *", "中文名称"), {"标准号 *": "number", "中文名称": "title_zh"}),
    (
        ("Standard No.", "Title", "ICS", "Effective date"),
        {"Standard No.": "number", "Title": "title_zh", "ICS": "ics", "Effective date": "effective"},
    ),
    (("样品编号", "检测标准编号及年号", "备注"), {"检测标准编号及年号": "number"}),
    (
        ("标准代号", "被替代为", "起草单位", "归口单位", "主管部门"),
        {
            "标准代号": "number",
            "被替代为": "replaced_by",
            "起草单位": "drafters",
            "归口单位": "committee",
            "主管部门": "department",
        },
    ),
]


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_columns_are_guessed_by_the_names_people_give(header, expected):
    assert expected.items() <= guess_columns(header).items()


def test_a_correction_moves_the_field_and_an_empty_one_leaves_the_column_out():
    header = ("标准号", "名称", "代替")
    columns = corrected(guess_columns(header), header, {"代替": "replaced_by", "名称": ""})
    assert columns == {"标准号": "number", "代替": "replaced_by"}


@pytest.mark.parametrize("wish", [{"没有": "number"}, {"标准号": "nonsense"}])
def test_a_correction_of_what_is_not_there_is_refused(wish):
    with pytest.raises(WordsError):
        corrected({}, ("标准号",), wish)


def test_the_same_header_typed_differently_has_the_same_signature():
    assert header_signature(("标准编号", "ICS 号")) == header_signature(("标准编号 ", "ＩＣＳ号"))


DATES = [
    ("2026.3.1", "2026-03-01"),
    ("2026年3月1日", "2026-03-01"),
    ("2026/03/01", "2026-03-01"),
    ("20260301", "2026-03-01"),
    ("２０２６－０３－０１", "2026-03-01"),
    ("2026-03-01 00:00:00", "2026-03-01"),
    (date(2026, 3, 1), "2026-03-01"),
    (datetime(2026, 3, 1, 8, tzinfo=UTC), "2026-03-01"),
    (46082, "2026-03-01"),
    ("2026-03", "2026-03"),
    ("2026年3月", "2026-03"),
    ("2009", "2009"),
    (2009, "2009"),
    ("", ""),
    ("—", ""),
    (None, ""),
]


@pytest.mark.parametrize(("written", "read"), DATES)
def test_a_date_is_read_as_precisely_as_it_is_written(written, read):
    assert partial_date(written) == read


@pytest.mark.parametrize("written", ["2026-13-01", "2026-02-30", "即将发布", "1/2/3", "99999999"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(DateUnread):
        partial_date(written)


def test_a_partial_date_sorts_by_its_first_day():
    assert (sort_day("2009"), sort_day("2009-11"), sort_day("")) == (20090101, 20091101, 0)


CELLS = [
    ("GB/T 19001-2008", ["GB/T 19001-2008"]),
    ("代替GB/T 1.1-2000、GB/T 1.2-2002", ["GB/T 1.1-2000", "GB/T 1.2-2002"]),
    ("GB／T1.1—2000;GB/T 1.2-2002", ["GB/T 1.1-2000", "GB/T 1.2-2002"]),
    ("GB 50259-96", ["GB 50259-1996"]),
    ("首次发布", []),
    ("/", []),
    ("", []),
]


@pytest.mark.parametrize(("cell", "numbers"), CELLS)
def test_numbers_in_a_cell_are_read_one_by_one(cell, numbers):
    assert [number for number, _ in numbers_in(cell)] == numbers


def test_a_partial_replacement_keeps_its_scope():
    assert numbers_in("GB/T 1.1-2000；部分代替GB/T 1.2-2002") == (("GB/T 1.1-2000", ""), ("GB/T 1.2-2002", "部分"))
