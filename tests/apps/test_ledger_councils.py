"""Leading groups and joint conferences: seats with terms, meetings, decisions that become tasks of a ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from django.test import Client

from guiju.apps.ledger.models import Council, Decision, Meeting, Policy, Task
from guiju.apps.ledger.queries.councils import seats_of
from guiju.apps.ledger.services.councils import (
    council_change,
    council_make,
    decision_add,
    decision_to_task,
    meeting_call,
)
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.typed import name_folded
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Membership, User
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.models import Event

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class Scene(NamedTuple):
    """An office with two officers, a seated body with one, a stranger's, a council and a confirmed ledger."""

    council: Council
    policy: Policy
    keeper: User
    colleague: User
    seated: User
    stranger: User


def person(name: str, account: Account) -> User:
    made = User.objects.create(username=name, display_name=name, joined_at=NOW)
    Membership.objects.create(user=made, organisation=account, role="officer", starts_on=date(2020, 1, 1))
    return made


@pytest.fixture
def scene(client: Client) -> Scene:
    office, seated, other = (Account.objects.create(name=name, kind="bureau") for name in ("市局", "发改委", "外单位"))
    body = Organisation.objects.create(name="发改委", account=seated, created_at=NOW, changed_at=NOW)
    body.names.create(name=body.name, folded=name_folded(body.name))
    keeper = person("keeper", office)
    council = council_make(
        actor=keeper, office=office, typed={"kind": "joint_conference", "name": "标准化协调推进联席会议"}, at=NOW
    )
    policy = Policy.objects.create(
        office=office, title="实施意见", digest="0" * 64, found_text="", clean_text="", reading={}, read_at=NOW,
        confirmed_at=NOW,
    )  # fmt: skip
    client.force_login(keeper)
    seat = {"body": "发改委", "role": "member", "person": "张某", "starts_on": "2026.1.1"}
    assert client.post(f"/ledger/councils/{council.pk}/seat", seat).status_code == 302
    return Scene(
        council, policy, keeper, person("colleague", office), person("seated", seated), person("stranger", other)
    )


def test_a_decision_becomes_a_task_with_its_lead_and_day_and_stays_linked(scene: Scene, client: Client) -> None:
    call = {"title": "第一次全体会议", "held_on": "2026年11月18日", "agenda": "一、听取进展\n二、部署四季度工作"}
    client.post(f"/ledger/councils/{scene.council.pk}/meeting", call)
    meeting = Meeting.objects.get()
    client.post(f"/ledger/meetings/{meeting.pk}/decide", {"decision": "由发改委牵头，年底前提出方案。"})
    task = {"number": "1", "policy": scene.policy.pk, "title": "提出方案", "lead": "发改委", "due": "2026-12-31"}
    assert client.post(f"/ledger/meetings/{meeting.pk}/task", task).status_code == 302
    made = Task.objects.get()
    assert (made.title, made.due, made.text) == ("提出方案", date(2026, 12, 31), "由发改委牵头，年底前提出方案。")
    assert made.heading == "标准化协调推进联席会议 / 第一次全体会议（2026-11-18）议定事项 1"
    assert [(one.part, one.written, str(one.body)) for one in made.bodies.all()] == [("lead", "发改委", "发改委")]
    with pytest.raises(WordsError, match="已经转为任务"):
        decision_to_task(actor=scene.keeper, decision=Decision.objects.get(), policy=scene.policy, typed={}, at=NOW)


def test_a_name_that_is_tied_to_no_organisation_is_told_where_it_was_typed_and_settled_there(
    scene: Scene, client: Client
) -> None:
    meeting = meeting_call(
        actor=scene.keeper, council=scene.council, typed={"title": "专题会议", "held_on": "2026-11-18"}, at=NOW
    )
    whole = Organisation.objects.create(name="示例市发展和改革委员会", created_at=NOW, changed_at=NOW)
    Organisation.objects.filter(pk=whole.pk).update(found_by=whole.name)
    leads = ("发改委", "发改革委、各区人民政府", "某某中心", "市发展改革委")
    for text, lead in zip(("提出方案。", "开展督查。", "培训。", "调研。"), leads, strict=True):
        decision = decision_add(actor=scene.keeper, meeting=meeting, text=text, at=NOW)
        typed = {"number": str(decision.number), "policy": scene.policy.pk, "lead": lead}
        answer = client.post(f"/ledger/meetings/{meeting.pk}/task", typed, follow=True).content.decode()
        assert ("还没有对应到机构" in answer) == (decision.number > 1), lead
    page, ledger = f"/ledger/meetings/{meeting.pk}/", f"/ledger/policies/{scene.policy.pk}/"
    body = Organisation.objects.get(name="发改委")
    for one in (body, whole):
        button = f'<button class="button" name="body" value="{one.pk}">{one.name}</button>'
        assert button in client.get(page).content.decode()
    told = client.get(page).content.decode()
    assert ["各份政策里的“发改革委”都指这个机构" in told, "里的“市发展改革委”都指这个机构" in told] == [True, True]
    assert told.count("别处的政策不受影响") == 1
    told = client.get(ledger).content.decode()
    assert "3 个单位名称还没有对应到机构" in told
    assert "各区人民政府（1 条）" not in told
    settled = client.post(f"{ledger}bodies/settle", {"written": "发改革委", "body": body.pk, "meeting": meeting.pk})
    assert settled.headers["Location"] == page
    assert "“发改革委”已对应到发改委：" in client.get(page).content.decode()
    assert ["“某某中心”" in client.get(page).content.decode(), "发改革委”" in client.get(page).content.decode()] == [
        True, False,
    ]  # fmt: skip
    client.force_login(scene.seated)
    assert "还没有对应" not in client.get(page).content.decode() + client.get(ledger).content.decode()


def test_a_seat_has_a_term_and_the_history_does_not_name_who_filled_it(scene: Scene, client: Client) -> None:
    seat = scene.council.seats.get()
    client.post(f"/ledger/councils/{scene.council.pk}/seat-end", {"seat": seat.pk, "ends_on": "2026-06-30"})
    assert [len(rows) for rows in seats_of(scene.council, date(2026, 6, 30))] == [1, 0]
    assert [len(rows) for rows in seats_of(scene.council, date(2026, 7, 1))] == [0, 1]
    told = [event.payload_json() if hasattr(event, "payload_json") else str(event) for event in Event.objects.all()]
    assert not any("张某" in str(one) for one in told)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"body": "没有这家", "role": "member", "starts_on": "2026-01-01"}, "机构库里没有"),
        ({"body": "发改委", "role": "king", "starts_on": "2026-01-01"}, "field-wrong"),
        ({"body": "发改委", "role": "member", "starts_on": "2026-05-01", "ends_on": "2026-01-01"}, "早于开始日期"),
    ],
)
def test_a_wrong_seat_comes_back_as_typed(scene: Scene, client: Client, form: dict[str, str], said: str) -> None:
    answer = client.post(f"/ledger/councils/{scene.council.pk}/seat", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_pages_open_for_office_and_seated_bodies_only(scene: Scene, client: Client) -> None:
    meeting = meeting_call(
        actor=scene.keeper, council=scene.council, typed={"title": "专题会议", "held_on": "2026-11-18"}, at=NOW
    )
    people = (scene.keeper, scene.colleague, scene.seated, scene.stranger, None)
    wanted = {
        f"/ledger/councils/{scene.council.pk}/": [200, 200, 200, 403, 302],
        f"/ledger/councils/{scene.council.pk}/edit": [200, 200, 403, 403, 302],
        f"/ledger/meetings/{meeting.pk}/": [200, 200, 200, 403, 302],
    }
    for address, statuses in wanted.items():
        found = []
        for one in people:
            client.logout()
            if one is not None:
                client.force_login(one)
            found.append(client.get(address).status_code)
        assert found == statuses, address
    with pytest.raises(Denied):
        decision_add(actor=scene.seated, meeting=meeting, text="甲", at=NOW)


def test_of_two_people_who_change_a_council_the_later_is_told(scene: Scene) -> None:
    typed = {"kind": "joint_conference", "name": "标准化协调推进联席会议", "duties": "统筹"}
    council_change(actor=scene.keeper, council=scene.council, typed=typed, revision=1, at=NOW)
    with pytest.raises(WordsError, match="刚才有人改过"):
        council_change(actor=scene.colleague, council=scene.council, typed=typed, revision=1, at=NOW)
