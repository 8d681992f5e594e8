"""Lists of organisations are asked of the search index, with the same answers as the table gives."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries import organisation_lists
from guiju.apps.parties.queries.organisation_lists import (
    organisations_after,
    organisations_listed,
    organisations_offered,
)
from guiju.apps.parties.queries.organisations import Asked, organisation_get, organisations_counted
from guiju.apps.parties.search import NAME, organisations_keep_up
from guiju.apps.parties.services import (
    organisation_add,
    organisation_change,
    organisation_close,
    organisation_merge,
    organisation_merge_undo,
    organisation_rename,
)
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
USCC = "91350200MA2XNAGL5J"
ROWS = (
    ("某（厦门）电缆厂", "350203", "C3831", "enterprise", ""),
    ("某线缆检测所", "350200", "M7452", "企业、检验检测机构", USCC),
    ("福州 Cable3 Works", "350100", "C39", "enterprise", ""),
    ("北京电缆研究院", "110000", "", "laboratory", ""),
    ("无所在地的电缆协会", "", "", "association", ""),
)


@pytest.fixture
def kept(settings, tmp_path: Path) -> dict[str, Organisation]:
    """Organisations: one renamed, one closed, all in the index but for what is noted afterwards."""
    settings.SEARCH_ROOT = tmp_path
    made = {}
    for name, region, sector, kinds, code in ROWS:
        typed = {"name": name, "region": region, "sector": sector, "kinds": kinds, "uscc": code}
        made[name] = organisation_add(actor=None, typed=typed, at=AT)
    organisation_rename(
        actor=None, organisation=made["北京电缆研究院"], name="首都线路研究院", since="2026-01-01", revision=1, at=AT
    )
    closed = organisation_add(actor=None, typed={"name": "旧电缆厂", "kinds": "enterprise"}, at=AT)
    organisation_close(actor=None, organisation=closed, on=AT.date() - timedelta(days=1), revision=1, at=AT)
    index_rebuild(kind=NAME)
    return made


def names(text: str, **asked: str) -> list[str]:
    organisations_keep_up()
    return [row.name for row in organisations_listed(Asked(text, **asked), "pk", 0, 50).rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电缆", "某（厦门）电缆厂、首都线路研究院、无所在地的电缆协会"),  # a name borne before counts
        ("线路 电缆", "首都线路研究院"),
        ("某(厦门)", "某（厦门）电缆厂"),  # width of brackets
        ("所", "某线缆检测所、无所在地的电缆协会"),
        ("able3", "福州 Cable3 Works"),  # inside a word, letters and digits
        ("CABLE ks", "福州 Cable3 Works"),
        (USCC, "某线缆检测所"),
        ("2XNAG", "某线缆检测所"),  # a piece of a code
        ("0200ma", "某线缆检测所"),
        ("2000MA", ""),
        ("缆电", ""),
        ("厂 某", "某（厦门）电缆厂"),
        ("%", ""),
        ("（ ）", ""),
    ],
)
def test_any_piece_of_a_name_old_or_new_or_of_the_code_is_found(kept, text: str, found: str) -> None:
    wanted = [row.name for row in Organisation.objects.order_by("pk") if row.name in found.split("、")]
    assert names(text) == wanted
    assert [row.name for row in organisations_offered(text)] == sorted(wanted)
    assert [row.name for row in organisations_after(Asked(text), 0, 9)] == wanted


def test_counts_filters_and_orders_are_those_of_the_table(kept, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [
        Asked(), Asked("电缆"), Asked(kind="laboratory"), Asked("所", region="350200"), Asked(region="350000"),
        Asked(kind="enterprise", region="350000", sector="C"), Asked(region="35"), Asked(closed=True), Asked("缆电"),
    ]  # fmt: skip
    orders = ("name", "region", "-changed_at", "pk")
    indexed = [organisations_listed(ask, order, 0, 50) for ask in questions for order in orders]
    monkeypatch.setattr(organisation_lists, "is_built", lambda kind: False)
    plain = [organisations_listed(ask, order, 0, 50) for ask in questions for order in orders]
    assert indexed == plain
    assert organisations_counted(Asked("缆")).total == 4


def test_changes_are_found_at_once_and_merged_records_under_the_one_kept(kept) -> None:
    one, gone = kept["某（厦门）电缆厂"], kept["某线缆检测所"]
    organisation_change(actor=None, organisation=one, typed={"name_en": "Xiamen Wire"}, revision=1, at=AT)
    assert names("wire") == [one.name]
    merge = organisation_merge(actor=None, kept=organisation_get(one.pk), gone=gone, because="同一证照", at=AT)
    assert names("检测所") == names("2XNAG") == names("", kind="laboratory", region="350000") == [one.name]
    organisation_merge_undo(actor=None, merge=merge, at=AT)
    assert names("检测所") == names("2XNAG") == [gone.name]
    organisation_close(actor=None, organisation=organisation_get(gone.pk), on=AT.date(), revision=3, at=AT)
    assert organisations_offered("检测所") == []  # closed since, though the index is not told yet


def test_a_page_is_found_without_looking_through_the_table(kept, signed_in) -> None:
    keeper = person("jing", organisation_create(actor=None, name="某局", kind="bureau", at=AT), "officer")
    client = signed_in(keeper)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get("/parties/?q=电缆&region=350000&page=2").content.decode()
    told = [query["sql"] for query in asked if "parties_organisation" in query["sql"]]
    assert "某（厦门）电缆厂" in page
    assert len(told) == 2  # the rows of the page, their kinds
    assert not any('found_by" LIKE' in sql or "COUNT(" in sql for sql in told)
    client.post("/parties/new", {"name": "新电缆厂", "kinds": ["enterprise"]})
    assert "新电缆厂" in client.get("/parties/?q=新电缆").content.decode()
