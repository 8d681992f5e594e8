"""The whole promise of a policy: read, confirmed, reported on, measured, assessed, and taken away as a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.ledger_work import Work, work_make
from guiju.apps.parties.models import Organisation
from guiju.domain.declarations import declaration_files
from guiju.domain.documents import read
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import declaration_apply
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT
from web.ledger_stage import Stage, stage_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POLICY = """示例市标准化行动方案（2024—2026年）
一、主要目标
到2026年，新增开展标准化培训不少于600人次。
二、重点任务
（一）加强培训。组织标准化培训。（牵头单位：发改委；责任单位：科技局）
"""
SCHEME = """
code = "promise"
version = 1
words = { zh = "标准化工作考核", en = "Assessment of standardization" }
purpose = { zh = "示例", en = "an example" }
assessed = "region"
starts = 2026-01-01
ends = 2026-12-31
[groups.work]
words = { zh = "工作", en = "Work" }
[indicators.training]
group = "work"
words = { zh = "培训人次", en = "Training" }
unit = { zh = "人次", en = "person-times" }
points = 60
source = "measure"
of = "training_person_times"
scoring = { how = "proportion", goal = 300 }
[indicators.plans]
group = "work"
words = { zh = "纳入规划", en = "Written into plans" }
unit = { zh = "项", en = "plans" }
points = 40
source = "reported"
scoring = { how = "each", each = 10 }
"""
REGION = "110101"


@pytest.fixture
def work(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Work]:
    """The people, and the register that counts training."""
    settings.SEARCH_ROOT = tmp_path
    text = next(path for path in declaration_files("registers") if path.name == "training.toml").read_text("utf-8")
    declaration_apply(actor=None, text=text, where="training.toml", at=AT)
    index_rebuild(kind=kind_name("training"))
    made = work_make()
    Organisation.objects.filter(name="发改委").update(region=REGION)
    yield made
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {connection.ops.quote_name('register_training')}")


def go(page: Page, path: str) -> None:
    page.goto(re.sub(r"^(https?://[^/]+).*", r"\1", page.url) + path)


def the_policy_is_taken_in_and_its_target_tied(office: Page) -> str:
    """Where the target stands before anything was done; the path of its page."""
    office.fill("#f-text", POLICY)
    office.locator("main .button-primary").click()
    office.locator("#confirm .button-primary").click()
    office.wait_for_url(re.compile(r"/ledger/policies/\d+/$"))
    go(office, "/ledger/targets/")
    expect(office.locator("tbody tr")).to_contain_text("未关联指标")
    office.locator("tbody th a").first.click()
    office.get_by_text("看关联后的数").first.click()
    office.get_by_role("button", name="确定关联").click()
    expect(office.locator(".target-big")).to_have_text("0 人次 / 600 · 0%")
    path = re.sub(r"^https?://[^/]+|\?.*", "", office.url)
    go(office, "/ledger/targets/")
    expect(office.locator("tbody tr")).to_contain_text("0 人次 · 0%")
    return path


def a_round_goes_from_the_unit_to_the_lead_to_the_office(office: Page, phone: Stage) -> Page:
    go(office, "/ledger/rounds/new/")
    office.fill("#f-title", "年底进展")
    office.get_by_label("示例市标准化行动方案").check()
    office.fill("#f-due", f"{timezone.localdate() + timedelta(days=9)}")
    office.get_by_role("button", name="发起填报").click()
    expect(office.locator("main")).to_contain_text("共 2 项待填报")
    unit = phone.as_("participant", "/ledger/todo/")
    unit.locator("#report tbody a").first.click()
    unit.fill("#f-text", "培训两场")
    unit.fill("#f-share", "40")
    unit.get_by_role("button", name="提交填报").click()
    expect(unit.locator("main")).to_contain_text("已填报，待审")
    lead = phone.as_("lead", "/ledger/todo/")
    lead.locator("#report tbody a").first.click()
    expect(lead.locator("#f-text")).to_have_value("科技局：培训两场")
    lead.get_by_role("button", name="汇总上报").click()
    expect(lead.locator("main")).to_contain_text("已填报，待审")
    office.reload()
    office.locator("input[name=filing]").check()
    office.get_by_role("button", name="通过所选").click()
    expect(office.locator(".work-figures")).to_contain_text("2 已通过")
    return lead


def the_register_is_entered_and_the_target_moves(office: Page, desk: Stage, lead: Page, path: str) -> None:
    go(lead, "/registers/training/new")
    typed = {
        "topic": "虚构培训班",
        "starts_on": "2026.3.1",
        "organiser": "虚构研究院",
        "people": "120",
        "sessions": "2",
    }
    for name, value in {**typed, "region": REGION}.items():
        lead.fill(f"#f-{name}", value)
    lead.select_option("#f-audience", "enterprise")
    lead.get_by_role("button", name="保存").click()
    lead.wait_for_url(lambda url: "new" not in url)
    go(office, path)
    expect(office.locator(".target-big")).to_have_text("240 人次 / 600 · 40%")
    desk.look(office)
    go(office, "/ledger/targets/")
    expect(office.locator("tbody tr")).to_contain_text("240 人次 · 40%")
    desk.look(office)


def an_assessment_counts_it_and_the_unit_reports(office: Page, desk: Stage, lead: Page, phone: Stage) -> str:
    go(office, "/ledger/schemes/new")
    office.locator("#toml summary").click()
    office.set_input_files("#f-file", {"name": "scheme.toml", "mimeType": "text/plain", "buffer": SCHEME.encode()})
    office.get_by_role("button", name="上传成为新方案").click()
    office.get_by_role("link", name="修改").click()
    office.fill("[name=r0-points]", "1")
    expect(office.locator("[data-sum=base]")).to_have_text("41")
    desk.look(office)
    office.get_by_role("button", name="取消").click()
    office.get_by_role("link", name="发起考核").click()
    for name, value in {"title": "2026 年考核", "bodies": "发改委", "reports_due": f"{timezone.localdate()}"}.items():
        office.fill(f"#f-{name}", value)
    desk.look(office)
    office.get_by_role("button", name="发起").click()
    expect(office.locator("#table tbody tr")).to_contain_text("48.00")
    path = re.sub(r"^https?://[^/]+", "", office.url)
    go(lead, "/ledger/assessments/")
    lead.get_by_role("link", name="2026 年考核").click()
    lead.get_by_role("link", name="发改委的考核表").click()
    expect(lead.locator("#i-training")).to_contain_text("240")
    lead.fill("#n-plans", "3")
    lead.fill("#e-plans", "三份规划")
    phone.look(lead)
    lead.locator("#i-plans").get_by_role("button", name="保存").click()
    expect(lead.locator("#i-plans")).to_contain_text("自评 3 项")
    return path


def another_checks_and_announces_in_english(english: Stage, path: str) -> Page:
    second = english.as_("second", path)
    second.locator("#table tbody a").click()
    second.locator("#i-plans summary", has_text="Check").click()
    second.locator("#i-plans").get_by_role("button", name="Confirm").click()
    expect(second.locator("#i-plans")).to_contain_text("Checked 3 plans")
    go(second, path)
    english.look(second)
    second.fill("#f-early", "Owed to the province this week")
    second.get_by_role("button", name="Announce the result").click()
    expect(second.locator("#result")).to_contain_text("78.00")
    return second


def the_report_is_taken_away_and_opens(page: Page) -> None:
    for name in ("Report, Word", "Report, PDF"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        file = Path(taken.value.path())
        text = "".join(block.text for block in read(file.read_bytes(), taken.value.suggested_filename).blocks)
        assert "240" in text, name
        assert "78" in text, name


def test_a_policy_is_kept_from_its_text_to_the_report_of_its_assessment(work, open_page, page_checks, accessible):
    looks = (open_page, page_checks, accessible)
    desk, phone = stage_of(*looks, width=1440), stage_of(*looks, width=390)
    office = desk.as_("keeper", "/ledger/policies/new")
    target = the_policy_is_taken_in_and_its_target_tied(office)
    lead = a_round_goes_from_the_unit_to_the_lead_to_the_office(office, phone)
    the_register_is_entered_and_the_target_moves(office, desk, lead, target)
    assessment = an_assessment_counts_it_and_the_unit_reports(office, desk, lead, phone)
    second = another_checks_and_announces_in_english(stage_of(*looks, width=1440, lang="en"), assessment)
    the_report_is_taken_away_and_opens(second)
