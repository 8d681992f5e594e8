"""Workbooks are read cell by cell, as they show their values."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from domain.word_files import entries, zipped
from guiju.domain.documents import Document, DocumentError, Limits, read
from guiju.domain.documents.sheets.formats import shower

OLD = Path(__file__).parents[1] / "files" / "laboratory_scope.xls"
HEADINGS = ("序号", "检测对象", "项目/参数", "检测标准（方法）名称及编号（含年号）", "说明")


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def scope_list(lines: int = 400) -> bytes:
    """A laboratory's scope list: merged title, merged objects, methods in the fourth column, old years."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "能力范围"
    sheet.merge_cells("A1:E1")
    sheet["A1"] = "检验检测能力范围"
    sheet.append(HEADINGS)
    for line in range(lines):
        thing = f"对象{line // 4}" if line % 4 == 0 else None
        sheet.append([line + 1, thing, f"参数{line}", f"《方法{line}》GB/T {5000 + line}-{90 + line % 10}", None])
        if line % 4 == 3:
            sheet.merge_cells(start_row=line, end_row=line + 3, start_column=2, end_column=2)
    return saved(book)


def by_label(document: Document) -> dict[str, str]:
    return {block.place.label.zh: block.text for block in document.blocks}


def test_a_scope_list_is_read_with_rows_and_columns() -> None:
    document = read(scope_list(), "附表.xlsx")
    first = document.blocks[0]
    assert (first.text, first.place.path, first.place.label.zh) == ("检验检测能力范围", "sheet/1/R1C1", "能力范围!A1")
    methods = [block for block in document.blocks if block.column == 3 and block.row > 1]
    assert len(methods) == 400
    assert (methods[-1].text, methods[-1].table, methods[-1].row) == ("《方法399》GB/T 5399-99", 0, 401)
    assert sum(block.column == 1 for block in document.blocks) == 101


def test_values_under_a_merged_cell_are_not_read() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["B2"] = "显示", "被盖住", "旁边"
    book.active.merged_cells.add("A1:A3")
    assert by_label(read(saved(book), "a.xlsx")) == {"Sheet!A1": "显示", "Sheet!B2": "旁边"}


def test_values_read_as_they_are_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, (value, code) in enumerate(
        [
            (19001, "General"), (0.1 + 0.2, "General"), (12.0, "General"), (7, "000"),
            (date(2016, 12, 30), "yyyy-mm-dd"), (date(2016, 1, 2), 'yyyy"年"m"月"d"日"'),
            (19001, '"GB/T "0'), (True, "General"), ("0012", "@"),
            (42371.378472222, "yyyy/m/d h:mm"), (0.25, "0%"), (1e20, "General"),
        ],
        start=1,
    ):  # fmt: skip
        sheet.cell(row, 1, value).number_format = code
    assert [block.text for block in read(saved(book), "a.xlsx").blocks] == [
        "19001", "0.3", "12", "007", "2016-12-30", "2016年1月2日", "GB/T 19001", "TRUE", "0012", "2016/1/2 9:05", "25%",
        "1e+20",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("h:mm AM/PM", "0.75", "6:00 PM"),
        ("[h]:mm:ss", "0.5", "12:00:00"),
        ("mmm-yy", "43466", "Jan-19"),
        ("[$-804]yyyy年m月;@", "43466", "2019年1月"),
        ("yyyy-mm-dd", "1e300", "1e300"),
        ("yyyy-mm-dd", "-1", "-1"),
        ("0.00", "文字", "文字"),
    ],
)
def test_a_number_format_shows(code: str, stored: str, text: str) -> None:
    assert shower(200, {200: code}, is_1904=False)(stored) == text


def test_rich_text_is_read_whole() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("GB/T ", TextBlock(InlineFont(b=True), "19001"), "-2016")
    assert [block.text for block in read(saved(book), "a.xlsx").blocks] == ["GB/T 19001-2016"]


def test_formulas_read_as_their_result_and_shapes_and_notes_are_found() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("表")
    sheet.write_formula(0, 0, '="GB "&1', None, "GB 1")
    sheet.write_comment("B2", "见 GB 2")
    sheet.insert_textbox(3, 3, "框中 GB 3")
    sheet.set_header('&L&"宋体"&10按 GB 4&R第 &P 页')
    book.close()
    blocks = read(out.getvalue(), "a.xlsx").blocks
    assert [(block.kind, block.text, block.place.label.zh) for block in blocks] == [
        ("cell", "GB 1", "表!A1"),
        ("header", "按 GB 4 第   页", "表：页眉"),
        ("textbox", "框中 GB 3", "表：图形中的文字"),
        ("comment", "见 GB 2", "表：B2 的批注"),
    ]


def test_hidden_sheets_rows_and_columns_are_read_and_say_so() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["B1"] = "甲", "乙", "丙"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("暗").sheet_state = "hidden"
    book["暗"]["A1"] = "丁"
    assert [block.place.label.zh for block in read(saved(book), "a.xlsx").blocks] == [
        "Sheet!A1",
        "Sheet!B1（隐藏）",
        "Sheet!A2（隐藏）",
        "暗!A1（隐藏）",
    ]


def test_cells_without_references_and_prefixed_names_are_read() -> None:
    files = entries(scope_list(4))
    sheet = next(name for name in files if name.startswith("xl/worksheets/sheet"))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files[sheet] = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>GB 1</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    ).encode()
    assert [(b.text, b.row, b.column) for b in read(zipped(files), "a.xlsx").blocks] == [("1", 0, 0), ("GB 1", 0, 1)]


def test_reading_stops_at_too_many_cells() -> None:
    with pytest.raises(DocumentError) as refused:
        read(scope_list(40), "大表.xlsx", Limits(max_cells=100))
    assert refused.value.code == "too_many_cells"
    assert "大表.xlsx" in refused.value.say("zh")


def test_an_old_workbook_is_read() -> None:
    document = read(OLD.read_bytes(), "旧表.xls")
    shown = by_label(document)
    assert document.format == "xls"
    assert shown["检测能力范围!A1"] == "检验检测能力范围（附表）"
    assert shown["检测能力范围!D3"] == "《某某方法》GB/T 5000.0-2003"
    assert shown["检测能力范围!F30"] == "2020-05-01"
    assert shown["隐藏!A1（隐藏）"] == "GB 1-2000"
