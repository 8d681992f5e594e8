"""A list of standards goes into the catalogue, in a browser: columns corrected, changes seen, imported, and again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.jobs.worker import run_due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long password"
ONE = re.compile(r"/standards/import/\d+/$")
LIST = "方法号,标准名称,实施日期\nT/GJLIST 1-2023,虚构示例 量规,2023.7.1\nT/GJLIST,缺号,\n".encode()


@pytest.fixture
def keeper(transactional_db: None) -> str:
    """The user name of somebody who may import."""
    bureau = organisation_create(actor=None, name="甲局", kind="bureau", at=AT)
    user = user_create(actor=None, username="keeper", display_name="甲", password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=bureau, role="officer", starts_on=date(2020, 1, 1), at=AT)
    return user.username


def sign_in(page: Page, name: str) -> None:
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/standards/import/$"))


def hand_in(page: Page) -> None:
    page.locator("#f-file").set_input_files({"name": "目录.csv", "mimeType": "text/csv", "buffer": LIST})
    page.locator("#f-source").fill("测试平台")
    page.locator("main .button-primary").click()
    page.wait_for_url(ONE)


@pytest.mark.parametrize(("width", "lang", "script"), [(1440, "zh", True), (390, "en", False)])
def test_a_list_is_checked_tried_imported_and_imported_again(
    keeper, open_page, page_checks, accessible, width, lang, script
):
    page = open_page("/accounts/sign-in/?next=/standards/import/", width=width, lang=lang, script=script)
    sign_in(page, keeper)
    hand_in(page)
    page.locator("#f-column-0").select_option("number")
    _look(page, page_checks, accessible, script)
    page.locator("main .button-primary").click()
    run_due()
    page.reload()
    expect(page.locator("#problems")).to_be_visible()
    _look(page, page_checks, accessible, script)
    page.locator("main .button-primary").click()
    run_due()
    page.reload()
    expect(page.locator(".notice-success")).to_be_visible()
    _look(page, page_checks, accessible, script)
    page.goto(page.url + "standards")
    page.get_by_role("link", name="T/GJLIST 1-2023").click()
    expect(page.locator("main")).to_contain_text("测试平台")
    page.goto(page.url.partition("/standards/")[0] + "/standards/import/")
    hand_in(page)
    page.locator("main .button-primary").click()
    run_due()
    page.reload()
    expect(page.locator(".notice-success")).to_be_visible()


def _look(page: Page, page_checks, accessible, script: bool) -> None:
    page_checks(page)
    if script:
        accessible(page)
