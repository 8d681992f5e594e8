"""What people come for, in a browser: a Word file goes in and comes back marked; a workbook is checked again."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.services.imports import import_apply
from guiju.kernel.jobs.worker import run_due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
RESULT = re.compile(r"/check/[\w-]{43}/$")


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("检测报告", 0)
    paragraph = document.add_paragraph("依据 T/GJDEMO 016-")
    paragraph.add_run("2006").bold = True
    paragraph.add_run("《虚构示例 游标规》和 GB/T 99904-2020 检测。")
    document.add_paragraph("另见 GB/T 99999-2001。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "标准编号", "标准名称"])
    sheet.append([1, "T/GJDEMO 016-2014", "虚构示例 游标规"])
    sheet.append([2, "GB/T 99904-2020", "虚构示例 圆规针尖试验方法"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in(page: Page, name: str, data: bytes, button: str) -> None:
    page.locator("#f-files").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(RESULT)


def table_row(page: Page, number: str):
    return page.get_by_role("row").filter(has=page.locator("th", has_text=number)).first


@pytest.mark.parametrize("width", [390, 1440])
def test_a_word_file_comes_back_marked(fictitious, open_page, page_checks, accessible, width):
    page = open_page("/", width=width, lang="zh")
    hand_in(page, "检测报告.docx", word_file(), "开始查新")
    expect(page.locator("[data-progress]")).to_be_visible()
    run_due()
    expect(table_row(page, "T/GJDEMO 016-2006")).to_contain_text("被代替", timeout=15_000)
    expect(table_row(page, "T/GJDEMO 016-2006")).to_contain_text("T/GJDEMO 016-2022")
    expect(table_row(page, "GB/T 99904-2020")).to_contain_text("现行")
    expect(table_row(page, "GB/T 99999-2001")).to_contain_text("未收录")
    accessible(page)
    page_checks(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("标注后的")).first.click()
    marked = docx.Document(taken.value.path())
    assert "依据 T/GJDEMO 016-2006《虚构示例 游标规》和 GB/T 99904-2020 检测。" in [p.text for p in marked.paragraphs]
    assert any("T/GJDEMO 016-2022" in comment.text for comment in marked.comments)
    table_row(page, "T/GJDEMO 016-2006").locator("td").last.get_by_role("link").click()
    expect(page.locator("mark, .tone-orange").first).to_be_visible()
    page_checks(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_workbook_checked_again_shows_only_what_changed(
    fictitious, open_page, page_checks, accessible, tmp_path, width
):
    page = open_page("/check/new", width=width, lang="en")
    hand_in(page, "scope.xlsx", workbook(), "Check")
    run_due()
    expect(table_row(page, "GB/T 99904-2020")).to_contain_text("In force", timeout=15_000)
    accessible(page)
    page_checks(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("marked")).first.click()
    sheet = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes())).worksheets[0]
    assert [cell.value for cell in sheet[2]][:3] == [1, "T/GJDEMO 016-2014", "虚构示例 游标规"]
    assert "T/GJDEMO 016-2022" in " ".join(str(cell.value) for cell in sheet[2][3:])

    newer = tmp_path / "newer.jsonl"
    successor = {"number": "GB/T 99904-2025", "title_zh": "虚构示例 圆规针尖试验方法", "published": "2025-03-01"}
    successor |= {"effective": "2025-10-01", "replaces": ["GB/T 99904-2020"], "source": "虚构示例"}
    newer.write_text(json.dumps(successor), encoding="utf-8")
    import_apply(actor=None, path=newer, at=AT, defaults=Defaults("虚构示例", fictitious=True))
    page.get_by_role("button", name=re.compile("Check again")).click()
    page.wait_for_url(RESULT)
    run_due()
    changes = page.get_by_role("region", name="Changes")
    expect(changes).to_contain_text("GB/T 99904-2025", timeout=15_000)
    assert "T/GJDEMO 016-2014" not in changes.inner_text()
    page_checks(page)


def test_an_empty_form_says_what_is_missing(open_page, page_checks, accessible):
    page = open_page("/check/new", width=390, lang="zh")
    page.get_by_role("button", name="开始查新").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
    page_checks(page)
