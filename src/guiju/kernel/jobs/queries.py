"""Reads of jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_opens
from guiju.kernel.jobs.models import Job


def job_for(*, job_id: int, person: User | AnonymousUser, token: str = "") -> Job | None:
    """A job this person, or the holder of this token, may see; None when there is none such."""
    job = Job.objects.filter(pk=job_id).first()
    return job if job is not None and may_see(job, person, token) else None


def may_see(job: Job, person: User | AnonymousUser, token: str = "") -> bool:
    """Whether the job is this person's, or was queued with this token."""
    if isinstance(person, User) and person.is_active and job.owner_id == person.pk:
        return True
    return token_opens(token, job.token_digest)


def progress_of(job: Job, *, lang: str, now: datetime) -> dict[str, Any]:
    """What a progress bar needs: state, done, total, message in `lang`, seconds left (None: unknown), reason."""
    return {
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "message": words_of(job.message).pick(lang),
        "seconds_left": _seconds_left(job, now),
        "reason": words_of(job.reason).pick(lang),
    }


def words_of(stored: dict[str, str]) -> Words:
    """A message as it is stored in a job."""
    return Words(stored.get("zh", ""), stored.get("en", ""))


def _seconds_left(job: Job, now: datetime) -> int | None:
    if job.state != Job.State.RUNNING or job.started_at is None or not 0 < job.done <= job.total:
        return None
    spent = (now - job.started_at).total_seconds()
    return max(0, round(spent * (job.total - job.done) / job.done))
