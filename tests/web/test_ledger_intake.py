"""An officer pastes a policy, corrects what was read, confirms it, finds its tasks; without script too."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from apps.ledger_samples import TEXT
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"


@pytest.fixture
def officer(transactional_db: None) -> User:
    office = organisation_create(actor=None, name="示例市市场监督管理局", kind="bureau", at=AT)
    user = user_create(actor=None, username="jing", display_name="经办", password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=office, role="officer", starts_on=AT.date(), at=AT)
    return user


@pytest.mark.parametrize(("width", "lang", "script"), [(1440, "zh", True), (390, "en", False)])
def test_pasted_corrected_confirmed_and_listed(officer, open_page, page_checks, accessible, width, lang, script):
    page: Page = open_page("/accounts/sign-in/?next=/ledger/policies/new", width=width, lang=lang, script=script)
    page.fill("#f-username", "jing")
    page.fill("#f-password", PASSWORD)
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/ledger/policies/new$"))
    looks = (page_checks, accessible) if script else ()
    for look in looks:
        look(page)
    page.fill("#f-text", TEXT)
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/review/$"))
    for look in looks:
        look(page)
    card = page.locator(".card", has=page.locator("h3", has_text="推进试点示范"))
    card.locator(".card-head a").click()
    form = page.locator(".card form.form")
    form.locator("[name=title]").fill("建设国家级试点")
    form.locator("[name=due_words]").fill("2025年6月底前")
    if script:
        expect(form.locator("[data-draft-state]")).to_have_text("草稿已自动保存")
    else:
        form.locator("[value=keep]").click()
    page.goto(page.url)
    expect(form.locator("[name=title]")).to_have_value("建设国家级试点")
    expect(form.locator("[name=due_words]")).to_have_value("2025年6月底前")
    for look in looks:
        look(page)
    form.locator(".button-primary").click()
    card = page.locator(".card", has=page.locator("h3", has_text="建设国家级试点"))
    expect(card).to_contain_text("2025-06-30")
    expect(card.locator(".card-seen")).to_be_visible()
    row = page.locator(".beside-row", has=page.locator(".beside-text", has_text="加强组织领导"))
    if script:
        row.locator(".beside-text p").first.select_text()
    row.locator(".beside-add a").nth(-2).click()
    form = page.locator("form.card-target")
    expect(form.locator("[name=text]")).to_have_value(re.compile("加强组织领导"))
    form.locator("[name=name]").fill("责任落实率")
    form.locator("[name=value]").fill("100")
    form.locator(".button-primary").click()
    expect(page.locator(".card-target", has_text="责任落实率")).to_be_visible()
    before = page.locator(".card-checked").count()
    page.locator(".card-head button.button").first.click()
    expect(page.locator(".card-checked")).to_have_count(before + 1)
    page.locator("#confirm .button-primary").click()
    page.wait_for_url(re.compile(r"/ledger/policies/\d+/$"))
    for look in looks:
        look(page)
    for path, words in (("/ledger/", "示例市标准化行动方案"), ("/ledger/tasks/", "建设国家级试点")):
        page.goto(page.url.partition("/ledger/")[0] + path)
        expect(page.locator("main")).to_contain_text(words)
        for look in looks:
            look(page)
    page.locator("main a", has_text="建设国家级试点").click()
    page.wait_for_url(re.compile(r"/ledger/tasks/\d+/$"))
    expect(page.locator("#history")).to_be_visible()
    for look in looks:
        look(page)
