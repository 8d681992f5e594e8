"""An officer draws a panel; a stranger sees what was published, and reads organisations and committees."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from guiju.apps.parties.demo import demo_load
from guiju.apps.parties.models import Committee, Organisation
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import membership_grant, user_create

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"


@pytest.fixture
def officer(transactional_db: None, settings) -> User:
    settings.DEMO = True
    demo_switch(enabled=True, at=AT)
    demo_load(at=AT)
    office = Account.objects.get(name="示例市市场监督管理局（演示）")
    user = user_create(actor=None, username="jing", display_name="经办", password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=office, role="officer", starts_on=AT.date(), at=AT)
    return user


@pytest.mark.parametrize(("width", "lang"), [(390, "zh"), (1440, "en")])
def test_a_panel_is_drawn_and_seen_by_everybody(officer, open_page, page_checks, accessible, width, lang):
    desk = open_page("/accounts/sign-in/?next=/parties/draws/new", width=width, lang=lang)
    desk.fill("#f-username", "jing")
    desk.fill("#f-password", PASSWORD)
    desk.locator("main .button-primary").click()
    desk.wait_for_url(re.compile(r"/parties/draws/new$"))
    page_checks(desk)
    accessible(desk)
    desk.fill("#f-purpose", "某地方标准审查")
    desk.fill("#f-wanted", "13.060 2\n不限 1")
    desk.locator("main .button-primary").click()
    desk.wait_for_url(re.compile(r"/parties/draws/\d+/$"))
    page_checks(desk)
    accessible(desk)
    for _ in ("announce", "draw"):
        desk.locator("main .button-primary").click()
        desk.wait_for_load_state()
    expect(desk.locator(".drawn li")).to_have_count(3)
    page_checks(desk)
    accessible(desk)
    expect(desk.locator("#people")).to_be_visible()
    reader = open_page(desk.url[desk.url.index("/parties") :], width=width, lang=lang)
    expect(reader.locator(".drawn li")).to_have_count(3)
    expect(reader.locator("#people")).to_have_count(0)
    committee = Committee.objects.get(number="DB99/TC 1")
    organisation = Organisation.objects.get(name="示例市标准化研究院（演示）")
    places = ("", "committees/", f"committees/{committee.pk}/", f"{organisation.pk}/", "draws/")
    for path in places:
        reader.goto(f"{desk.url.partition('/parties')[0]}/parties/{path}")
        page_checks(reader)
        accessible(reader)
