"""Tables of the validity check: a check, its files, and the numbers the catalogue lacks."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guiju.domain.validity import DocumentUse
from guiju.kernel.files.models import StoredFile
from guiju.kernel.jobs.models import Job


class Check(models.Model):
    """One validity check (查新任务).

    `key` is the unguessable part of its private link. Without an `owner` whoever holds the link may see it;
    with one, only the owner. `result` is the canonical JSON of the answer and `passages` the cited blocks of text by
    file and place, both compressed (Zstandard); `seal` is the report's number, hash and signature; `problems` are the
    files that could not be read (name, sha256, code, why). `saved` lists are kept; the rest goes on `expires_at`.
    """

    key = models.CharField(max_length=43, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="checks")
    title = models.CharField(max_length=200)
    use = models.CharField(max_length=20, blank=True, choices=[(use.value, use.value) for use in DocumentUse])
    as_of = models.DateField()
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    saved = models.BooleanField(default=False)
    previous = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="later")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    seal = models.JSONField(default=dict)
    result = models.BinaryField(null=True)
    passages = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="validity_check_owner")]

    def __str__(self) -> str:
        return self.title


class CheckFile(models.Model):
    """One file of a check (查新文件). `stored` goes when the file is deleted on its day; the verdicts stay.

    `reading` is the document as read at hand-in, until the check has run (see `readings`).
    """

    owning_check = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    reading = models.BinaryField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["owning_check", "position"], name="validity_file_position")]


class UnlistedNumber(models.Model):
    """A number people cite and the catalogue lacks (未收录标准号): how often it was asked, and what a person found out.

    `outcome` is empty while nobody has settled it; "recorded" when it was entered in the catalogue; "same_as" when it
    means another number (`meant`); "no_such_number" when nobody ever published it. Evidence is a link or a file.
    """

    number = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=300, blank=True)
    asked = models.PositiveIntegerField(default=0)
    first_asked_at = models.DateTimeField()
    last_asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True, db_index=True)
    meant = models.CharField(max_length=200, blank=True)
    evidence_link = models.URLField(max_length=500, blank=True)
    evidence_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["outcome", "-asked"], name="validity_unlisted_queue")]

    def __str__(self) -> str:
        return self.number
