"""A sheet people keep becomes a register in the browser: drafted, put right, in use, imported, public, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection

from guiju.domain.registers.proposing import PLACEHOLDERS
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE
from guiju.kernel.jobs.worker import run_due

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PHONE, DESK = 390, 1440
SHEET = "示范点名称,批准日期,经费（万元）\n" + "".join(f"虚构示范点{n},2025-01-{n + 1:02},{n + 1}\n" for n in range(6))
MEASURE = """
[[measures]]
code = "sites_named"
name = { zh = "示范点数", en = "Sites named" }
unit = { zh = "个", en = "sites" }
counts = "records"
date = "day"
definition = { zh = "批准的示范点条数", en = "Sites approved" }
"""
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    """The demo people; the register's table goes with the test."""
    settings.SEARCH_ROOT, settings.FILES_ROOT = tmp_path / "search", tmp_path / "files"
    demo_switch(enabled=True, at=AT)
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name('register_sites')}")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_sheet_becomes_a_register_whose_record_is_public_and_counted(
    people: None, open_page: Callable[..., Any], page_checks: Callable[..., None],
    accessible: Callable[..., None], width: int,
) -> None:  # fmt: skip
    page = open_page("/accounts/sign-in/?next=/registers/declarations/new", width=width)
    person = next(one for one in DEMO_PEOPLE if one.username == "demo-officer")
    page.fill("input[name=username]", person.username)
    page.fill("input[name=password]", person.password(str(site.SECRET_KEY)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/declarations/new")
    page.fill("#f-name", "虚构示范点")
    page.fill("#f-code", "sites")
    page.set_input_files("#f-file", {"name": "台账.csv", "mimeType": "text/csv", "buffer": SHEET.encode()})
    page.click("button:has-text('拟出草稿')")
    page.wait_for_url("**/declarations/drafts/*")
    page_checks(page)
    text = page.input_value("#f-text")
    page.fill("#f-text", text.replace('type = "money"', 'type = "coins"'))
    page.wait_for_selector(".said-wrong")
    assert "long_text" in page.inner_text(".said-wrong")
    accessible(page)
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, "示范点管理")
    page.fill("#f-text", text.replace("public = false", 'public = true\ndisclose = ["officer"]') + MEASURE)
    page.click("button:has-text('看施行的影响')")
    page.wait_for_url("**/plan")
    page_checks(page)
    accessible(page)
    page.click("button:has-text('施行')")
    page.wait_for_url("**/sites/import/*")
    page.click("button:has-text('确认，试导入')")
    page.wait_for_load_state()
    run_due()
    page.click("button:text-is('导入')")
    page.wait_for_load_state()
    run_due()
    page.click("text=查看登记簿")
    page_checks(page)
    assert "6 条登记" in page.inner_text("main")
    page.click("tbody th a >> nth=0")
    page.click("text=审查公开")
    for name in ("disclosure", "secrecy"):
        page.check(f"input[name={name}]")
    page.click("button:text-is('公开')")
    page.wait_for_load_state()
    public = open_page("/registers/sites/", width=width, lang="en")
    page_checks(public)
    assert public.locator("tbody tr").count() == 1
    page.goto(page.url.split("/registers")[0] + "/registers/sites/charts")
    page_checks(page)
    accessible(page)
    assert "6 个" in page.inner_text("#measure-sites_named")
