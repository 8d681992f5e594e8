"""From a standard to its relations, its history and what was known of it on an earlier day; with and without script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import edition_record
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.public_export import public_export_refresh
from guiju.kernel.history.services import checkpoint_make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
NUMBER = "T/GJDEMO 016-2006"


@pytest.fixture
def standard(fictitious) -> Edition:
    """An edition in a chain of four, told on 1 March 2026 and corrected ten days later."""
    edition_record(
        actor=None, number=NUMBER, title_zh="虚构示例 游标规", withdrawn="2013-05-01",
        source="虚构示例公告", at=AT + timedelta(days=10), reason="按公告更正",
    )  # fmt: skip
    return Edition.objects.get(number=NUMBER)


@pytest.mark.parametrize(("width", "lang", "theme"), [(390, "en", "dark"), (1440, "zh", "light")])
def test_a_standard_leads_to_its_graph_its_history_and_an_earlier_day(
    standard, open_page, page_checks, accessible, width, lang, theme
):
    words = {"zh": ("看大图和全部关系", "按本站", "查看"), "en": ("See the large graph", "As this site knew", "Show")}[
        lang
    ]
    page = open_page(f"/standards/{standard.pk}/?on=2013-12-01", width=width, lang=lang, theme=theme)
    expect(page.locator("#status")).to_contain_text("2013-05-01")
    expect(page.locator("svg.life")).to_be_visible()
    accessible(page)
    page_checks(page)
    page.get_by_role("link", name=words[0]).click()
    expect(page.locator("svg.graph a.graph-node")).to_have_count(3)
    accessible(page)
    page_checks(page)
    page.locator("svg.graph a.graph-node").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/*/")
    page.goto(page.url.rsplit("/standards/", 1)[0] + f"/standards/{standard.pk}/history/")
    expect(page.locator("main")).to_contain_text("按公告更正")
    accessible(page)
    page_checks(page)
    page.goto(page.url.removesuffix("history/"))
    page.locator("#f-on").fill("2013-12-01")
    page.locator("#f-known").fill("2026.3.5")
    page.locator("#status").get_by_role("button", name=words[2]).click()
    expect(page.locator("main")).to_contain_text(words[1])
    expect(page.locator("#status")).not_to_contain_text("2013-05-01")
    accessible(page)
    page_checks(page)


def test_the_two_days_need_no_script_and_a_day_misread_is_said(standard, open_page):
    page = open_page(f"/standards/{standard.pk}/", script=False)
    page.locator("#f-known").fill("2025-01-01")
    page.get_by_role("button", name="查看").click()
    expect(page.locator("main")).to_contain_text("什么都不知道")
    page.locator("#f-known").fill("昨天")
    page.get_by_role("button", name="查看").click()
    expect(page.locator(".field-error")).to_contain_text("日期读不懂")


def test_strangers_find_the_history_and_how_to_verify_it(
    standard, open_page, page_checks, accessible, settings, tmp_path
):
    settings.VAR = tmp_path
    checkpoint_make(signer=installation_signer(), at=AT)
    public_export_refresh(at=AT)
    for width, lang in ((390, "zh"), (1440, "en")):
        page = open_page("/history/", width=width, lang=lang)
        expect(page.locator("pre").first).to_contain_text("Ed25519PublicKey")
        accessible(page)
        page_checks(page)
