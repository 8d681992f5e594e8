"""Records and their cases: opened by hand or on entering, steps that write into the record, who sees what of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from guiju.domain.declarations import DeclarationError, declaration_files
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.history.models import Event
from guiju.kernel.procedures.models import Case, CaseDue
from guiju.kernel.procedures.services import case_move, cases_tick, document_add
from guiju.kernel.registers.asking import asked
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.queries import records_after, records_listed
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import (
    declaration_apply,
    record_case_open,
    record_change,
    record_create,
    record_disclose,
    record_hand_in,
    record_withdraw,
)
from guiju.kernel.registers.services.errors import RecordRefused
from guiju.kernel.registers.sight import sight_of
from guiju.kernel.search.services import index_rebuild, outbox_drain
from kernel.conftest import AT
from kernel.procedures.conftest import PDF
from kernel.register_people import *  # noqa: F403
from kernel.register_people import TEXT, enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_folder")]
COURSE = """
[procedure]
code = "filing"
opens = "by_hand"

[[procedure.sets]]
move = "enter"
field = "begun"
day = true

[[procedure.sets]]
stage = "filed"
field = "name"
fact = "filing_number"
"""
LATER = AT + timedelta(days=1)


@pytest.fixture
def course(db: None) -> Any:
    declaration_apply(actor=None, text=TEXT.replace("[list]", f"{COURSE}\n[list]"), where="trials.toml", at=AT)
    index_rebuild(kind=kind_name("trials"))
    return layout_get("trials")


@pytest.fixture
def bureau(officer: User) -> Organisation:
    return Organisation.objects.get(name="市监局")


def opened(maker: User, firm: Any, bureau: Any) -> tuple[Any, Case]:
    row = enter({"name": "甲试点", "kind": "a"}, firm)
    return row, record_case_open(actor=maker, register="trials", record=row.pk, authority=bureau, at=AT)


def step(case: Case, actor: User, move: str, at: datetime = LATER, **facts: str) -> Case:
    case.refresh_from_db()
    return case_move(actor=actor, case=case, revision=case.revision, move=move, facts=facts, at=at)


def submit(case: Case, maker: User, at: datetime = LATER) -> None:
    document_add(actor=maker, case=case, kind="filing", name="备案.pdf", data=PDF, at=at)
    step(case, maker, "submit", at)


def params(**chosen: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return query


def values(course: Any, row: Any) -> dict[str, Any]:
    return dict(course.values(course.model._default_manager.get(pk=row.pk)))


def test_a_record_has_one_running_case_and_cannot_be_withdrawn_meanwhile(course, maker, firm, bureau):
    row, case = opened(maker, firm, bureau)
    assert (case.title, case.object_kind, case.organisation) == ("甲试点", "register:trials", firm)
    with pytest.raises(WordsError, match="已有正在办理的事项"):
        record_case_open(actor=maker, register="trials", record=row.pk, authority=bureau, at=AT)
    with pytest.raises(WordsError, match="正在办理"):
        record_withdraw(actor=maker, register="trials", record=row.pk, reason="重复", at=AT)
    step(case, maker, "withdraw")
    record_withdraw(actor=maker, register="trials", record=row.pk, reason="重复", at=AT)
    with pytest.raises(WordsError, match="已撤销，不能办理"):
        record_case_open(actor=None, register="trials", record=row.pk, authority=bureau, at=AT)


def test_steps_write_what_is_declared_in_one_transaction_with_their_events(course, maker, officer, firm, bureau):
    row, case = opened(maker, firm, bureau)
    submit(case, maker)
    before = Event.objects.count()
    step(case, officer, "enter", filing_number="备2026-1")
    assert values(course, row)["name"] == "备2026-1"
    assert values(course, row)["begun"] == LATER.date().isoformat()
    told = Event.objects.order_by("sequence")[before:]
    assert [e.action for e in told] == ["procedure.case.moved", "register.record.changed"]
    assert told[1].actor == officer.actor


def test_a_step_whose_value_the_record_refuses_is_not_made(course, maker, officer, firm, bureau):
    row, case = opened(maker, firm, bureau)
    enter({"name": "备2026-1"}, firm)
    submit(case, maker)
    with pytest.raises(WordsError, match="已有登记用了这个值"):
        step(case, officer, "enter", filing_number="备2026-1")
    case.refresh_from_db()
    assert (case.stage, values(course, row)["name"]) == ("checking", "甲试点")


def test_a_record_that_an_authority_entered_names_its_applicant(course, officer, firm, bureau):
    row = enter({"name": "甲试点"}, bureau)
    with pytest.raises(WordsError, match="没有这个申请单位"):
        record_case_open(actor=officer, register="trials", record=row.pk, authority=bureau, at=AT)
    case = record_case_open(
        actor=officer, register="trials", record=row.pk, authority=bureau, applicant=firm, at=AT
    )  # fmt: skip
    assert case.organisation == firm


def test_the_stage_is_a_column_a_facet_and_a_filter_of_those_inside(course, maker, outsider, officer, firm, bureau):
    row, case = opened(maker, firm, bureau)
    other = enter({"name": "乙试点"}, firm)
    submit(case, maker)
    outbox_drain()
    keeper, own = (sight_of(course.register, who, AT.date()) for who in (officer, maker))
    ask = asked(course, keeper, params(case_stage="checking"))
    listed = records_listed(ask, AT.date())
    assert [one.pk for one in listed.rows] == [row.pk]
    assert listed.facets["case_stage"] == {"checking": 1, "none": 1}
    assert [one.pk for one in records_after(ask, 0, 9, on=AT.date())] == [row.pk]
    nothing = asked(course, keeper, params(case_stage="none"))
    assert [one.pk for one in records_after(nothing, 0, 9, on=AT.date())] == [other.pk]
    mine = asked(course, own, params(case_stage="checking"))
    assert not mine.chosen
    assert "case_stage" in [one.code for one in mine.columns]
    stranger = asked(course, sight_of(course.register, AnonymousUser(), AT.date()), params())
    assert "case_stage" not in [one.code for one in (*stranger.columns, *stranger.facets)]


def test_where_the_declaration_says_so_a_record_entered_opens_its_case(db, maker, firm, officer, bureau):
    text = TEXT.replace("[list]", COURSE.replace("by_hand", "on_submit") + "\n[list]")
    declaration_apply(actor=None, text=text, where="trials.toml", at=AT)
    known = {"actor": maker, "register": "trials", "organisation_id": firm.pk, "at": AT}
    row = record_hand_in(typed={"name": "甲试点"}, authority=bureau, **known)
    assert [case.object_id for case in Case.objects.all()] == [str(row.pk)]
    record_hand_in(typed={"name": "乙试点"}, **known)
    assert Case.objects.count() == 2
    own = {**known, "actor": officer, "organisation_id": bureau.pk}
    record_hand_in(typed={"name": "丙试点"}, authority=bureau, **own)
    assert Case.objects.count() == 2


def test_a_changed_fact_has_the_deadlines_reckoned_anew(course, maker, firm, bureau):
    row, case = opened(maker, firm, bureau)
    assert not CaseDue.objects.exists()
    record_change(actor=maker, register="trials", record=row.pk, revision=row.revision, typed={"kind": "b"}, at=AT)
    assert CaseDue.objects.get().case == case
    assert cases_tick(at=AT) == 0
    assert not CaseDue.objects.exists()


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ('code = "nothing"', "没有已生效的程序"),
        ('move = "fly"', "没有动作“fly”"),
        ('field = "cost"\nday = true', "只有日期字段"),
        ('field = "kind"\nvalue = "z"', "不是选项"),
        ('fact = "unknown"', "没有字段“unknown”"),
        ('opens = "never"', "on_submit"),
    ],
)
def test_a_procedure_that_does_not_fit_is_told(db, written, wrong):
    key = written.split(" = ")[0]
    course = COURSE
    old = next(line for line in course.splitlines() if line.startswith(f"{key} ="))
    if "\n" in written:
        old = 'field = "begun"\nday = true'
    text = TEXT.replace("[list]", course.replace(old, written, 1) + "\n[list]")
    with pytest.raises(DeclarationError, match=wrong):
        declaration_apply(actor=None, text=text, where="trials.toml", at=AT)


def test_the_page_shows_the_case_to_those_who_have_a_part_and_only_the_stage_to_others_inside(
    course, signed_in, maker, fellow, outsider, officer, inspector, firm, bureau
):
    row = enter({"name": "甲试点", "kind": "a"}, firm)
    path = f"/registers/trials/{row.pk}/"
    assert "开始办理" in signed_in(maker).get(path).content.decode()
    assert signed_in(fellow).post(f"{path}case", {"authority": bureau.pk}).status_code == 403
    assert signed_in(outsider).post(f"{path}case", {"authority": bureau.pk}).status_code == 404
    answer = signed_in(maker).post(f"{path}case", {"authority": bureau.pk})
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/case/{case.pk}/"
    signed_in(maker).post(f"{path}case", {"authority": bureau.pk})
    assert Case.objects.count() == 1
    submit(case, maker, timezone.now())
    record_disclose(actor=None, register="trials", record=row.pk, revision=row.revision, at=LATER)
    link, stage = f'href="/desk/case/{case.pk}/"', "材料核对"
    found = {}
    for who in (maker, officer, inspector, outsider, None):
        page = signed_in(who).get(path).content.decode()
        found[who.username if who else "public"] = (link in page, stage in page)
    assert found == {
        "maker": (True, True),
        "officer": (True, True),
        "inspector": (False, True),
        "outsider": (False, False),
        "public": (False, False),
    }


def test_a_shipped_evaluation_takes_its_scores_from_the_steps(maker, firm, bureau):
    for path in declaration_files("registers"):
        if path.stem in ("group_fields", "evaluations"):
            declaration_apply(actor=None, text=path.read_text(encoding="utf-8"), where=path.name, shipped=True, at=AT)
    typed = {"subject": "甲公司", "kind": "enterprise", "applied_on": "2026-03-01"}
    row = record_create(actor=None, register="evaluations", typed=typed, organisation_id=firm.pk, at=AT)
    case = record_case_open(actor=maker, register="evaluations", record=row.pk, authority=bureau, at=AT)
    document_add(actor=maker, case=case, kind="application", name="申报表.pdf", data=PDF, at=LATER)
    step(case, maker, "submit", own_score="92.5")
    assert values(layout_get("evaluations"), row)["own_score"] == "92.5"


def test_only_keepers_type_what_the_steps_of_a_case_decide(course, maker, officer, firm, bureau):
    known = {"register": "trials", "at": AT}
    with pytest.raises(RecordRefused, match="由办理单位填写"):
        record_create(
            actor=maker, organisation_id=firm.pk, typed={"name": "甲试点", "begun": "2026-01-01"}, **known
        )  # fmt: skip
    row = enter({"name": "甲试点", "begun": "2026-01-01"}, firm)
    with pytest.raises(RecordRefused, match="由办理单位填写"):
        record_change(actor=maker, record=row.pk, revision=row.revision, typed={"begun": ""}, **known)
    record_change(actor=officer, record=row.pk, revision=row.revision, typed={"begun": "2026-02-01"}, **known)
    assert values(course, row)["begun"] == "2026-02-01"
    asked_for = {one.code for one in sight_of(course.register, maker, AT.date()).written()}
    assert "name" in asked_for
    assert "begun" not in asked_for


def test_what_was_handed_in_is_changed_by_its_keepers_only_but_for_what_stays_open(maker, officer, firm, bureau):
    later = COURSE.replace('opens = "by_hand"', 'opens = "by_hand"\nlater = ["cost"]')
    declaration_apply(actor=None, text=TEXT.replace("[list]", f"{later}\n[list]"), where="trials.toml", at=AT)
    row, case = opened(maker, firm, bureau)

    def change(actor: User, **typed: str) -> Any:
        held = layout_get("trials").model._default_manager.get(pk=row.pk)
        return record_change(
            actor=actor, register="trials", record=row.pk, revision=held.revision, typed=typed, at=LATER
        )

    change(maker, kind="b")
    submit(case, maker)
    with pytest.raises(RecordRefused, match="申报已提交"):
        change(maker, kind="a")
    change(maker, cost="3")
    change(officer, kind="a")
    step(case, officer, "enter", filing_number="备2026-1")
    with pytest.raises(RecordRefused, match="申报已提交"):
        change(maker, kind="b")
    with pytest.raises(WordsError, match="由主管单位撤销"):
        record_withdraw(actor=maker, register="trials", record=row.pk, reason="重复", at=LATER)


def test_what_was_decided_is_not_undone_by_beginning_again(course, maker, officer, firm, bureau):
    row, case = opened(maker, firm, bureau)
    submit(case, maker)
    step(case, officer, "enter", filing_number="备2026-1")
    with pytest.raises(WordsError, match="由主管单位再次开始办理"):
        record_case_open(actor=maker, register="trials", record=row.pk, authority=bureau, at=LATER)
    again = record_case_open(actor=officer, register="trials", record=row.pk, authority=bureau, at=LATER)
    assert again.stage == again.begins
    with pytest.raises(WordsError, match="申报已提交"):
        record_change(actor=maker, register="trials", record=row.pk, revision=2, typed={"kind": "b"}, at=LATER)


def test_a_record_that_came_with_its_decision_is_its_keepers(course, maker, officer, firm, bureau):
    row = enter({"name": "甲试点", "kind": "a", "begun": "2025-03-01"}, firm)
    with pytest.raises(WordsError, match="申报已提交"):
        record_change(actor=maker, register="trials", record=row.pk, revision=1, typed={"kind": "b"}, at=LATER)
    with pytest.raises(WordsError, match="由主管单位撤销"):
        record_withdraw(actor=maker, register="trials", record=row.pk, reason="重复", at=LATER)
    record_change(actor=officer, register="trials", record=row.pk, revision=1, typed={"kind": "b"}, at=LATER)


def test_a_form_opened_before_the_application_was_handed_in_says_that_nothing_was_saved(course, maker, firm, bureau):
    row, case = opened(maker, firm, bureau)
    submit(case, maker)
    browser = Client()
    browser.force_login(maker)
    sent = {"record-revision": "1", "name": "甲试点", "kind": "b"}
    answer = browser.post(f"/registers/trials/{row.pk}/edit", sent)
    assert answer.status_code == 422
    assert "您的修改没有保存" in answer.content.decode()
    assert values(course, row)["kind"] == "a"


def test_a_procedure_of_a_register_or_of_tasks_begins_there_and_nowhere_else(course, maker, firm, bureau):
    browser = Client()
    browser.force_login(maker)
    page = browser.get("/desk/new/?procedure=filing").content.decode()
    assert '<option value="pilot"' in page
    assert "/registers/trials/new" in page
    for code in ("filing", "task_closing", "task_delay"):
        assert f'<option value="{code}"' not in page
        press = {"procedure": code, "title": "一件", "organisation": firm.pk, "authority": bureau.pk}
        answer = browser.post("/desk/new/", press)
        assert (answer.status_code, Case.objects.count()) == (422, 0)
        assert "不单独立事项" in answer.content.decode()
    press = {"procedure": "pilot", "title": "长" * 5_000, "organisation": firm.pk, "authority": bureau.pk}
    assert "事项名称太长" in browser.post("/desk/new/", press).content.decode()
