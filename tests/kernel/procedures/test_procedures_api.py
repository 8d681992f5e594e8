"""Cases in the API: seen by those who have a part in them, moved with a key of their own, one winner."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from guiju.kernel.api.services import api_key_create
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.services import case_open
from kernel.procedures.conftest import bring

pytestmark = pytest.mark.django_db


def caller(user: Any, *scopes: str) -> Client:
    if user is None:
        return Client()
    now = timezone.now()
    _, secret = api_key_create(actor=user, name="x", scopes=scopes or ("read", "cases"), days=30, at=now)
    return Client(HTTP_AUTHORIZATION=f"Bearer {secret}", HTTP_ACCEPT_LANGUAGE="zh")


def told(answer: Any) -> Any:
    return json.loads(answer.content)


def press(client: Client, case: Case, **body: Any) -> Any:
    return client.post(f"/api/v1/cases/{case.pk}/moves", body, content_type="application/json")


@pytest.fixture
def running(owner, laboratory, bureau) -> Case:
    made = case_open(
        actor=owner, procedure="filing", title="备案一件", organisation=laboratory, authority=bureau, at=timezone.now()
    )
    bring(made, owner, "filing")
    made.refresh_from_db()
    return made


def test_owner_colleague_stranger_and_public_at_every_address(running, owner, colleague, stranger, officers):
    found = {}
    for name, who in {"owner": owner, "colleague": colleague, "officer": officers[0], "stranger": stranger}.items():
        client = caller(who)
        statuses = [client.get(f"/api/v1/cases/{running.pk}{rest}").status_code for rest in ("", "/moves")]
        found[name] = [len(told(client.get("/api/v1/cases"))["cases"]), *statuses]
        if name == "stranger":
            found[name].append(press(client, running, move="submit", revision=running.revision).status_code)
    assert found == {
        "owner": [1, 200, 200],
        "colleague": [1, 200, 200],
        "officer": [1, 200, 200],
        "stranger": [0, 404, 404, 404],
    }
    public = caller(None)
    paths = ("", f"/{running.pk}", f"/{running.pk}/moves")
    assert [public.get(f"/api/v1/cases{rest}").status_code for rest in paths] == [401, 401, 401]
    assert press(caller(owner, "read"), running, move="submit", revision=running.revision).status_code == 403


def test_moves_are_told_with_why_not_made_once_and_the_late_one_is_told_who_was_first(running, owner, officers):
    client = caller(owner)
    moves = {one["move"]: one for one in told(client.get(f"/api/v1/cases/{running.pk}/moves"))}
    assert (moves["submit"]["allowed"], moves["submit"]["role"]) == (True, "applicant")
    done = told(press(client, running, move="submit", revision=running.revision))
    assert (done["stage"], done["waits_for"], [step["move"] for step in done["steps"]]) == (
        "checking",
        ["handler"],
        ["submit"],
    )
    assert "工作日" in done["deadlines"][0]["reckoning_zh"]
    late = press(client, running, move="submit", revision=running.revision)
    assert (late.status_code, told(late)["code"]) == (409, "stale")
    officer = caller(officers[0])
    refused = press(officer, running, move="decline", revision=done["revision"])
    assert (refused.status_code, "请写明理由" in told(refused)["detail"]) == (422, True)
    fields = {"filing_number": "备\0 1"}
    ended = told(press(officer, running, move="enter", revision=done["revision"], fields=fields))
    assert (ended["stage"], ended["closed_at"] is not None, ended["fields"]) == (
        "filed",
        True,
        {"filing_number": "备 1"},
    )
    assert told(officer.get(f"/api/v1/cases/{running.pk}/moves")) == []
    assert ended["steps"][0]["by"] is not None
    assert told(client.get(f"/api/v1/cases/{running.pk}"))["steps"][1]["by"] is None


def test_the_list_is_read_on_by_cursor(running, owner, laboratory, bureau):
    for n in range(2):
        case_open(
            actor=owner, procedure="pilot", title=f"试点{n}", organisation=laboratory, authority=bureau,
            at=timezone.now(),
        )  # fmt: skip
    client = caller(owner)
    first = told(client.get("/api/v1/cases", {"limit": 2}))
    rest = told(client.get("/api/v1/cases", {"limit": 2, "cursor": first["next"]}))
    assert [one["title"] for one in first["cases"] + rest["cases"]] == ["试点1", "试点0", "备案一件"]
    assert rest["next"] is None
    assert len(told(client.get("/api/v1/cases", {"procedure": "filing", "state": "open"}))["cases"]) == 1
