"""The site's own pages, as a reader meets them in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/about/", "/api/", "/data/", "/_components/", "/accounts/sign-in/", "/no-such-page"]
READERS = [(390, "zh", "light"), (1440, "en", "dark")]
OTHERS = [(390, "en", "dark"), (1440, "zh", "light")]
CROWDED = ("/", "/_components/")
LIGHT, DARK = "rgb(252, 251, 248)", "rgb(22, 21, 19)"


@pytest.mark.parametrize("path", PAGES)
def test_every_reader_can_read_the_page(path, open_page, page_checks, accessible):
    for width, lang, theme in READERS + (OTHERS if path in CROWDED else []):
        page = open_page(path, width=width, lang=lang, theme=theme)
        if (width, lang, theme) in READERS:
            accessible(page)
        page_checks(page)
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[lang]


def test_the_language_can_be_changed_and_is_remembered_without_script(open_page):
    page = open_page("/about/", script=False)
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "About Guiju"
    assert page.url.endswith("/about/")
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_theme_can_be_chosen_against_the_system_without_script(open_page):
    page = open_page("/about/", theme="light", script=False)
    paper = expect(page.locator("html"))
    paper.to_have_css("background-color", LIGHT)
    page.get_by_role("button", name="深色").click()
    paper.to_have_css("background-color", DARK)
    page.get_by_role("button", name="浅色").click()
    paper.to_have_css("background-color", LIGHT)


def test_a_slash_goes_to_the_search_box_and_not_while_typing(open_page):
    page = open_page("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "home-q"
    page.keyboard.type("GB/T")
    assert page.locator("#home-q").input_value() == "GB/T"


def test_arrows_walk_the_rows_of_a_table(open_page):
    page = open_page("/_components/")
    page.locator("table th a.number").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "GB/T 0000.2-2026"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == "GB/T 0000.1-2020"


def test_the_drop_zone_names_the_chosen_files_and_lets_one_go(open_page):
    page = open_page("/")
    page.locator("#f-files").set_input_files(
        [
            {"name": "检测报告.txt", "mimeType": "text/plain", "buffer": b"GB/T 1.1-2020"},
            {"name": "清单.csv", "mimeType": "text/csv", "buffer": b"x" * 2048},
        ]
    )
    assert page.locator("[data-drop-files] li").all_inner_texts()[1].split("\n")[0] == "清单.csv"
    page.get_by_role("button", name="移除 检测报告.txt").click()
    assert page.locator("[data-drop-files] li").count() == 1
    assert page.evaluate("document.querySelector('#f-files').files[0].name") == "清单.csv"


def test_files_too_large_are_named_before_they_are_sent(open_page):
    page = open_page("/")
    page.evaluate("document.querySelector('[data-drop]').dataset.limit = 1000")
    page.locator("#f-files").set_input_files({"name": "大.csv", "mimeType": "text/csv", "buffer": b"x" * 2048})
    page.get_by_role("button", name="开始查新").click()
    expect(page.get_by_text("请拿掉一些或拆开再传")).to_be_visible()
    assert page.url.endswith("/")


def test_filters_are_a_closed_drawer_on_phones_and_open_on_wide_screens(open_page):
    assert open_page("/_components/", width=390).locator("[data-drawer]").get_attribute("open") is None
    assert open_page("/_components/", width=1440).locator("[data-drawer]").get_attribute("open") is not None


def test_paper_shows_the_content_and_no_controls(open_page):
    page = open_page("/_components/", theme="dark")
    page.emulate_media(media="print")
    assert page.locator(".site-nav").is_hidden()
    assert page.locator(".site-search").is_hidden()
    assert page.locator("table").first.is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
