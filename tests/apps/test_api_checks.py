"""Validity checks in the API: by key, one's own, the same result as the command gives."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from guiju.apps.validity.models import Check
from guiju.kernel.api.services import api_key_create
from guiju.kernel.jobs.worker import run_due

pytestmark = pytest.mark.django_db


def caller(user, *scopes):
    _, secret = api_key_create(actor=user, name="程序", scopes=scopes or ("read", "check"), days=30, at=timezone.now())
    return Client(HTTP_AUTHORIZATION=f"Bearer {secret}", HTTP_ACCEPT_LANGUAGE="zh")


def test_a_file_is_checked_as_a_job_and_the_result_taken(small_catalogue, owner):
    client = caller(owner)
    file = SimpleUploadedFile("报告.txt", "按 GB/T 1.1-2009 编写".encode())
    answer = client.post("/api/v1/checks", {"files": [file], "as_of": "2026-03-01"})
    assert answer.status_code == 202, answer.content
    made = json.loads(answer.content)
    assert made["state"] == "queued"
    assert client.get(f"/api/v1/checks/{made['id']}/result").status_code == 409
    run_due()
    assert json.loads(client.get(f"/api/v1/checks/{made['id']}").content)["state"] == "succeeded"
    result = json.loads(client.get(f"/api/v1/checks/{made['id']}/result").content)
    member = result["files"][0]["citations"][0]["members"][0]
    assert (member["verdict"], member["successors"]) == ("replaced", ["GB/T 1.1-2020"])
    assert [c["id"] for c in json.loads(client.get("/api/v1/checks").content)["items"]] == [made["id"]]
    assert client.delete(f"/api/v1/checks/{made['id']}").status_code == 204
    assert not Check.objects.exists()


def test_a_list_is_checked_at_once_and_nothing_is_kept(small_catalogue, owner):
    body = {"citations": ["GB/T 1.1-2009", "GB/T 1.1-2020"], "as_of": "2026-03-01"}
    answer = caller(owner).post("/api/v1/checks/list", body, content_type="application/json")
    result = json.loads(answer.content)
    assert result["counts"]["verdicts"] == {"replaced": 1, "in_force": 1}
    assert not Check.objects.exists()


def test_a_check_is_its_owners_alone(small_catalogue, owner, colleague, stranger):
    made = json.loads(caller(owner).post("/api/v1/checks", {"text": "GB/T 1.1-2020"}).content)
    for user in (colleague, stranger):
        for path in ("", "/result"):
            assert caller(user).get(f"/api/v1/checks/{made['id']}{path}").status_code == 404
        assert caller(user).delete(f"/api/v1/checks/{made['id']}").status_code == 404
    assert Client().get(f"/api/v1/checks/{made['id']}").status_code == 401
    assert Check.objects.count() == 1


def test_a_key_for_reading_hands_nothing_in(owner):
    answer = caller(owner, "read").post("/api/v1/checks", {"text": "GB/T 1.1-2020"})
    body = json.loads(answer.content)
    assert (answer.status_code, body["code"], body["where"]) == (403, "scope_missing", "check")


def test_a_session_is_no_key(owner, signed_in):
    answer = signed_in(owner).post("/api/v1/checks", {"text": "GB/T 1.1-2020"})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_secret_file_is_refused_in_words(owner):
    answer = caller(owner).post("/api/v1/checks", {"files": [SimpleUploadedFile("a.txt", "机密★ GB/T 1.1".encode())]})
    assert (answer.status_code, json.loads(answer.content)["code"]) == (422, "secret")
    assert not Check.objects.exists()


@pytest.mark.parametrize(("media", "status"), [("text/plain", 415), ("application/json", 413)])
def test_a_body_of_another_type_or_size_is_refused(owner, media, status):
    answer = caller(owner).post("/api/v1/checks/list", b"[" + b" " * 3_000_000, content_type=media)
    assert answer.status_code == status
