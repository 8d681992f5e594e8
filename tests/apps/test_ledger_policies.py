"""Policies of the ledger: taken in as read, corrected, confirmed, published, withdrawn, by their office only."""

from __future__ import annotations

from datetime import date

import pytest

from apps.ledger_samples import TEXT, taken_in
from guiju.apps.ledger.models import Policy, Target, Task
from guiju.apps.ledger.rows import first_words, last_day, task_due
from guiju.apps.ledger.services.policies import (
    policy_confirm,
    policy_correct,
    policy_doubt_settle,
    policy_publish,
    policy_take_in,
    policy_withdraw,
)
from guiju.apps.parties.services import organisation_add
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied, permitted
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Account:
    return organisation_create(actor=None, name="示例市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def officer(office: Account) -> User:
    return person("zhang", office, "officer")


def test_what_was_read_stands_in_the_ledger(office: Account, officer: User) -> None:
    bureau = organisation_add(actor=None, typed={"name": "市市场监管局", "kinds": "authority"}, at=AT)
    policy = taken_in(office, officer, confirmed=False)
    assert (policy.title, policy.number) == ("示例市标准化行动方案（2024—2026年）", "示府办〔2024〕3号")
    assert (policy.issued, policy.starts, policy.ends) == ("2024-01-08", 2024, 2026)
    tasks = list(Task.objects.filter(policy=policy).order_by("place"))
    assert [task.title for task in tasks[:3]] == ["完善地方标准体系", "推进试点示范", tasks[2].title]
    first = tasks[0]
    assert (first.due, first.heading) == (date(2024, 12, 31), "二、重点任务")
    assert first.text == policy.clean_text[first.start : first.end]
    bodies = list(first.bodies.order_by("place").values_list("part", "written", "body"))
    assert bodies == [
        ("lead", "市市场监管局", bureau.pk), ("participant", "市司法局", None), ("participant", "市发展改革委", None),
    ]  # fmt: skip
    target = Target.objects.get(policy=policy, value=100)
    assert (target.unit, target.comparator, target.cumulative, target.due) == ("项", ">=", True, date(2026, 12, 31))
    assert [event.action for event in events_of("policy", str(policy.pk))] == ["ledger.policy.taken_in"]


def test_repairs_and_doubts_know_their_place_in_the_clean_text(office: Account) -> None:
    policy = taken_in(office, confirmed=False)
    lost = next(one for one in policy.reading["doubts"] if "丢失" in one["why"])
    assert policy.clean_text[slice(*lost["at"])] == "\ufffd"
    assert lost["why_en"].startswith("characters are lost")
    mark = next(one for one in policy.reading["repairs"] if one["from"] == "?")
    assert policy.clean_text[mark["place"]] == "\ufffd"


def test_the_same_text_is_not_taken_in_twice_by_one_office(office: Account) -> None:
    first = taken_in(office, confirmed=False)
    with pytest.raises(WordsError) as error:
        taken_in(office)
    assert (error.value.code, error.value.where) == ("known", str(first.pk))
    policy_withdraw(actor=None, policy=first, reason="重复", revision=first.revision, at=AT)
    assert taken_in(office, confirmed=False).pk != first.pk


def test_corrections_are_events_and_of_two_the_second_is_told(office: Account, officer: User) -> None:
    policy = taken_in(office, officer, confirmed=False)
    policy_correct(
        actor=officer, policy=policy, typed={"title": "行动方案", "issued": "2024年1月9日", "region": "福建省厦门市"},
        revision=1, at=AT,
    )  # fmt: skip
    changed = Policy.objects.get(pk=policy.pk)
    assert (changed.title, changed.issued, changed.region, changed.revision) == ("行动方案", "2024-01-09", "350200", 2)
    with pytest.raises(WordsError) as error:
        policy_correct(actor=officer, policy=policy, typed={"title": "别的"}, revision=1, at=AT)
    assert error.value.code == "stale"
    with pytest.raises(WordsError) as error:
        policy_correct(actor=officer, policy=policy, typed={"issued": "去年"}, revision=2, at=AT)
    assert error.value.where == "issued"


def test_doubts_are_settled_one_by_one(office: Account) -> None:
    policy = taken_in(office, confirmed=False)
    policy_doubt_settle(actor=None, policy=policy, doubt=0, settled=True, at=AT)
    policy_doubt_settle(actor=None, policy=policy, doubt=0, settled=True, at=AT)
    assert Policy.objects.get(pk=policy.pk).settled == [0]
    policy_doubt_settle(actor=None, policy=policy, doubt=0, settled=False, at=AT)
    assert Policy.objects.get(pk=policy.pk).settled == []
    with pytest.raises(WordsError):
        policy_doubt_settle(actor=None, policy=policy, doubt=999, settled=True, at=AT)


def test_it_counts_once_it_is_confirmed_and_is_public_after_its_disclosure_step(office: Account, officer: User) -> None:
    policy = taken_in(office, officer, confirmed=False)
    other = person("li", organisation_create(actor=None, name="市发展改革委", kind="bureau", at=AT), "officer")
    assert not permitted(other, "ledger.see", policy)
    with pytest.raises(WordsError):
        policy_publish(actor=officer, policy=policy, public=True, note="已审", revision=1, at=AT)
    policy = policy_confirm(actor=officer, policy=policy, revision=1, at=AT)
    assert permitted(other, "ledger.see", policy)
    assert not permitted(other, "ledger.keep", policy)
    with pytest.raises(WordsError):
        policy_publish(actor=officer, policy=policy, public=True, note=" ", revision=2, at=AT)
    policy = policy_publish(actor=officer, policy=policy, public=True, note="已作公开审查", revision=2, at=AT)
    assert policy.published_at == AT
    with pytest.raises(Denied):
        policy_withdraw(actor=other, policy=policy, reason="误", revision=3, at=AT)


def test_nobody_takes_in_for_another_office(office: Account, owner: User) -> None:
    with pytest.raises(Denied):
        policy_take_in(actor=owner, office=office, found_text=TEXT, at=AT)


@pytest.mark.parametrize(
    ("due", "issued", "day"),
    [
        ({"date": "2024-06-30"}, "", date(2024, 6, 30)),
        ({"year": 2025}, "", date(2025, 12, 31)),
        ({"after": "issue", "months": 6, "verbatim": "印发后6个月内"}, "2024-08-31", date(2025, 2, 28)),
        ({"after": "issue", "days": 20, "verbatim": "印发后20个工作日内"}, "2024-08-31", None),
        ({"after": "issue", "days": 20, "verbatim": "印发后20日内"}, "2024-08", None),
        ({"after": "year of issue", "day": "12-31"}, "2024", date(2024, 12, 31)),
        ({"every": "quarter"}, "2024-01-01", None),
    ],
)
def test_a_deadline_becomes_a_day_where_the_words_tell_one(
    due: dict[str, object], issued: str, day: date | None
) -> None:
    assert task_due({"verbatim": "", **due}, issued) == day


def test_years_and_months_end_on_their_last_day_and_tasks_are_called_by_their_first_clause() -> None:
    assert (last_day("2025"), last_day("2024-02"), last_day(None)) == (date(2025, 12, 31), date(2024, 2, 29), None)
    assert first_words("推进多元共治,中山市全面实施标准化战略领导小组统筹协调。") == "推进多元共治"
    assert first_words("2026年年底前，出台运维管理办法，实现全覆盖。") == "出台运维管理办法"
