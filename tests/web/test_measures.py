"""Pages of measures: a number is defined, reported, checked and then told to everybody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.notices.queries import notices_of
from guiju.kernel.procedures.desk import desk_items

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def people():
    bureau = organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT)
    found = {"bureau": bureau}
    for name in ("wang", "zhao"):
        user = user_create(actor=None, username=name, display_name=name, password="a long enough phrase", at=AT)
        membership_grant(actor=None, user=user, organisation=bureau, role="officer", starts_on=AT.date(), at=AT)
        found[name] = user
    return found


def test_a_number_goes_from_its_definition_to_everybodys_eyes(client, people):
    client.force_login(people["wang"])
    typed = {
        "code": "person_times",
        "words_zh": "培训人次",
        "unit_zh": "人次",
        "definition_zh": "含线上",
        "public": "on",
    }
    assert client.post("/measures/new", {**typed, "code": "No"}).status_code == 422
    assert client.post("/measures/new", typed).status_code == 302
    sent = {"organisation": people["bureau"].pk, "on": "2026-02-28", "value": "3,000", "evidence": "签到表"}
    wrong = client.post("/measures/person_times/report", {**sent, "value": "很多"})
    assert wrong.status_code == 422
    assert "签到表" in wrong.content.decode()  # nothing typed is lost
    assert client.post("/measures/person_times/report", sent).status_code == 302
    client.force_login(people["zhao"])
    page = client.get("/measures/reported/").content.decode()
    assert "培训人次" in page
    checked = next(part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/measures/reported/1"))
    assert client.post(checked, {"move": "confirm"}).status_code == 302
    client.logout()
    assert "3,000 人次" in client.get("/measures/person_times/", {"on": "2026-03-01"}).content.decode()
    told = client.get("/api/v1/measures/person_times", {"on": "2026-03-01", "since": "2026-01-01"}).json()
    assert told["reading"]["value"] == 3_000
    assert [point["value"] for point in told["series"]] == [None, 3_000, 3_000]


def test_what_nobody_may_see_is_not_there(client, people):
    client.force_login(people["wang"])
    client.post("/measures/new", {"code": "secret_one", "words_zh": "内部数", "unit_zh": "项", "definition_zh": "内部"})
    assert client.get("/measures/secret_one/").status_code == 200
    client.logout()
    assert client.get("/measures/secret_one/").status_code == 404
    assert client.get("/api/v1/measures/secret_one").status_code == 404
    assert "内部数" not in client.get("/measures/").content.decode()


@pytest.mark.parametrize("asked", ["on=x&since=y&by=z", "on=0001-01-01", "on=9999-12-31&since=0001-01-01", "by=level"])
def test_odd_questions_are_answered(client, asked):
    assert client.get(f"/measures/catalogue.in_force/?{asked}").status_code == 200


def test_the_reporter_sees_replaces_and_takes_back_their_numbers_and_is_told_the_outcome(client, people):
    client.force_login(people["wang"])
    client.post(
        "/measures/new", {"code": "sessions", "words_zh": "培训期数", "unit_zh": "期", "definition_zh": "含线上"}
    )
    sent = {"organisation": people["bureau"].pk, "on": "2026年2月28日", "value": "3", "evidence": "签到表"}
    for day, said in (("", "请填写截至哪一天"), ("很久", "看不懂这个日期"), ("2026年2月", "写到日")):
        assert said in client.post("/measures/sessions/report", {**sent, "on": day}).content.decode()
    address = "/measures/sessions/report"
    assert "由它代替" not in client.post(address, sent, follow=True).content.decode()
    page = client.post(address, {**sent, "on": "2026.2.28", "value": "4"}, follow=True).content.decode()
    assert all(said in page for said in ("由它代替", "等待核对", "已由后一次填报代替"))
    taken = next(part.split('"')[0] for part in page.split('action="')[1:] if part.startswith("/measures/reported/"))
    client.force_login(people["zhao"])
    assert client.post(taken).status_code == 404
    assert "待核对的数 1" in client.get("/measures/").content.decode()
    assert [item.title for item in desk_items(people["zhao"], on=AT.date())] == ["培训期数"]
    assert desk_items(people["wang"], on=AT.date()) == []
    client.post(taken.removesuffix("withdraw"), {"move": "return", "answer": "缺{签到}表"})
    client.force_login(people["wang"])
    assert "缺{签到}表" in client.get("/measures/sessions/").content.decode()
    assert [one.subject["zh"] for one in notices_of(people["wang"])] == ["填报的数被退回：培训期数"]
    assert "不能再撤回" in client.post(taken, follow=True).content.decode()
    page = client.post(address, sent, follow=True).content.decode()
    taken = next(part.split('"')[0] for part in page.split('action="')[1:] if part.startswith("/measures/reported/"))
    assert "已撤回。" in client.post(taken, follow=True).content.decode()


def test_measures_are_found_by_the_words_of_their_name_definition_and_source(client, people):
    client.force_login(people["wang"])
    client.post(
        "/measures/new", {"code": "meters", "words_zh": "计量器具数", "unit_zh": "台", "definition_zh": "强检的"}
    )
    for asked, found in (("强检", True), ("人工 计量", True), ("METERS", True), ("计量 飞机", False)):
        page = client.get("/measures/", {"q": asked}).content.decode()
        assert ("计量器具数" in page, "没有这样的指标" in page) == (found, not found)
