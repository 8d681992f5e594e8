"""Collections: by rule, by hand and both; drafted, approved, changed, followed and taken away."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from importlib.resources import files
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import edition_record, relation_record
from guiju.apps.collections import members
from guiju.apps.collections.carried import carried, carried_load
from guiju.apps.collections.content import draft_of
from guiju.apps.collections.members import members_of
from guiju.apps.collections.models import Collection
from guiju.apps.collections.services import (
    collection_create,
    collection_edit,
    collection_editor_set,
    collection_members_change,
    collection_publish,
    collections_look,
)
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]


@pytest.fixture
def institute(db: None) -> Organisation:
    return organisation_create(actor=None, name="甲标准院", kind="institute", at=AT)


@pytest.fixture
def owner(institute: Organisation) -> User:
    return person("owner", institute, "institute")


@pytest.fixture
def colleague(institute: Organisation) -> User:
    return person("colleague", institute, "institute")


@pytest.fixture
def stranger(db: None) -> User:
    return person("stranger", organisation_create(actor=None, name="乙标准院", kind="institute", at=AT), "institute")


@pytest.fixture
def collection(owner: User, institute: Organisation) -> Collection:
    run_due()
    made = collection_create(actor=owner, organisation=institute, slug="drafting", title_zh="标准编写", at=AT)
    collection_edit(actor=owner, collection=made, fields={"rule": "标题:工作导则"}, at=AT)
    return Collection.objects.get()


def numbers(collection: Collection) -> list[str]:
    held = Collection.objects.get(pk=collection.pk)
    return [row.number for row in members_of(draft_of(held), timezone.localdate()).rows]


def change(owner: User, collection: Collection, **changes: Any) -> None:
    collection_members_change(actor=owner, collection=collection, at=AT, **changes)


def test_a_rule_finds_its_members_each_time(owner: User, collection: Collection) -> None:
    assert numbers(collection) == ["GB/T 1.1-2009", "GB/T 1.1-2020"]
    edition_record(actor=None, number="GB/T 1.2-2020", title_zh="标准化工作导则 第2部分", source="测试来源", at=AT)
    run_due()
    assert numbers(collection) == ["GB/T 1.1-2009", "GB/T 1.1-2020", "GB/T 1.2-2020"]


def test_a_rule_that_asks_for_nothing_or_finds_only_some_words_has_no_members(owner, collection) -> None:
    for rule in ("", "  ", "标准化 不存在的词语", "on:2020-01-01"):
        collection_edit(actor=owner, collection=collection, fields={"rule": rule}, at=AT)
        assert numbers(collection) == []


def test_numbers_are_put_in_and_taken_out_by_hand(owner: User, collection: Collection) -> None:
    change(owner, collection, add=["GB/T 9999-2050", "GB/T 1.1"], remove=["GB/T 1.1-2009"])
    assert numbers(collection) == ["GB/T 1.1-2020", "GB/T 9999-2050"]
    change(owner, collection, remove=["GB/T 9999-2050", "GB/T 1.1-2020"])
    held = Collection.objects.get()
    assert held.added == []
    assert held.removed == ["GB/T 1.1-2009", "GB/T 1.1-2020"]
    change(owner, collection, add=["GB/T 1.1-2009"])
    assert numbers(collection) == ["GB/T 1.1-2009"]


def test_members_of_a_large_collection_are_kept_a_minute_for_readers(owner, collection, monkeypatch) -> None:
    monkeypatch.setattr(members, "KEPT_FROM", 2)
    monkeypatch.setattr(members, "_KEPT", {})
    content, day = draft_of(Collection.objects.get()), AT.date()
    first = members.members_shown(content, day, clock=lambda: 0.0)
    assert members.members_shown(content, day, clock=lambda: 59.0) is first
    assert members.members_shown(content, day, clock=lambda: 61.0) is not first


def test_invented_records_are_never_members(owner: User, collection: Collection) -> None:
    Edition.objects.filter(number="GB/T 1.1-2009").update(fictitious=True)
    change(owner, collection, add=["GB/T 1.1-2009"])
    rows = members_of(draft_of(Collection.objects.get()), AT.date()).rows
    assert [(row.number, row.edition is None) for row in rows] == [("GB/T 1.1-2020", False), ("GB/T 1.1-2009", True)]


def test_nobody_sees_a_draft_but_its_editors(collection, owner, colleague, stranger, signed_in) -> None:
    for user, status in ((owner, 200), (colleague, 200), (stranger, 404), (None, 404)):
        assert signed_in(user).get("/collections/drafting/").status_code == status
    collection_editor_set(actor=owner, collection=collection, username="stranger", editor=True, at=AT)
    assert signed_in(stranger).get("/collections/drafting/edit").status_code == 200
    assert signed_in(stranger).get("/collections/drafting/publish").status_code == 403


@pytest.mark.parametrize("verb", ["edit", "members", "publish", "withdraw", "editors"])
def test_strangers_change_nothing(collection, stranger, signed_in, verb) -> None:
    assert signed_in(stranger).post(f"/collections/drafting/{verb}", {"title_zh": "x"}).status_code == 403
    assert signed_in().post(f"/collections/drafting/{verb}").status_code == 302
    assert Collection.objects.get().title_zh == "标准编写"


def test_a_person_makes_collections_for_their_own_organisation_only(stranger: User, institute: Organisation) -> None:
    with pytest.raises(Denied):
        collection_create(actor=stranger, organisation=institute, slug="theirs", title_zh="x", at=AT)


def test_publishing_is_a_step_with_two_questions_that_names_who_approved(collection, owner, signed_in) -> None:
    client = signed_in(owner)
    assert client.post("/collections/drafting/publish", {"disclosure": "1"}).status_code == 422
    assert signed_in().get("/collections/drafting/").status_code == 404
    client.post("/collections/drafting/publish", {"disclosure": "1", "secrecy": "1", "note": "同意"})
    held = Collection.objects.get()
    assert (held.approved_by, held.approval_note) == (owner, "同意")
    page = signed_in().get("/collections/drafting/").content.decode()
    assert "GB/T 1.1-2020" in page
    assert "审查人：owner" in page
    assert [e.action for e in events_of("collection", "drafting")][-1] == "collections.collection.published"


def test_approving_ones_own_work_is_said_before_and_after(collection, owner, colleague, signed_in) -> None:
    assert "您自己的改动" in signed_in(owner).get("/collections/drafting/publish").content.decode()
    assert "您自己的改动" not in signed_in(colleague).get("/collections/drafting/publish").content.decode()
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    assert "（也参与编辑）" in signed_in().get("/collections/drafting/").content.decode()
    assert "您自己的改动" not in signed_in(owner).get("/collections/drafting/publish").content.decode()
    collection_edit(actor=owner, collection=collection, fields={"title_zh": "新名称"}, at=AT)
    collection_publish(actor=colleague, collection=collection, note="", at=AT)
    assert "（也参与编辑）" not in signed_in().get("/collections/drafting/").content.decode()


def test_what_is_edited_becomes_public_only_once_approved_again(collection, owner, signed_in) -> None:
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    collection_edit(actor=owner, collection=collection, fields={"title_zh": "新名称"}, at=AT)
    change(owner, collection, remove=["GB/T 1.1-2009"])
    page = signed_in().get("/collections/drafting/").content.decode()
    assert "新名称" not in page
    assert "GB/T 1.1-2009" in page
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    assert "新名称" in signed_in().get("/collections/drafting/").content.decode()


def test_an_empty_collection_is_not_published(owner: User, collection: Collection) -> None:
    collection_edit(actor=owner, collection=collection, fields={"rule": ""}, at=AT)
    with pytest.raises(WordsError, match="还没有成员"):
        collection_publish(actor=owner, collection=collection, note="", at=AT)


def test_the_feed_tells_of_members_and_status_that_changed(collection, owner, signed_in) -> None:
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    edition_record(
        actor=None, number="GB/T 1.1-2026", title_zh="标准化工作导则", published="2026-01-01", effective="2026-02-01",
        source="测试来源", at=AT,
    )  # fmt: skip
    relation_record(actor=None, kind="replaces", subject="GB/T 1.1-2026", obj="GB/T 1.1-2020", source="测试来源", at=AT)
    run_due()
    later = AT + timedelta(days=1)
    assert collections_look(at=later, revision=9) == 1
    assert collections_look(at=later, revision=9) == 0
    feed = signed_in().get("/collections/drafting/feed.atom").content.decode()
    assert "新增：GB/T 1.1-2026 标准化工作导则（现行）" in feed
    assert "GB/T 1.1-2020 标准化工作导则：现行 → 被代替" in feed
    assert feed.count("<entry>") == 3


def test_a_collection_is_taken_away_in_every_format(collection, owner, signed_in) -> None:
    change(owner, collection, add=["GB/T 9999-2050"])
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    client = signed_in()
    table = client.get("/collections/drafting/members.csv").content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("GB/T 1.1-2009,标准化工作导则,被代替,国家标准,2009-06-17")
    assert table.splitlines()[3].startswith("GB/T 9999-2050,,未收录")
    book = openpyxl.load_workbook(io.BytesIO(client.get("/collections/drafting/members.xlsx").content))
    assert [row[0].value for row in book.active.rows][1:] == ["GB/T 1.1-2009", "GB/T 1.1-2020", "GB/T 9999-2050"]
    data = client.get("/collections/drafting/members.json").json()
    assert (data["total"], data["members"][2]["id"]) == (3, None)
    assert client.get("/collections/drafting/cite.bib").content.decode().count("@standard{") == 2
    assert client.get("/collections/drafting/members.pdf").status_code == 404


def test_the_api_lists_public_collections_only(collection, owner, client) -> None:
    assert client.get("/api/v1/collections").json() == []
    assert client.get("/api/v1/collections/drafting/members").status_code == 404
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    assert [c["slug"] for c in client.get("/api/v1/collections").json()] == ["drafting"]
    told = client.get("/api/v1/collections/drafting/members").json()
    assert [m["number"] for m in told["members"]] == ["GB/T 1.1-2009", "GB/T 1.1-2020"]


def test_a_bar_leads_to_its_records(collection, owner, signed_in) -> None:
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    page = signed_in().get("/collections/drafting/?status=replaced").content.decode()
    members = page[page.index('id="members"') : page.index('id="newest"')]
    assert "GB/T 1.1-2009" in members
    assert "GB/T 1.1-2020" not in members


def test_pasted_text_and_files_bring_their_numbers(collection, owner, signed_in) -> None:
    client = signed_in(owner)
    client.post("/collections/drafting/members", {"numbers": "依据 GB/T 7714—2015 和ＧＢ／Ｔ3100-1993。"})
    file = io.BytesIO("标准号,名称\nCY/T 33-2001,译文的标识\n".encode())
    file.name = "清单.csv"
    client.post("/collections/drafting/members", {"file": file})
    assert Collection.objects.get().added == ["GB/T 7714-2015", "GB/T 3100-1993", "CY/T 33-2001"]
    assert client.post("/collections/drafting/members", {"numbers": "没有编号"}).status_code == 422


@pytest.mark.parametrize("slug", ["x", "New", "a b", "new", "-abc", "中文", "a" * 61])
def test_an_address_is_plain(owner: User, institute: Organisation, slug: str) -> None:
    with pytest.raises(WordsError):
        collection_create(actor=owner, organisation=institute, slug=slug, title_zh="x", at=AT)


def test_the_carried_collections_stand_on_the_carried_data(client) -> None:
    real = {json.loads(line)["number"] for line in _carried_lines()}
    missing = {n for content in carried().values() for n in content.added} - real
    assert missing == {"GB/T 7714-2015", "GB/T 7714-2025"}
    for number in ("GM/T 0002-2012", "GB 4915-2013"):
        title = next(row["title_zh"] for row in map(json.loads, _carried_lines()) if row["number"] == number)
        edition_record(actor=None, number=number, title_zh=title or "污染物排放标准", source="测试来源", at=AT)
    run_due()
    assert carried_load(at=AT) == 3
    assert carried_load(at=AT) == 0
    assert "GM/T 0002-2012" in client.get("/collections/commercial-cryptography/").content.decode()
    assert "商用密码标准" in client.get("/collections/").content.decode()


def _carried_lines() -> list[str]:
    return files("guiju.apps.catalogue").joinpath("data", "cn.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "ask", ["page=" + "9" * 5000, "status=%00", "year=' OR 1=1", "level=<b>", "draft=1", "status=" + "x" * 900]
)
def test_addresses_nobody_means_well_with_are_answered(collection, owner, client, ask) -> None:
    collection_publish(actor=owner, collection=collection, note="", at=AT)
    assert client.get(f"/collections/drafting/?{ask}").status_code in (200, 400, 404)
    for path in ("/collections/none/", "/collections/drafting/cite.exe", "/collections/drafting/members.%00"):
        assert client.get(path).status_code == 404
