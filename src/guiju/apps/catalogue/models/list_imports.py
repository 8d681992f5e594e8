"""Lists handed in on the web to be imported (待导入的标准目录)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guiju.kernel.files.models import StoredFile
from guiju.kernel.jobs.models import Job


class ListImport(models.Model):
    """One list on its way into the catalogue (标准目录导入), from the upload to the result.

    `header`, `samples` and `total` are what was read of it, `sheets_left` how many sheets like `sheet` were not;
    `columns` which field each column means (empty for JSONL, whose rows name the fields). `plan` is what the last dry
    run found, `batches` what each batch that was applied did, `problems` the rows that could not be taken or not
    wholly; their shapes are those of `services.list_outcome`.
    The file goes on `stored.expires_at`, and the row with it unless it was applied.
    """

    class Stage(models.TextChoices):
        MAPPING = "mapping"
        TRYING = "trying"
        PLANNED = "planned"
        APPLYING = "applying"
        APPLIED = "applied"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="list_imports")
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.MAPPING)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=200)
    said_on = models.DateField()
    adapter = models.CharField(max_length=20)
    header = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    sheet = models.CharField(max_length=100, blank=True, default="")
    sheets_left = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=dict)
    remembered = models.BooleanField(default=False)
    plan = models.JSONField(null=True)
    batches = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="catalogue_list_import_owner")]

    def __str__(self) -> str:
        return self.name
