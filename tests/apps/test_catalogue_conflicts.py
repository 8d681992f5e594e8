"""Two sources, one field: which is shown, what is kept, what the page says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from guiju.apps.catalogue.importing.plan import wins
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.precedence import precedence_load
from guiju.apps.catalogue.queries.conflicts import conflicts
from guiju.apps.catalogue.services import import_apply
from guiju.domain.validity.said import rank, ranks_declare
from guiju.kernel.history.models import Event

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
OLD, NEW = date(2026, 1, 1), date(2026, 2, 1)


def disagreements(edition):
    return conflicts(edition, edition.assertions.select_related("source"))


def take(folder, source, day, **fields):
    path = folder / f"{source}-{day}.jsonl"
    row = {"number": "GB/T 1.1-2020", "title_zh": "导则", "source": source, "asserted_on": str(day), **fields}
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return import_apply(actor=None, path=path, at=NOW)


@pytest.mark.parametrize(("source", "day", "giver", "present", "shown"), [
    ("国家公告", OLD, "list", NEW, True),
    ("list", NEW, "国家公告", OLD, False),
    ("list", NEW, "other list", OLD, True),
    ("list", OLD, "other list", OLD, False),
    ("list", NEW, "other list", None, True),
    ("list", OLD, "list", NEW, False),
    ("list", None, "list", NEW, True),
])  # fmt: skip
def test_precedence_decides_first_then_the_date(source, day, giver, present, shown):
    assert wins(source, day, giver, present) is shown


@pytest.mark.django_db
def test_the_word_that_lost_is_shown_with_who_when_and_why(tmp_path, client):
    take(tmp_path, "国家公告", OLD, effective="2020-10-01")
    take(tmp_path, "实验室清单", NEW, effective="2020-12-01")
    edition = Edition.objects.get()
    (one,) = disagreements(edition)
    assert (one.field, one.shown.value, [o.value for o in one.others]) == ("effective", "2020-10-01", ["2020-12-01"])
    assert one.why.zh == "这一来源的次序在前"
    page = client.get(reverse("catalogue:edition", args=[edition.pk])).content.decode()
    assert "来源不一致" in page
    assert "实验室清单" in page


@pytest.mark.django_db
def test_the_later_of_equals_is_shown_and_remembered_with_its_day(tmp_path):
    take(tmp_path, "one", OLD, effective="2020-10-01")
    take(tmp_path, "two", NEW, effective="2020-12-01")
    edition = Edition.objects.get()
    assert (edition.effective, edition.field_sources, edition.field_days) == (
        "2020-12-01", {"effective": "two"}, {"effective": "2026-02-01"},
    )  # fmt: skip
    assert disagreements(edition)[0].others[0].source == "one"
    assert take(tmp_path, "one", OLD, effective="2020-10-01").changes_nothing


@pytest.mark.django_db
def test_a_source_that_comes_round_disagrees_no_more(tmp_path):
    take(tmp_path, "国家公告", OLD, effective="2020-10-01")
    take(tmp_path, "list", OLD, effective="2020-12-01")
    take(tmp_path, "list", NEW, effective="2020-10-01")
    assert disagreements(Edition.objects.get()) == []


@pytest.mark.django_db
def test_a_source_that_changes_two_fields_makes_two_events(tmp_path):
    take(tmp_path, "list", OLD, effective="2020-10-01", published="2020-03-01")
    take(tmp_path, "list", NEW, effective="2020-12-01", published="2020-03-31")
    told = [e.payload.content["before"] for e in Event.objects.filter(action="catalogue.edition.changed")]
    changed = sorted(next(iter(before.items())) for before in told if before)
    assert changed == [("effective", "2020-10-01"), ("published", "2020-03-01")]


def test_an_installation_declares_its_own_precedence_from_a_day_on(tmp_path):
    path = tmp_path / "precedence.toml"
    path.write_text('since = "2026-12-01"\n[[ranks]]\nrank = 40\nnames = ["市标准院"]\n', encoding="utf-8")
    try:
        precedence_load(tmp_path, date(2026, 11, 30))
        assert rank("市标准院馆藏") == 0
        precedence_load(tmp_path, date(2026, 12, 1))
        assert rank("市标准院馆藏") > rank("国家公告")
    finally:
        ranks_declare([])


def test_a_precedence_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "precedence.toml").write_text("ranks = 3", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=r"precedence\.toml"):
        precedence_load(tmp_path, date(2026, 12, 1))
