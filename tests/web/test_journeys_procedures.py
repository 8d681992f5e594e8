"""A filing goes from the applicant to the officer and back, on a phone and on a desk, with and without script."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.procedures.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


@pytest.fixture
def people(transactional_db: None) -> None:
    places = {"enterprise": "某仪器公司", "bureau": "某市市场监督管理局"}
    for kind, role, username in (("enterprise", "enterprise", "qiye"), ("bureau", "officer", "jing")):
        place = organisation_create(actor=None, name=places[kind], kind=kind, at=AT)
        user = user_create(actor=None, username=username, display_name=username, password=PASSWORD, at=AT)
        membership_grant(actor=None, user=user, organisation=place, role=role, starts_on=AT.date(), at=AT)


def signed_in(page: Page, username: str) -> Page:
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.locator("main .button-primary").click()
    page.wait_for_url(re.compile(r"/desk/"))
    return page


@pytest.mark.parametrize(("width", "script"), [(390, True), (1440, False)])
def test_a_filing_is_handed_in_sent_back_completed_and_entered(
    people, open_page, page_checks, accessible, width, script
):
    def look(page: Page) -> None:
        if script:
            accessible(page)
            page_checks(page)

    applicant = signed_in(open_page("/accounts/sign-in/?next=/desk/new/", width=width, script=script), "qiye")
    look(applicant)
    applicant.select_option("#f-procedure", "filing")
    applicant.fill("#f-title", "团体标准备案一件")
    applicant.get_by_role("button", name="登记").click()
    expect(applicant.locator("main")).to_contain_text("缺少材料“备案材料”")
    look(applicant)
    applicant.locator("#act-document-filing summary").click()
    file = {"name": "备案材料.pdf", "mimeType": "application/pdf", "buffer": PDF}
    applicant.set_input_files("#f-file-filing", file)
    applicant.get_by_role("button", name="提交这份材料").click()
    applicant.get_by_role("button", name="提交备案").click()
    expect(applicant.locator(".stage-here")).to_contain_text("材料核对")

    officer = signed_in(open_page("/accounts/sign-in/?next=/desk/", width=width, script=script), "jing")
    look(officer)
    officer.get_by_role("link", name="团体标准备案一件").click()
    look(officer)
    officer.locator("#act-request_completion summary").click()
    officer.locator("#act-request_completion textarea").fill("缺少理事会决议")
    officer.locator("#act-request_completion button").click()
    expect(officer.locator("main")).to_contain_text("停止计时")

    applicant.reload()
    expect(applicant.locator("main")).to_contain_text("缺少理事会决议")
    applicant.get_by_role("button", name="提交补正材料").click()
    officer.reload()
    expect(officer.locator("main")).to_contain_text("补正只能一次性告知，已经告知过")
    enter = officer.locator("#act-enter")
    if not enter.locator("input[type=text]").is_visible():
        enter.locator("summary").click()
    enter.locator("input[type=text]").fill("备2026-1")
    enter.locator("button").click()
    expect(officer.locator("main")).to_contain_text("备2026-1")
    assert Case.objects.get().stage == "filed"
