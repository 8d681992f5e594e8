"""Pages of people with an account, and of reports: readable by everybody, at both widths and in both themes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from guiju.apps.catalogue.models import Edition
from guiju.apps.validity.models import UnlistedNumber
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.jobs.worker import run_due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"
RESULT = re.compile(r"/check/[\w-]{43}/$")


@pytest.fixture
def researcher(transactional_db: None) -> User:
    institute = organisation_create(actor=None, name="某市标准化研究院", kind="institute", at=AT)
    user = user_create(actor=None, username="yan", display_name="严", password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=institute, role="institute", starts_on=AT.date(), at=AT)
    return user


def sign_in(page):
    page.fill("#f-username", "yan")
    page.fill("#f-password", PASSWORD)
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/check/new$"))


@pytest.mark.parametrize(("width", "lang", "theme"), [(390, "en", "dark"), (1440, "zh", "light")])
def test_the_pages_of_a_person_are_accessible(
    researcher, fictitious, open_page, page_checks, accessible, live_server, width, lang, theme
):
    page = open_page("/accounts/sign-in/?next=/check/new", width=width, lang=lang, theme=theme)
    accessible(page)
    sign_in(page)
    page.fill("#f-text", "依据 T/GJDEMO 016-2006、GB/T 99904-2020 和 GB/T 99999-2001。")
    page.locator("main .button-primary").click()
    page.wait_for_url(RESULT)
    run_due()
    result = page.url.removeprefix(live_server.url)
    edition = Edition.objects.get(number="GB/T 99904-2020").pk
    unlisted = UnlistedNumber.objects.get(number="GB/T 99999-2001").pk
    paths = [result, f"{result}text/0/", "/check/mine/", "/check/unlisted/", f"/check/unlisted/{unlisted}/"]
    paths += ["/check/verify/", "/accounts/", "/accounts/keys/", "/accounts/password/", "/about-data/"]
    paths += [f"/standards/{edition}/"]
    for path in paths if width == 390 else paths[::2]:
        page.goto(live_server.url + path)
        page_checks(page)
        accessible(page)
