"""Browser journeys: Chromium against the live site, no other host, two widths, two languages, both themes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.services.imports import import_apply
from web.accessibility import Accessibility

SHELL, WINDOWED = "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"
CHROMIUM = os.environ.get("GUIJU_CHROMIUM", SHELL if Path(SHELL).exists() else WINDOWED)  # the shell is the lighter
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
PHONE, DESK = 390, 1440
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LOCAL = re.compile(r"^(http://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; Django's check for a running loop is lifted, as Playwright keeps one."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`open_page(path, width=1440, lang="zh", theme="light", script=True)`: a page of a fresh reader.

    Fails the test when a page asks any other host for something, or breaks its own content security policy.
    """
    contexts, complaints = [], []

    def guard(request: Request) -> None:
        if not LOCAL.match(request.url):
            complaints.append(f"asked another host: {request.url}")

    def listen(message: Any) -> None:
        if "Content Security Policy" in message.text or "Uncaught" in message.text:
            complaints.append(message.text)

    def open_(path: str = "/", width: int = DESK, lang: str = "zh", theme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width == PHONE else 900},
            locale=LOCALES[lang], color_scheme=theme, java_script_enabled=script,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("request", guard)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def fictitious(transactional_db: None) -> None:
    """The fictitious editions the program carries, in the catalogue."""
    with as_file(files("guiju.apps.catalogue") / "data" / "fictitious.jsonl") as path:
        import_apply(actor=None, path=path, at=AT, defaults=Defaults("虚构示例", keep_unread=True, fictitious=True))


@pytest.fixture(scope="session")
def page_checks() -> Callable[[Page], None]:
    """What holds for every page: it fits, has one heading, a language, a visible focus, nothing inline."""
    return check_page


def check_page(page: Page) -> None:
    """Assert the rules of every page on the one that is open."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} main headings"
    assert page.locator("html").get_attribute("lang") in ("zh-Hans", "en")
    assert page.title().strip()
    inline = page.locator('[style], style, script:not([src]):not([type="application/ld+json"])').count()
    assert inline == 0, f"{page.url} has inline style or script"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", f"focus cannot be seen on {page.url}"


@pytest.fixture(scope="session")
def accessible() -> Accessibility:
    """`accessible(page)`: no serious or critical violation of the accessibility rules that axe knows."""
    return Accessibility()
