"""Rounds of reporting: the office asks, participants report to the lead, the lead to the office."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.demo_rounds import demo_rounds
from guiju.apps.ledger.filing_state import FilingState, days_late, filing_state
from guiju.apps.ledger.models import Evidence, Filing, Progress, Round, Task
from guiju.apps.ledger.queries.filings import evidence_count
from guiju.apps.ledger.queries.rounds import filings_shown, tallies_by_body, tally_of
from guiju.apps.ledger.queries.work import filings_to_answer, filings_to_report
from guiju.apps.ledger.services import long_rounds
from guiju.apps.ledger.services.chasing import round_chase
from guiju.apps.ledger.services.evidence import Offered
from guiju.apps.ledger.services.filings import filing_accept, filing_report, filing_return
from guiju.apps.ledger.services.policies import policy_confirm, policy_take_in
from guiju.apps.ledger.services.progress import progress_add, share_read
from guiju.apps.ledger.services.rounds import round_close, round_open
from guiju.apps.parties.models import Organisation, OrganisationName
from guiju.apps.parties.typed import name_folded
from guiju.domain.language import WordsError
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.models import Event
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.notices.models import Notice

_DEMO = files("guiju.apps.ledger").joinpath("data", "demo_policy.txt")
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ON = NOW.date()
PHOTO = Offered("现场.txt", "已建成示范点一处".encode())


@pytest.fixture
def work() -> Work:
    made = work_make()
    made.task("a")
    made.task("b")
    return made


def opened(work: Work, **typed: str) -> Round:
    asked = {"title": "一季度进展", "parts_due": "2026.3.10", "due": "2026年3月15日", **typed}
    return round_open(actor=work.keeper, office=work.office, policies=[work.policy], typed=asked, at=NOW).round


def filing(round: Round, body: str, code: str = "a") -> Filing:
    return Filing.objects.get(round=round, body__name=body, task__code=code)


def report(
    user, row: Filing, text: str = "已完成一半", share: str = "50", files=(), at=NOW, revision: int | None = None
):
    row = Filing.objects.get(pk=row.pk)
    seen = row.revision if revision is None else revision
    typed = {"text": text, "share": share}
    return filing_report(actor=user, filing=row, revision=seen, typed=typed, files=files, at=at)


def test_a_round_asks_every_lead_and_participant_of_open_tasks_once(work):
    work.task("closed", closed_at=NOW)
    work.task("out", removed_at=NOW)
    made = round_open(
        actor=work.keeper, office=work.office, policies=[work.policy], at=NOW,
        typed={"title": "一季度进展", "parts_due": "2026.3.10", "due": "2026年3月15日"},
    )  # fmt: skip
    assert (made.asked, made.unknown) == (4, 0)
    assert filing(made.round, "科技局").due.isoformat() == "2026-03-10"
    assert filing(made.round, "发改委").due.isoformat() == "2026-03-15"
    assert {filing_state(row) for row in made.round.filings.all()} == {FilingState.WAITING}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"title": ""}, "请填写"),
        ({"due": ""}, "请写明截止日期"),
        ({"due": "2026.2.1"}, "已经过去"),
        ({"due": "下周五"}, "日期看不懂"),
        ({"parts_due": "2026.3.20"}, "不晚于牵头单位"),
    ],
)
def test_a_round_with_a_wrong_field_says_which(work, typed, word):
    with pytest.raises(WordsError, match=word):
        opened(work, **typed)
    assert not Round.objects.exists()


def test_who_does_not_keep_the_ledger_opens_no_round(work):
    with pytest.raises(Denied):
        round_open(actor=work.lead, office=work.office, policies=[work.policy], typed={}, at=NOW)


def test_a_participant_reports_the_lead_sums_up_the_office_returns_once_and_accepts(work):
    made = opened(work)
    part, lead = filing(made, "科技局"), filing(made, "发改委")
    assert set(filings_to_report([work.bodies["科技局"].account_id])) == {part, filing(made, "科技局", "b")}
    report(work.participant, part, files=[PHOTO])
    assert list(filings_to_answer(work.lead, on=ON)) == [part]
    assert list(filings_to_answer(work.keeper, on=ON)) == []

    report(work.lead, lead, "汇总：全部完成", "100")
    part.refresh_from_db()
    assert filing_state(part) == FilingState.ACCEPTED
    assert list(filings_to_answer(work.keeper, on=ON)) == [lead]
    assert (Task.objects.get(code="a").share, Task.objects.get(code="a").done_at) == (100, NOW)

    lead.refresh_from_db()
    filing_return(actor=work.keeper, filing=lead, revision=lead.revision, reason="请补充验收材料", at=NOW)
    lead.refresh_from_db()
    assert filing_state(lead) == FilingState.RETURNED
    assert Task.objects.get(code="a").done_at is None
    assert Notice.objects.filter(user=work.lead).latest("pk").body["zh"] == "请补充验收材料"

    report(work.colleague, lead, "汇总：已补验收材料", "100", at=NOW + timedelta(hours=1))
    lead.refresh_from_db()
    filing_accept(actor=work.second, filing=lead, revision=lead.revision, at=NOW + timedelta(hours=2))
    lead.refresh_from_db()
    assert filing_state(lead) == FilingState.ACCEPTED
    assert [step.deed for step in lead.steps.order_by("pk")] == ["reported", "returned", "reported", "accepted"]
    assert Event.objects.filter(action="ledger.filing.returned", object_id=str(lead.pk)).count() == 1


def test_of_two_people_in_one_report_the_second_is_told_who_was_first(work):
    row = filing(opened(work), "发改委")
    report(work.lead, row, revision=1)
    with pytest.raises(WordsError, match="lead在 10:00 已先填报"):
        report(work.colleague, row, "另一种说法", revision=1)
    assert Task.objects.get(code="a").progress.count() == 1


def test_nobody_reports_accepts_or_returns_for_others(work):
    made = opened(work)
    part, lead = filing(made, "科技局"), filing(made, "发改委")
    for user, row in ((work.stranger, part), (work.participant, lead), (work.lead, part)):
        with pytest.raises(Denied):
            report(user, row)
    report(work.lead, lead)
    for user in (work.lead, work.participant, work.stranger):
        with pytest.raises(Denied):
            filing_accept(actor=user, filing=lead, revision=2, at=NOW)
        with pytest.raises(Denied):
            filing_return(actor=user, filing=lead, revision=2, reason="不行", at=NOW)


def test_the_office_may_report_for_a_body_and_it_is_marked_so(work):
    said = report(work.keeper, filing(opened(work), "科技局"))
    assert said.progress.typed_by_office
    assert said.progress.body.name == "科技局"


def test_an_accepted_report_and_an_ended_round_do_not_change(work):
    made = opened(work)
    lead = filing(made, "发改委")
    report(work.lead, lead)
    filing_accept(actor=work.keeper, filing=lead, revision=2, at=NOW)
    with pytest.raises(WordsError, match="已经通过"):
        report(work.lead, lead)
    with pytest.raises(WordsError, match="已经通过"):
        filing_return(actor=work.keeper, filing=lead, revision=3, reason="晚了", at=NOW)
    assert round_close(actor=work.keeper, round=made, at=NOW)
    with pytest.raises(WordsError, match="已经结束"):
        report(work.lead, filing(made, "发改委", "b"))


def test_the_same_evidence_is_told_and_counts_once(work):
    made = opened(work)
    first = report(work.participant, filing(made, "科技局"), files=[PHOTO])
    again = report(work.lead, filing(made, "发改委", "b"), files=[Offered("另一个名字.txt", PHOTO.data)])
    assert first.again == []
    assert [row.first.progress.task.code for row in again.again] == ["a"]
    assert evidence_count(Task.objects.get(code="a")) == 1
    assert evidence_count(Task.objects.get(code="b")) == 0
    assert Evidence.objects.count() == 2


def test_a_file_marked_secret_is_refused_and_nothing_is_reported(work):
    row = filing(opened(work), "科技局")
    with pytest.raises(WordsError):
        report(work.participant, row, files=[Offered("方案.txt", "机密★10年\n某方案".encode())])
    row.refresh_from_db()
    assert filing_state(row) == FilingState.WAITING
    assert not Evidence.objects.exists()


def test_lateness_is_seen_while_it_lasts_and_after(work):
    made = opened(work)
    after = NOW + timedelta(days=10)
    part = filing(made, "科技局")
    assert days_late(part, after.date()) == 2
    report(work.participant, part, at=after)
    part.refresh_from_db()
    assert days_late(part, after.date() + timedelta(days=30)) == 2
    tally = tally_of(made.filings.all(), after.date())
    assert (tally.asked, tally.waiting, tally.reported, tally.late) == (4, 3, 1, 2)
    assert [(one.name, one.late) for one in tallies_by_body(made, after.date())] == [("发改委", 0), ("科技局", 2)]
    shown = filings_shown(made, state="reported", body=str(part.body_id))
    assert list(shown) == [part]


def test_who_has_not_reported_is_reminded_once_a_day_in_one_notice(work):
    made = opened(work)
    report(work.participant, filing(made, "科技局"))
    assert round_chase(actor=work.keeper, round=made, at=NOW) == 3
    assert round_chase(actor=work.keeper, round=made, at=NOW) == 0
    told = Notice.objects.filter(user=work.lead).latest("pk")
    assert told.subject["zh"] == "催报：一季度进展，2 项未填报"
    assert "您在发改委填报" in told.why["zh"]
    assert round_chase(actor=work.keeper, round=made, at=NOW + timedelta(days=1)) == 3


def test_progress_is_also_told_between_rounds(work):
    task = Task.objects.get(code="b")
    progress_add(actor=work.participant, task=task, typed={"text": "调研完成", "share": "30%"}, at=NOW)
    task.refresh_from_db()
    assert (task.begun_at, task.share) == (NOW, None)
    progress_add(actor=work.lead, task=task, typed={"text": "方案印发", "share": "40"}, at=NOW)
    task.refresh_from_db()
    assert task.share == 40
    with pytest.raises(Denied):
        progress_add(actor=work.stranger, task=task, typed={"text": "不相干"}, at=NOW)


@pytest.mark.parametrize(("text", "share"), [("", None), ("80", 80), (" 80％ ", 80), ("已完成", 100), ("0", 0)])
def test_a_share_is_read_as_people_type_it(text, share):
    assert share_read(text) == share


@pytest.mark.parametrize("text", ["101", "-1", "一半", "50.5", "9" * 500, "²"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(WordsError):
        share_read(text)


def test_the_demonstration_has_a_round_with_reports_in_every_state(db, settings):
    settings.DEMO = True
    now = datetime.now(UTC)
    demo_switch(enabled=True, at=now)
    for account in Account.objects.all():
        body = Organisation.objects.create(name=account.name, account=account, created_at=now, changed_at=now)
        OrganisationName.objects.create(organisation=body, name=body.name, folded=name_folded(body.name))
    policy = policy_take_in(
        actor=None, office=Account.objects.get(name="示例市市场监督管理局（演示）"),
        found_text=_DEMO.read_text(encoding="utf-8"), file_name="demo_policy.txt", fictitious=True, at=now,
    )  # fmt: skip
    policy_confirm(actor=None, policy=policy, revision=policy.revision, at=now)
    assert [demo_rounds(at=now), demo_rounds(at=now)] == [6, 0]
    made = Round.objects.get()
    states = Counter(filing_state(one) for one in made.filings.all())
    assert states == {"waiting": 4, "reported": 3, "returned": 2, "accepted": 1}
    assert sum(days_late(one, now.date()) > 0 for one in made.filings.all()) == 2
    assert all("虚构示例" in one.text for one in Progress.objects.all())


def test_a_large_round_is_opened_once_in_the_background_as_of_the_moment_it_was_asked(work, monkeypatch, signed_in):
    monkeypatch.setattr(long_rounds, "AT_ONCE", 3)
    browser = signed_in(work.keeper)
    typed = {"title": "一季度", "due": "2099-03-15", "office": work.office.pk, "policies": work.policy.pk, "open": "1"}
    wrong = browser.post("/ledger/rounds/new/", {**typed, "due": "下周五"})
    answer = browser.post("/ledger/rounds/new/", typed)
    assert (wrong.status_code, answer.status_code, Round.objects.count()) == (422, 302, 0)
    assert "正在发起填报" in browser.get(answer.url).content.decode()
    assert signed_in(work.lead).get(answer.url).status_code in (403, 404)
    payload = Job.objects.get().payload
    assert long_rounds.round_open_long(payload=payload, progress=lambda *told: None) == Round.objects.get().pk
    run_due(now=None)  # the worker had died after it opened the round
    made = Round.objects.get()
    assert (made.filings.count(), made.opened_at.isoformat()) == (4, payload["at"])
    assert browser.get(answer.url).url == f"/ledger/rounds/{made.pk}/"
    assert Event.objects.filter(action="ledger.round.opened").count() == 1
