"""Reminders at four levels, the desk, the calendar and the weekly sheet: each told once, to whom it concerns."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from docx import Document

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.holding import HOLDING
from guiju.apps.ledger.levels import levels
from guiju.apps.ledger.models import Liaison, Task
from guiju.apps.ledger.queries.work import tasks_under
from guiju.apps.ledger.services.liaisons import liaison_add, liaison_remove
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.reminding import reminders_tell
from guiju.apps.ledger.services.rounds import round_open
from guiju.apps.ledger.sheets import sheet_word
from guiju.domain.declarations import DeclarationError
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.notices.models import Notice
from guiju.kernel.notices.services import calendar_key_make
from guiju.kernel.procedures.desk import desk_items

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ON = date(2026, 3, 2)


@pytest.fixture
def work() -> Work:
    return work_make()


def told(since: int = 0) -> dict[str, list[str]]:
    """By person, the subjects they were told, leaving out the first so many."""
    found: dict[str, list[str]] = {}
    for notice in Notice.objects.order_by("pk")[since:]:
        found.setdefault(notice.user.username, []).append(notice.subject["zh"])
    return found


def test_each_level_tells_those_it_names_once(work):
    liaison_add(actor=work.keeper, office=work.office, username="stranger", at=NOW)
    for code, days in (("soon", 10), ("today", 0), ("late", -3), ("long", -40), ("far", 90)):
        work.task(code, due=ON + timedelta(days=days))
    work.task("none", due=None)
    work.task("done", due=ON - timedelta(days=3), done_at=NOW)
    reminders_tell(at=NOW)
    assert told() == {
        "lead": ["临近到期：1 项", "当天到期：1 项", "已逾期：1 项", "长期逾期：1 项"],
        "colleague": ["临近到期：1 项", "当天到期：1 项", "已逾期：1 项", "长期逾期：1 项"],
        "participant": ["临近到期：1 项"],
        "keeper": ["已逾期：1 项", "长期逾期：1 项"],
        "second": ["已逾期：1 项", "长期逾期：1 项"],
        "stranger": ["长期逾期：1 项"],
    }
    assert "您是市场监管局台账的领导小组联络员" in Notice.objects.get(user=work.stranger).why["zh"]
    count = Notice.objects.count()
    assert reminders_tell(at=NOW + timedelta(hours=1)) == 0
    reminders_tell(at=NOW + timedelta(days=1))  # what was due yesterday is late now
    assert told(count)["keeper"] == ["已逾期：1 项"]
    assert "participant" not in told(count)


def test_a_day_that_was_put_off_is_reminded_of_anew(work):
    work.task("a", due=ON + timedelta(days=5))
    reminders_tell(at=NOW)
    Task.objects.update(granted=ON + timedelta(days=40))
    assert reminders_tell(at=NOW) == 0
    assert reminders_tell(at=NOW + timedelta(days=30)) == 3


def test_reports_are_reminded_of_by_the_day_of_their_body(work):
    work.task("a", due=None)
    typed = {"title": "一季度", "due": "2026-03-20", "parts_due": "2026-03-10"}
    round_open(actor=work.keeper, office=work.office, policies=[work.policy], typed=typed, at=NOW)
    count = Notice.objects.count()
    assert told() == {name: ["请填报：一季度，1 项"] for name in ("lead", "colleague", "participant")}
    reminders_tell(at=NOW + timedelta(days=9))
    assert told(count) == {
        "participant": ["填报逾期：1 项"],
        "lead": ["填报逾期：1 项"],
        "colleague": ["填报逾期：1 项"],
        "keeper": ["填报逾期：1 项"],
        "second": ["填报逾期：1 项"],
    }


def test_liaisons_are_named_by_the_office_alone(work):
    with pytest.raises(Denied):
        liaison_add(actor=work.lead, office=work.office, username="lead", at=NOW)
    with pytest.raises(WordsError, match="没有这个用户名"):
        liaison_add(actor=work.keeper, office=work.office, username="nobody", at=NOW)
    row = liaison_add(actor=work.keeper, office=work.office, username="LEAD", at=NOW)
    assert liaison_add(actor=work.keeper, office=work.office, username="lead", at=NOW) == row
    with pytest.raises(Denied):
        liaison_remove(actor=work.lead, liaison=row, at=NOW)
    liaison_remove(actor=work.second, liaison=row, at=NOW)
    assert not Liaison.objects.exists()


def test_what_is_held_of_a_person_is_told_and_a_liaison_is_forgotten(work):
    progress_add(actor=work.lead, task=work.task("a"), typed={"text": "方案已印发"}, at=NOW)
    liaison_add(actor=work.keeper, office=work.office, username="lead", at=NOW)
    assert [one.get("text", one.get("liaison_of")) for one in HOLDING.tell(work.lead)] == ["方案已印发", "市场监管局"]
    HOLDING.erase(work.lead, NOW)
    assert len(HOLDING.tell(work.lead)) == 1


def test_an_installation_has_levels_of_its_own_or_is_told_what_is_wrong(tmp_path):
    assert [level.code for level in levels()] == ["before", "due", "late", "long_late"] * 2
    own = tmp_path / "declarations" / "reminders" / "levels.toml"
    own.parent.mkdir(parents=True)
    row = '[[{kind}]]\ncode = "soon"\nwords = {{ zh = "快了", en = "Soon" }}\nfrom = -7\n{more}tell = ["unit"]\n'
    own.write_text(row.format(kind="task", more="until = -9\n") + row.format(kind="filing", more=""), encoding="utf-8")
    with pytest.raises(DeclarationError, match="不能早于 from"):
        levels(tmp_path)
    own.write_text(row.format(kind="task", more="") + row.format(kind="filing", more=""), encoding="utf-8")
    assert [(level.kind, level.begins, level.until) for level in levels(tmp_path)] == [
        ("task", -7, None),
        ("filing", -7, None),
    ]


def test_the_desk_the_calendar_and_the_home_page_list_what_waits(work, signed_in):
    today = timezone.localdate()
    work.task("a", due=today + timedelta(days=12))
    typed = {"title": "一季度", "due": f"{today + timedelta(days=9)}"}
    round_open(actor=work.keeper, office=work.office, policies=[work.policy], typed=typed, at=datetime.now(UTC))
    assert [(one.title, one.step.zh) for one in desk_items(work.lead, on=today)] == [
        ("一季度", "1 项待填报"),
        ("任务a", "未开始"),
    ]
    assert desk_items(work.stranger, on=today) == []
    browser = signed_in(work.lead)
    assert "1 项待填报" in browser.get("/desk/").content.decode()
    key = calendar_key_make(actor=work.lead, at=NOW)
    text = signed_in().get(f"/desk/calendar/{key}.ics").content.decode()
    assert "SUMMARY:任务a" in text
    assert "UID:ledger-report-" in text
    assert "1 项政策任务待填报或审核" in browser.get("/").content.decode()


def test_the_weekly_sheet_has_a_row_for_each_task_with_what_came_this_week(work, signed_in):
    task = work.task("a", due=ON - timedelta(days=3))
    work.task("b", due=None, due_words="长期坚持", number="10")
    progress_add(actor=work.lead, task=task, typed={"text": "方案已印发", "share": "40"}, at=NOW)
    data = sheet_word(tasks_under(work.policy), title="周报", by="市场监管局", on=ON)
    document = Document(io.BytesIO(data))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["1", "任务a", "发改委", "科技局", "2026-02-27", "40%\n发改委：方案已印发", "已逾期（迟3天）"]
    assert [rows[2][0], *rows[2][4:]] == ["2", "长期坚持", "本周无新进展", "未开始"]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "共2项任务：已逾期1项，未开始1项。近七天有进展的1项。" in text
    assert "虚构示例" in text
    for user, path, status in (
        (work.keeper, f"/ledger/policies/{work.policy.pk}/sheet.docx", 200),
        (work.lead, f"/ledger/policies/{work.policy.pk}/sheet.docx", 403),
        (work.lead, "/ledger/todo/sheet.docx", 200),
        (work.stranger, "/ledger/todo/sheet.docx", 200),
        (work.keeper, "/ledger/reminders/", 200),
    ):
        assert signed_in(user).get(path).status_code == status
