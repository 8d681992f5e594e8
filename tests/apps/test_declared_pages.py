"""Pages of a declared register: list, form, record, disclosure, import and export, as everybody may see them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guiju.kernel.files.models import StoredFile
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.models import Draft, Intake
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import declaration_apply, record_change, record_disclose
from guiju.kernel.search.services import index_rebuild, outbox_drain
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials", "indexed")]
LIST = "/registers/trials/"


@pytest.fixture
def indexed(trials: Any) -> None:
    index_rebuild(kind=kind_name("trials"))


def rows() -> list[Any]:
    return list(layout_get("trials").model._default_manager.order_by("pk"))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def public(row: Any) -> Any:
    return record_disclose(actor=None, register="trials", record=row.pk, revision=row.revision, at=AT)


def test_the_public_finds_what_was_made_public_and_only_public_fields(client: Client, firm: Any) -> None:
    public(enter({"name": "甲试点", "kind": "a", "cost": "98765"}, firm))
    enter({"name": "乙试点", "kind": "a"}, firm)
    outbox_drain()
    page = text(client.get(LIST))
    assert "甲试点" in page
    assert "乙试点" not in page
    assert "98,765" not in page
    assert "98,765" not in text(client.get(f"{LIST}{rows()[0].pk}/"))
    assert client.get(f"{LIST}{rows()[1].pk}/").status_code == 404
    for ending in ("csv", "json", "xlsx"):
        assert b"98765" not in client.get(f"{LIST}records.{ending}").content
    assert "填报单位" not in client.get(f"{LIST}records.csv").content.decode("utf-8-sig")
    listed = text(client.get("/registers/"))
    assert "试点" in listed
    assert "其他" in listed
    assert "奖励" not in listed  # no register of this theme


def test_facets_count_what_the_reader_sees(signed_in: Any, client: Client, maker: Any, firm: Any) -> None:
    public(enter({"name": "甲试点", "kind": "a"}, firm))
    enter({"name": "乙试点", "kind": "b"}, firm)
    outbox_drain()
    mine = text(signed_in(maker).get(LIST, {"kind": "b"}))
    assert "乙试点" in mine
    assert "甲试点" not in mine
    assert "类别：乙" in mine
    assert "乙" not in text(client.get(LIST))


def test_all_registers_are_searched_at_once_as_far_as_the_reader_sees(
    signed_in: Any, client: Client, maker: Any, firm: Any
) -> None:
    public(enter({"name": "甲试点", "kind": "a"}, firm))
    enter({"name": "乙试点", "kind": "b"}, firm)
    outbox_drain()
    assert "甲试点" in text(client.get("/registers/", {"q": "甲试点"}))
    assert "没有找到" in text(client.get("/registers/", {"q": "乙试点"}))
    assert "乙试点" in text(signed_in(maker).get("/registers/", {"q": "乙试点"}))


def test_words_numbers_and_orders(client: Client) -> None:
    for name, day in (("农业试点", "2026-01-02"), ("工业试点", "2025-01-02")):
        public(enter({"name": name, "begun": day}))
    outbox_drain()
    assert "工业试点" not in text(client.get(LIST, {"q": "农业"}))
    assert "农业试点" in text(client.get(LIST, {"q": "SD2026-001"}))
    page = text(client.get(LIST, {"order": "begun"}))
    assert page.index("工业试点") < page.index("农业试点")
    page = text(client.get(LIST))
    assert page.index("农业试点") < page.index("工业试点")


@pytest.mark.parametrize(
    "params",
    [
        {"q": "\x00" * 20 + "x" * 5_000}, {"page": "9" * 500}, {"page": "-1"}, {"kind": ["a"] * 500}, {"kind": "'; --"},
        {"order": "-data"}, {"order": "cost; drop"}, {"withdrawn": "1"}, {"cost": "1"}, {"page": "０"},
    ],
)  # fmt: skip
def test_a_hostile_address_is_answered_calmly(client: Client, params: dict[str, Any]) -> None:
    assert client.get(LIST, params).status_code == 200
    assert client.get(f"{LIST}records.json", params).status_code == 200


def test_a_form_tells_every_error_beside_its_field_and_keeps_what_was_typed(signed_in: Any, maker: Any) -> None:
    browser = signed_in(maker)
    answer = browser.post(f"{LIST}new", {"name": "", "kind": "a", "begun": "明天", "cost": "三百"})
    page = text(answer)
    assert answer.status_code == 422
    assert page.count("field-error") == 3
    assert "名称：必须填写。" in page
    assert rows() == []
    assert Draft.objects.get().typed["begun"] == "明天"
    assert "明天" in text(browser.get(f"{LIST}new"))
    done = browser.post(f"{LIST}new", {"name": "甲试点", "kind": "a", "begun": "2026.3.1", "cost": "3万元"})
    assert done.status_code == 302
    assert not Draft.objects.exists()
    assert "甲试点" in text(browser.get(LIST))


def test_a_draft_is_kept_by_its_button_and_is_nobody_elses(signed_in: Any, maker: Any, officer: Any) -> None:
    browser = signed_in(maker)
    browser.post(f"{LIST}new", {"name": "写了一半", "keep-draft": "1"})
    assert "写了一半" in text(browser.get(f"{LIST}new"))
    assert "写了一半" not in text(signed_in(officer).get(f"{LIST}new"))
    browser.post(f"{LIST}new", {"drop-draft": "1"})
    assert "写了一半" not in text(browser.get(f"{LIST}new"))


def test_a_field_may_be_called_as_the_buttons_of_its_form_are(signed_in: Any, officer: Any) -> None:
    extra = '[[fields]]\ncode = "keep"\nname = { zh = "留存", en = "Kept" }\ntype = "text"\n\n[[measures]]'
    declaration_apply(actor=None, text=version(2, ("[[measures]]", extra)), where="trials.toml", at=AT)
    answer = signed_in(officer).post(f"{LIST}new", {"name": "甲试点", "kind": "a", "keep": "原件"})
    assert "原件" in text(signed_in(officer).get(answer["Location"]))
    assert not Draft.objects.exists()


def test_owner_colleague_and_stranger_at_every_page_of_a_record(
    signed_in: Any, maker: Any, fellow: Any, outsider: Any, officer: Any, firm: Any
) -> None:
    row = enter({"name": "甲试点"}, firm)
    found = {}
    for who in (None, maker, fellow, outsider, officer):
        browser = signed_in(who)
        found[who.username if who else "public"] = [
            browser.get(f"{LIST}{row.pk}/{rest}").status_code for rest in ("", "edit", "disclose")
        ]
    assert found == {
        "public": [404, 404, 404],
        "maker": [200, 200, 403],
        "fellow": [200, 403, 403],
        "outsider": [404, 404, 404],
        "officer": [200, 200, 200],
    }


def test_who_changed_it_meanwhile_is_told_and_what_was_typed_stays(signed_in: Any, maker: Any, firm: Any) -> None:
    row = enter({"name": "甲试点"}, firm)
    record_change(actor=None, register="trials", record=row.pk, revision=1, typed={"kind": "b"}, at=AT)
    answer = signed_in(maker).post(f"{LIST}{row.pk}/edit", {"name": "改名", "record-revision": "1"})
    assert answer.status_code == 422
    assert "别人改了这条登记" in text(answer)
    assert 'value="改名"' in text(answer)
    assert 'name="record-revision" value="2"' in text(answer)


def test_the_disclosure_step_shows_what_would_be_public_and_asks_both_questions(
    signed_in: Any, client: Client, officer: Any, firm: Any
) -> None:
    row = enter({"name": "甲试点", "cost": "98765"}, firm)
    browser, path = signed_in(officer), f"{LIST}{row.pk}/disclose"
    assert "98,765" not in text(browser.get(path))
    assert browser.post(path, {"disclosure": "1", "revision": "1"}).status_code == 422
    assert browser.post(path, {"disclosure": "1", "secrecy": "1", "revision": "1"}).status_code == 302
    assert "甲试点" in text(client.get(LIST))
    browser.post(f"{LIST}{row.pk}/conceal", {"why": "有误"})
    assert "甲试点" not in text(client.get(LIST))
    page = text(browser.get(f"{LIST}{row.pk}/"))
    assert "撤下公开" in page
    assert "有误" in page


def test_a_withdrawn_record_leaves_the_list_and_comes_back(signed_in: Any, maker: Any, officer: Any, firm: Any) -> None:
    row = enter({"name": "甲试点"}, firm)
    signed_in(maker).post(f"{LIST}{row.pk}/withdraw", {"reason": "重复"})
    keeper = signed_in(officer)
    assert "甲试点" not in text(keeper.get(LIST))
    assert "甲试点" in text(keeper.get(LIST, {"withdrawn": "1"}))
    keeper.post(f"{LIST}{row.pk}/restore")
    assert "甲试点" in text(keeper.get(LIST))


def test_a_sheet_is_tried_shown_and_let_in_with_its_errors_by_row(signed_in: Any, maker: Any, firm: Any) -> None:
    sheet = "试点一览\n序号,名称,类别,开始,经费（万元）\n1,甲试点,甲,2026年3月1日,12.5\n"
    sheet += "2,乙试点,丙,2026.3.2,3\n3,甲试点,乙,,\n合 计,,,,15.5\n"
    browser = signed_in(maker)
    answer = browser.post(f"{LIST}import", {"file": SimpleUploadedFile("试点.csv", sheet.encode("gb18030"))})
    path = answer["Location"]
    page = text(browser.get(path))
    assert "经费（万元）" in page
    columns = {"column-1": "name", "column-2": "kind", "column-3": "begun", "column-4": "cost"}
    assert browser.post(f"{path}/columns", {**columns, "column-0": "name"}).status_code == 422
    assert browser.post(f"{path}/columns", columns).status_code == 302
    run_due(now=None)
    page = text(browser.get(path))
    assert rows() == []
    assert "“丙”不是选项" in page
    assert "已有登记用了这个值" in page
    assert "第 6 行是合计、小计，不作为登记导入。" in page
    assert "丙" in browser.get(f"{path}/problems.csv").content.decode("utf-8-sig")
    browser.post(f"{path}/apply")
    run_due(now=None)
    held = rows()
    assert [layout_get("trials").values(row) for row in held] == [
        {"name": "甲试点", "kind": "a", "begun": "2026-03-01", "cost": "125000.00"}
    ]
    assert held[0].organisation_id == firm.pk
    assert held[0].number.startswith("SD")
    assert "甲试点" in text(browser.get(LIST))


def test_a_sheet_updates_the_records_its_key_finds_and_only_ones_own(
    signed_in: Any, maker: Any, outsider: Any, firm: Any
) -> None:
    enter({"name": "甲试点", "kind": "a"}, firm)
    told = json.dumps([{"name": "甲试点", "kind": "乙"}, {"name": "新试点", "kind": "甲"}], ensure_ascii=False).encode()
    for who, counts in ((outsider, (1, 0, 1)), (maker, (0, 1, 1))):
        browser = signed_in(who)
        path = browser.post(f"{LIST}import", {"file": SimpleUploadedFile("x.json", told)})["Location"]
        browser.post(f"{path}/columns", {"column-0": "name", "column-1": "kind", "key": "name"})
        run_due(now=None)
        browser.post(f"{path}/apply")
        run_due(now=None)
        held = Intake.objects.latest("pk").counts
        assert (held["created"], held["changed"], held["wrong"]) == counts


def test_a_large_sheet_is_read_by_the_worker_and_one_that_cannot_be_read_is_not_kept(
    signed_in: Any, maker: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("guiju.kernel.registers.services.intakes.AT_ONCE", 10)
    browser = signed_in(maker)
    path = browser.post(f"{LIST}import", {"file": SimpleUploadedFile("x.csv", "名称,类别\n甲,甲\n".encode())})[
        "Location"
    ]
    assert "正在读取" in text(browser.get(path))
    assert browser.get(f"{path}/progress").json()["state"] == "queued"
    assert browser.get(f"{path}/columns")["Location"] == path
    assert browser.post(f"{path}/delete")["Location"] == path
    run_due(now=None)
    assert browser.get(f"{path}/progress").json()["state"] == "succeeded"
    assert 'name="column-1"' in text(browser.get(path))
    assert list(StoredFile.objects.values_list("name", flat=True)) == ["x.csv.rows.jsonl.gz"]
    path = browser.post(f"{LIST}import", {"file": SimpleUploadedFile("x.json", b"[1,2,3,4,5,6,7]")})["Location"]
    run_due(now=None)
    assert "没有登记的列表" in text(browser.get(path))
    assert StoredFile.objects.count() == 1
    assert browser.post(f"{path}/columns", {"column-0": "name"})["Location"] == path
    assert browser.post(f"{path}/delete")["Location"] == f"{LIST}import"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [("x.csv", b"", "没有"), ("x.json", b"{", "不是有效的 JSON"), ("x.json", b"[1]", "没有登记的列表"),
     ("x.pdf", b"%PDF-1.4", ""), ("x.xlsx", b"PK\x03\x04 broken", "")],
)  # fmt: skip
def test_a_bad_sheet_is_refused_with_the_remedy(signed_in: Any, maker: Any, name: str, data: bytes, why: str) -> None:
    answer = signed_in(maker).post(f"{LIST}import", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert why in text(answer)


def test_what_is_exported_is_imported_as_the_same_values(signed_in: Any, officer: Any, firm: Any) -> None:
    first = {"name": "=甲,“试点”", "kind": "a", "begun": "2026-03-01", "cost": "12.50"}
    enter(first, firm)
    browser = signed_in(officer)
    told = browser.get(f"{LIST}records.csv").content.decode("utf-8-sig").splitlines()
    assert told[0] == "编号,名称,类别,开始,经费,填报单位"
    assert told[1].endswith(f",{firm.name}")
    for ending, header in (
        ("xlsx", ["编号", "名称", "类别", "开始", "经费", "填报单位"]),
        ("json", ["name", "kind", "begun", "cost"]),
    ):
        file = browser.get(f"{LIST}records.{ending}").content
        path = browser.post(f"{LIST}import", {"file": SimpleUploadedFile(f"x.{ending}", file)})["Location"]
        held = Intake.objects.latest("pk")
        assert held.header == header
        assert set(held.columns.values()) == set(first)
        typed = {f"column-{at}": held.columns.get(name, "") for at, name in enumerate(header)}
        browser.post(f"{path}/columns", {**typed, "key": "name"})
        run_due(now=None)
        assert Intake.objects.latest("pk").counts["same"] == 1


def test_a_file_of_a_record_is_read_by_those_who_see_its_field(
    signed_in: Any, maker: Any, client: Client, firm: Any
) -> None:
    more = (
        '[[fields]]\ncode = "scan"\nname = { zh = "扫描件", en = "Scan" }\ntype = "file"\nsee = ["own"]\n\n[[measures]]'
    )
    declaration_apply(actor=None, text=version(2, ("[[measures]]", more)), where="x", at=AT)
    browser = signed_in(maker)
    secret = SimpleUploadedFile("a.txt", "秘密★10年\n内容".encode())
    assert browser.post(f"{LIST}new", {"name": "甲", "scan": secret}).status_code == 422
    done = browser.post(f"{LIST}new", {"name": "甲", "scan": SimpleUploadedFile("a.txt", "签到".encode())})
    path = f"{done['Location']}file/scan"
    assert browser.get(path).content == "签到".encode()
    row = public(rows()[0])
    assert client.get(f"{LIST}{row.pk}/").status_code == 200
    assert client.get(path).status_code == 404
