"""A ledger two offices keep together: invited, accepted, reported on by the other side's unit, seen, and left."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.ledger_work import Work, work_make
from web.ledger_stage import Stage, stage_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work(transactional_db: None) -> Work:
    made = work_make()
    made.task("a", due=timezone.localdate() + timedelta(days=40))
    return made


def the_other_office_accepts(stage: Stage, path: str) -> tuple[Page, Page]:
    """The office of the policy and the one it invited, both at the page they share."""
    host = stage.as_("keeper", path)
    host.fill("#f-body", "发改委")
    host.fill("#f-note", "共建试点")
    host.get_by_role("button", name="邀请").click()
    expect(host.locator("#offices")).to_contain_text("已邀请，等待答复")
    other = stage.as_("lead", "/ledger/joint/")
    expect(other.locator("tbody")).to_contain_text("等本单位答复")
    stage.look(other)
    other.locator("tbody th a").click()
    other.get_by_role("button", name="接受").click()
    expect(other.locator("#offices")).to_contain_text("协同办理中")
    return host, other


def its_unit_reports(stage: Stage, other: Page) -> None:
    other.goto(re.sub(r"/ledger/.*", "/ledger/rounds/new/", other.url))
    other.fill("#f-title", "一侧进展")
    other.get_by_label("某市标准化行动方案").check()
    other.fill("#f-due", f"{timezone.localdate() + timedelta(days=9)}")
    other.get_by_role("button", name="发起填报").click()
    expect(other.locator("main")).to_contain_text("共 2 项待填报")
    unit = stage.as_("participant", "/ledger/todo/")
    unit.locator("#report tbody a").first.click()
    unit.fill("#f-text", "园区选址已定")
    unit.fill("#f-share", "30")
    unit.get_by_role("button", name="提交填报").click()
    expect(unit.locator("main")).to_contain_text("已填报，待审")


def test_two_offices_keep_a_ledger_until_one_leaves_with_a_reason(work, open_page, page_checks, accessible):
    looks = (open_page, page_checks, accessible)
    desk, phone = stage_of(*looks, width=1440), stage_of(*looks, width=390)
    path = f"/ledger/policies/{work.policy.pk}/joint/"
    host, other = the_other_office_accepts(desk, path)
    its_unit_reports(phone, other)
    host.reload()
    expect(host.locator("#tasks tbody")).to_contain_text("发改委")
    desk.look(host)
    host.locator("#tasks tbody a").click()
    expect(host.locator("main")).to_contain_text("园区选址已定")
    left = phone.as_("colleague", path)
    left.get_by_text("退出", exact=True).click()
    phone.look(left)
    left.locator("#offices input[name=reason]").fill("合作期满")
    left.get_by_role("button", name="结束").click()
    host.goto(left.url)
    expect(host.locator("#offices")).to_contain_text("合作期满")
    expect(host.locator("#tasks tbody")).to_contain_text("市场监管局")
    stranger = phone.as_("stranger", path)
    expect(stranger.locator("main")).not_to_contain_text("任务a")
