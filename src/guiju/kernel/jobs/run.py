"""Take one due job and run it (执行任务): every change of state is a compare-and-swap on state and claim."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models, transaction

from guiju.domain.language import Words, WordsError
from guiju.kernel.jobs.claims import claim_make, is_dead
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.registry import HANDLERS

log = logging.getLogger(__name__)

ATTEMPTS = 3
DEAD_AFTER = timedelta(seconds=120)
RETRY_AFTER = (timedelta(seconds=2), timedelta(seconds=10))
WRITE_EVERY = 0.3

STARTED = Words("已开始", "Started")
AGAIN = Words("中断后等待继续", "Interrupted, waiting to go on")
DIED = Words(
    "处理多次中断，已停止。请稍后重新提交。",
    "The work was interrupted several times and has stopped. Please try again later.",
)
BROKE = Words(
    "处理时系统出错，已停止。情况已记录；请稍后重新提交，仍不行请联系管理员。",
    "Something failed on our side. It has been logged; please try again later, or tell the administrator.",
)
Clock = Callable[[], datetime]


class Cancelled(BaseException):
    """The job was cancelled."""


class Lost(BaseException):
    """Somebody else has this job now."""


class Interrupted(BaseException):
    """The worker is asked to stop."""


class Running:
    """The context of a job that runs (see `registry.Context`)."""

    def __init__(self, job: Job, clock: Clock, stopping: Callable[[], bool]) -> None:
        self.job_id: int = job.pk
        self.now = clock
        self._mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
        self._stopping = stopping
        self._written = float("-inf")
        self._said: Words | None = None

    def progress(self, done: int, total: int, message: Words) -> None:
        if self._stopping():
            raise Interrupted
        if message == self._said and time.monotonic() - self._written < WRITE_EVERY:
            return
        self._written, self._said = time.monotonic(), message
        if not self._mine.update(done=done, total=total, message=message._asdict(), heartbeat_at=self.now()):
            raise Lost
        if self._mine.filter(cancel_asked=True).exists():
            raise Cancelled


def job_take(now: datetime) -> Job | None:
    """Claim the job that is longest due; None when nothing is."""
    due = Job.objects.filter(state=Job.State.QUEUED, due_at__lte=now).order_by("due_at", "pk")
    while job := due.first():
        claim = claim_make()
        won = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED, claim=job.claim).update(
            state=Job.State.RUNNING,
            claim=claim,
            attempts=models.F("attempts") + 1,
            started_at=now,
            heartbeat_at=now,
            message=STARTED._asdict(),
        )
        if won:
            job.refresh_from_db()
            return job
    return None


def job_run(job: Job, *, clock: Clock, stopping: Callable[[], bool] = lambda: False) -> None:
    """Run a job that has been taken, to its end, whatever that is."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    try:
        result = HANDLERS[job.kind](Running(job, clock, stopping), job.payload)
        mine.update(state=Job.State.SUCCEEDED, result=result, finished_at=clock(), done=models.F("total"))
    except Cancelled:
        mine.update(state=Job.State.CANCELLED, finished_at=clock())
    except Interrupted:
        mine.update(state=Job.State.QUEUED, attempts=models.F("attempts") - 1, message=AGAIN._asdict())
    except Lost:
        log.warning("job %s was taken over by another worker", job.pk)
    except WordsError as error:
        reason = Words(error.say("zh"), error.say("en"))
        mine.update(state=Job.State.FAILED, reason=reason._asdict(), detail=str(error), finished_at=clock())
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        _put_off(mine, job, traceback.format_exc(), clock())


def jobs_revive(now: datetime, *, starting: bool = False) -> int:
    """Queue again the jobs whose worker died, or fail them after the third time; returns how many.

    Dead is who has not been heard of for `DEAD_AFTER`; a worker that starts also knows the dead of its own machine.
    """
    count = 0
    for job in Job.objects.filter(state=Job.State.RUNNING):
        silent = job.heartbeat_at is None or job.heartbeat_at < now - DEAD_AFTER
        if not silent and not (starting and is_dead(job.claim)):
            continue
        dead = Job.objects.filter(pk=job.pk, claim=job.claim, heartbeat_at=job.heartbeat_at, state=Job.State.RUNNING)
        if job.cancel_asked:
            count += dead.update(state=Job.State.CANCELLED, finished_at=now)
        elif job.attempts < ATTEMPTS:
            count += dead.update(state=Job.State.QUEUED, due_at=now, message=AGAIN._asdict())
        else:
            detail = f"worker {job.claim} died, {job.attempts} attempts"
            count += dead.update(state=Job.State.FAILED, reason=DIED._asdict(), detail=detail, finished_at=now)
    return count


@transaction.atomic
def _put_off(mine: models.QuerySet[Job], job: Job, detail: str, now: datetime) -> None:
    """Try a job that failed on our side again a little later, or give up."""
    if job.attempts < ATTEMPTS:
        later = now + RETRY_AFTER[job.attempts - 1]
        mine.update(state=Job.State.QUEUED, due_at=later, detail=detail, message=AGAIN._asdict())
    else:
        mine.update(state=Job.State.FAILED, reason=BROKE._asdict(), detail=detail, finished_at=now)
