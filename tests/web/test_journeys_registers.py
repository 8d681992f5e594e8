"""A register in the browser: a record entered, an error put right, made public, found by the public; phone and desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection

from guiju.domain.declarations import declaration_files
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE
from guiju.kernel.registers import ddl
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import declaration_apply
from guiju.kernel.search.services import index_rebuild

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PHONE, DESK = 390, 1440
RECORD = re.compile(r"/registers/training/\d+/$")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def training(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    """The shipped register of training, and the demo people; its table goes with the test."""
    settings.SEARCH_ROOT = tmp_path
    demo_switch(enabled=True, at=AT)
    text = next(path for path in declaration_files("registers") if path.name == "training.toml").read_text("utf-8")
    declaration_apply(actor=None, text=text, where="training.toml", at=AT)
    index_rebuild(kind=kind_name("training"))
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {connection.ops.quote_name('register_training')}")
    assert not ddl.table_exists("register_training")


def sign_in(page: Any, username: str) -> None:
    person = next(one for one in DEMO_PEOPLE if one.username == username)
    page.goto(page.url.split("/registers")[0] + "/accounts/sign-in/?next=/registers/training/")
    page.fill("#f-username, input[name=username]", username)
    page.fill("input[name=password]", person.password(str(site.SECRET_KEY)))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_record_is_entered_put_right_published_and_found(
    training: None, open_page: Callable[..., Any], page_checks: Callable[..., None],
    accessible: Callable[..., None], width: int,
) -> None:  # fmt: skip
    page = open_page("/registers/training/", width=width)
    page_checks(page)
    assert "还没有登记" in page.inner_text("main")
    sign_in(page, "demo-officer")
    page.goto(page.url + "new")
    page_checks(page)
    accessible(page)
    page.fill("#f-topic", "虚构培训班")
    page.fill("#f-starts_on", "后天")
    page.fill("#f-organiser", "虚构研究院")
    page.select_option("#f-audience", "enterprise")
    page.fill("#f-people", "1.2百")
    page.fill("#f-sessions", "2")
    page.click("button:has-text('保存')")
    assert "看不懂这个日期" in page.inner_text(".error-summary")
    accessible(page)
    page.fill("#f-starts_on", "2026.3.1")
    page.fill("#f-people", "120人")
    page.click("button:has-text('保存')")
    page.wait_for_url(RECORD)
    assert "240人次" in page.inner_text("main")
    accessible(page)
    page.click("text=审查公开")
    for name in ("disclosure", "secrecy"):
        page.check(f"input[name={name}]")
    page.click("button:has-text('公开')")
    page.wait_for_url(RECORD)
    public = open_page("/registers/training/?q=虚构", width=width, lang="en")
    page_checks(public)
    accessible(public)
    assert "虚构培训班" in public.inner_text("main")
    public.click("tbody th a")
    page_checks(public)
    assert "240 person-times" in public.inner_text("main")
