"""A marked workbook is the same workbook with columns, colours and one more sheet."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Border, Font, PatternFill, Side
from python_calamine import CalamineWorkbook

from domain.word_files import entries, zipped
from guiju.domain.documents import Mark, Summary, annotate, read

OLD = Path(__file__).parents[1] / "files" / "laboratory_scope.xls"
SUMMARY = Summary("查新结果", ["共 3 条"], "zh", datetime(2026, 1, 1, 8, 30, tzinfo=UTC))
NUMBER = re.compile(r"GB(?:/T)? [\d.]+(?:-\d+)?")


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def methods() -> openpyxl.Workbook:
    """Title over all columns, headings, two methods."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.merge_cells("A1:C1")
    sheet["A1"] = "能力范围"
    sheet.append(["序号", "标准编号", "标准名称"])
    sheet.append([1, "GB/T 1-2000", "甲"])
    sheet.append([2, "GB 2-2001、GB 3-2002", "乙"])
    return book


def marks_on(data: bytes, name: str = "a.xlsx") -> list[Mark]:
    return [
        Mark(block.place.path, found.start(), found.end(), "bad", found.group(), "被代替", "依据：公告", "GB/T 9-2020")
        for block in read(data, name).blocks
        for found in NUMBER.finditer(block.text)
    ]


def marked(data: bytes, marks: list[Mark] | None = None, name: str = "a.xlsx") -> bytes:
    return annotate(data, name, marks_on(data, name) if marks is None else marks, SUMMARY)[0]


def reopened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(data: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    return list(reopened(data).worksheets[sheet].iter_rows(values_only=True))


def test_columns_stand_right_of_the_table_under_its_headings() -> None:
    out = marked(saved(methods()))
    assert rows(out) == [
        ("能力范围", None, None, None, None, None, None),
        ("序号", "标准编号", "标准名称", "规范编号", "结论", "代替标准或候选", "说明"),
        (1, "GB/T 1-2000", "甲", "GB/T 1-2000", "被代替", "GB/T 9-2020", "依据：公告"),
        (2, "GB 2-2001、GB 3-2002", "乙", "GB 2-2001\nGB 3-2002", "被代替\n被代替", "GB/T 9-2020\nGB/T 9-2020",
         "依据：公告\n依据：公告"),
    ]  # fmt: skip
    assert rows(out, 1) == [("查新结果",), ("2026-01-01 08:30",), ("共 3 条",)]
    assert reopened(out).sheetnames == ["Sheet", "查新结果"]
    assert CalamineWorkbook.from_filelike(io.BytesIO(out)).sheet_names == ["Sheet", "查新结果"]


def test_cited_cells_take_the_gravest_colour_and_keep_the_rest_of_their_style() -> None:
    book = methods()
    cell = book.active["B4"]
    cell.font, cell.border, cell.number_format = Font(bold=True, name="宋体"), Border(left=Side("thin")), "@"
    data = saved(book)
    tones = {"GB 2-2001": "good", "GB 3-2002": "warn"}
    marks = [mark for mark in marks_on(data) if mark.number in tones]
    marks = [Mark(m.path, m.start, m.end, tones[m.number], m.number, m.word, m.note) for m in marks]  # type: ignore[arg-type]
    after = reopened(marked(data, marks)).active
    assert after["B4"].fill.fgColor.rgb == "FFFFEB9C"
    assert (after["B4"].font.b, after["B4"].font.name, after["B4"].border.left.style) == (True, "宋体", "thin")
    assert after["B3"].fill.fill_type is None
    assert (after["D4"].font.b, after["D4"].alignment.wrap_text) == (True, True)


def test_what_a_workbook_holds_besides_stays() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("清单")
    sheet.add_table(
        "A1:B3", {"data": [["GB 1-2000", 1], ["GB 2-2001", 2]], "columns": [{"header": "标准号"}, {"header": "数"}]}
    )
    sheet.conditional_format("B2:B3", {"type": "cell", "criteria": ">", "value": 1})
    sheet.insert_textbox("E5", "图形")
    sheet.write_comment("A2", "批注")
    sheet.data_validation("B2", {"validate": "integer", "criteria": ">", "value": 0})
    sheet.freeze_panes(1, 0)
    book.add_worksheet("别的").write(0, 0, "不动")
    book.close()
    data = out.getvalue()
    before, after = entries(data), entries(marked(data))
    assert {name for name in after if before.get(name) != after[name]} == {
        "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/check.xml",
        "xl/_rels/workbook.xml.rels", "[Content_Types].xml",
    }  # fmt: skip
    tail = before["xl/worksheets/sheet1.xml"].partition(b"</sheetData>")[2]
    assert after["xl/worksheets/sheet1.xml"].endswith(tail)
    assert reopened(marked(data)).worksheets[0].tables["Table1"].ref == "A1:B3"


def test_column_widths_beside_the_added_columns_are_kept() -> None:
    files = entries(saved(methods()))
    sheet = "xl/worksheets/sheet1.xml"
    xml = re.sub(rb"<cols>.*?</cols>", b"", files[sheet])
    files[sheet] = xml.replace(
        b"<sheetData>", b'<cols><col min="2" max="16384" width="9" customWidth="1"/></cols><sheetData>'
    )
    widths = re.findall(rb'<col min="(\d+)" max="(\d+)" width="(\d+)"', entries(marked(zipped(files)))[sheet])
    assert [tuple(map(int, width)) for width in widths] == [
        (2, 3, 9), (4, 4, 24), (5, 5, 16), (6, 6, 28), (7, 7, 44), (8, 16384, 9),
    ]  # fmt: skip


def test_empty_cells_in_the_way_are_replaced_and_those_beyond_stay_in_order() -> None:
    book = methods()
    for column in ("D", "E", "Z"):
        book.active[f"{column}3"].fill = PatternFill("solid", "FF00FF00")
    xml = entries(marked(saved(book)))["xl/worksheets/sheet1.xml"].decode()
    row = re.search(r'<row r="3".*?</row>', xml)
    assert row is not None
    assert re.findall(r'<c r="([A-Z]+)3"', row.group()) == ["A", "B", "C", "D", "E", "F", "G", "Z"]


@pytest.mark.parametrize("odd", [b"<!-- note -->", b"<![CDATA[]]>"])
def test_comments_and_cdata_in_a_sheet_do_no_harm(odd: bytes) -> None:
    files = entries(saved(methods()))
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", odd + b"<sheetData>", 1
    )
    if odd.startswith(b"<!["):
        files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(odd, b"")
        files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(
            b"<v>1</v>", b"<v><![CDATA[1]]></v>"
        )
    assert rows(marked(zipped(files)))[2][3] == "GB/T 1-2000"


def test_prefixed_names_are_written_as_they_are_read() -> None:
    files = entries(saved(methods()))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row><x:c t="str"><x:v>标准号</x:v></x:c>'
        '<x:c t="str"><x:v>名称</x:v></x:c></x:row><x:row><x:c t="str"><x:v>GB 1-2000</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    ).encode()
    assert rows(marked(zipped(files))) == [
        ("标准号", "名称", "规范编号", "结论", "代替标准或候选", "说明"),
        ("GB 1-2000", None, "GB 1-2000", "被代替", "GB/T 9-2020", "依据：公告"),
    ]


def test_findings_on_no_cell_are_listed_on_the_last_sheet() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("表").write_comment("B2", "见 GB 1-2000")
    book.close()
    assert rows(marked(out.getvalue()), 1)[3:] == [
        ("以下引用所在位置不能加批注：",),
        ("表：GB 1-2000 被代替 → GB/T 9-2020",),
    ]


def test_a_list_without_headings_gets_none() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "GB 1-2000"
    assert rows(marked(saved(book))) == [("GB 1-2000", "GB 1-2000", "被代替", "GB/T 9-2020", "依据：公告")]


def test_checking_a_marked_workbook_again_renews_its_columns() -> None:
    data = saved(methods())
    once = marked(data)
    assert [block for block in read(once, "a.xlsx").blocks if block.table == 0] == read(data, "a.xlsx").blocks
    again = marked(once, [Mark("sheet/1/R3C2", 0, 11, "good", "GB/T 1-2000", "现行", "")])
    assert [row[3:] for row in rows(again)[1:]] == [
        ("规范编号", "结论", "代替标准或候选", "说明"),
        ("GB/T 1-2000", "现行", None, None),
        (None, None, None, None),
    ]


def test_a_workbook_with_macros_keeps_its_kind() -> None:
    files = entries(saved(methods())) | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}
    out, name = annotate(zipped(files), "宏.xlsm", marks_on(zipped(files)), SUMMARY)
    assert name == "宏-查新.xlsm"
    assert entries(out)["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0macro"


def test_marking_changes_no_value_of_any_size_of_table() -> None:
    for width in (1, 3, 30):
        book = openpyxl.Workbook()
        for row in range(40):
            book.active.append([f"GB {row}-2000", *(row * column for column in range(1, width))])
        data = saved(book)
        before, after = rows(data), rows(marked(data))
        assert [row[:width] for row in after] == before


def test_an_old_workbook_comes_back_as_a_new_one() -> None:
    data = OLD.read_bytes()
    out, name = annotate(data, "旧表.xls", marks_on(data, "旧表.xls"), SUMMARY)
    sheet = reopened(out).worksheets[0]
    assert name == "旧表-查新.xlsx"
    assert [cell.value for cell in sheet[2]][6:] == ["规范编号", "结论", "代替标准或候选", "说明"]
    assert [cell.value for cell in sheet[3]][6:8] == ["GB/T 5000.0-2003", "被代替"]
    assert sheet["D3"].fill.fgColor.rgb == "FFFFC7CE"
    assert "A1:E1" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["F30"].value == datetime(2020, 5, 1)  # noqa: DTZ001  # a sheet's dates have no zone
    assert reopened(out).worksheets[1].sheet_state == "hidden"
