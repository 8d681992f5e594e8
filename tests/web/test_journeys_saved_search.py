"""From typing to a filter and on to a saved search; suggestions by keyboard: at both widths."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from guiju.kernel.accounts.services import organisation_create, user_create
from guiju.kernel.jobs.worker import run_due
from web.conftest import AT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough phrase"


@pytest.fixture
def indexed(fictitious) -> None:
    """The fictitious editions, in the search index."""
    run_due()


@pytest.fixture
def reader(transactional_db):
    organisation_create(actor=None, name="某公司", kind="enterprise", at=AT)
    return user_create(actor=None, username="lin", display_name="林", password=PASSWORD, at=AT)


@pytest.mark.parametrize(("width", "lang"), [(390, "en"), (1440, "zh")])
def test_a_search_is_narrowed_saved_and_found_again(
    indexed, reader, open_page, page_checks, accessible, live_server, width, lang
):
    page = open_page("/accounts/sign-in/?next=/standards/", width=width, lang=lang)
    page.fill("#f-username", "lin")
    page.fill("#f-password", PASSWORD)
    page.locator("main .button-primary").click()
    page.wait_for_url("**/standards/")
    page.keyboard.press("/")
    page.keyboard.type("示例 年份:2010.. -虚")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    expect(page.locator(".chip")).to_have_count(1)
    if width == 390:
        page.locator("[data-drawer] summary").click()
    page.locator(".facet a").first.click()
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("mark").first).to_be_visible()
    accessible(page)
    page_checks(page)
    page.get_by_role("link", name={"en": "Save this search", "zh": "存下这个检索"}[lang]).click()
    page.fill("#f-name", "演示")
    accessible(page)
    page.locator("main .button-primary").click()
    expect(page.get_by_role("link", name="演示")).to_be_visible()
    accessible(page)
    page_checks(page)
    page.get_by_role("link", name="演示").click()
    expect(page.locator(".chip")).to_have_count(2)


def test_suggestions_are_walked_with_arrows_and_chosen_with_enter(indexed, open_page, accessible):
    page = open_page("/standards/")
    box = page.get_by_role("combobox")
    box.press_sequentially("T/GJDEMO 016")
    expect(page.get_by_role("option").first).to_be_visible()
    accessible(page)
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True).inner_text()
    box.press("Enter")
    expect(page.locator("h1")).to_contain_text(" ".join(chosen.split()[:2]))


def test_help_can_be_read_by_everybody(open_page, page_checks, accessible, transactional_db):
    page = open_page("/standards/help/", width=390, lang="en")
    accessible(page)
    page_checks(page)
