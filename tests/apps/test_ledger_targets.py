"""Targets are measured by what a person tied them to: every number can be worked out again, nothing ties itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.ledger_samples import taken_in
from guiju.apps.ledger.measuring import Readings, bar_of, foreseen, measured, picture_of, series_of
from guiju.apps.ledger.models import Target
from guiju.apps.ledger.queries.targets import targets_of_board, ties_suggested
from guiju.apps.ledger.services.ties import target_leave, target_tie, target_untie, tie_refusal_undo, tie_refuse
from guiju.domain.indicators import Measure, Reading
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.models import Event
from guiju.kernel.indicators import offers
from guiju.kernel.indicators.offers import Offer, Share
from kernel.conftest import AT, person

ON = date(2025, 6, 30)
NATIONAL = Share("national", Words("国家级", "national"), Decimal(0), "/r?level=national")


def _pilots(on: date) -> Decimal:
    """Two before 2024, then one each quarter."""
    quarters = (on.year - 2024) * 4 + (on.month - 1) // 3 + 1
    return Decimal(2 + max(quarters, 0))


def _offers() -> list[Offer]:
    words = Words("标准化试点示范项目", "pilots")
    pilots = Measure(
        "t_pilots", words, Words("个", "projects"), "count", Words("立项的项目数。", "Approved."), ("level",)
    )
    rate = Measure("t_rate", Words("合格率", "rate"), Words("%", "%"), "ratio", Words("比率。", "A ratio."))
    silent = Measure(
        "t_local", Words("发布地方标准", "local"), Words("项", "standards"), "count", Words("数。", "Count.")
    )
    return [
        Offer(
            pilots, lambda on: Reading(on, _pilots(on)), lambda on: "/r",
            lambda by, on: [NATIONAL._replace(number=_pilots(on) - 2)],
        ),
        Offer(rate, lambda on: Reading(on, Decimal(50))),
        Offer(silent, lambda on: Reading(on, None, Words("登记簿停用", "closed"))),
        Offer(replace(pilots, code="t_flat", words=Words("不动", "flat"), by=()), lambda on: Reading(on, Decimal(4))),
    ]  # fmt: skip


@pytest.fixture
def offered(monkeypatch):
    monkeypatch.setattr(offers, "_PROVIDERS", [_offers])
    monkeypatch.setattr(offers, "_DECLARED", {})


@pytest.fixture
def people(db, offered):
    office = organisation_create(actor=None, name="市场监管局", kind="bureau", at=AT)
    other = organisation_create(actor=None, name="水利局", kind="bureau", at=AT)
    policy = taken_in(office)
    return policy, person("keeper", office, "officer"), person("stranger", other, "officer")


def _target(policy, word) -> Target:
    return policy.targets.get(name__contains=word)


def _tie(actor, target, **typed):
    return target_tie(actor=actor, target=target, typed=typed, revision=target.revision, at=AT)


def test_what_is_newly_added_counts_from_the_first_year_of_the_policy(people):
    policy, keeper, _ = people
    target = _tie(keeper, _target(policy, "试点"), measure="t_pilots")
    held = measured(target, Readings(), ON)
    assert (held.reading.value, held.base, held.progress.done) == (8, 2, 6)
    assert (held.start, held.state, held.records) == (date(2024, 1, 1), "reached", "/r")
    assert bar_of(held).filled == 100


def test_a_part_a_base_and_a_day_to_count_from_are_a_persons_choice(people):
    policy, keeper, _ = people
    target = _tie(keeper, _target(policy, "试点"), measure="t_pilots", part="level=national")
    held = measured(target, Readings(), ON)
    assert (held.progress.done, held.part.zh, held.records) == (6, "国家级", "/r?level=national")
    target = _tie(keeper, target, measure="t_pilots", counted_from="2025-01-01", base="4")
    held = measured(target, Readings(), ON)
    assert (held.base, held.progress.done, held.state) == (4, 4, "on_pace")
    assert [event.action for event in Event.objects.filter(object_kind="policy_target").order_by("sequence")] == [
        "ledger.target.tied", "ledger.target.tie_changed",
    ]  # fmt: skip


def test_what_comes_after_it_was_due_does_not_keep_a_promise(people):
    policy, keeper, _ = people
    target = _target(policy, "试点")
    target.value = Decimal(15)
    target.save()
    held = measured(_tie(keeper, target, measure="t_pilots"), Readings(), date(2028, 1, 1))
    assert (held.state, held.reading.on) == ("missed", date(2026, 12, 31))
    assert (held.progress.done, held.since) == (12, 17)


def test_the_way_of_a_target_is_drawn_with_its_pace_and_what_is_foreseen(people, signed_in):
    policy, keeper, _ = people
    target = _target(policy, "试点")
    target.value = Decimal(100)
    target.save()
    held = measured(_tie(keeper, target, measure="t_pilots"), Readings(), ON)
    series = series_of(held, Readings())
    ahead = foreseen(held, series)
    assert (held.state, series[-1].value) == ("behind", 6)
    assert ahead is not None
    assert 10 < ahead.value < 14
    picture = picture_of(held, series, ahead)
    assert picture.pace
    assert picture.reach
    assert picture.last == date(2026, 12, 31)
    target.refresh_from_db()
    target.due = timezone.localdate() + timedelta(days=400)
    target.save()
    _tie(keeper, target, measure="t_flat", counted_from="2020-01-01", base="0")
    page = signed_in(keeper).get(f"/ledger/targets/{target.pk}/").content.decode()
    assert "没有增长：最近" in page
    assert "到期很可能达不到" in page


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"measure": "none"}, "measure"),
        ({"measure": ""}, "measure"),
        ({"measure": "t_rate"}, "measure"),
        ({"measure": "t_pilots", "part": "region=440000"}, "part"),
        ({"measure": "t_pilots", "counted_from": "2030-01-01"}, "counted_from"),
        ({"measure": "t_pilots", "counted_from": "春天"}, "counted_from"),
        ({"measure": "t_pilots", "base": "1e400"}, "base"),
    ],
)
def test_what_cannot_be_counted_is_refused_at_its_field(people, typed, where):
    policy, keeper, _ = people
    with pytest.raises(WordsError) as caught:
        _tie(keeper, _target(policy, "试点"), **typed)
    assert caught.value.where == where


def test_why_there_is_no_number_is_said(people):
    policy, keeper, _ = people
    target = _target(policy, "地方标准")
    rate = Target(policy=policy, kind="quantified", value=60, unit="%", comparator=">=", measure="t_rate", due=ON)
    before = measured(rate, Readings(), date(2025, 1, 1))
    assert (before.state, before.progress.pace) == ("pending", None)
    assert measured(rate, Readings(), date(2025, 7, 1)).state == "missed"
    assert measured(target, Readings(), ON).because.zh == "还没有关联指标"
    target = _tie(keeper, target, measure="t_local")
    assert measured(target, Readings(), ON).because.zh == "登记簿停用"
    assert measured(target, Readings({}), ON).because.zh.startswith("所关联的指标现在没有提供")


def test_a_person_says_why_nothing_counts_a_target_and_the_public_reads_it(people, signed_in):
    policy, keeper, stranger = people
    target = _target(policy, "试点")
    page = f"/ledger/targets/{target.pk}/"
    said = {"why": "口径未定", "revision": target.revision}
    assert signed_in(stranger).post(f"{page}leave", said).status_code == 403
    assert signed_in(keeper).post(f"{page}leave", said).status_code == 302
    target.refresh_from_db()
    held = measured(target, Readings(), ON)
    assert (held.state, held.because.zh) == ("unmeasured", "口径未定")
    assert "口径未定" in signed_in(keeper).get("/ledger/targets/?state=unmeasured").content.decode()
    policy.published_at = timezone.now()
    policy.save()
    assert "口径未定" in signed_in().get(f"/ledger/policies/{policy.pk}/targets/").content.decode()
    target = _tie(keeper, target, measure="t_pilots", why="就是它")
    assert (target.why, measured(target, Readings(), ON).state) == ("就是它", "reached")
    with pytest.raises(WordsError, match="tied"):
        target_leave(actor=keeper, target=target, why="不", revision=target.revision, at=AT)


def test_suggestions_wait_for_a_person_and_refused_ones_do_not_come_back(people):
    policy, keeper, _ = people
    target = _target(policy, "试点")
    (one,) = ties_suggested(target, Readings(), ON)
    assert (one.told.measure, one.part, target.measure) == ("t_pilots", "level=national", "")
    tie_refuse(actor=keeper, target=target, measure="t_pilots", reason="口径不同", revision=target.revision, at=AT)
    target.refresh_from_db()
    assert ties_suggested(target, Readings(), ON) == []
    tie_refusal_undo(actor=keeper, target=target, measure="t_pilots", revision=target.revision, at=AT)
    assert ties_suggested(target, Readings(), ON)


def test_of_two_who_tie_at_once_one_is_told(people):
    policy, keeper, _ = people
    target = _target(policy, "试点")
    _tie(keeper, target, measure="t_pilots")
    with pytest.raises(WordsError, match="stale"):
        target_tie(actor=keeper, target=target, typed={"measure": "t_pilots"}, revision=1, at=AT)
    target.refresh_from_db()
    with pytest.raises(WordsError, match="reason"):
        target_untie(actor=keeper, target=target, reason=" ", revision=target.revision, at=AT)
    target_untie(actor=keeper, target=target, reason="口径变了", revision=target.revision, at=AT)
    target.refresh_from_db()
    assert (target.measure, target.tied_at) == ("", None)


def test_only_the_office_ties_and_the_public_sees_what_is_published(people, signed_in):
    policy, keeper, stranger = people
    target = _target(policy, "试点")
    with pytest.raises(Denied):
        _tie(stranger, target, measure="t_pilots")
    pages = tuple(
        f"/ledger/{page}/"
        for page in (f"targets/{target.pk}", f"policies/{policy.pk}/targets", f"policies/{policy.pk}/systems")
    )
    for page in pages:
        assert signed_in(keeper).get(page).status_code == 200
        assert signed_in(stranger).get(page).status_code == 200
        assert signed_in().get(page).status_code == 302
    assert "确定关联" in signed_in(keeper).get(f"{pages[0]}?measure=t_pilots").content.decode()
    assert "确定关联" not in signed_in(stranger).get(f"{pages[0]}?measure=t_pilots").content.decode()
    assert signed_in(stranger).post(f"{pages[0]}tie", {"measure": "t_pilots"}).status_code == 403
    policy.published_at = timezone.now()
    policy.save()
    _tie(keeper, target, measure="t_pilots")
    shown = signed_in().get(pages[1]).content.decode()
    assert 'href="/r"' not in shown
    assert signed_in().get("/ledger/targets/").status_code == 302


def test_the_board_shows_counts_by_state_and_comes_back_with_what_was_typed(people, signed_in):
    policy, keeper, _ = people
    target = _target(policy, "试点")
    Target.objects.filter(pk=target.pk).update(due=date(2025, 12, 31))
    browser = signed_in(keeper)
    wrong = browser.post(
        f"/ledger/targets/{target.pk}/tie",
        {"measure": "t_pilots", "base": "许多", "counted_from": "2025-01-01", "revision": target.revision},
    )
    assert wrong.status_code == 422
    assert "许多" in wrong.content.decode()
    done = browser.post(
        f"/ledger/targets/{target.pk}/tie", {"measure": "t_pilots", "revision": target.revision}, follow=True
    )
    assert ["已关联" in done.content.decode(), "今天就已达到" in done.content.decode()] == [True, False]
    later = {"measure": "t_pilots", "why": "x", "revision": target.revision + 1}
    Target.objects.filter(pk=target.pk).update(due=date(2099, 12, 31))
    for page in (
        browser.get(f"/ledger/targets/{target.pk}/?measure=t_pilots"),
        browser.post(f"/ledger/targets/{target.pk}/tie", later, follow=True),
    ):
        assert "今天就已达到" in page.content.decode()
    board = browser.get("/ledger/targets/?state=reached").content.decode()
    assert target.name in board
    assert _target(policy, "地方标准").name not in board
    assert targets_of_board(keeper).count() == 3
    assert "示例市标准化行动方案" in browser.get("/ledger/targets.csv").content.decode("utf-8-sig")
    assert "建立" in browser.get(f"/ledger/policies/{policy.pk}/systems/").content.decode()
    for hostile in ("?state=%00&policy=99999999999999999999&page=-9", "?q=%EF%BF%BE&policy=x&state=untied"):
        assert browser.get(f"/ledger/targets/{hostile}").status_code == 200
    assert browser.get(f"/ledger/targets/{10**30}/").status_code == 404
