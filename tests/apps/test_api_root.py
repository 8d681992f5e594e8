"""The API as a whole: one shape of errors, methods, caching, who may read from other sites."""

from __future__ import annotations

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
META = "/api/v1/meta"


def test_every_failure_is_a_problem_in_the_readers_language():
    for path, status, code in (("/api/v1/nothing", 404, "not_found"), ("/api/v1/\0", 404, "not_found")):
        for lang, words in (("zh", "没有"), ("en", "no such")):
            answer = Client(HTTP_ACCEPT_LANGUAGE=lang).get(path)
            assert answer.status_code == status
            assert answer["Content-Type"] == "application/problem+json"
            body = json.loads(answer.content)
            assert (body["status"], body["code"]) == (status, code)
            assert words in body["detail"]


def test_a_wrong_method_is_refused_with_those_allowed():
    answer = Client().post(META)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(answer.content)["code"] == "method_not_allowed"


def test_head_is_get_without_a_body():
    client = Client()
    got, head = client.get(META), client.head(META)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]
    assert head["Content-Length"] == str(len(got.content))


def test_an_unchanged_answer_is_not_sent_again():
    client = Client()
    etag = client.get(META)["ETag"]
    again = client.get(META, HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content) == (304, b"")


def test_pages_of_other_sites_may_read_but_not_with_a_key():
    client = Client()
    assert client.get(META)["Access-Control-Allow-Origin"] == "*"
    assert not client.get(META, HTTP_AUTHORIZATION="Bearer x").has_header("Access-Control-Allow-Origin")
    told = client.options(META)
    assert (told.status_code, told["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "Authorization" not in told["Access-Control-Allow-Headers"]
    assert not client.options("/api/v1/nothing").has_header("Access-Control-Allow-Origin")


def test_chinese_is_written_as_it_is(small_catalogue):
    assert "测试来源".encode() in Client().get(META).content


def test_the_document_is_openapi_with_rules_and_failures():
    document = json.loads(Client().get("/api/v1/openapi.json").content)
    assert document["openapi"] == "3.1.0"
    told = document["paths"][META]["get"]
    assert (told["x-rule"], told["x-scope"]) == ("public", "read")
    assert "default" in told["responses"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reference_page_lists_every_operation(lang):
    document = json.loads(Client().get("/api/v1/openapi.json").content)
    page = Client(HTTP_ACCEPT_LANGUAGE=lang).get("/api/").content.decode()
    for path in document["paths"]:
        assert path in page
