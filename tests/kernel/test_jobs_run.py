"""Jobs: queued, run, retried, cancelled, taken over from the dead."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.jobs import claims, run
from guiju.kernel.jobs.models import Job, PeriodicTask
from guiju.kernel.jobs.queries import job_for, progress_of
from guiju.kernel.jobs.recurring import periodic_run
from guiju.kernel.jobs.registry import HANDLERS, PERIODIC, WATCHES, Context, job, periodic, watch
from guiju.kernel.jobs.run import Interrupted, job_run, job_take, jobs_revive
from guiju.kernel.jobs.services import job_cancel, job_enqueue, jobs_purge
from guiju.kernel.jobs.worker import Worker, run_due

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
HALF = Words("一半", "half")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing registered but what a test registers; progress is written at every call."""
    monkeypatch.setattr(run, "WRITE_EVERY", 0)
    with patch.dict(HANDLERS, clear=True), patch.dict(PERIODIC, clear=True), patch.dict(WATCHES, clear=True):
        yield


def enqueue(handler: Callable[[Context, dict[str, Any]], dict[str, Any] | None], **changes: Any) -> Job:
    job("test")(handler)
    fields: dict = {"kind": "test", "payload": {"n": 1}, "at": AT}
    return job_enqueue(**fields | changes)


def reload(row: Job) -> Job:
    row.refresh_from_db()
    return row


def fail(context: Context, payload: dict[str, Any]) -> None:
    raise RuntimeError("our mistake")


def half(context: Context, payload: dict[str, Any]) -> dict[str, Any]:
    context.progress(1, 2, HALF)
    return payload


def test_a_job_is_run_and_keeps_its_result():
    row = enqueue(lambda context, payload: {"twice": payload["n"] * 2})
    assert run_due(now=AT) == 1
    assert (reload(row).state, row.result, row.finished_at) == ("succeeded", {"twice": 2}, AT)
    assert run_due(now=AT) == 0


def test_a_kind_nobody_registered_is_refused():
    with pytest.raises(LookupError):
        job_enqueue(kind="nobody", payload={}, at=AT)


def test_a_job_waits_until_it_is_due():
    enqueue(half, due_at=AT + timedelta(minutes=1))
    assert run_due(now=AT) == 0
    assert run_due(now=AT + timedelta(minutes=1)) == 1


def test_the_same_key_is_the_same_job():
    assert enqueue(half, idempotency_key="k") == enqueue(half, idempotency_key="k")
    assert enqueue(half) != enqueue(half)


def test_a_job_is_taken_once():
    enqueue(half)
    assert job_take(AT) is not None
    assert job_take(AT) is None


def test_progress_is_seen_while_it_runs():
    seen = []

    def look(context: Context, payload: dict[str, Any]) -> None:
        context.progress(1, 4, HALF)
        seen.append(progress_of(Job.objects.get(), lang="en", now=AT + timedelta(seconds=10)))

    enqueue(look)
    run_due(now=AT)
    assert seen == [
        {"state": "running", "done": 1, "total": 4, "message": "half", "seconds_left": 30, "reason": ""},
    ]


def test_a_failure_people_can_read_is_final():
    def refuse(context: Context, payload: dict[str, Any]) -> None:
        raise WordsError("bad", Words("文件损坏。", "The file is damaged."), Words("请换一个。", "Use another."))

    row = enqueue(refuse)
    run_due(now=AT)
    assert (reload(row).state, row.attempts) == ("failed", 1)
    assert row.reason == {"zh": "文件损坏。请换一个。", "en": "The file is damaged. Use another."}


def test_a_failure_of_ours_is_tried_three_times_and_stops_nobody():
    broken, fine = enqueue(fail), enqueue(fail)
    Job.objects.filter(pk=fine.pk).update(kind="fine")
    job("fine")(half)
    run_due(now=AT)
    assert (reload(broken).state, reload(fine).state) == ("queued", "succeeded")
    run_due(now=AT + timedelta(seconds=2))
    assert reload(broken).attempts == 2
    run_due(now=AT + timedelta(seconds=30))
    assert (reload(broken).state, broken.attempts) == ("failed", 3)
    assert "our mistake" in broken.detail
    assert "our mistake" not in broken.reason["zh"]


def test_a_waiting_job_is_cancelled_at_once():
    row = enqueue(half)
    job_cancel(job=row, at=AT)
    assert row.state == "cancelled"
    assert run_due(now=AT) == 0


def test_a_running_job_is_cancelled_at_its_next_progress():
    def cancelled_meanwhile(context: Context, payload: dict[str, Any]) -> None:
        job_cancel(job=Job.objects.get(), at=AT)
        context.progress(1, 2, HALF)
        raise AssertionError("not reached")

    row = enqueue(cancelled_meanwhile)
    run_due(now=AT)
    assert reload(row).state == "cancelled"


def test_a_job_that_is_over_cannot_be_cancelled():
    row = enqueue(half)
    run_due(now=AT)
    job_cancel(job=row, at=AT)
    assert row.state == "succeeded"


def test_a_job_killed_midway_runs_again_and_is_given_up_after_three_times():
    row = enqueue(half)
    for attempt in (1, 2):
        assert job_take(AT) is not None
        assert jobs_revive(AT + timedelta(seconds=5)) == 0
        assert jobs_revive(AT + timedelta(minutes=3)) == 1
        assert (reload(row).state, row.attempts) == ("queued", attempt)
        Job.objects.update(due_at=AT)
    assert job_take(AT) is not None
    jobs_revive(AT + timedelta(minutes=3))
    assert reload(row).state == "failed"
    assert "多次中断" in row.reason["zh"]


def test_a_resumed_job_ends_well():
    row = enqueue(half)
    job_take(AT)
    assert run_due(now=AT + timedelta(minutes=3)) == 1
    assert (reload(row).state, row.attempts) == ("succeeded", 2)


def test_a_worker_that_starts_knows_the_dead_of_its_machine(monkeypatch: pytest.MonkeyPatch):
    with subprocess.Popen(["true"]) as gone:
        pass
    row = enqueue(half)
    job_take(AT)
    Job.objects.update(claim=f"{claims.machine()}:{gone.pid}:0")
    assert jobs_revive(AT) == 0
    assert jobs_revive(AT, starting=True) == 1
    assert reload(row).state == "queued"


def test_jobs_of_the_living_and_of_other_machines_are_left_alone():
    enqueue(half)
    job_take(AT)
    for claim in (f"{claims.machine()}:1:0", "other000:99999:0", ""):
        Job.objects.update(claim=claim)
        assert jobs_revive(AT, starting=True) == 0


def test_a_worker_presumed_dead_gives_way_to_the_next():
    def overtaken(context: Context, payload: dict[str, Any]) -> None:
        Job.objects.update(claim="another")
        context.progress(1, 2, HALF)
        raise AssertionError("not reached")

    row = enqueue(overtaken)
    run_due(now=AT)
    assert (reload(row).state, row.claim) == ("running", "another")


def test_a_job_is_handed_back_when_the_worker_stops():
    row = enqueue(half)
    taken = job_take(AT)
    assert taken is not None
    job_run(taken, clock=lambda: AT, stopping=lambda: True)
    assert (reload(row).state, row.attempts) == ("queued", 0)
    assert issubclass(Interrupted, BaseException)


def test_a_cancelled_job_whose_worker_died_stays_cancelled():
    row = enqueue(half)
    job_take(AT)
    job_cancel(job=row, at=AT)
    jobs_revive(AT + timedelta(minutes=3))
    assert reload(row).state == "cancelled"


def test_a_periodic_task_runs_when_due_and_not_before():
    ran = []
    periodic("test.tick", every_seconds=60)(ran.append)
    for seconds in (0, 30, 60, 61):
        periodic_run(AT + timedelta(seconds=seconds))
    assert ran == [AT, AT + timedelta(seconds=60)]


def test_a_failing_periodic_task_is_put_off_and_stops_nobody():
    ran = []

    @periodic("test.broken", every_seconds=60)
    def broken(now: datetime) -> None:
        raise RuntimeError("our mistake")

    periodic("test.fine", every_seconds=60)(ran.append)
    periodic_run(AT)
    row = PeriodicTask.objects.get(name="test.broken")
    assert ran == [AT]
    assert (row.failures, row.due_at) == (1, AT + timedelta(seconds=60))


def test_what_is_watched_is_looked_at_every_turn():
    answers = iter([True, False])
    watch("test.watch")(lambda now: next(answers))
    run_due(now=AT)
    assert next(answers, None) is None


def test_only_the_owner_or_the_holder_of_the_token_sees_a_job(owner: User, colleague: User, stranger: User):
    row = enqueue(half, owner=owner, token="secret")
    assert job_for(job_id=row.pk, person=owner) == row
    for person in (colleague, stranger, AnonymousUser()):
        assert job_for(job_id=row.pk, person=person) is None
        assert job_for(job_id=row.pk, person=person, token="wrong") is None
        assert job_for(job_id=row.pk, person=person, token="secret") == row


def test_a_job_without_token_is_not_opened_by_an_empty_one(stranger: User):
    row = enqueue(half)
    assert job_for(job_id=row.pk, person=stranger, token="") is None


def test_jobs_long_over_are_purged():
    enqueue(half)
    run_due(now=AT)
    enqueue(half)
    assert jobs_purge(before=AT + timedelta(days=1)) == 1
    assert Job.objects.get().state == "queued"


def test_a_worker_stops_when_told_and_when_its_parent_is_gone():
    worker = Worker()
    worker.stop()
    worker_of_nobody = Worker(parent=-1)
    assert worker.stopping()
    assert worker_of_nobody.stopping()
