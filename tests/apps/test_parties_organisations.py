"""Organisations: codes checked, names over time, duplicates merged and parted again, who may keep them."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest

from guiju.apps.parties.models import Merge, Organisation
from guiju.apps.parties.queries.organisations import (
    Asked,
    duplicates_suspected,
    organisation_get,
    organisation_open,
    organisation_resolved,
    organisations_asked,
    organisations_counted,
)
from guiju.apps.parties.services import (
    organisation_add,
    organisation_change,
    organisation_close,
    organisation_link,
    organisation_merge,
    organisation_merge_undo,
    organisation_rename,
)
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
USCC, OTHER = "91110000600037341L", "91350200MA2XNAGL5J"


@pytest.fixture
def keeper(db: None) -> User:
    return person("jing", organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT), "officer")


def add(name: str, **typed: str) -> Organisation:
    parent = typed.pop("parent", None)
    return organisation_add(actor=None, typed={"name": name, "kinds": "enterprise", **typed}, parent=parent, at=AT)


def test_what_people_write_is_read_and_checked(keeper: User) -> None:
    row = organisation_add(
        actor=keeper, at=AT,
        typed={"name": " 某 电缆厂 ", "uscc": "９１110000600037341l", "kinds": "企业、检验检测机构",
               "region": "福建省厦门市", "sector": "电气机械和器材制造业"},
    )  # fmt: skip
    assert (row.name, row.uscc, row.region, row.sector) == ("某 电缆厂", USCC, "350200", "C38")
    assert sorted(row.kinds.values_list("kind", flat=True)) == ["enterprise", "laboratory"]
    assert [event.action for event in events_of("party", str(row.pk))] == ["parties.organisation.added"]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"name": "", "kinds": ""}, ["kinds", "name"]),
        ({"uscc": "91110000600037342L"}, ["uscc"]),
        ({"region": "鼓楼区"}, ["region"]),
        ({"region": "999999", "sector": "Z9"}, ["region", "sector"]),
        ({"kinds": "外星人"}, ["kinds"]),
        ({"kinds": "unit"}, ["kinds"]),
        ({"name": "x" * 201}, ["name"]),
        ({"name": "a\u202eb"}, ["name"]),
    ],
)
def test_every_wrong_field_is_named_at_once(db, typed, fields) -> None:
    with pytest.raises(WordsError) as found:
        add(typed.pop("name", "某厂"), **typed)
    assert sorted(error.where for error in found.value.errors) == fields
    assert not Organisation.objects.exists()


def test_the_same_name_or_code_is_not_recorded_twice(db) -> None:
    add("某（厦门）电缆厂", uscc=USCC)
    for name, code in (("某(厦门) 电缆厂", ""), ("另一厂", USCC)):
        with pytest.raises(WordsError, match="某（厦门）电缆厂"):
            add(name, uscc=code)
    assert add("某（厦门）电缆厂", uscc=OTHER).pk


def test_a_unit_belongs_to_an_organisation_and_may_share_its_name_with_others(db) -> None:
    first, second = add("甲局", kinds="authority"), add("乙局", kinds="authority")
    units = [add("标准化处", kinds="unit", parent=one) for one in (first, second)]
    assert [unit.parent for unit in units] == [first, second]
    with pytest.raises(WordsError):
        add("标准化处", kinds="unit", parent=first)


def test_a_new_name_keeps_the_old_one_and_both_are_found(db) -> None:
    row = add("某电缆厂")
    organisation_rename(
        actor=None, organisation=row, name="某线缆股份有限公司", since="2026年2月1日", revision=1, at=AT
    )
    names = [(one.name, str(one.since), str(one.until)) for one in row.names.order_by("pk")]
    assert names == [("某电缆厂", "None", "2026-01-31"), ("某线缆股份有限公司", "2026-02-01", "None")]
    for text in ("电缆厂", "线缆 股份"):
        assert [found.pk for found in organisations_asked(Asked(text=text))] == [row.pk]
    assert organisation_open("某电缆厂") == row


def test_the_list_is_counted_by_kind_and_region_each_under_the_other_filters(db) -> None:
    add("甲厂", region="350200")
    add("乙所", region="350203", kinds="企业、检验检测机构")
    add("丙所", region="110000", kinds="laboratory")
    add("丁院")
    whole = organisations_counted(Asked())
    assert (whole.total, whole.kinds) == (4, {"enterprise": 3, "laboratory": 2})
    assert whole.regions == [("110000", 1), ("350200", 1), ("350203", 1)]
    some = organisations_counted(Asked(kind="laboratory", region="350000"))
    assert (some.total, some.kinds) == (1, {"enterprise": 2, "laboratory": 1})
    assert some.regions == [("110000", 1), ("350203", 1)]
    assert organisations_counted(Asked("所", region="350200")).total == 1


def test_of_two_who_change_the_same_record_one_is_told(keeper: User) -> None:
    row = add("某厂")
    organisation_change(actor=keeper, organisation=row, typed={"region": "350200"}, revision=1, at=AT)
    with pytest.raises(WordsError, match="刚才有人改过") as found:
        organisation_change(actor=keeper, organisation=row, typed={"region": "110000"}, revision=1, at=AT)
    assert found.value.code == "stale"
    assert organisation_get(row.pk).region == "350200"


def test_merging_brings_everything_over_and_undoing_takes_it_back(keeper: User) -> None:
    kept, gone = add("某电缆厂", region="350200"), add("电缆某厂", uscc=USCC, kinds="laboratory")
    unit = add("检测中心", kinds="unit", parent=gone)
    merge = organisation_merge(actor=keeper, kept=kept, gone=gone, because="同一证照", at=AT)
    kept = organisation_get(kept.pk)
    assert (kept.uscc, organisation_get(unit.pk).parent) == (USCC, kept)
    assert organisation_open("电缆某厂") == organisation_open(USCC) == organisation_resolved(gone.pk) == kept
    assert sorted(kept.kinds.values_list("kind", flat=True)) == ["enterprise", "laboratory"]
    organisation_merge_undo(actor=keeper, merge=merge, at=AT)
    kept, gone = organisation_get(kept.pk), organisation_get(gone.pk)
    assert (kept.uscc, gone.uscc, organisation_get(unit.pk).parent) == ("", USCC, gone)
    assert sorted(kept.kinds.values_list("kind", flat=True)) == ["enterprise"]
    assert organisation_open("电缆某厂") == gone
    with pytest.raises(WordsError, match="已经撤销"):
        organisation_merge_undo(actor=keeper, merge=Merge.objects.get(), at=AT)


def test_what_cannot_be_the_same_is_not_merged(keeper: User) -> None:
    one, other = add("甲", uscc=USCC), add("乙", uscc=OTHER)
    unit = add("处", kinds="unit", parent=one)
    for kept, gone, why in ((one, other, "同一证照"), (one, one, "x"), (one, unit, "x"), (unit, one, "x")):
        with pytest.raises(WordsError):
            organisation_merge(actor=keeper, kept=kept, gone=gone, because=why, at=AT)
    third = add("丙")
    with pytest.raises(WordsError, match="依据"):
        organisation_merge(actor=keeper, kept=one, gone=third, because=" ", at=AT)


def test_undoing_waits_for_a_later_merging_of_the_kept_record(keeper: User) -> None:
    a, b, c = add("甲"), add("乙"), add("丙")
    first = organisation_merge(actor=keeper, kept=b, gone=a, because="x", at=AT)
    second = organisation_merge(actor=keeper, kept=c, gone=b, because="x", at=AT)
    assert organisation_resolved(a.pk) == c
    with pytest.raises(WordsError, match="请先撤销那一次"):
        organisation_merge_undo(actor=keeper, merge=first, at=AT)
    organisation_merge_undo(actor=keeper, merge=second, at=AT)
    organisation_merge_undo(actor=keeper, merge=first, at=AT)
    assert [organisation_resolved(row.pk) for row in (a, b, c)] == [a, b, c]


def test_records_of_one_name_are_suspected(db) -> None:
    add("某厂", uscc=USCC)
    add("某 厂", uscc=OTHER)
    add("别厂")
    assert [[row.uscc for row in group] for group in duplicates_suspected()] == [[USCC, OTHER]]


def test_an_account_acts_for_one_organisation(keeper: User, laboratory) -> None:
    row, other = add("甲实验室", kinds="laboratory"), add("乙")
    organisation_link(actor=keeper, organisation=row, account=laboratory, revision=1, at=AT)
    row.refresh_from_db()
    assert row.account == laboratory
    with pytest.raises(WordsError, match="已对应另一机构"):
        organisation_link(actor=keeper, organisation=other, account=laboratory, revision=1, at=AT)


def test_the_list_filters_by_region_and_industry_with_those_below(client) -> None:
    add("厦门厂", region="350203", sector="C3831")
    add("福州厂", region="350100", sector="C39")
    add("北京厂", region="110000")
    closed = add("旧厂", region="350200")
    organisation_close(actor=None, organisation=closed, on=AT.date() - timedelta(days=1), revision=1, at=AT)
    page = client.get("/parties/?region=350200&kind=enterprise&sector=C38").content.decode()
    assert "厦门厂" in page
    assert "福州厂" not in page
    assert "旧厂" not in page
    assert "旧厂" in client.get("/parties/?closed=1").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/parties/organisations.xlsx?region=350000").content))
    assert [row[0].value for row in book.active.rows] == ["名称", "厦门厂", "福州厂"]


@pytest.fixture
def own(laboratory) -> Organisation:
    row = add("甲实验室", kinds="laboratory")
    organisation_link(actor=None, organisation=row, account=laboratory, revision=1, at=AT)
    return organisation_get(row.pk)


def test_owner_and_colleague_keep_their_record_a_stranger_does_not(own, owner, colleague, stranger, signed_in) -> None:
    path = f"/parties/{own.pk}/edit"
    assert signed_in(owner).get(path).status_code == 200
    answer = signed_in(colleague).post(path, {"region": "350200", "kinds": "laboratory", "revision": own.revision})
    assert answer.status_code == 302
    assert organisation_get(own.pk).region == "350200"
    assert signed_in(stranger).get(path).status_code == 403
    assert signed_in().get(path).status_code == 302
    for verb in ("merge", "close", "link"):
        assert signed_in(owner).post(f"/parties/{own.pk}/{verb}", {"revision": 3}).status_code == 403


def test_only_keepers_add_and_merge(owner, own) -> None:
    with pytest.raises(Denied):
        organisation_add(actor=owner, typed={"name": "x", "kinds": "other"}, at=AT)
    with pytest.raises(Denied):
        organisation_merge(actor=owner, kept=own, gone=add("乙"), because="x", at=AT)


def test_forms_come_back_with_what_was_typed(keeper: User, signed_in) -> None:
    client = signed_in(keeper)
    answer = client.post("/parties/new", {"name": "某厂", "kinds": ["enterprise"], "uscc": "123"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="123"' in page
    assert "校验码" in page
    made = client.post("/parties/new", {"name": "某厂", "kinds": ["enterprise", "laboratory"]})
    assert "新增" in client.get(made.headers["Location"]).content.decode()


def test_a_keeper_merges_on_the_pages_and_an_old_address_leads_on(keeper: User, signed_in) -> None:
    kept, gone = add("某电缆厂"), add("电缆某厂", uscc=USCC)
    client = signed_in(keeper)
    assert "电缆某厂" in client.get(f"/parties/{kept.pk}/merge?q=电缆").content.decode()
    assert USCC in client.get(f"/parties/{kept.pk}/merge?with={gone.pk}").content.decode()
    assert client.post(f"/parties/{kept.pk}/merge", {"gone": gone.pk, "because": ""}).status_code == 422
    client.post(f"/parties/{kept.pk}/merge", {"gone": gone.pk, "because": "同一证照"})
    assert client.get(f"/parties/{gone.pk}/").headers["Location"] == f"/parties/{kept.pk}/"
    assert "曾" not in client.get("/api/v1/organisations?q=电缆某厂").json()["items"][0]["name"]
    assert client.get(f"/api/v1/organisations/{gone.pk}").json()["merged_into"] == kept.pk
    client.post(f"/parties/merges/{Merge.objects.get().pk}/undo")
    assert client.get(f"/parties/{gone.pk}/").status_code == 200


def test_the_api_pages_through_organisations(client) -> None:
    for n in range(5):
        add(f"厂{n}", region="350200")
    first = client.get("/api/v1/organisations?limit=3&region=350000").json()
    rest = client.get(f"/api/v1/organisations?limit=3&region=350000&cursor={first['next']}").json()
    assert [row["name"] for row in first["items"] + rest["items"]] == [f"厂{n}" for n in range(5)]
    assert rest["next"] is None


@pytest.mark.parametrize("ask", ["page=" + "9" * 5000, "q=%00", "region=%ff", "kind=' OR 1=1", "order=-pk", "q=%25%5F"])
def test_addresses_nobody_means_well_with_are_answered(client, ask) -> None:
    add("某厂")
    assert client.get(f"/parties/?{ask}").status_code in (200, 400)
    for path in ("/parties/999999999999999999999/", "/parties/organisations.exe", "/parties/0/"):
        assert client.get(path).status_code == 404
