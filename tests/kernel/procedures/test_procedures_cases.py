"""Cases in the database: one wins, the other is told; each move is one event; whose turn it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from guiju.domain.language import Words
from guiju.domain.procedures import Refused
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.files.errors import FileRefused
from guiju.kernel.history.models import Event
from guiju.kernel.procedures.declarations import procedures_on
from guiju.kernel.procedures.errors import CaseError
from guiju.kernel.procedures.hooks import KINDS, ObjectKind, object_add
from guiju.kernel.procedures.models import Case, CaseDue, CaseStep, ProcedureText
from guiju.kernel.procedures.queries import cases_seen, may_see, waiting_for
from guiju.kernel.procedures.reminding import deadlines_tell
from guiju.kernel.procedures.services import (
    calendar_follow,
    case_clock,
    case_move,
    case_open,
    cases_tick,
    delegation_make,
    delegation_revoke,
    document_add,
    duty_assign,
    opinion_give,
    opinions_ask,
)
from guiju.kernel.procedures.sight import sight_of
from kernel.conftest import AT, person
from kernel.procedures.conftest import DAY, PDF, bring, go, review


def test_a_move_is_one_step_and_one_event(case, owner):
    bring(case, owner, "application", "work_plan")
    before = Event.objects.count()
    moved = go(case, owner, "submit")
    assert moved.stage == "form_check"
    assert [step.move for step in moved.steps.all()] == ["submit"]
    assert [e.action for e in Event.objects.order_by("sequence")[before:]] == ["procedure.case.moved"]


def test_a_refused_move_leaves_nothing_behind(case, owner):
    before = Event.objects.count()
    with pytest.raises(Refused, match="缺少材料“申报书”"):
        go(case, owner, "submit")
    case.refresh_from_db()
    assert (case.stage, case.revision, Event.objects.count()) == ("draft", 0, before)


def test_of_two_who_press_the_same_button_one_wins_and_the_other_is_told_who_did(submitted, officers):
    seen = submitted.revision
    case_move(actor=officers[0], case=submitted, revision=seen, move="pass_form", at=AT)
    with pytest.raises(CaseError) as caught:
        case_move(actor=officers[1], case=submitted, revision=seen, move="pass_form", at=AT)
    assert caught.value.code == "stale"
    assert "officer0" in caught.value.say("zh")
    assert CaseStep.objects.filter(case=submitted, move="pass_form").count() == 1


def test_strangers_see_nothing_and_move_nothing(submitted, stranger, colleague, owner):
    assert may_see(owner, submitted, on=DAY)
    assert may_see(colleague, submitted, on=DAY)
    assert not may_see(stranger, submitted, on=DAY)
    with pytest.raises(Denied):
        go(submitted, stranger, "pass_form")
    with pytest.raises(Refused, match="由经办人办理"):
        go(submitted, colleague, "pass_form")


def test_a_document_of_somebody_elses_is_refused_and_so_is_a_program(case, owner):
    with pytest.raises(CaseError, match="不由您提交"):
        bring(case, owner, "review_record")
    with pytest.raises(FileRefused):
        document_add(actor=owner, case=case, kind="application", name="a.exe", data=b"MZ\x00\x01" * 9, at=AT)


def test_a_newer_document_replaces_the_older_which_stays(case, owner):
    bring(case, owner, "application")
    document_add(actor=owner, case=case, kind="application", name="b.pdf", data=PDF + b"2", at=AT)
    assert case.documents.count() == 2
    assert case.documents.get(replaced_at=None).stored.name == "b.pdf"


def test_what_was_handed_in_or_reviewed_is_not_replaced_afterwards(submitted, owner, officers, experts):
    handler, reviewer, signer, _ = officers
    with pytest.raises(CaseError, match="处于“形式审查”，不能提交或更换“申报书”：它在“申报”“补正”环节提交"):
        bring(submitted, owner, "application")
    go(submitted, handler, "request_completion", facts={"missing": "预算"})
    bring(submitted, owner, "application")
    go(submitted, owner, "complete")
    review(submitted, handler, experts)
    for refused, actor in (("review_record", handler), ("application", owner), ("notice", handler)):
        with pytest.raises(CaseError, match="处于“经办”，不能提交或更换"):
            bring(submitted, actor, refused)
    go(submitted, handler, "propose", note="拟同意")
    go(submitted, reviewer, "check")
    go(submitted, signer, "sign")
    with pytest.raises(CaseError, match="处于“公示”"):
        bring(submitted, signer, "notice")
    bring(submitted, handler, "notice")
    sight = sight_of(submitted, owner, on=DAY)
    brought = [(one.document.code, one.again) for one in sight.passed if one.document is not None]
    assert brought == [
        ("application", False), ("work_plan", False), ("application", True), ("review_record", False), ("notice", False)
    ]  # fmt: skip


def test_a_paper_no_move_asks_for_is_the_handlers_while_it_is_their_turn(owner, officers, laboratory, bureau):
    filed = case_open(
        actor=owner, procedure="filing", title="备案一件", organisation=laboratory, authority=bureau, at=AT
    )
    bring(filed, owner, "filing")
    with pytest.raises(CaseError, match="不能提交或更换“备案回执”"):
        bring(filed, officers[0], "receipt")
    go(filed, owner, "submit")
    bring(filed, officers[0], "receipt")
    bring(filed, officers[0], "receipt")
    assert filed.documents.filter(kind="receipt").count() == 2


def test_handling_review_and_sign_off_are_three_people(submitted, officers, experts):
    handler, reviewer, signer, _ = officers
    case = review(submitted, handler, experts)
    go(case, handler, "propose", note="拟同意")
    assert [t.case_id for t in waiting_for(handler, on=DAY)] == []
    assert [t.role for t in waiting_for(reviewer, on=DAY)] == ["reviewer"]
    with pytest.raises(Refused, match="不能再作为审核人"):
        go(case, handler, "check")
    go(case, reviewer, "check")
    with pytest.raises(Refused, match="不能再作为签发人"):
        go(case, reviewer, "sign")
    assert go(case, signer, "sign").stage == "publicity"


def test_experts_are_asked_answer_once_and_none_is_of_the_applicant(submitted, officers, experts, laboratory):
    go(submitted, officers[0], "pass_form")
    with pytest.raises(CaseError, match="同属一个单位"):
        opinions_ask(actor=officers[0], case=submitted, people=[person("own", laboratory, "expert")], at=AT)
    opinions_ask(actor=officers[0], case=submitted, people=experts, at=AT)
    assert [t.case_id for t in waiting_for(experts[0], on=DAY)] == [submitted.pk]
    opinion_give(actor=experts[0], case=submitted, says="agree", at=AT)
    assert waiting_for(experts[0], on=DAY) == []
    with pytest.raises(Refused, match="已经提交"):
        opinion_give(actor=experts[0], case=submitted, says="decline", at=AT)
    with pytest.raises(Refused, match="还有2位没有提交意见"):
        go(submitted, officers[0], "conclude_review")


def test_what_waits_is_listed_by_deadline_for_whoever_may_do_it(submitted, owner, officers, stranger):
    turn = waiting_for(officers[0], on=DAY)[0]
    assert (turn.case_id, turn.due_on) == (submitted.pk, date(2026, 3, 6))
    assert waiting_for(owner, on=DAY) == waiting_for(stranger, on=DAY) == []
    go(submitted, officers[0], "request_completion", facts={"missing": "实施方案缺经费预算"})
    assert [t.role for t in waiting_for(owner, on=DAY)] == ["applicant"]
    assert waiting_for(officers[0], on=DAY) == []


def test_a_duty_names_who_alone_may(submitted, officers):
    duty_assign(actor=officers[0], case=submitted, function="handler", user=officers[1], at=AT)
    assert waiting_for(officers[0], on=DAY) == []
    with pytest.raises(Refused, match="由经办人办理"):
        go(submitted, officers[0], "pass_form")
    assert go(submitted, officers[1], "pass_form").stage == "expert_review"


def test_a_deputy_acts_while_the_delegation_lasts(submitted, officers, bureau):
    deputy = person("deputy", bureau, "inspector")
    with pytest.raises(Refused):
        go(submitted, deputy, "pass_form")
    made = delegation_make(
        actor=officers[0], deputy=deputy, organisation=bureau, starts_on=DAY, ends_on=DAY + timedelta(days=3), at=AT
    )
    assert [t.case_id for t in waiting_for(deputy, on=DAY)] == [submitted.pk]
    assert waiting_for(deputy, on=DAY + timedelta(days=4)) == []
    go(submitted, deputy, "pass_form")
    assert submitted.steps.get(move="pass_form").standing_for == officers[0]
    delegation_revoke(actor=officers[0], delegation=made, at=AT)
    assert waiting_for(deputy, on=DAY) == []


def test_a_deputy_for_one_procedure_acts_in_no_other(submitted, officers, bureau):
    deputy = person("deputy", bureau, "inspector")
    days = {"starts_on": DAY, "ends_on": DAY + timedelta(days=3), "at": AT}
    delegation_make(actor=officers[0], deputy=deputy, organisation=bureau, procedure="filing", **days)
    assert waiting_for(deputy, on=DAY) == []
    with pytest.raises(Refused):
        go(submitted, deputy, "pass_form")
    with pytest.raises(CaseError, match="没有已生效的程序"):
        delegation_make(actor=officers[0], deputy=deputy, organisation=bureau, procedure="none", **days)
    delegation_make(actor=officers[0], deputy=deputy, organisation=bureau, procedure="pilot", **days)
    assert [t.case_id for t in waiting_for(deputy, on=DAY)] == [submitted.pk]
    assert go(submitted, deputy, "pass_form").stage == "expert_review"


def test_the_clock_reads_only_the_cases_whose_time_has_come(submitted, officers, django_assert_max_num_queries):
    go(submitted, officers[0], "request_completion", facts={"missing": "预算"})
    tick = CaseDue.objects.get(case=submitted, what="tick")
    with django_assert_max_num_queries(3):  # one for each procedure that says how it takes older cases over
        assert (cases_tick(at=AT), deadlines_tell(at=AT)) == (0, 0)
    later = tick.at + timedelta(hours=1)
    case_of_it = Case.objects.filter(pk=submitted.pk)
    case_of_it.update(procedure="lost")
    assert cases_tick(at=later) == 0
    tick.refresh_from_db()
    assert tick.at == later + timedelta(hours=1)
    case_of_it.update(procedure="pilot")
    with django_assert_max_num_queries(3):
        assert cases_tick(at=later) == 0
    assert cases_tick(at=tick.at) == 1
    assert not CaseDue.objects.filter(case=submitted).exists()


def test_what_is_not_handed_in_lapses_by_the_clock(submitted, officers):
    go(submitted, officers[0], "request_completion", facts={"missing": "预算"})
    due = Case.objects.get(pk=submitted.pk).due_on
    assert not case_clock(case=submitted, on=due, at=AT)
    later = datetime.combine(due + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=3)
    assert cases_tick(at=later) == 1
    submitted.refresh_from_db()
    assert (submitted.stage, submitted.closed_at) == ("withdrawn", later)
    assert submitted.steps.get(move="lapse").user is None
    assert cases_tick(at=later) == 0


def test_a_room_hears_of_every_step_and_its_facts_are_judged(case, owner, laboratory, bureau):
    heard = []
    object_add(ObjectKind("test", Words("试验", "test"), moved=heard.append))
    try:
        opened = case_open(actor=owner, procedure="filing", title="备案一件", organisation=laboratory, authority=bureau,
                           object_kind="test", object_id="7", at=AT)  # fmt: skip
        with pytest.raises(CaseError, match="已有正在办理的事项"):
            case_open(actor=owner, procedure="filing", title="又一件", organisation=laboratory, authority=bureau,
                      object_kind="test", object_id="7", at=AT)  # fmt: skip
        go(opened, owner, "withdraw")
    finally:
        del KINDS["test"]
    assert [(m.object_kind, m.object_id, m.move, m.target) for m in heard] == [("test", "7", "withdraw", "withdrawn")]


def test_a_running_case_keeps_its_version_until_a_newer_one_says_how_it_comes_over(submitted, settings, tmp_path):
    settings.VAR = tmp_path
    folder = tmp_path / "declarations" / "procedures"
    folder.mkdir(parents=True)
    text = ProcedureText.objects.get(code="pilot").text
    newer = text.replace("version = 1\n", "version = 2\n", 1)
    (folder / "pilot.toml").write_text(newer, encoding="utf-8")
    assert procedures_on(DAY)["pilot"].version == 2
    assert cases_tick(at=AT) == 0
    (folder / "pilot.toml").write_text(newer + "\n[migration]\nfrom = [1]\n", encoding="utf-8")
    assert cases_tick(at=AT) == 1
    submitted.refresh_from_db()
    assert (submitted.version, submitted.stage) == (2, "form_check")


def test_deadlines_follow_a_change_of_the_working_days(submitted, settings, tmp_path):
    settings.VAR = tmp_path
    before = submitted.due_on
    assert calendar_follow(at=AT) == 0
    assert calendar_follow(at=AT) == 0
    (tmp_path / "declarations" / "calendar").mkdir(parents=True)
    rule = f'[[day]]\nday = {before}\nworks = false\nwords = {{ zh = "停电", en = "power cut" }}\nsource = "公告"\n'
    (tmp_path / "declarations" / "calendar" / "here.toml").write_text(rule, encoding="utf-8")
    assert calendar_follow(at=AT) == 1
    cases_tick(at=AT)
    submitted.refresh_from_db()
    assert submitted.due_on > before
    assert calendar_follow(at=AT) == 0


def test_a_bad_declaration_of_the_installation_stops_nobody(case, settings, tmp_path):
    settings.VAR = tmp_path
    for name in ("procedures", "calendar", "limits"):
        (tmp_path / "declarations" / name).mkdir(parents=True)
        (tmp_path / "declarations" / name / "bad.toml").write_text("= nothing", encoding="utf-8")
    assert {"pilot", "filing"} <= set(procedures_on(DAY))


def test_the_list_of_what_waits_takes_few_queries(submitted, officers, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        waiting_for(officers[0], on=DAY)
    with django_assert_max_num_queries(5):
        list(cases_seen(officers[0], on=DAY)[:20])
