"""A target on a phone: tied to what counts it, a record entered, and the target moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection

from apps.ledger_samples import taken_in
from guiju.apps.ledger.models import Target
from guiju.domain.declarations import declaration_files
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE
from guiju.kernel.accounts.queries import organisation_named
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import declaration_apply
from guiju.kernel.search.services import index_rebuild

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PHONE = 390
OFFICER = next(one for one in DEMO_PEOPLE if one.username == "demo-officer")
TEXT = """示例市标准化行动方案（2024—2026年）
一、主要目标
到2026年，新增开展标准化培训不少于600人次。
二、重点任务
（一）加强培训。组织标准化培训。（市市场监管局负责）
"""
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def target(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[Target]:
    """A policy of the demo office that promises training, and the register that counts it."""
    settings.SEARCH_ROOT = tmp_path
    demo_switch(enabled=True, at=AT)
    text = next(path for path in declaration_files("registers") if path.name == "training.toml").read_text("utf-8")
    declaration_apply(actor=None, text=text, where="training.toml", at=AT)
    index_rebuild(kind=kind_name("training"))
    office = organisation_named(OFFICER.organisation)
    assert office is not None
    yield taken_in(office, text=TEXT).targets.get()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {connection.ops.quote_name('register_training')}")


def sign_in(page: Any) -> None:
    page.fill("#f-username, input[name=username]", OFFICER.username)
    page.fill("input[name=password]", OFFICER.password(str(site.SECRET_KEY)))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def test_a_target_is_tied_and_moves_with_the_register(
    target: Target, open_page: Callable[..., Any], page_checks: Callable[..., None],
    accessible: Callable[..., None],
) -> None:  # fmt: skip
    page = open_page("/ledger/targets/", width=PHONE)
    sign_in(page)
    assert "未关联指标" in page.inner_text("main")
    page.click("tbody th a >> nth=0")
    page_checks(page)
    accessible(page)
    page.click("text=看关联后的数")
    assert "今天的读数 0" in page.inner_text("#tie")
    accessible(page)
    page.click("button:has-text('确定关联')")
    page.wait_for_url(lambda url: "measure" not in url)
    assert page.inner_text(".target-big").startswith("0 人次 / 600")
    page.goto(page.url.split("/ledger")[0] + "/registers/training/new")
    for name, value in {
        "topic": "虚构培训班", "starts_on": "2026.3.1", "organiser": "虚构研究院", "people": "120", "sessions": "2",
    }.items():  # fmt: skip
        page.fill(f"#f-{name}", value)
    page.select_option("#f-audience", "enterprise")
    page.click("button:has-text('保存')")
    page.wait_for_url(lambda url: "new" not in url)
    page.goto(page.url.split("/registers")[0] + f"/ledger/targets/{target.pk}/")
    page_checks(page)
    accessible(page)
    assert page.inner_text(".target-big").startswith("240 人次 / 600 · 40%")
    page.click("text=打开所计的记录")
    assert "虚构培训班" in page.inner_text("main")
    page.goto(page.url.split("/registers")[0] + "/ledger/targets/")
    page_checks(page)
    accessible(page)
    assert "40%" in page.inner_text("main")
