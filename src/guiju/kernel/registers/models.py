"""Tables around the registers (登记簿的表): versions of declarations, numbers given, drafts.

Records have tables of their own, see `tables`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Declaration(models.Model):
    """One version of a register's declaration (声明的版本), as it was applied; the highest version is in use.

    `layout` says where each field lies: `{"columns": {field: column}, "keys": {field: key of the JSON column}}`. `kept`
    lists what a version could not carry over: `[{"field", "column" or "key", "records"}]`; it lies where it lay.
    """

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    layout = models.JSONField()
    kept = models.JSONField(default=list)
    shipped = models.BooleanField(default=False)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="registers_declaration_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Serial(models.Model):
    """The last running number given (流水号) of a register, in a year or altogether (period "")."""

    register = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "period"], name="registers_serial_period")]


class Draft(models.Model):
    """What a person typed and has not handed in (草稿), for a new record (`record` 0) or one there is."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    record = models.PositiveBigIntegerField(default=0)
    typed = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "register", "record"], name="registers_draft_one")]


class Intake(models.Model):
    """A sheet on its way into a register (导入): which columns are which fields, what it would do, what it did.

    `stage` is reading (by the worker; `stored` is then the file itself, later its rows), mapped, trying, planned,
    applying or applied.
    """

    class Stage(models.TextChoices):
        READING = "reading"
        MAPPED = "mapped"
        TRYING = "trying"
        PLANNED = "planned"
        APPLYING = "applying"
        APPLIED = "applied"

    register = models.CharField(max_length=40, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=255)
    stored = models.ForeignKey("files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    header = models.JSONField()
    columns = models.JSONField()
    key = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)


class Sketch(models.Model):
    """A declaration that is being written (声明草稿), its owner's alone until it is taken into use.

    `title` is what it calls its register; `sheet` the file it was drawn up from; `plan` what taking it into use would
    do, found for the text of `planned_digest`; `job` the planning or taking into use that runs or ran last.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    sheet = models.ForeignKey("files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    plan = models.JSONField(null=True)
    planned_digest = models.CharField(max_length=64, blank=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()


class SavedView(models.Model):
    """A list of records a person keeps by a name (保存的视图): `query` is its address, with words, values, columns and
    order; `organisation_id` the organisation it is shared with, None for its owner's alone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=2_000)
    organisation_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "register", "name"], name="registers_view_once")]
        indexes = [models.Index(fields=["register", "organisation_id"], name="registers_view_shared")]


class KeptLonger(models.Model):
    """A record that is kept beyond its time (延长保存), until a day and because of something."""

    register = models.CharField(max_length=40)
    record = models.PositiveBigIntegerField()
    until = models.DateField()
    because = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "record"], name="registers_longer_once")]
