"""Registers in the API: read by anybody as far as they see, written with a key, every error told at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from guiju.kernel.api.services import api_key_create
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import record_disclose
from guiju.kernel.search.services import index_rebuild, outbox_drain
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]
ROOT = "/api/v1/registers"
RECORDS = f"{ROOT}/trials/records"


def caller(user: Any, *scopes: str) -> Client:
    _, secret = api_key_create(
        actor=user, name="程序", scopes=scopes or ("read", "registers"), days=30, at=timezone.now()
    )
    return Client(HTTP_AUTHORIZATION=f"Bearer {secret}", HTTP_ACCEPT_LANGUAGE="zh")


def told(answer: Any) -> Any:
    return json.loads(answer.content)


def post(client: Client, path: str, body: Any) -> Any:
    return client.post(path, body, content_type="application/json")


def test_a_record_is_entered_changed_and_read_back(maker: Any, firm: Any) -> None:
    client = caller(maker)
    values = {"name": "甲试点", "kind": "a", "begun": "2026-03-01", "cost": "12.50"}
    made = told(post(client, RECORDS, {"values": values}))
    assert (made["number"][:2], made["values"], made["revision"]) == ("SD", values, 1)
    path = f"{RECORDS}/{made['id']}"
    changed = client.patch(path, {"revision": 1, "values": {"kind": None}}, content_type="application/json")
    assert told(changed)["values"] == {name: value for name, value in values.items() if name != "kind"}
    late = client.patch(path, {"revision": 1, "values": {"kind": "b"}}, content_type="application/json")
    assert (late.status_code, told(late)["code"]) == (422, "overtaken")


def test_every_value_at_fault_is_told_with_its_field(maker: Any) -> None:
    body = {"values": {"kind": "z", "begun": [1], "cost": {"a": 1}, "what": 1, "name": ["x"]}}
    answer = post(caller(maker), RECORDS, body)
    assert answer.status_code == 422
    assert {error["where"] for error in told(answer)["errors"]} == {"kind", "begun", "cost", "what", "name"}


def test_who_may_not_write_is_refused(maker: Any, fellow: Any, outsider: Any, firm: Any) -> None:
    body = {"values": {"name": "x"}}
    assert post(Client(), RECORDS, body).status_code == 401
    assert post(caller(maker, "read"), RECORDS, body).status_code == 403
    assert post(caller(fellow), RECORDS, body).status_code == 403
    assert post(caller(outsider), RECORDS, {**body, "organisation": firm.pk}).status_code == 422
    row = enter({"name": "甲试点"}, firm)
    change = {"revision": 1, "values": {"name": "y"}}
    for who, status in ((fellow, 403), (outsider, 404)):
        answer = caller(who).patch(f"{RECORDS}/{row.pk}", change, content_type="application/json")
        assert answer.status_code == status


def test_a_list_is_read_by_cursor_and_narrowed_by_facets_and_words(firm: Any, officer: Any) -> None:
    for place in range(5):
        enter({"name": f"试点{place}", "kind": "a" if place % 2 else "b"}, firm)
    index_rebuild(kind=kind_name("trials"))
    outbox_drain()
    client, seen, cursor = caller(officer), [], ""
    while cursor is not None:
        page = told(client.get(RECORDS, {"limit": 2, "cursor": cursor}))
        seen += [one["values"]["name"] for one in page["records"]]
        cursor = page["next"]
    assert seen == [f"试点{place}" for place in range(5)]
    assert len(told(client.get(RECORDS, {"kind": "a"}))["records"]) == 2
    assert [one["values"]["name"] for one in told(client.get(RECORDS, {"q": "试点3"}))["records"]] == ["试点3"]
    assert told(Client().get(RECORDS))["records"] == []
    assert client.get(RECORDS, {"cursor": "x"}).status_code == 422


def test_the_public_reads_public_fields_of_public_records_and_their_schema(firm: Any) -> None:
    row = enter({"name": "甲试点", "cost": "1"}, firm)
    assert Client().get(f"{RECORDS}/{row.pk}").status_code == 404
    record_disclose(actor=None, register="trials", record=row.pk, revision=1, at=AT)
    assert told(Client().get(f"{RECORDS}/{row.pk}"))["values"] == {"name": "甲试点"}
    schema = told(Client().get(f"{ROOT}/trials/schema"))
    assert schema["properties"]["kind"]["enum"] == ["a", "b"]
    assert "cost" not in schema["properties"]
    assert schema["required"] == ["name"]
    assert [one["code"] for one in told(Client().get(ROOT))] == ["trials"]
    assert Client().get(f"{ROOT}/nothing/records").status_code == 404


def test_the_document_of_a_register_names_its_fields_as_the_caller_sees_them(maker: Any) -> None:
    public, mine = told(Client().get(f"{ROOT}/trials/openapi")), told(caller(maker).get(f"{ROOT}/trials/openapi"))
    values = public["components"]["schemas"]["Record"]["properties"]["values"]["properties"]
    assert list(values) == ["name", "kind", "begun"]
    assert values["kind"]["enum"] == ["a", "b"]
    assert values["kind"]["x-words"]["a"] == {"zh": "甲", "en": "A"}
    assert values["name"]["x-seen-by"] == ["public", "own", "units"]
    assert {method for path in public["paths"].values() for method in path} == {"get", "parameters"}
    entry = mine["components"]["schemas"]["Entry"]["properties"]["values"]
    assert list(entry["properties"]) == ["name", "kind", "begun", "cost"]
    assert entry["required"] == ["name"]
    assert "patch" in mine["paths"]["/api/v1/registers/trials/records/{id}"]
    assert Client().get(f"{ROOT}/nothing/openapi").status_code == 404
