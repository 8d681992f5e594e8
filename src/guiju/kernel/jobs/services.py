"""Verbs of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.registry import HANDLERS

WAITING = Words("等待处理", "Waiting")


@transaction.atomic
def job_enqueue(
    *,
    kind: str,
    payload: Mapping[str, Any],
    owner: User | None = None,
    token: str = "",
    idempotency_key: str | None = None,
    due_at: datetime | None = None,
    at: datetime,
) -> Job:
    """Queue a job; it starts once the caller's transaction is committed, not before `due_at`.

    `token` lets whoever holds it see the job. A second call with the same `idempotency_key` returns the first job.
    Raises LookupError for a kind nobody has registered.
    """
    if kind not in HANDLERS:
        raise LookupError(f"no handler is registered for jobs of kind {kind!r}")
    values: dict[str, Any] = {
        "kind": kind,
        "payload": dict(payload),
        "owner": owner,
        "token_digest": token_digest(token),
        "message": WAITING._asdict(),
        "created_at": at,
        "due_at": due_at or at,
    }
    if idempotency_key is None:
        return Job.objects.create(**values)
    return Job.objects.get_or_create(idempotency_key=idempotency_key, defaults=values)[0]


def job_cancel(*, job: Job, at: datetime) -> None:
    """Cancel a job: at once when it waits, at its next progress call when it runs; nothing when it is over."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if not waiting.update(state=Job.State.CANCELLED, finished_at=at):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()


def jobs_purge(*, before: datetime) -> int:
    """Delete jobs that were over before a moment; returns how many."""
    over = [Job.State.SUCCEEDED, Job.State.FAILED, Job.State.CANCELLED]
    return Job.objects.filter(state__in=over, finished_at__lt=before).delete()[0]
