"""From the search box to a standard and on to what replaced it, in any spelling, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from guiju.kernel.jobs.worker import run_due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def indexed(fictitious) -> None:
    """The fictitious editions, in the search index."""
    run_due()


@pytest.mark.parametrize(("width", "lang", "typed"), [(1440, "zh", "游标规"), (390, "en", "T/GJDEMO 016")])
def test_a_search_leads_to_the_standard_and_to_its_successor(
    indexed, open_page, page_checks, accessible, width, lang, typed
):
    page = open_page("/", width=width, lang=lang)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/standards/**")
    accessible(page)
    page_checks(page)
    page.get_by_role("link", name="T/GJDEMO 016-2006").first.click()
    expect(page.locator("h1")).to_contain_text("T/GJDEMO 016-2006")
    expect(page.get_by_text({"zh": "被代替", "en": "Replaced"}[lang]).first).to_be_visible()
    accessible(page)
    page_checks(page)
    page.locator("main").get_by_role("link", name="T/GJDEMO 016-2022").first.click()
    expect(page.locator("h1")).to_contain_text("T/GJDEMO 016-2022")


@pytest.mark.parametrize("typed", ["Ｔ／ＧＪＤＥＭＯ　０１６—２００６", "t/gjdemo016-2006", "T/GJDEMO 016－06"])
def test_a_number_in_any_spelling_is_found(indexed, open_page, typed):
    page = open_page("/", script=False)
    page.locator("#home-q").fill(typed)
    page.locator("#home-q").press("Enter")
    expect(page.locator("main")).to_contain_text("T/GJDEMO 016-2006")


def test_nothing_found_says_what_to_do_next(indexed, open_page, page_checks, accessible):
    page = open_page("/standards/?q=zzzz", width=390, lang="en")
    expect(page.locator("main .empty a").first).to_be_visible()
    accessible(page)
    page_checks(page)
