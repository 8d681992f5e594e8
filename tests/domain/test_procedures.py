"""Declared procedures: what is proved when one is read, who may do what, and why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import guiju
from guiju.domain.declarations import DeclarationError
from guiju.domain.procedures import (
    Actor,
    Case,
    Refused,
    Standing,
    clocks,
    diagram,
    due_on,
    migrated,
    moved,
    moves,
    opined,
    paths,
    procedure_load,
    walked,
)

SHIPPED = sorted(Path(guiju.__file__).parent.glob("apps/*/declarations/procedures/*.toml"))
PROCEDURES = {path.stem: procedure_load(path.read_text(encoding="utf-8"), path.name) for path in SHIPPED}
PILOT = PROCEDURES["pilot"]
BEGUN = date(2026, 3, 2)

SMALL = """
code = "small"
version = 1
begins_on = 2026-01-01
words = { zh = "小程序", en = "Small" }
purpose = { zh = "试", en = "To try" }
applicants = ["enterprise"]
begins = "draft"

[stages.draft]
words = { zh = "填报", en = "Draft" }
[stages.done]
words = { zh = "办结", en = "Done" }
ends = "granted"

[moves.submit]
words = { zh = "提交", en = "Submit" }
from = ["draft"]
to = "done"
who = ["applicant"]
"""


def somebody(*roles: str, name: str = "user:1") -> Actor:
    return Actor(name, frozenset(roles))


def pilot_at(*made: str) -> Case:
    return walked(PILOT, made, begun=BEGUN)


def problems(text: str) -> str:
    with pytest.raises(DeclarationError) as caught:
        procedure_load(text, "small.toml")
    return caught.value.say("zh")


def why_not(case: Case, move: str, actor: Actor, on: date = date(2027, 12, 1)) -> str:
    choice = next(c for c in moves(PILOT, case, actor, on=on) if c.move.code == move)
    return "；".join(reason.zh for reason in choice.reasons)


@pytest.mark.parametrize("code", PROCEDURES)
def test_every_path_of_a_shipped_procedure_can_be_walked(code):
    procedure = PROCEDURES[code]
    ends = {stage.code for stage in procedure.stages.values() if stage.ends}
    reached, made = set(), set()
    for path in paths(procedure):
        reached.add(walked(procedure, path, begun=BEGUN).stage)
        made.update(path)
    assert reached == ends
    assert made == set(procedure.moves)


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (('to = "done"', 'to = "draft"'), "第 12 行（stages.done）", "到不了"),
        (('to = "done"', 'to = "gone"'), "（moves.submit.to）", "“gone”不在可用的之列"),
        (('ends = "granted"', ""), "（stages.done）", "没有动作离开这里"),
        (('who = ["applicant"]', 'who = ["chief"]'), "（moves.submit.who[1]）", "“chief”不在可用的之列"),
        (('from = ["draft"]', 'from = ["draft", "done"]'), "（stages.done.ends）", "办结的环节不能再有动作"),
        (('begins = "draft"', 'begins = "start"'), "第 8 行（begins）", "“start”不在"),
        (('to = "done"', 'to = "done"\ncolour = "red"'), "（moves.submit.colour）", "没有“colour”这一项"),
    ],
)
def test_what_does_not_hold_together_is_refused_with_its_line(change, line, said):
    message = problems(SMALL.replace(*change))
    assert line in message
    assert said in message


def test_all_that_is_wrong_is_told_at_once():
    message = problems(SMALL.replace('who = ["applicant"]', 'who = ["chief"]').replace("version = 1", "version = 0"))
    assert "version" in message
    assert "chief" in message


def test_a_deadline_without_a_start_is_refused():
    late = '\n[deadlines.late]\nwords = { zh = "期限", en = "limit" }\nin = ["draft"]\namount = 3\nunit = "workdays"\n'
    basis = 'basis = { zh = "办法", en = "rules" }\n'
    assert "缺少 from" in problems(SMALL + late + basis)
    assert "还没有发生" in problems(SMALL + late + basis + 'from = { move = "submit" }\n')
    assert "依据" in problems(SMALL + late + 'from = { stage = "draft" }\n')


def test_a_request_for_completion_cannot_be_declared_twice():
    assert "最多一次" in problems(SMALL.replace('to = "done"', 'to = "done"\nkind = "completion"\nat_most = 2'))


def test_a_move_is_refused_to_others_with_who_may():
    case = pilot_at("submit")
    assert why_not(case, "pass_form", somebody("applicant")) == "由经办人办理"
    assert why_not(case, "pass_form", somebody("handler")) == ""


def test_a_missing_document_is_named():
    case = Case(BEGUN, "draft")
    with pytest.raises(Refused) as caught:
        moved(PILOT, case, "submit", somebody("applicant"), on=BEGUN)
    assert caught.value.say("zh") == "缺少材料“申报书”；缺少材料“实施方案”。"
    assert "the document “work plan” is missing" in caught.value.say("en")


def test_completion_is_asked_for_once_and_stops_the_clock():
    case = pilot_at("submit", "request_completion")
    standing = next(c for c in clocks(PILOT, case) if c.deadline.code == "form_check")
    assert standing.day is None
    assert due_on(PILOT, case) == date(2026, 3, 23)  # the applicant's own fifteen working days run on
    case = moved(PILOT, case, "complete", somebody("applicant"), on=date(2026, 3, 20))
    assert due_on(PILOT, case) == date(2026, 3, 27)
    assert "一次性告知" in why_not(case, "request_completion", somebody("handler"))


def test_nobody_reviews_what_they_handled_nor_through_a_deputy():
    case = pilot_at("submit", "pass_form", "conclude_review", "propose")
    handler = case.steps[-1].person
    assert "不能再作为审核人" in why_not(case, "check", somebody("reviewer", name=handler))
    assert why_not(case, "check", somebody("reviewer")) == ""
    deputy = Actor("user:9", frozenset(), (Standing(handler, frozenset({"reviewer"})),))
    assert "不能再作为审核人" in why_not(case, "check", deputy)
    handler_as_deputy = Actor(handler, frozenset(), (Standing("user:9", frozenset({"reviewer"})),))
    assert "不能再作为审核人" in why_not(case, "check", handler_as_deputy)


def test_a_deputy_acts_for_whoever_delegated():
    case = pilot_at("submit", "pass_form", "conclude_review", "propose")
    deputy = Actor("user:9", frozenset(), (Standing("user:5", frozenset({"reviewer"})),))
    step = moved(PILOT, case, "check", deputy, on=case.since).steps[-1]
    assert (step.person, step.standing_for, step.role) == ("user:9", "user:5", "reviewer")


def test_the_review_is_summed_up_only_when_every_opinion_has_arrived():
    case = pilot_at("submit", "pass_form")._replace(documents=frozenset({"review_record"}))
    assert "至少征求3位专家" in why_not(case, "conclude_review", somebody("handler"))
    case = case._replace(asked=("user:21", "user:22", "user:23"))
    for person in case.asked[:2]:
        case = opined(PILOT, case, somebody("expert", name=person), says="agree", on=case.since)
    assert "3位专家中还有1位没有提交意见" in why_not(case, "conclude_review", somebody("handler"))
    case = opined(PILOT, case, somebody("expert", name="user:23"), says="decline", on=case.since)
    assert why_not(case, "conclude_review", somebody("handler")) == ""


def test_an_opinion_is_given_once_and_by_those_asked():
    case = pilot_at("submit", "pass_form")._replace(asked=("user:21",))
    case = opined(PILOT, case, somebody("expert", name="user:21"), says="agree", on=case.since)
    for person in ("user:21", "user:99"):
        with pytest.raises(Refused):
            opined(PILOT, case, somebody("expert", name=person), says="agree", on=case.since)


def test_publicity_has_to_be_over_before_the_project_is_established():
    case = pilot_at("submit", "pass_form", "conclude_review", "propose", "check", "sign")
    case = case._replace(documents=frozenset(PILOT.documents))
    last = next(c for c in clocks(PILOT, case) if c.deadline.code == "publicity").day
    assert last is not None
    assert "才届满" in why_not(case, "establish", somebody("handler"), on=last)
    assert "待核实" in PILOT.deadlines["publicity"].basis.said().zh


def test_a_score_too_low_is_refused_with_what_is_asked_for():
    path = ("submit", "pass_form", "conclude_review", "propose", "check", "sign", "establish", "report_mid_term")
    case = pilot_at(*path, "pass_mid_term", "apply_acceptance", "conclude_acceptance")._replace(facts={"score": "79"})
    assert "不少于80分" in why_not(case, "accept", somebody("signer"))


def test_a_resumed_case_goes_back_to_where_it_was():
    path = ("submit", "pass_form", "conclude_review", "propose", "check", "sign", "establish", "suspend", "resume")
    assert pilot_at(*path).stage == "construction"


def test_a_running_case_comes_over_only_by_a_stated_rule():
    older = procedure_load(SMALL, "small.toml")
    text = (
        SMALL.replace("stages.draft", "stages.form").replace('"draft"', '"form"').replace("version = 1", "version = 2")
    )
    rule = '\n[migration]\nfrom = [1]\nstages = { draft = "form" }\n'
    case = Case(BEGUN, "draft")
    assert migrated(procedure_load(text, "small.toml"), case, older.version) is None
    newer = migrated(procedure_load(text + rule, "small.toml"), case, older.version)
    assert newer is not None
    assert newer.stage == "form"


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_diagram_says_in_words_what_it_shows(code):
    procedure = PROCEDURES[code]
    case = Case(BEGUN, procedure.begins)
    drawn = {lang: diagram(procedure, lang, case) for lang in ("zh", "en")}
    assert "现在处于" in drawn["zh"]
    for stage in procedure.stages.values():
        assert stage.words.zh in drawn["zh"]
        assert stage.words.en in drawn["en"]


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_no_sequence_of_attempts_reaches_an_illegal_state(seed):
    chance = Random(seed)  # drawing each of these three hundred choices from hypothesis took a hundred times as long
    people = [f"user:{n}" for n in range(1, 5)]
    roles = ("applicant", "handler", "reviewer", "signer", "officer", "expert", "clock")
    case, day = Case(BEGUN, PILOT.begins, documents=frozenset(PILOT.documents)), BEGUN
    for _ in range(60):
        day = date.fromordinal(day.toordinal() + chance.randint(0, 30))
        ends = {code for code, stage in PILOT.stages.items() if stage.ends}
        leaving = [m.code for m in PILOT.leaving(case.stage) if m.target not in ends or chance.random() < 0.1]
        code = chance.choice([*leaving, "sign", "close"])
        held = frozenset(chance.sample(roles, chance.randint(3, len(roles))))
        if PILOT.stages[case.stage].opinions and not case.asked:
            case = case._replace(asked=("e:1", "e:2", "e:3")[: chance.randint(1, 3)])
        for person in case.missing()[: chance.randint(0, 3)]:
            says = next(iter(PILOT.stages[case.stage].opinions.says))
            case = opined(PILOT, case, somebody("expert", name=person), says=says, on=day)
        facts = {"score": chance.randint(70, 90), "objection": chance.random() < 0.5, "missing": "章程"}
        facts |= {"notice_number": "1", "ends_on": "2028-01-01"}
        before = case
        actor = Actor(chance.choice(people), held)
        try:
            case = moved(PILOT, case, code, actor, on=day, note="…", facts=facts)
        except Refused:
            continue
        step, move = case.steps[-1], PILOT.moves[code]
        assert before.stage in move.sources
        assert step.role in move.who
        assert step.role in held
        assert not PILOT.stages[before.stage].ends
        if move.opinions:
            assert len(before.asked) >= 3
            assert not before.missing()
        if code == "accept":
            assert facts["score"] >= 80
        assert sum(s.move == "request_completion" for s in case.steps) <= 1
        functions = {}
        for step in case.steps:
            if step.role in ("handler", "reviewer", "signer"):
                functions.setdefault(step.person, set()).add(step.role)
        assert all(len(found) == 1 for found in functions.values())
