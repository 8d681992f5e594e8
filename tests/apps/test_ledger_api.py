"""The ledger in the API: its office, its bodies, strangers and everybody read what they read on the pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.models import Target, Task
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.rounds import round_open
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.api.services import api_key_create
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def work() -> Work:
    made = work_make()
    made.task("a", start=0, end=9)
    made.task("decided")  # of a meeting: not in the text
    Target.objects.create(
        policy=made.policy,
        place=1,
        code="g",
        kind="quantified",
        name="地方标准",
        text="达到 100 项",
        value=100,
        unit="项",
    )
    return made


def read(path: str, user: Any = None) -> tuple[int, Any]:
    headers = {}
    if user is not None:
        user.api_keys.all().delete()
        made = api_key_create(actor=user, name="x", scopes=["read"], days=30, at=datetime.now(UTC))
        headers = {"HTTP_AUTHORIZATION": f"Bearer {made[1]}"}
    answer = Client(**headers).get(f"/api/v1{path}")
    return answer.status_code, answer.json()


def test_the_public_reads_tasks_of_the_text_and_targets_after_the_disclosure_step_alone(work: Work) -> None:
    at = f"/policies/{work.policy.pk}"
    assert [read(at + more)[0] for more in ("", "/tasks", "/targets")] == [401, 401, 401]
    assert read("/policies")[1]["items"] == []
    work.policy.published_at = NOW
    work.policy.save()
    assert read(at)[1]["public"] is True
    (task,) = read(f"{at}/tasks")[1]["items"]
    assert (task["title"], task["standing"], task["share"]) == ("任务a", None, None)
    assert [body["part"] for body in task["bodies"]] == ["lead", "participant"]
    Target.objects.get().tasks.set(work.policy.tasks.all())
    (target,) = read(f"{at}/targets")[1]
    assert target["tasks"] == [task["id"]]
    assert (target["value"], target["measure"], target["state"], target["because_zh"]) == (
        "100.000000",
        None,
        None,
        None,
    )
    assert read("/policies/999999")[0] == 404


def test_the_office_and_bodies_read_how_tasks_stand_and_others_nothing(work: Work) -> None:
    outside = organisation_create(actor=None, name="某学会", kind="association", at=AT)
    other, at = person("qian", outside, "association"), f"/policies/{work.policy.pk}"
    for who in (work.keeper, work.lead, work.participant):
        told = read(f"{at}/tasks?limit=1", who)[1]
        following = read(f"{at}/tasks?limit=1&cursor={told['next']}", who)[1]
        assert [one["title"] for one in (*told["items"], *following["items"])] == ["任务a", "任务decided"]
        assert (told["items"][0]["standing"] is not None, following["next"]) == (True, None)
        (target,) = read(f"{at}/targets", who)[1]
        assert (target["state"], target["tasks"]) == ("untied", [])
    assert [read(at + more, other)[0] for more in ("", "/tasks", "/targets")] == [404, 404, 404]
    assert read("/policies", other)[1]["items"] == []


def test_rounds_say_who_has_reported_and_progress_is_read_by_those_who_work_on_the_task(work: Work) -> None:
    typed = {"title": "一季度", "due": date(2099, 1, 1).isoformat()}
    made = round_open(actor=work.keeper, office=work.office, policies=[work.policy], typed=typed, at=NOW).round
    task = Task.objects.get(code="a")
    progress_add(actor=work.lead, task=task, typed={"text": "已过半", "share": "50"}, files=(), at=NOW)
    (told,) = read("/rounds", work.keeper)[1]["items"]
    assert (told["title"], told["tally"]["asked"], told["tally"]["waiting"]) == ("一季度", 4, 4)
    bodies = read(f"/rounds/{made.pk}/bodies", work.second)[1]
    assert [(one["name"], one["asked"]) for one in bodies] == [("发改委", 2), ("科技局", 2)]
    filings = read(f"/rounds/{made.pk}/filings?organisation={bodies[0]['organisation']}", work.keeper)[1]["items"]
    assert [(one["part"], one["state"]) for one in filings] == [("lead", "waiting"), ("lead", "waiting")]
    assert [read(f"/rounds/{made.pk}/{more}", work.stranger)[0] for more in ("bodies", "filings")] == [404, 404]
    assert read("/rounds", work.stranger)[1]["items"] == []
    for who in (work.keeper, work.lead, work.participant):
        assert [one["text"] for one in read(f"/tasks/{task.pk}/progress", who)[1]] == ["已过半"]
    assert [read(path)[0] for path in ("/rounds", f"/rounds/{made.pk}/bodies", f"/tasks/{task.pk}/progress")] == [
        401
    ] * 3
