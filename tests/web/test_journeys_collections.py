"""A collection made by a rule, approved, read by everybody and followed by feed; on a phone and on a desk."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from guiju.apps.catalogue.services import edition_record
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.jobs.worker import run_due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"


@pytest.fixture
def researcher(transactional_db: None) -> User:
    institute = organisation_create(actor=None, name="某市标准化研究院", kind="institute", at=AT)
    user = user_create(actor=None, username="yan", display_name="严", password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=institute, role="institute", starts_on=AT.date(), at=AT)
    for number, title in (("GB/T 1.1-2020", "标准化工作导则 第1部分"), ("GB/T 1.2-2020", "标准化工作导则 第2部分")):
        edition_record(actor=None, number=number, title_zh=title, published="2020-03-31", source="测试来源", at=AT)
    run_due()
    return user


@pytest.mark.parametrize(("width", "lang"), [(390, "zh"), (1440, "en")])
def test_a_collection_by_rule_is_published_and_followed(
    researcher, open_page, page_checks, accessible, live_server, width, lang
):
    def check(page):
        accessible(page)
        page_checks(page)

    page = open_page("/accounts/sign-in/?next=/collections/new", width=width, lang=lang)
    page.fill("#f-username", "yan")
    page.fill("#f-password", PASSWORD)
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/collections/new$"))
    check(page)
    page.fill("#f-title_zh", "标准编写")
    page.fill("#f-slug", "drafting")
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/collections/drafting/edit$"))
    page.fill("#f-rule", "标题:工作导则")
    page.locator("main .button-primary").first.click()
    page.fill("#f-numbers", "GB/T 9999-2001")
    page.get_by_role("button", name={"zh": "添加", "en": "Add"}[lang], exact=True).click()
    expect(page.locator("#members")).to_contain_text("GB/T 9999-2001")
    check(page)
    page.goto(f"{live_server.url}/collections/drafting/publish")
    check(page)
    page.check("input[name=disclosure]")
    page.check("input[name=secrecy]")
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/collections/drafting/$"))

    reader = open_page("/collections/", width=width, lang=lang)
    check(reader)
    reader.get_by_role("link", name="标准编写").click()
    expect(reader.locator("#members")).to_contain_text("GB/T 1.2-2020")
    expect(reader.locator("#members")).to_contain_text({"zh": "未收录", "en": "Not in the catalogue"}[lang])
    check(reader)
    reader.locator(".bars a").first.click()
    expect(reader.locator(".chips")).to_be_visible()
    feed = reader.request.get(f"{live_server.url}/collections/drafting/feed.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "<entry>" in feed.text()
