"""Records past their time: found with the arithmetic, erased so that nothing of them is left, or kept longer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from guiju.kernel.history import queries as history
from guiju.kernel.history.models import Event
from guiju.kernel.notices.models import Notice
from guiju.kernel.registers.keeping import records_due
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.models import KeptLonger
from guiju.kernel.registers.services import declaration_apply, record_change
from guiju.kernel.registers.services.keeping import retention_remind
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]
LIST = "/registers/trials/"
DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def ten_years(trials: Any) -> None:
    text = version(2, ("years = 0", 'years = 10\nafter = "begun"'))
    declaration_apply(actor=None, text=text, where="trials.toml", at=AT)


@pytest.fixture
def old(firm: Any) -> Any:
    row = enter({"name": "甲试点", "begun": "2015-02-03", "cost": "98765"}, firm)
    return record_change(actor=None, register="trials", record=row.pk, revision=1, typed={"name": "甲试点二期"}, at=AT)


def page(answer: Any) -> str:
    return str(answer.content.decode())


def erase(browser: Client, row: Any, **typed: Any) -> Any:
    return browser.post(f"{LIST}{row.pk}/past", {"move": "erase", "revision": row.revision, "sure": "1", **typed})


def test_the_time_is_over_the_day_after_its_last() -> None:
    for name, begun in (("a", "2016-02-28"), ("b", "2016-03-01"), ("c", "")):
        enter({"name": name, "begun": begun})
    names = [layout_get("trials").title(one.row) for one in records_due(layout_get("trials"), DAY, 10)]
    assert names == ["a"]
    assert [one.days for one in records_due(layout_get("trials"), DAY, 10)] == [1]


def test_a_keeper_sees_the_arithmetic_and_the_ground(signed_in: Any, officer: Any, maker: Any, old: Any) -> None:
    shown = page(signed_in(officer).get(f"{LIST}retention"))
    assert "2015-02-03 起 10 年，至 2025-02-03" in shown
    assert "待核实" in shown
    assert "不能恢复" in page(signed_in(officer).get(f"{LIST}{old.pk}/past"))
    for who, status in ((maker, 403), (None, 302)):
        assert signed_in(who).get(f"{LIST}retention").status_code == status
    assert signed_in(maker).get(f"{LIST}{old.pk}/past").status_code == 403


def test_what_is_erased_is_gone_from_record_history_and_drafts_and_the_chain_still_verifies(
    signed_in: Any, officer: Any, old: Any
) -> None:
    assert erase(signed_in(officer), old, sure="").status_code == 422
    assert erase(signed_in(officer), old, revision="1").status_code == 422
    assert erase(signed_in(officer), old).status_code == 302
    layout = layout_get("trials")
    assert not layout.model._default_manager.exists()
    told = "".join(entry[1].canonical for entry in history.entries() if entry[1])
    assert "甲试点" not in told
    assert "98765" not in told
    last = Event.objects.filter(action="register.record.erased").get()
    assert "2015-02-03 起 10 年" in last.reason
    assert history.chain_verify().ok
    assert signed_in(officer).get(f"{LIST}{old.pk}/").status_code == 404


def test_a_record_within_its_time_is_never_erased(signed_in: Any, officer: Any, firm: Any) -> None:
    row = enter({"name": "乙试点", "begun": "2024-02-03"}, firm)
    assert erase(signed_in(officer), row).status_code == 422
    assert layout_get("trials").model._default_manager.filter(pk=row.pk).exists()


def test_it_can_be_kept_longer_because_of_something(signed_in: Any, officer: Any, old: Any) -> None:
    browser = signed_in(officer)
    for until, because in (("2999-01-01", "诉讼"), ("", "诉讼"), ("2020-01-01", "诉讼"), ("2099-01-01", " ")):
        typed = {"move": "keep", "until": until, "because": because}
        assert browser.post(f"{LIST}{old.pk}/past", typed).status_code == 422
    typed = {"move": "keep", "until": "2099年1月1日", "because": "诉讼未结"}
    assert browser.post(f"{LIST}{old.pk}/past", typed).status_code == 302
    assert KeptLonger.objects.get().until == date(2099, 1, 1)
    assert records_due(layout_get("trials"), DAY, 10) == []
    assert erase(browser, old).status_code == 422
    shown = page(browser.get(f"{LIST}{old.pk}/past"))
    assert "诉讼未结" in shown
    assert "永久删除" not in shown


def test_agreement_is_asked_for_beside_its_box(signed_in: Any, officer: Any, old: Any) -> None:
    answer = signed_in(officer).post(f"{LIST}{old.pk}/past", {"move": "erase", "revision": old.revision})
    assert answer.status_code == 422
    assert 'id="f-sure-error">请先勾选同意。' in page(answer)


def test_keepers_are_told_once_a_week(officer: Any, maker: Any, old: Any) -> None:
    assert retention_remind(at=AT) == 1
    assert retention_remind(at=AT) == 0
    assert Notice.objects.get().user == officer
