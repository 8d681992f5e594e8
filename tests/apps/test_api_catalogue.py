"""Standards, series, search, numbers in the API."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import edition_record
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT

pytestmark = pytest.mark.django_db


def get(path, expected=200, **query):
    answer = Client(HTTP_ACCEPT_LANGUAGE="zh").get(f"/api/v1{path}", query)
    assert answer.status_code == expected, answer.content
    return json.loads(answer.content)


@pytest.mark.parametrize("spelling", ["GB/T 1.1-2020", "gbt1.1-2020", "ＧＢ／Ｔ１．１—2020"])
def test_a_standard_is_found_by_its_number_in_any_spelling(small_catalogue, spelling):
    items = get("/standards", number=spelling)["items"]
    assert [item["number"] for item in items] == ["GB/T 1.1-2020"]
    assert items[0]["status"]["value"] == "in_force"


def test_the_status_is_that_of_the_day_asked_and_has_evidence(small_catalogue):
    old = Edition.objects.get(number="GB/T 1.1-2009").pk
    assert get(f"/standards/{old}/status", on="2015-01-01")["value"] == "in_force"
    answer = get(f"/standards/{old}/status", on="2026年3月1日")
    assert (answer["value"], answer["successors"]) == ("replaced", ["GB/T 1.1-2020"])
    assert answer["evidence"]


def test_all_standards_can_be_walked_while_others_come_in(small_catalogue):
    first = get("/standards", limit=1)
    edition_record(
        actor=None, number="GB/T 1.1-1993", title_zh="导则", source="x", at=AT
    )  # before the cursor: does not shift it
    second = get("/standards", limit=1, cursor=first["next"])
    numbers = [first["items"][0]["number"], second["items"][0]["number"]]
    assert numbers == ["GB/T 1.1-2009", "GB/T 1.1-2020"]
    assert second["next"] is None


def test_a_cursor_of_another_list_or_made_up_is_refused(small_catalogue):
    cursor = get("/standards", limit=1)["next"]
    assert get("/search", 422, cursor=cursor)["code"] == "cursor"
    assert get("/standards", 422, cursor=cursor[:-1] + "!")["where"] == "cursor"


def test_a_series_has_all_its_editions(small_catalogue):
    assert [e["number"] for e in get("/series/gb:1.1")["editions"]] == ["GB/T 1.1-2020", "GB/T 1.1-2009"]
    assert get("/series/gb:0", 404)["code"] == "not_found"


def test_search_counts_facets(small_catalogue):
    index_rebuild(kind="edition")
    found = get("/search", q="导则", level="national")
    assert (found["total"], found["facets"]["level"]) == (2, {"national": 2})
    assert get("/search", q="导则", status="replaced")["items"][0]["number"] == "GB/T 1.1-2009"


def test_numbers_are_explained_in_order_with_their_records(small_catalogue):
    texts = ["GB/T1.1—2020", "不是编号", "GB/T 2423.1~2423.3"]
    answer = Client().post("/api/v1/numbers", {"texts": texts}, content_type="application/json")
    items = json.loads(answer.content)["items"]
    assert [item["input"] for item in items] == texts
    assert items[0]["members"][0]["standards"] == [Edition.objects.get(number="GB/T 1.1-2020").pk]
    assert items[1]["number"] is None
    assert items[1]["error"]
    assert len(items[2]["members"]) == 3


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/standards/0", "path.id"),
        (f"/standards/{2**70}", "path.id"),
        ("/standards/x", "path.id"),
        ("/standards?limit=1000", "query.limit"),
        ("/standards?on=gestern", "on"),
        ("/search?sort=weight", "query.sort"),
    ],
)
def test_what_is_not_valid_is_named(path, where):
    answer = Client().get(f"/api/v1{path}")
    body = json.loads(answer.content)
    assert (answer.status_code, body["where"]) == (422, where)


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000, b'{"texts": ["\\ud800"]}', b"\xff\xfe", b'{"texts": [1e999]}'])
def test_a_hostile_body_is_refused_in_words(body):
    answer = Client().post("/api/v1/numbers", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"
