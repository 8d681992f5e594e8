"""A reader reports an error, an officer puts it right, the page shows it, the receipt says so."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from guiju.apps.catalogue.models import Edition
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"
LINK = "https://std.example.cn/notice/1"


@pytest.fixture
def officer(transactional_db: None) -> User:
    bureau = organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT)
    user = user_create(actor=None, username="jing", display_name="经办", password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=bureau, role="officer", starts_on=AT.date(), at=AT)
    return user


@pytest.mark.parametrize(("width", "script"), [(390, True), (1440, False)])
def test_an_error_is_reported_put_right_and_followed(
    officer, fictitious, open_page, page_checks, accessible, live_server, width, script
):
    edition = Edition.objects.get(number="GB/T 99904-2020")
    reader = open_page(f"/standards/{edition.pk}/", width=width, script=script)
    reader.get_by_role("link", name="这里有错？告诉我们").click()
    if script:
        accessible(reader)
        page_checks(reader)
    reader.select_option("#f-field", "title_en")
    reader.fill("#f-should_be", "Invented title")
    reader.fill("#f-evidence_link", LINK)
    reader.fill("#f-contact", "reader@example.cn")
    reader.get_by_role("button", name="提交").click()
    reader.wait_for_url(re.compile(r"/cases/receipt/[\w-]{32}/$"))
    expect(reader.locator("main")).to_contain_text("已收到，待受理")
    if script:
        accessible(reader)
        page_checks(reader)

    desk = open_page("/accounts/sign-in/?next=/cases/", width=width, script=script)
    desk.fill("#f-username", "jing")
    desk.fill("#f-password", PASSWORD)
    desk.locator("main .button-primary").click()
    desk.wait_for_url(re.compile(r"/cases/$"))
    if script:
        accessible(desk)
        page_checks(desk)
    desk.get_by_role("link", name="第").first.click()
    if script:
        accessible(desk)
        page_checks(desk)
    assert "reader@example.cn" not in desk.content()
    desk.fill("#f-answer", "已按公告更正")
    desk.get_by_role("button", name="更正并办结").click()
    expect(desk.locator("main")).to_contain_text("已更正")

    reader.reload()
    expect(reader.locator("main")).to_contain_text("已按公告更正")
    reader.goto(f"{live_server.url}/standards/{edition.pk}/")
    expect(reader.locator("main")).to_contain_text("Invented title")
