"""What registers declare to be counted is offered among the measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from guiju.apps.declared.carried import registers_carried
from guiju.kernel.indicators.offers import offers
from guiju.kernel.registers.services import record_withdraw
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]


def value(code: str, on: str) -> Decimal | None:
    return offers()[code].read(date.fromisoformat(on)).value


def test_records_count_from_their_own_day_until_they_are_withdrawn() -> None:
    enter({"name": "甲", "kind": "a", "begun": "2026-03-01", "cost": "12.50"})
    later = enter({"name": "乙", "kind": "a", "begun": "2026-06-01", "cost": "7.50"})
    enter({"name": "丙", "kind": "b", "begun": "2026-03-01", "cost": "100"})  # of a kind that does not count
    enter({"name": "丁", "kind": "a", "cost": "100"})  # no day: nobody knows since when it counts
    days = ("2026-02-28", "2026-03-01", "2026-12-31")
    assert [value("trial_cost", on) for on in days] == [0, Decimal("12.5"), 20]
    record_withdraw(actor=None, register="trials", record=later.pk, reason="重复", at=AT)
    assert value("trial_cost", "2026-12-31") == Decimal("12.5")


def test_a_measure_opens_its_records_and_its_parts(client: Any, officer: Any) -> None:
    enter({"name": "甲", "kind": "a", "begun": "2026-03-01"})
    offer = offers()["trial_cost"]
    assert offer.records is not None
    client.force_login(officer)
    assert client.get(offer.records(timezone.localdate())).status_code == 200
    assert client.get("/measures/trial_cost/").status_code == 200
    client.logout()
    assert client.get("/measures/trial_cost/").status_code == 404  # it waits for its disclosure


def test_the_shipped_measures_are_read_and_split_in_words(tmp_path: Path) -> None:
    registers_carried(data_folder=tmp_path, at=AT, complain=pytest.fail)
    for code in ("training_person_times", "pilots_approved", "translations_published"):
        offer = offers()[code]
        assert offer.read(AT.date()).value == 0
        assert offer.split is not None
        for by in offer.measure.by:
            assert offer.named[by].zh
            assert offer.split(by, AT.date()) == []
