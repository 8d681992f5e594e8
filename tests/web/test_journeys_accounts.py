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
    "zh": {"invite": "邀请人员", "grant": "授予", "role": "实验室技术人员", "org": "甲检测中心", "factor": "第二因素"},
    "en": {
        "invite": "Invite somebody",
        "grant": "Grant",
        "role": "laboratory engineer",
        "org": "甲检测中心",
        "factor": "Second factor",
    },
}


@pytest.fixture
def administrators(transactional_db: None) -> None:
    """The three administrators of an installation."""
    bureau = organisation_create(actor=None, name="甲局", kind="bureau", at=AT)
    for name in ("system", "security", "audit"):
        user = user_create(actor=None, username=name, display_name=name, password=PASSWORD, at=AT)
        role = f"{name}_administrator"
        membership_grant(actor=None, user=user, organisation=bureau, role=role, starts_on=date(2020, 1, 1), at=AT)


class Journey:
    """Pages of one reader's width and language, each looked at as it opens."""

    def __init__(self, open_page, page_checks, accessible, width: int, lang: str) -> None:
        self.lang, self.words = lang, WORDS[lang]
        self._open, self._checks = open_page, (page_checks, accessible)
        self._reader = {"width": width, "lang": lang}

    def look(self, page: Page) -> None:
        for check in self._checks:
            check(page)

    def open(self, path: str) -> Page:
        page = self._open(path, **self._reader)
        self.look(page)
        return page

    def signed_in(self, name: str, path: str) -> Page:
        page = self._open(f"/accounts/sign-in/?next={path}", **self._reader)
        page.fill("#f-username", name)
        page.fill("#f-password", PASSWORD)
        self.go_on(page, re.escape(path) + "$")
        return page

    def go_on(self, page: Page, pattern: str) -> None:
        page.locator("main .button-primary").click()
        page.wait_for_url(re.compile(pattern))
        self.look(page)


@pytest.fixture(params=[(390, "en"), (1440, "zh")], ids=["phone", "desk"])
def journey(request, open_page, page_checks, accessible) -> Journey:
    return Journey(open_page, page_checks, accessible, *request.param)


def test_an_invited_person_gets_a_second_factor_and_a_role_and_the_audit_sees_it(administrators, journey):
    person = _accepted(journey, _invited(journey))
    _second_factor(journey, person)
    page = journey.signed_in("security", "/accounts/security/")
    page.get_by_role("button", name=journey.words["grant"], exact=True).click()
    expect(page.locator(".notice-success")).to_be_visible()
    person.goto(person.url.partition("/accounts/")[0] + "/accounts/")
    expect(person.locator("#roles")).to_contain_text(journey.words["role"])
    _audited(journey)


def _invited(journey: Journey) -> str:
    """The system administrator makes an organisation and invites somebody; the link to hand over."""
    page = journey.signed_in("system", "/accounts/organisations/")
    page.fill("#f-name", journey.words["org"])
    page.locator("#f-kind").select_option("laboratory")
    journey.go_on(page, r"/organisations/\d+/$")
    page.get_by_role("link", name=journey.words["invite"]).click()
    page.fill("#f-display_name", "李工")
    page.locator("#f-role").select_option("laboratory")
    journey.look(page)
    page.locator("main .button-primary").click()
    link = page.locator(".one-time-link").inner_text()
    journey.look(page)
    return link[link.index("/accounts/") :]


def _accepted(journey: Journey, link: str) -> Page:
    """Somebody opens the link and chooses a name and a password."""
    page = journey.open(link)
    page.fill("#f-username", "li")
    page.fill("#f-password", PASSWORD)
    page.fill("#f-again", PASSWORD)
    journey.go_on(page, r"/accounts/$")
    return page


def _second_factor(journey: Journey, page: Page) -> None:
    """They set up a second factor and are shown recovery codes."""
    page.get_by_role("link", name=journey.words["factor"]).click()
    journey.look(page)
    secret = page.locator("code").inner_text().replace(" ", "")
    page.fill("#f-code", _code(secret))
    page.locator("main .button-primary").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    journey.look(page)


def _audited(journey: Journey) -> None:
    """The audit administrator sees the grant, the sign-in and the chain."""
    page = journey.signed_in("audit", "/accounts/audit/")
    number = User.objects.get(username="li").pk
    expect(page.locator("#changes")).to_contain_text("accounts.role_granted")
    expect(page.locator("#changes")).to_contain_text(f'"user":{number}')
    page.goto(page.url.replace("/audit/", "/sign-ins/?name=li"))
    expect(page.locator("tbody tr")).to_have_count(1)
    journey.look(page)
    page.goto(page.url.partition("/accounts/")[0] + "/accounts/history/")
    journey.look(page)


def _code(secret: str) -> str:
    """The code an app shows now; that of the next step when this one is about to end."""
    at = timezone.now() + timedelta(seconds=10)
    return f"{hotp_value(secret, int(at.timestamp()) // 30):06}"
