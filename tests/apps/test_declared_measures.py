"""What registers declare to be counted is offered among the measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from guiju.apps.declared.carried import registers_carried
from guiju.apps.ledger.measuring import Readings
from guiju.apps.ledger.queries.targets import parts_of
from guiju.apps.ledger.schemes import scheme_shipped
from guiju.apps.ledger.splitting import measured, records_behind
from guiju.apps.parties.models import Organisation as Party
from guiju.apps.parties.typed import name_folded
from guiju.domain.assessment import scheme_load
from guiju.kernel.accounts.models import User
from guiju.kernel.indicators.offers import offers
from guiju.kernel.registers.layout import layouts
from guiju.kernel.registers.services import declaration_apply, record_create, record_withdraw
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter, version

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


MORE = """
[[fields]]
code = "ended"
name = { zh = "结束", en = "Ended" }
type = "date"

[[fields]]
code = "done"
name = { zh = "完成", en = "Done" }
type = "flag"

[[fields]]
code = "took"
name = { zh = "用时", en = "Took" }
type = "computed"
compute = { how = "interval", of = ["begun", "ended"] }

[[measures]]
code = "trial_share"
name = { zh = "完成比率", en = "Share done" }
unit = { zh = "%", en = "%" }
counts = "ratio"
date = "begun"
by = ["kind"]
having = { done = ["yes"] }
definition = { zh = "完成的占比", en = "Share of those done" }

[[measures]]
code = "trial_took"
name = { zh = "平均用时", en = "Mean time" }
unit = { zh = "天", en = "days" }
counts = "mean_interval"
field = "took"
date = "ended"
by = ["kind"]
definition = { zh = "平均用时", en = "Mean time taken" }
"""


def test_a_share_and_a_mean_are_read_on_any_day_and_by_their_parts(client: Any, officer: Any) -> None:
    declaration_apply(actor=None, text=version(2) + MORE, where="trials.toml", at=AT)
    assert (value("trial_share", "2026-12-31"), value("trial_took", "2026-12-31")) == (None, None)
    enter({"name": "甲", "kind": "a", "begun": "2026-03-01", "ended": "2026-03-11", "done": True})
    enter({"name": "乙", "kind": "b", "begun": "2026-03-01", "done": False})
    enter({"name": "丙", "kind": "b", "begun": "2026-04-01", "ended": "2026-04-06", "done": True})
    enter({"name": "丁", "kind": "b", "begun": "2026-04-20", "ended": "2026-04-06"})  # ended before it began
    days = ("2026-03-31", "2026-04-02", "2026-12-31")
    assert [value("trial_share", on) for on in days] == [50, Decimal("66.7"), 50]
    assert [value("trial_took", on) for on in days] == [10, 10, Decimal("7.5")]
    share, took = offers()["trial_share"], offers()["trial_took"]
    assert (share.measure.how, took.measure.how) == ("ratio", "mean_interval")
    client.force_login(officer)
    page = client.get("/measures/trial_share/?on=2026-12-31").content.decode()
    assert "50 %" in page
    assert "照此下去" not in page  # no straight line through a share
    assert share.split is not None
    assert took.split is not None
    assert {part.value: part.number for part in share.split("kind", AT.date().replace(month=12))} == {
        "a": 100,
        "b": Decimal("33.3"),
    }
    assert {part.value: part.number for part in took.split("kind", AT.date().replace(month=12))} == {"a": 10, "b": 5}


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
    for code in (one.code for layout in layouts() for one in layout.register.measures):
        offer = offers()[code]
        assert offer.read(AT.date()).value == (None if offer.measure.how in ("ratio", "mean_interval") else 0)
        assert offer.split is not None
        for by in offer.measure.by:
            assert offer.named[by].zh
            assert offer.split(by, AT.date()) == []
        assert all(offer.named[by].zh and offer.split(by, AT.date()) == [] for by in offer.bodies)
    assert not offers()["institutions_listed"].bodies


def test_an_organisation_counts_under_all_its_names_and_only_officers_see_parts(
    tmp_path: Path, client: Any, officer: Any
) -> None:
    registers_carried(data_folder=tmp_path, at=AT, complain=pytest.fail)
    code = "91110000600037341L"
    ours, others = (
        Party.objects.create(name=name, uscc=uscc, created_at=AT, changed_at=AT)
        for name, uscc in (("甲研究院", code), ("乙公司", ""))
    )
    for body, name in ((ours, "甲研究院"), (ours, "甲研究所"), (others, "乙公司")):
        body.names.create(name=name, folded=name_folded(name))
    held = (
        ("甲研究院", "2026-02-01", 10), ("甲研究所", "2026-02-01", 20), (f"甲研究院（{code}）", "2026-02-01", 40),
        ("乙公司", "2026-02-01", 5), ("甲研究院", "2025-12-31", 999), ("无名单位", "2026-02-01", 999),
    )  # fmt: skip
    for organiser, day, people in held:
        typed = {"topic": "培训", "organiser": organiser, "starts_on": day, "ends_on": day, "people": str(people)}
        typed |= {"sessions": "1", "audience": "企业标准化人员", "form": "现场"}
        record_create(actor=None, register="training", typed=typed, fictitious=True, at=AT)
    scheme = scheme_load(scheme_shipped(), "it")
    on, indicator = date(2026, 12, 1), scheme.indicators["training"]
    found = measured(indicator, scheme, {1: ours, 2: others}, on)
    assert {key: value.number for key, value in found.items()} == {1: 70, 2: 5}
    client.force_login(officer)
    page = client.get(records_behind(scheme, ours, on)["training"]).content.decode()
    assert page.count("/registers/training/") >= 4
    assert "乙公司" in client.get("/measures/training_person_times/?by=organiser&on=2026-12-01").content.decode()
    client.force_login(User.objects.create(username="firm", display_name="企业", joined_at=AT))
    assert "乙公司" not in client.get("/measures/training_person_times/?by=organiser&on=2026-12-01").content.decode()


def test_a_province_counts_with_all_its_cities_and_opens_the_records_that_count(tmp_path: Path) -> None:
    registers_carried(data_folder=tmp_path, at=AT, complain=pytest.fail)
    places = (("甲", "广东省中山市", "省级"), ("乙", "广东省广州市", "市级"), ("丙", "福建省厦门市", "省级"))
    for name, region, level in places:
        values = {"name": name, "level": level, "kind": "试点", "field": "工业", "unit": "示例公司", "region": region}
        typed = {**values, "approved_on": "2026-01-05"}
        record_create(actor=None, register="pilots", typed=typed, fictitious=True, at=AT)
    on, read = AT.date().replace(month=12), Readings()
    assert read.reading("pilots_approved", "region=440000", on).value == 2
    assert read.reading("pilots_approved", "region=442000", on).value == 1
    assert read.reading("pilots_national_provincial", "region=440000", on).value == 1
    where = read.records("pilots_national_provincial", "region=440000", on)
    assert where == "/registers/pilots/?level=national&level=provincial&region=440000"
    assert ("440000", "广东省") in {(one.value, one.name) for one in parts_of("pilots_approved", read, on)}
