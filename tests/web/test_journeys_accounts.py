"""From an organisation to a role, in a browser: made, invited, accepted with a second factor, granted, and seen."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import hotp_value
from django.utils import timezone
from playwright.sync_api import Page, expect

from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"
WORDS = {
    "zh": {"invite": "邀请人员", "grant": "授予", "role": "实验室技术人员", "org": "甲检测中心"},
    "en": {"invite": "Invite somebody", "grant": "Grant", "role": "laboratory engineer", "org": "甲检测中心"},
}


@pytest.fixture
def administrators(transactional_db: None) -> None:
    """The three administrators of an installation."""
    bureau = organisation_create(actor=None, name="甲局", kind="bureau", at=AT)
    for name in ("system", "security", "audit"):
        user = user_create(actor=None, username=name, display_name=name, password=PASSWORD, at=AT)
        role = f"{name}_administrator"
        membership_grant(actor=None, user=user, organisation=bureau, role=role, starts_on=date(2020, 1, 1), at=AT)


@pytest.mark.parametrize(("width", "lang"), [(390, "en"), (1440, "zh")])
def test_an_invited_person_gets_a_second_factor_and_a_role_and_the_audit_sees_it(
    administrators, open_page, page_checks, accessible, width, lang
):
    words = WORDS[lang]

    def look(page: Page) -> None:
        page_checks(page)
        accessible(page)

    def signed_in(name: str, path: str) -> Page:
        page = open_page(f"/accounts/sign-in/?next={path}", width=width, lang=lang)
        page.fill("#f-username", name)
        page.fill("#f-password", PASSWORD)
        page.locator("main .button-primary").click()
        page.wait_for_url(re.compile(re.escape(path) + "$"))
        return page

    page = signed_in("system", "/accounts/organisations/")
    look(page)
    page.fill("#f-name", words["org"])
    page.locator("#f-kind").select_option("laboratory")
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/organisations/\d+/$"))
    look(page)
    page.get_by_role("link", name=words["invite"]).click()
    page.fill("#f-display_name", "李工")
    page.locator("#f-role").select_option("laboratory")
    look(page)
    page.locator("main .button-primary").click()
    link = page.locator(".one-time-link").inner_text()
    look(page)

    person = open_page(link[link.index("/accounts/") :], width=width, lang=lang)
    look(person)
    person.fill("#f-username", "li")
    person.fill("#f-password", PASSWORD)
    person.fill("#f-again", PASSWORD)
    person.locator("main .button-primary").click()
    person.wait_for_url(re.compile(r"/accounts/$"))
    look(person)
    person.get_by_role("link", name={"zh": "第二因素", "en": "Second factor"}[lang]).click()
    look(person)
    secret = person.locator("code").inner_text().replace(" ", "")
    person.fill("#f-code", _code(secret))
    person.locator("main .button-primary").click()
    expect(person.locator(".recovery-codes li")).to_have_count(10)
    look(person)

    page = signed_in("security", "/accounts/security/")
    look(page)
    page.get_by_role("button", name=words["grant"], exact=True).click()
    expect(page.locator(".notice-success")).to_be_visible()
    person.goto(person.url.partition("/accounts/")[0] + "/accounts/")
    expect(person.locator("#roles")).to_contain_text(words["role"])

    page = signed_in("audit", "/accounts/audit/")
    look(page)
    number = User.objects.get(username="li").pk
    expect(page.locator("#changes")).to_contain_text("accounts.role_granted")
    expect(page.locator("#changes")).to_contain_text(f'"user":{number}')
    page.goto(page.url.replace("/audit/", "/sign-ins/?name=li"))
    expect(page.locator("tbody tr")).to_have_count(1)
    look(page)
    page.goto(page.url.partition("/accounts/")[0] + "/accounts/history/")
    look(page)


def _code(secret: str) -> str:
    """The code an app shows now; that of the next step when this one is about to end."""
    at = timezone.now() + timedelta(seconds=10)
    return f"{hotp_value(secret, int(at.timestamp()) // 30):06}"
