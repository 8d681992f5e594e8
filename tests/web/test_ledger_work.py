"""A round from the office to a participant, the lead and back, until the task is closed, on a phone and on a desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.ledger_samples import grown, taken_in
from apps.ledger_work import Work, work_make
from guiju.apps.ledger.models import Evidence, Task, TaskPair
from guiju.apps.ledger.standing import standing
from web.ledger_stage import Stage, stage_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = {"name": "验收报告.txt", "mimeType": "text/plain", "buffer": "验收合格".encode()}


@pytest.fixture
def work(transactional_db: None) -> Work:
    made = work_make()
    made.task("a", due=timezone.localdate() + timedelta(days=40))
    return made


def the_office_opens_a_round(stage: Stage) -> Page:
    office = stage.as_("keeper", "/ledger/rounds/new/")
    office.fill("#f-title", "一季度进展")
    office.get_by_label("某市标准化行动方案").check()
    office.fill("#f-due", f"{timezone.localdate() + timedelta(days=9):%Y.%m.%d}")
    stage.look(office)
    office.get_by_role("button", name="发起填报").click()
    expect(office.locator("main")).to_contain_text("共 2 项待填报")
    stage.look(office)
    return office


def the_participant_reports(stage: Stage) -> None:
    """With script, what is typed is kept by the page itself: the browser is closed and opened again."""
    part = stage.as_("participant", "/desk/")
    stage.look(part)
    part.get_by_role("link", name="一季度进展").click()
    part.get_by_role("link", name="任务a").first.click()
    part.fill("#f-text", "建成示范点一处")
    if stage.script:
        expect(part.locator("[data-draft-state]")).to_have_text("草稿已自动保存")
        address = part.url
        part.context.close()
        part = stage.as_("participant", re.sub(r"^https?://[^/]+", "", address))
        expect(part.locator("#f-text")).to_have_value("建成示范点一处")
    part.fill("#f-share", "100")
    part.set_input_files("#f-files", FILE)
    stage.look(part)
    part.get_by_role("button", name="提交填报").click()
    expect(part.locator("main")).to_contain_text("已填报，待审")


def the_lead_sums_up(stage: Stage) -> Page:
    lead = stage.as_("lead", "/ledger/todo/")
    stage.look(lead)
    lead.locator("#report").get_by_role("link", name="任务a").click()
    expect(lead.locator("#f-text")).to_have_value("科技局：建成示范点一处")
    lead.fill("#f-share", "100")
    lead.set_input_files("#f-files", FILE)
    stage.look(lead)
    lead.get_by_role("button", name="汇总上报").click()
    expect(lead.locator("main")).to_contain_text("此前已用于“任务a”，同一份材料只计一次")
    return lead


def the_office_returns_once_and_accepts(stage: Stage, office: Page, lead: Page) -> None:
    office.goto(lead.url)
    office.fill("#f-reason", "请写明投入")
    stage.look(office)
    office.get_by_role("button", name="退回", exact=True).click()
    expect(office.locator("main")).to_contain_text("已退回，待改")
    lead.reload()
    expect(lead.locator("#history")).to_contain_text("请写明投入")
    lead.fill("#f-text", "建成示范点一处，投入已落实")
    lead.get_by_role("button", name="汇总上报").click()
    expect(lead.locator("main")).to_contain_text("已填报，待审")
    office.reload()
    office.get_by_role("button", name="通过", exact=True).click()
    expect(office.locator("main")).to_contain_text("已通过")


def the_task_is_closed_with_a_check(stage: Stage, lead: Page) -> None:
    lead.goto(re.sub(r"/ledger/.*", f"/ledger/tasks/{Task.objects.get().pk}/progress/", lead.url))
    stage.look(lead)
    lead.get_by_role("button", name="申请销号").click()
    lead.get_by_role("button", name="提交销号申请").click()
    expect(lead.locator(".stage-here")).to_contain_text("核查")
    checker = stage.as_("second", "/desk/")
    checker.get_by_role("link", name="销号：任务a").click()
    checker.locator("#act-close input[type=text]").fill("现场核查属实")
    checker.locator("#act-close button").click()
    expect(checker.locator(".stage-here")).to_contain_text("已销号")


def chapters_of_the_picture_open(stage: Stage, office: Page, work: Work) -> None:
    """Three policies of many tasks: the one above both, too, is drawn by chapters, and each opens its tasks."""
    policies = [taken_in(work.office, text=f"示例{name}标准化要点\n一、任务\n") for name in "国省市"]
    for policy in policies:
        grown(policy, 60)
    first, second, third = (list(policy.tasks.order_by("place", "pk")) for policy in policies)
    for above, below in ((first, second), (second, third)):
        rows = [TaskPair(above=above[n], below=below[n], carries=True, settled_at=timezone.now()) for n in (0, 11, 12)]
        TaskPair.objects.bulk_create(rows)
    top, above, below = (policy.pk for policy in policies)
    office.goto(re.sub(r"/ledger/.*", f"/ledger/crosswalk/?above={above}&below={below}&top={top}", office.url))
    expect(office.locator(".flow-box")).to_have_count(3 * 6)
    expect(office.locator(".flow-band")).to_have_count(2 * 2)
    stage.look(office)
    office.locator("#flow a", has_text="新章 1").first.click()
    expect(office.locator(".flow-box")).to_have_count(10 + 2 * 6)
    stage.look(office)


@pytest.mark.parametrize(("width", "script"), [(390, True), (1440, False)])
def test_a_round_is_reported_summed_up_returned_accepted_and_the_task_closed(
    work, open_page, page_checks, accessible, width, script
):
    here = stage_of(open_page, page_checks, accessible, width=width, script=script)
    office = the_office_opens_a_round(here)
    the_participant_reports(here)
    lead = the_lead_sums_up(here)
    the_office_returns_once_and_accepts(here, office, lead)
    the_task_is_closed_with_a_check(here, lead)
    assert standing(Task.objects.get(), timezone.localdate()).code == "closed"
    assert Evidence.objects.filter(first=None).count() == 1
    chapters_of_the_picture_open(here, office, work)
