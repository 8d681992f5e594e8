"""Tables of notices (提醒的表): what somebody is told, by which channel it went, what they want."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import User


class Notice(models.Model):
    """Something a person is told once (提醒): `key` says what about; subject, body and reason are Words as JSON."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200, unique=True)
    subject = models.JSONField()
    body = models.JSONField()
    why = models.JSONField()
    path = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="notices_notice_user")]

    def __str__(self) -> str:
        return self.key


class Delivery(models.Model):
    """A notice on its way by a channel (发送): waiting, sending, sent, failed; unknown when the worker died while
    sending: it may have arrived, so it is not sent again."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    detail = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="notices_delivered_once")]
        indexes = [models.Index(fields=["state", "due_at"], name="notices_delivery_due")]


class Wish(models.Model):
    """What a person wants to be told (提醒设置): by mail or not, a digest each week or not; their calendar's token."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    mail = models.BooleanField(default=True)
    digest = models.BooleanField(default=True)
    calendar_digest = models.CharField(max_length=64, blank=True, db_index=True)
