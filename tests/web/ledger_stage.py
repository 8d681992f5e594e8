"""Pages of the ledger opened as somebody, each looked over; for its journeys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from kernel.conftest import PASSWORD


class Stage(NamedTuple):
    """Opens pages as somebody, and looks each one over."""

    as_: Callable[..., Page]
    look: Callable[[Page], None]
    script: bool


def stage_of(
    open_page: Callable[..., Page],
    page_checks: Callable[[Page], None],
    accessible: Callable[[Page], None],
    *,
    width: int,
    script: bool = True,
    lang: str = "zh",
) -> Stage:
    """`as_(username, path)` signs somebody in at a path; `look(page)` checks a page where scripts run."""

    def as_(username: str, path: str) -> Page:
        page = open_page(f"/accounts/sign-in/?next={path}", width=width, script=script, lang=lang)
        page.fill("#f-username", username)
        page.fill("#f-password", PASSWORD)
        page.locator("main .button-primary").click()
        page.wait_for_url(re.compile(re.escape(path)))
        return page

    def look(page: Page) -> None:
        if script:
            accessible(page)
            page_checks(page)

    return Stage(as_, look, script)
