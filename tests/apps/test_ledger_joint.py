"""A ledger kept together: invited, accepted, each side answers for its own, either leaves and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.demo_joint import demo_joint
from guiju.apps.ledger.models import JointOffice, Progress, Round, Task
from guiju.apps.ledger.services.joint import joint_answer, joint_end, joint_invite, joint_task_add, joint_tasks_give
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.rounds import round_open
from guiju.apps.ledger.services.tasks import task_correct
from guiju.domain.language import WordsError
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.models import Event
from guiju.kernel.notices.models import Notice
from kernel.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Work:
    return work_make()


def _invite(work: Work, name: str = "发改委") -> JointOffice:
    return joint_invite(actor=work.keeper, policy=work.policy, body=work.bodies[name], note="共建试点", at=AT)


def _together(work: Work) -> JointOffice:
    return joint_answer(actor=work.lead, row=_invite(work), accept=True, at=AT)


def test_what_the_invited_office_leads_becomes_its_own_to_answer_for(work: Work) -> None:
    first = work.task("1")
    row = _invite(work)
    assert {one.user.username for one in Notice.objects.select_related("user")} == {"lead", "colleague"}
    with pytest.raises(Denied):
        joint_answer(actor=work.keeper, row=row, accept=True, at=AT)
    assert joint_answer(actor=work.colleague, row=row, accept=True, at=AT).state == "together"
    first.refresh_from_db()
    assert first.keeper == work.bodies["发改委"].account
    with pytest.raises(WordsError, match="over"):
        joint_answer(actor=work.lead, row=row, accept=False, at=AT)


def test_both_offices_keep_the_tasks_and_nobody_else(work: Work) -> None:
    task = work.task("1")
    with pytest.raises(Denied):
        task_correct(actor=work.lead, task=task, typed={"title": "改"}, revision=task.revision, at=AT)
    _together(work)
    for person in (work.lead, work.colleague, work.keeper):
        task.refresh_from_db()
        task_correct(actor=person, task=task, typed={"title": person.username}, revision=task.revision, at=AT)
    task.refresh_from_db()
    for person in (work.stranger, work.participant):
        with pytest.raises(Denied):
            task_correct(actor=person, task=task, typed={"title": "改"}, revision=task.revision, at=AT)
    part = work.task("1/1", parent=task, keeper=work.bodies["水利局"].account)
    with pytest.raises(Denied):  # the part of a town is kept by whoever gave it
        task_correct(actor=work.lead, task=part, typed={"title": "改"}, revision=part.revision, at=AT)


def test_each_side_opens_rounds_for_what_it_answers_for_and_may_hand_it_over(work: Work) -> None:
    task = work.task("1")
    row = _together(work)
    ours, theirs = work.office.pk, row.office_id
    added = joint_task_add(
        actor=work.lead, policy=work.policy, typed={"title": "互认清单", "lead": "科技局"}, office=theirs, at=AT
    )
    assert Task.objects.get(pk=added.pk).keeper_id == theirs
    told = Notice.objects.filter(key__startswith="ledger:tasked").select_related("user")
    assert [(one.user.username, one.subject["zh"]) for one in told] == [("participant", "交办任务：互认清单")]
    opened = round_open(
        actor=work.lead, office=row.office, policies=[work.policy],
        typed={"title": "一季度", "parts_due": "2026-06-01", "due": "2026-06-10"}, at=AT,
    )  # fmt: skip
    assert set(opened.round.filings.values_list("task", flat=True)) == {task.pk, added.pk}
    assert joint_tasks_give(actor=work.keeper, policy=work.policy, tasks=[task.pk], office=ours, at=AT) == 1
    task.refresh_from_db()
    assert task.keeper is None
    with pytest.raises(WordsError, match="office"):
        joint_tasks_give(actor=work.keeper, policy=work.policy, tasks=[task.pk], office=theirs + 99, at=AT)


def test_either_side_leaves_and_what_was_done_stays(work: Work) -> None:
    task = work.task("1")
    row = _together(work)
    progress_add(actor=work.lead, task=task, typed={"text": "已开始", "share": "20"}, at=AT)
    with pytest.raises(WordsError, match="reason"):
        joint_end(actor=work.lead, row=row, reason=" ", at=AT)
    with pytest.raises(Denied):
        joint_end(actor=work.stranger, row=row, reason="无关", at=AT)
    assert joint_end(actor=work.lead, row=row, reason="合作期满", at=AT).state == "left"
    task.refresh_from_db()
    assert (task.keeper, task.share, task.progress.count()) == (None, 20, 1)
    with pytest.raises(Denied):
        task_correct(actor=work.colleague, task=task, typed={"title": "改"}, revision=task.revision, at=AT)
    actions = Event.objects.filter(object_kind="policy").order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["ledger.joint.invited", "ledger.joint.joined", "ledger.joint.left"]
    again = _together(work)
    assert joint_end(actor=work.keeper, row=again, reason="另行安排", at=AT).because == "另行安排"


@pytest.mark.parametrize(("name", "code"), [("市场监管局", "own"), ("", "body"), ("发改委", "already")])
def test_who_cannot_be_invited_is_said_at_the_field(work: Work, name: str, code: str) -> None:
    _invite(work)
    with pytest.raises(WordsError, match=code) as caught:
        joint_invite(actor=work.keeper, policy=work.policy, body=work.bodies.get(name), at=AT)
    assert caught.value.where == "body"
    with pytest.raises(Denied):
        joint_invite(actor=work.lead, policy=work.policy, body=work.bodies["水利局"], at=AT)


def test_pages_are_for_the_two_sides(work: Work, signed_in) -> None:
    work.task("1")
    page, row = f"/ledger/policies/{work.policy.pk}/joint/", _invite(work)
    seen = {
        name: signed_in(getattr(work, name)).get(page).status_code for name in ("keeper", "second", "lead", "stranger")
    }
    assert seen == {"keeper": 200, "second": 200, "lead": 200, "stranger": 403}
    assert signed_in().get(page).status_code == 302
    assert "等本单位答复" in signed_in(work.colleague).get("/ledger/joint/").content.decode()
    assert work.policy.title not in signed_in(work.stranger).get("/ledger/joint/").content.decode()
    for person in (work.keeper, work.stranger):
        assert signed_in(person).post(f"/ledger/joint/{row.pk}/answer", {"accept": "1"}).status_code == (403)
    assert signed_in(work.lead).post(f"/ledger/joint/{row.pk}/answer", {"accept": "1"}).status_code == 302
    assert "增加一项任务" in signed_in(work.lead).get(page).content.decode()
    wrong = signed_in(work.lead).post(f"{page}add", {"title": "互认", "due": "春天", "side": str(row.office_id)})
    assert (wrong.status_code, "春天" in wrong.content.decode()) == (422, True)
    assert signed_in(work.stranger).post(f"{page}add", {"title": "互认"}).status_code == 403
    same = {"title": "互认清单", "side": str(row.office_id)}
    assert [signed_in(work.lead).post(f"{page}add", same).status_code for _ in range(2)] == [302, 422]
    wrong = signed_in(work.keeper).post(f"{page}invite", {"body": "没有的单位"})
    assert (wrong.status_code, "没有的单位" in wrong.content.decode()) == (422, True)
    assert signed_in(work.lead).post(f"/ledger/joint/{row.pk}/end", {"reason": "期满"}).status_code == 302
    assert "期满" in signed_in(work.colleague).get(page).content.decode()  # its history stays to be read


def test_either_side_corrects_a_shared_task_where_the_button_leads(work: Work, signed_in) -> None:
    task = work.task("1")
    _together(work)
    task.refresh_from_db()
    page, place = f"/ledger/tasks/{task.pk}/", f"/ledger/tasks/{task.pk}/correct"
    assert place in signed_in(work.lead).get(page).content.decode()
    answers = {name: signed_in(getattr(work, name)).get(place) for name in ("keeper", "lead", "stranger")}
    assert [one.status_code for one in answers.values()] == [302, 200, 403]
    assert f"/ledger/policies/{work.policy.pk}/review/" in answers["keeper"].headers["Location"]
    assert signed_in().get(place).status_code == 302
    browser, typed = signed_in(work.lead), {"title": "共建试点", "lead": "发改委", "revision": task.revision}
    wrong = browser.post(place, {**typed, "due": "春天"})
    assert (wrong.status_code, "春天" in wrong.content.decode()) == (422, True)
    assert browser.post(place, {**typed, "do": "keep"}).headers["Location"] == place
    assert "共建试点" in browser.get(place).content.decode()
    assert browser.post(place, typed).headers["Location"] == page
    second = signed_in(work.colleague).post(place, {**typed, "title": "另一说法"})
    assert (second.status_code, "另一说法" in second.content.decode()) == (422, True)
    task.refresh_from_db()
    assert task.title == "共建试点"
    assert browser.post(place, {"do": "remove", "revision": task.revision}).headers["Location"] == page


def test_the_demonstration_keeps_one_together_with_an_invented_city(db: None, settings: Any) -> None:
    settings.DEMO = True
    now = datetime.now(UTC)
    demo_switch(enabled=True, at=now)
    assert [demo_joint(at=now), demo_joint(at=now)] == [4, 0]
    left, again = JointOffice.objects.select_related("policy", "body").order_by("pk")
    assert (left.state, again.state, left.body) == ("left", "together", again.body)
    assert left.policy.fictitious
    assert again.body.fictitious
    assert Task.objects.filter(keeper=again.office).count() == Round.objects.get().filings.count() // 2 == 2
    assert {one.share for one in Progress.objects.all()} == {30, 25, 40}
    assert all(
        "虚构示例" in text for text in (left.because, again.note, *Progress.objects.values_list("text", flat=True))
    )
