"""Tables of the jobs (后台任务): what runs once, and what runs again and again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Job(models.Model):
    """One piece of long work (任务), with its progress.

    States: queued, running, succeeded, failed, cancelled. `message` and `reason` are Words as `{"zh", "en"}`,
    for people; `detail` is for us. Who may see it: `owner`, or whoever holds the token whose SHA-256 is `token_digest`.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        SUCCEEDED = "succeeded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="jobs")
    token_digest = models.CharField(max_length=64, blank=True)
    idempotency_key = models.CharField(max_length=200, null=True, unique=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.JSONField(default=dict)
    reason = models.JSONField(default=dict)
    detail = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    claim = models.CharField(max_length=36, blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="jobs_job_due")]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {self.State.SUCCEEDED, self.State.FAILED, self.State.CANCELLED}


class PeriodicTask(models.Model):
    """When a task that runs again and again (定期任务) is due next, and how it went last time."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField(db_index=True)
    ran_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    detail = models.TextField(blank=True)
