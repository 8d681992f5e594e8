"""Closing, delay and parts of tasks: asked by the lead, answered by somebody else at the office."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.limits import limit_of
from guiju.apps.ledger.models import Task
from guiju.apps.ledger.services.evidence import Offered
from guiju.apps.ledger.services.items import item_remove
from guiju.apps.ledger.services.limits import limit_set
from guiju.apps.ledger.services.parts import part_add
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.requests import request_open
from guiju.apps.ledger.services.rounds import round_open
from guiju.apps.ledger.standing import standing
from guiju.apps.ledger.task_cases import CLOSING, DELAY
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.models import Event
from guiju.kernel.procedures.queries import waiting_for
from guiju.kernel.procedures.reminding import turns_tell
from guiju.kernel.procedures.services import case_move

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def work() -> Work:
    made = work_make()
    made.task("a")
    return made


def go(user, case, move: str, **fields):
    case.refresh_from_db()
    note = fields.pop("note", "")
    return case_move(actor=user, case=case, revision=case.revision, move=move, note=note, facts=fields, at=NOW)


def test_a_task_is_closed_when_all_is_shown_and_another_person_has_checked_it(work, signed_in):
    task = Task.objects.get()
    page = f"/ledger/tasks/{task.pk}/progress/"
    assert f"/ledger/tasks/{task.pk}/closing/" in signed_in(work.lead).get(page).content.decode()
    case = request_open(actor=work.lead, task=task, kind=CLOSING, at=NOW)
    assert request_open(actor=work.colleague, task=task, kind=CLOSING, at=NOW) == case
    with pytest.raises(WordsError, match="先填报完成比例 100%"):
        go(work.lead, case, "submit")
    progress_add(
        actor=work.lead,
        task=task,
        typed={"text": "全部完成", "share": "100"},
        files=[Offered("验收.txt", b"yes")],
        at=NOW,
    )
    go(work.lead, case, "submit")
    shown = signed_in(work.lead).get(page).content.decode()
    assert "办理中：核查" in shown
    assert f"/ledger/tasks/{task.pk}/closing/" not in shown
    assert [turn.case for turn in waiting_for(work.keeper, on=NOW.date())] == [case]
    with pytest.raises(WordsError):
        go(work.lead, case, "close", found="自己核查")
    go(work.keeper, case, "give_back", note="请补验收报告")
    assert turns_tell(at=NOW) == 2  # both people of the lead, which is a bureau too
    assert [turn.case for turn in waiting_for(work.lead, on=NOW.date())] == [case]
    go(work.lead, case, "submit")
    go(work.second, case, "close", found="现场核查属实")
    task.refresh_from_db()
    assert standing(task, NOW.date()).code == "closed"
    assert Event.objects.get(action="ledger.task.closed").actor == work.second.actor
    with pytest.raises(WordsError, match="已经销号"):
        progress_add(actor=work.lead, task=task, typed={"text": "再报"}, at=NOW)


def test_an_office_that_asks_for_its_own_task_is_checked_by_another_of_its_people(work):
    task = Task.objects.get()
    progress_add(
        actor=work.keeper,
        task=task,
        typed={"text": "全部完成", "share": "100"},
        files=[Offered("a.txt", b"yes")],
        at=NOW,
    )
    case = request_open(actor=work.keeper, task=task, kind=CLOSING, at=NOW)
    go(work.keeper, case, "submit")
    with pytest.raises(WordsError):
        go(work.keeper, case, "close", found="自己核查")
    go(work.second, case, "close", found="属实")
    assert Task.objects.get().closed_at == NOW


def test_a_delay_that_is_granted_moves_the_day_and_one_that_is_refused_does_not(work):
    task = Task.objects.get()
    case = request_open(actor=work.lead, task=task, kind=DELAY, at=NOW)
    with pytest.raises(WordsError, match="要晚于现在的完成时限"):
        go(work.lead, case, "submit", new_day="2026-05-01", because="资金未到位")
    go(work.lead, case, "submit", new_day="2026-09-30", because="资金未到位")
    go(work.keeper, case, "grant")
    task.refresh_from_db()
    found = standing(task, date(2026, 7, 15))
    assert (found.code, found.due) == ("extended", date(2026, 9, 30))
    second = request_open(actor=work.lead, task=task, kind=DELAY, at=NOW)
    assert second != case
    go(work.lead, second, "submit", new_day="2026-12-31", because="再延")
    go(work.keeper, second, "refuse", note="不再延期")
    task.refresh_from_db()
    assert task.granted == date(2026, 9, 30)


def test_a_closing_is_judged_by_what_is_reported_when_it_is_checked_and_ends_a_delay_asked_for(work):
    task = Task.objects.get()
    say = {"actor": work.lead, "task": task, "at": NOW}
    progress_add(typed={"text": "完成", "share": "100"}, files=[Offered("验收.txt", b"yes")], **say)
    case = request_open(kind=CLOSING, **say)
    go(work.lead, case, "submit")
    delay = request_open(kind=DELAY, **say)
    with pytest.raises(WordsError, match="最多比现在的完成时限晚 3 年"):
        go(work.lead, delay, "submit", new_day="9999-12-31", because="资金未到位")
    asked = {"actor": work.keeper, "office": work.office, "name": "delay_years", "source": "示例办法第五条", "at": NOW}
    limit_set(number="1", seen=3, **asked)
    with pytest.raises(WordsError, match="1 年（示例办法第五条）"):
        go(work.lead, delay, "submit", new_day="2027-12-31", because="资金未到位")
    with pytest.raises(WordsError, match="刚才有人改过"):
        limit_set(number="2", seen=3, **asked)
    go(work.lead, delay, "submit", new_day="2026-09-30", because="资金未到位")
    with pytest.raises(WordsError, match="申请在办，不能剔除"):
        item_remove(actor=work.keeper, item=task, reason="重复", revision=task.revision, at=NOW)
    progress_add(typed={"text": "返工", "share": "10"}, **say)
    with pytest.raises(WordsError, match="不到 100%，不能销号"):
        go(work.keeper, case, "close", found="属实")
    progress_add(typed={"text": "再次完成", "share": "100"}, **say)
    go(work.keeper, case, "close", found="属实")
    delay.refresh_from_db()
    assert (delay.stage, delay.closed_at, list(delay.turns.all())) == ("withdrawn", NOW, [])
    assert Task.objects.get().granted is None


def test_who_does_not_lead_asks_for_nothing(work):
    task = Task.objects.get()
    with pytest.raises(WordsError, match="由牵头单位提出"):
        request_open(actor=work.participant, task=task, kind=CLOSING, at=NOW)
    with pytest.raises(Denied):
        request_open(actor=work.stranger, task=task, kind=DELAY, at=NOW)


def test_a_lead_gives_parts_to_others_keeps_them_and_asks_for_their_reports(work):
    task = Task.objects.get()
    town = part_add(actor=work.lead, task=task, typed={"title": "建镇级示范点", "body": "水利局"}, at=NOW)
    assert (town.code, town.due, town.organisation_id) == ("a/1", task.due, work.bodies["发改委"].account_id)
    typed = {"title": "镇街月报", "due": "2026-03-31"}
    office = work.bodies["发改委"].account
    opened = round_open(actor=work.lead, office=office, policies=[work.policy], typed=typed, at=NOW)
    assert [row.task for row in opened.round.filings.all()] == [town]
    with pytest.raises(WordsError, match="没有找到这个机构"):
        part_add(actor=work.lead, task=task, typed={"title": "x", "body": "不存在的镇"}, at=NOW)
    with pytest.raises(Denied):
        part_add(actor=work.stranger, task=task, typed={"title": "x", "body": "水利局"}, at=NOW)


def test_an_office_sets_its_limits_with_what_they_rest_on(work, signed_in):
    address = f"/ledger/limits/{work.office.pk}/appeal_days"
    typed = {"number": "15", "source": "示例办法第九条", "seen": "7"}
    assert signed_in(work.stranger).post(address, typed).status_code == 403
    browser = signed_in(work.keeper)
    for wrong, said in (({"number": "0"}, "1 到 90"), ({"source": " "}, "请写明依据"), ({"seen": "8"}, "刚才有人改过")):
        page = browser.post(address, typed | wrong)
        assert (page.status_code, said in page.content.decode()) == (422, True)
    assert browser.post(address, typed).status_code == 302
    assert limit_of(work.office.pk, "appeal_days") == (15, "示例办法第九条")
    assert "示例办法第九条" in browser.get("/ledger/reminders/").content.decode()
