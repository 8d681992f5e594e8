"""A pilot from its record through its case: handed in, accepted, signed, mid-term, acceptance; phone and desk.

Days that have to pass are taken from the past: what was done is moved back by so many days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect

from guiju.domain.declarations import declaration_files
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE
from guiju.kernel.accounts.models import User
from guiju.kernel.procedures.models import Case, CaseStep
from guiju.kernel.procedures.services import case_move, document_add, opinion_give, opinions_ask
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import declaration_apply
from guiju.kernel.search.services import index_rebuild

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pilots(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.SEARCH_ROOT = tmp_path
    demo_switch(enabled=True, at=AT)
    text = next(path for path in declaration_files("registers") if path.name == "pilots.toml").read_text("utf-8")
    declaration_apply(actor=None, text=text, where="pilots.toml", at=AT)
    index_rebuild(kind=kind_name("pilots"))
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {connection.ops.quote_name('register_pilots')}")


def signed_in(page: Page, username: str) -> Page:
    person = next(one for one in DEMO_PEOPLE if one.username == username)
    page.fill("#f-username", username)
    page.fill("#f-password", person.password(str(site.SECRET_KEY)))
    page.locator("main .button-primary").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def user(name: str) -> User:
    return User.objects.get(username=name)


def go(case: Case, who: str, move: str, *papers: str, **given: Any) -> None:
    for kind in papers:
        document_add(
            actor=user(who), case=case, kind=kind, name=f"{kind}.pdf", data=PDF + kind.encode(), at=timezone.now()
        )
    case.refresh_from_db()
    case_move(actor=user(who), case=case, revision=case.revision, move=move, at=timezone.now(), **given)


def days_pass(case: Case, days: int) -> None:
    CaseStep.objects.filter(case=case).update(day=F("day") - timedelta(days=days))
    Case.objects.filter(pk=case.pk).update(begun_on=F("begun_on") - timedelta(days=days))


def heard(case: Case, says: str) -> None:
    experts = [user(name) for name in ("demo-expert", "demo-expert-2", "demo-expert-3")]
    opinions_ask(actor=user("demo-officer"), case=case, people=experts, at=timezone.now())
    for expert in experts:
        opinion_give(actor=expert, case=case, says=says, at=timezone.now())


def hand_in(page: Page, kind: str) -> None:
    page.locator(f"#act-document-{kind} summary").click()
    page.set_input_files(f"#f-file-{kind}", {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="提交这份材料").locator("visible=true").click()


def filled(page: Page) -> None:
    for name, value in {"name": "虚构试点", "unit": "虚构公司", "region": "广东省中山市"}.items():
        page.fill(f"#f-{name}", value)
    for name, value in {"level": "city", "kind": "pilot", "field": "industry"}.items():
        page.select_option(f"#f-{name}", value)


def signed(case: Case) -> None:
    heard(case, "agree")
    go(case, "demo-officer", "conclude_review", "review_record")
    go(case, "demo-officer", "propose", note="拟同意")
    go(case, "demo-reviewer", "check")
    go(case, "demo-signer", "sign")


def established(page: Page) -> None:
    establish = page.locator("#act-establish")
    if not establish.locator("#f-field_notice_number").is_visible():
        establish.locator("summary").click()
    establish.locator("#f-field_notice_number").fill("示例〔2026〕1号")
    establish.locator("#f-field_ends_on").fill("2099.12.31")
    establish.locator("button").click()


def accepted(case: Case) -> None:
    go(case, "demo-enterprise", "report_mid_term", "mid_term_report")
    go(case, "demo-officer", "pass_mid_term")
    go(case, "demo-enterprise", "apply_acceptance", "acceptance_report")
    heard(case, "pass")
    go(case, "demo-officer", "conclude_acceptance", "acceptance_record", facts={"score": "92"})
    go(case, "demo-signer", "accept")


@pytest.mark.parametrize(("width", "script"), [(390, True), (1440, False)])
def test_a_pilot_goes_from_its_record_to_its_acceptance(
    pilots: None, open_page: Callable[..., Any], page_checks: Callable[..., None], accessible: Callable[..., None],
    width: int, script: bool,
) -> None:  # fmt: skip
    def look(page: Page) -> None:
        if script:
            accessible(page)
            page_checks(page)

    def page_of(who: str, path: str) -> Page:
        return signed_in(open_page(f"/accounts/sign-in/?next={path}", width=width, script=script), who)

    firm = page_of("demo-enterprise", "/registers/pilots/new")
    filled(firm)
    firm.get_by_role("button", name="保存").click()
    firm.wait_for_url(re.compile(r"/registers/pilots/\d+/$"))
    record = firm.url
    look(firm)
    firm.select_option("#f-authority", label="示例市市场监督管理局（演示）")
    firm.get_by_role("button", name="开始办理").click()
    hand_in(firm, "application")
    hand_in(firm, "work_plan")
    firm.get_by_role("button", name="提交申报").click()
    expect(firm.locator(".stage-here")).to_contain_text("形式审查")
    case = Case.objects.get()
    desk = f"/desk/case/{case.pk}/"

    officer, second = page_of("demo-officer", desk), page_of("demo-reviewer", desk)
    for page in (officer, second):
        page.get_by_role("button", name="形式审查通过").click()
    expect(officer.locator(".stage-here")).to_contain_text("专家评审")
    expect(second.locator("main")).to_contain_text("刚刚由经办演示办理")
    look(second)

    signed(case)
    days_pass(case, 20)
    officer.goto(officer.url.split("/desk")[0] + desk)
    hand_in(officer, "notice")
    established(officer)
    expect(officer.locator(".stage-here")).to_contain_text("建设")

    today = timezone.localdate().isoformat()
    firm.goto(record)
    expect(firm.locator("main")).to_contain_text("示例〔2026〕1号")
    expect(firm.locator("main")).to_contain_text(today)
    look(firm)
    accepted(case)
    firm.reload()
    expect(firm.locator("dl.facts")).to_contain_text("通过")
    expect(firm.locator(".stage-here")).to_contain_text("后续跟踪")
    layout = layout_get("pilots")
    held = layout.values(layout.model._default_manager.get())
    assert [held[code] for code in ("approved_on", "midterm_on", "accepted_on", "ends_on")] == [
        today, today, today, "2099-12-31",
    ]  # fmt: skip
    officer.goto(officer.url.split("/desk")[0] + "/measures/pilots_approved/")
    expect(officer.locator("main")).to_contain_text("1 个")
