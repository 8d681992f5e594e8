"""What the program carries: the sample, the fictitious editions, the classifications; facts in bulk."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.apps.catalogue.intervals import status_intervals
from guiju.apps.catalogue.models import Assertion, CcsCode, Committee, Edition, IcsCode
from guiju.apps.catalogue.queries import edition_facts, facts, snapshot, status_on
from guiju.apps.catalogue.services import reference_load, sample_load
from guiju.domain.numbers import parse
from guiju.domain.validity import DocumentUse, Flag, Status, Verdict, judge, status

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def test_the_sample_loads_once_and_answers_about_well_known_standards():
    counts = sample_load(actor=None, at=NOW)
    assert counts["created"] == Edition.objects.count() == 4560
    assert counts["refused"] == 0
    assert not sample_load(actor=None, at=NOW)
    now = snapshot()
    assert (now.editions, now.fictitious, now.newest_source_date) == (4523, 37, date(2026, 4, 22))
    asked = [parse(n) for n in ("ISO 9001:2008", "ISO 9001", "GB/T 1.1-2009", "GB/T 1.1-2020", "HJ 1259-2022")]
    known = facts(asked)
    verdicts = [judge(n, known, TODAY, DocumentUse.LIST) for n in asked]
    assert [v.verdict for v in verdicts] == [
        Verdict.REPLACED,
        Verdict.YEAR_MISSING,
        Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN,
        Verdict.IN_FORCE,
        Verdict.IN_FORCE,
    ]
    assert verdicts[0].successors == ("ISO 9001:2015",)
    assert verdicts[1].candidates[0] == "ISO 9001:2015"
    assert Flag.STALE_EVIDENCE in verdicts[4].flags
    everything = [parse(n) for n in Edition.objects.values_list("number", flat=True)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        facts(everything)
    assert len(queries) < 60


def test_the_fictitious_editions_show_every_status_on_22_november_2026(fictitious):
    shown = Counter(status_on(edition, TODAY).status for edition in fictitious)
    assert set(Status) == set(shown)
    assert all(edition.fictitious and "虚构" in edition.source.name for edition in fictitious)


def test_intervals_say_what_is_computed_on_any_day(fictitious):
    for edition in fictitious:
        own, around = edition_facts(edition)
        spans = status_intervals(own, around)
        for day in [date(y, m, 1) for y in range(1999, 2030) for m in (1, 6, 9, 12)]:
            held = [
                s.value for s in spans if (s.since is None or s.since <= day) and (s.until is None or day < s.until)
            ]
            assert held == [status(own, around, day).status.value], (edition.number, day)


def test_no_status_is_stored(fictitious):
    assert "status" not in {field.name for field in Edition._meta.get_fields()}
    assert Assertion.objects.filter(field="asserted_status").exists()


def test_classifications_and_committees_load_and_load_again():
    first = reference_load(actor=None)
    assert reference_load(actor=None) == first
    assert IcsCode.objects.get(code="03.120.10").parent == "03.120"
    assert CcsCode.objects.get(code="A00").title_zh
    assert Committee.objects.get(reference="ISO/TC 176/SC 2").parent.reference == "ISO/TC 176"
