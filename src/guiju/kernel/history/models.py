"""Tables of the history chain (历史链): events, their payloads beside the chain, signed checkpoints."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class Head(models.Model):
    """The end of the chain (链尾): one row, locked by whoever writes, so that sequences have no gaps."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="history_one_head")]


class Event(models.Model):
    """One thing that happened (历史事件). Never changed, never deleted; holds no personal data itself.

    `actor` is "user:12", "system" or "public"; `object_id` is text; digests are SHA-256 in hex.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    action = models.CharField(max_length=100)
    object_kind = models.CharField(max_length=100)
    object_id = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    payload_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "sequence"], name="history_event_object"),
            models.Index(fields=["actor", "sequence"], name="history_event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.object_kind}:{self.object_id}"


class Payload(models.Model):
    """What an event changed (变更内容), beside the chain: canonical JSON of `{"before", "after"}`, and its salt (hex).

    Erased by law, both are empty and `erased_at`, `erased_because` say when and why.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=32, blank=True)
    canonical = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)
    erased_because = models.TextField(blank=True)

    @property
    def content(self) -> dict[str, Any] | None:
        """`{"before": {field: value}, "after": {field: value}}`, or None once erased."""
        return None if self.erased_at else json.loads(self.canonical)


class Checkpoint(models.Model):
    """A signed statement that the chain ended in `digest` at `sequence` (签名检查点)."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    algorithm = models.CharField(max_length=30)
    key_id = models.CharField(max_length=64)
    public_key = models.CharField(max_length=200)
    signature = models.CharField(max_length=400)
