"""Delimited text, read and handed back in its own encoding."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime

import pytest

from guiju.domain.documents import DocumentError, Limits, Mark, Summary, annotate, read

SUMMARY = Summary("查新结果", [], "zh", datetime(2026, 1, 1, tzinfo=UTC))
TABLE = '序号{0}标准编号{0}标准名称\r\n1{0}GB/T 1-2000{0}甲\r\n2{0}GB 2-2001{0}"乙{0}丙\n丁"\r\n'


def mark(row: int, number: str, note: str = "公告") -> Mark:
    return Mark(f"sheet/1/R{row}C2", 0, len(number), "bad", number, "被代替", note, "GB/T 9-2020")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("codec", "bom"), [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("gb18030", b""), ("utf-16-le", codecs.BOM_UTF16_LE)]
)
def test_the_table_comes_back_with_columns_in_its_own_encoding(delimiter: str, codec: str, bom: bytes) -> None:
    text = TABLE.format(delimiter)
    data = bom + text.encode(codec)
    blocks = read(data, "清单.csv").blocks
    assert [(block.text, block.row, block.column) for block in blocks][-2:] == [
        ("GB 2-2001", 2, 1),
        (f"乙{delimiter}丙\n丁", 2, 2),
    ]
    assert blocks[4].place.label.zh == "第 2 行第 2 列"
    out, name = annotate(data, "清单.csv", [mark(2, "GB/T 1-2000")], SUMMARY)
    assert name == "清单-查新.csv"
    assert out.startswith(bom)
    lines = out[len(bom) :].decode(codec).split("\r\n")
    assert lines[0].split(delimiter) == ["序号", "标准编号", "标准名称", "规范编号", "结论", "代替标准或候选", "说明"]
    assert lines[1].split(delimiter) == ["1", "GB/T 1-2000", "甲", "GB/T 1-2000", "被代替", "GB/T 9-2020", "公告"]
    assert lines[2] + "\r\n" == text.split("\r\n", 2)[2]


def test_short_rows_are_filled_up_to_the_added_columns() -> None:
    out, _ = annotate(b"a,b,c\nx,GB 1-2000\n", "a.csv", [mark(2, "GB 1-2000")], SUMMARY)
    assert out.decode().splitlines()[1] == "x,GB 1-2000,,GB 1-2000,被代替,GB/T 9-2020,公告"


def test_a_note_the_encoding_cannot_hold_turns_the_file_to_utf8() -> None:
    data = "標準編號,名稱\nGB 1-2000,測試\n".encode("big5")
    out, _ = annotate(data, "a.csv", [mark(2, "GB 1-2000", "现行")], SUMMARY)
    assert out.startswith(codecs.BOM_UTF8) or "现行" in out.decode("gb18030")


def test_checking_a_marked_table_again_renews_its_columns() -> None:
    data = "编号,名称\nGB 1-2000,甲\n".encode()
    once, _ = annotate(data, "a.csv", [Mark("sheet/1/R2C1", 0, 9, "bad", "GB 1-2000", "废止", "")], SUMMARY)
    assert read(once, "a.csv").blocks == read(data, "a.csv").blocks
    again, _ = annotate(once, "a.csv", [Mark("sheet/1/R2C1", 0, 9, "good", "GB 1-2000", "现行", "")], SUMMARY)
    assert again.decode().splitlines()[1] == "GB 1-2000,甲,GB 1-2000,现行,,"


def test_a_list_of_one_column_is_read() -> None:
    assert [block.text for block in read("标准号\nGB 1-2000\nGB 2-2000\n".encode(), "a.csv").blocks] == [
        "标准号",
        "GB 1-2000",
        "GB 2-2000",
    ]


def test_too_many_values_are_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        read(b"a,b\n" * 60, "a.csv", Limits(max_cells=100))
    assert refused.value.code == "too_many_cells"
