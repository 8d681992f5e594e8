"""Measures: offered by rooms, reported by hand, checked by somebody else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from guiju.domain.indicators import Measure, Reading
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.history.models import Event
from guiju.kernel.indicators.offers import Offer, declare, offers
from guiju.kernel.indicators.queries import days_between, offers_for, readings_of
from guiju.kernel.indicators.services import measure_define, reading_check, reading_report

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TEXTS = {"words_zh": "培训人次", "unit_zh": "人次", "definition_zh": "参加标准化培训的人次，含线上。"}


@pytest.fixture
def bureau():
    return organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT)


def person(name, organisation, role="officer"):
    user = user_create(actor=None, username=name, display_name=name, password="a long enough phrase", at=AT)
    membership_grant(actor=None, user=user, organisation=organisation, role=role, starts_on=AT.date(), at=AT)
    return user


@pytest.fixture
def officer(bureau):
    return person("wang", bureau)


@pytest.fixture
def colleague(bureau):
    return person("zhao", bureau)


@pytest.fixture
def stranger():
    firm = organisation_create(actor=None, name="某企业", kind="enterprise", at=AT)
    return person("qian", firm, "enterprise")


@pytest.fixture
def trained(officer):
    return measure_define(actor=officer, code="training_person_times", texts=TEXTS, at=AT)


def report(actor, measure, organisation, on="2026-02-28", value="1,200", evidence="签到表"):
    return reading_report(
        actor=actor, measure=measure, organisation=organisation, on=date.fromisoformat(on), value=value,
        evidence=evidence, at=AT,
    )  # fmt: skip


def value(code, on="2026-03-01"):
    return offers()[code].read(date.fromisoformat(on)).value


def test_a_reported_number_counts_once_another_person_confirmed_it(officer, colleague, bureau, trained):
    reading = report(officer, trained, bureau)
    assert value("training_person_times") is None
    reading_check(actor=colleague, reading=reading, confirm=True, at=AT)
    assert value("training_person_times") == 1_200
    assert value("training_person_times", "2026-02-27") is None
    assert [event.action for event in Event.objects.order_by("sequence")][-3:] == [
        "indicators.measure.defined", "indicators.reading.reported", "indicators.reading.confirmed",
    ]  # fmt: skip


def test_nobody_checks_their_own_number(officer, bureau, trained):
    with pytest.raises(WordsError) as told:
        reading_check(actor=officer, reading=report(officer, trained, bureau), confirm=True, at=AT)
    assert told.value.code == "own"


def test_the_second_who_checks_is_told(officer, colleague, bureau, trained):
    reading = report(officer, trained, bureau)
    reading_check(actor=colleague, reading=reading, confirm=False, answer="缺签到表", at=AT)
    with pytest.raises(WordsError) as told:
        reading_check(actor=colleague, reading=reading, confirm=True, at=AT)
    assert told.value.code == "checked"


def test_numbers_of_several_organisations_are_added_unless_one_speaks_for_all(officer, colleague, stranger, trained):
    share = measure_define(actor=officer, code="share_of_projects", texts=TEXTS, adds=False, at=AT)
    bureau, firm = (one.memberships.get().organisation for one in (officer, stranger))
    for measure in (trained, share):
        for who, where, number in ((officer, bureau, "30"), (stranger, firm, "12.5")):
            reading_check(actor=colleague, reading=report(who, measure, where, value=number), confirm=True, at=AT)
    assert value("training_person_times") == Decimal("42.5")
    assert value("share_of_projects") == Decimal("12.5")


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"value": "很多"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "1e99"}, "value"),
        ({"on": "2026-03-02"}, "on"),
        ({"evidence": "  "}, "evidence"),
    ],
)
def test_what_cannot_be_reported_is_said_beside_its_field(officer, bureau, trained, changed, where):
    with pytest.raises(WordsError) as told:
        report(officer, trained, bureau, **changed)
    assert told.value.where == where


def test_only_ones_own_organisation_is_reported_for(officer, stranger, bureau, trained):
    with pytest.raises(WordsError):
        report(stranger, trained, bureau)
    with pytest.raises(Denied):
        measure_define(actor=stranger, code="another_one", texts=TEXTS, at=AT)
    with pytest.raises(Denied):
        reading_check(actor=stranger, reading=report(officer, trained, bureau), confirm=True, at=AT)


@pytest.mark.parametrize("code", ["", "Training", "ab", "with-dash", "catalogue.in_force", "x" * 61])
def test_codes_that_cannot_be_used(officer, code):
    with pytest.raises(WordsError) as told:
        measure_define(actor=officer, code=code, texts=TEXTS, at=AT)
    assert told.value.where == "code"


def test_the_public_sees_public_measures_only(officer, trained):
    assert "training_person_times" in offers_for(officer)
    assert set(offers_for(AnonymousUser())) == {code for code, offer in offers().items() if offer.public}


def test_a_code_is_offered_once():
    taken = next(iter(offers().values()))
    with pytest.raises(ValueError, match="already"):
        declare(taken)


def test_a_series_ends_on_its_last_day_and_stays_short():
    assert days_between(date(2026, 1, 15), date(2026, 3, 10)) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 10),
    ]  # fmt: skip
    assert days_between(date(2026, 3, 1), date(2026, 3, 1)) == [date(2026, 3, 1)]
    assert days_between(date(2026, 3, 2), date(2026, 3, 1)) == []
    assert len(days_between(date(1000, 1, 1), date(2026, 3, 10))) <= 61
    words = Words("数", "number")
    counted = Offer(Measure("x", words, words, "count", words), lambda on: Reading(on, Decimal(on.month)))
    series = readings_of(counted, start=date(2026, 1, 1), end=date(2026, 2, 3))
    assert [reading.value for reading in series] == [1, 2]
