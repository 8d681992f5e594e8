"""Series, editions, relations and assertions (标准系列、版次、关系、来源主张)."""

from __future__ import annotations

from django.db import models

from guiju.apps.catalogue.models.imports import ImportBatch
from guiju.apps.catalogue.models.reference import Source


class Series(models.Model):
    """All editions of one standard (标准系列), keyed by publisher and number without year ("gb:19001")."""

    key = models.CharField(max_length=200, unique=True)
    publisher = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """One edition of a standard (版次).

    `number` is its normal form, and may occur twice until a person merges the records. Dates are text, as precise as
    their source ("2009", "2009-11", "2009-11-01", "" unknown); `published_day` and `effective_day` are their first
    possible day as the integer yyyymmdd, 0 unknown, to sort and filter by. What is unknown is empty, never guessed.
    `drafters` are organisations in their order (起草单位), never people. `recorded_on` is the day `source` was read;
    `kind` is one of `kinds.KINDS` save the foreign ones, which follow from `jurisdiction` (法域, a code of
    jurisdictions.toml or ISO 3166, "" not said) and level; what is no standard has no level.
    `field_sources` names, by field, the source of every field that does not come from `source`, `field_days` the day
    it said so.
    """

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="editions")
    number = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=250, db_index=True)
    year = models.CharField(max_length=10, blank=True)
    supplement = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=30, default="standard")
    jurisdiction = models.CharField(max_length=8, blank=True)
    publisher = models.CharField(max_length=40)
    prefix = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20)
    nature = models.CharField(max_length=20, default="unknown")
    doctype = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=20, default="published")

    title_zh = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    titles = models.JSONField(default=dict)

    body = models.TextField(blank=True)
    department = models.TextField(blank=True)
    committee = models.TextField(blank=True)
    drafters = models.JSONField(default=list)
    plan_number = models.CharField(max_length=100, blank=True)
    announcement = models.CharField(max_length=200, blank=True)
    filing_number = models.CharField(max_length=100, blank=True)
    ics = models.JSONField(default=list)
    ccs = models.JSONField(default=list)

    published = models.CharField(max_length=10, blank=True)
    effective = models.CharField(max_length=10, blank=True)
    withdrawn = models.CharField(max_length=10, blank=True)
    parallel_until = models.CharField(max_length=10, blank=True)
    published_day = models.PositiveIntegerField(default=0, db_index=True)
    effective_day = models.PositiveIntegerField(default=0)

    url = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="editions")
    recorded_on = models.DateField(null=True)
    field_sources = models.JSONField(default=dict)
    field_days = models.JSONField(default=dict)
    fictitious = models.BooleanField(default=False)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, related_name="editions")

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """The first title there is: Chinese, English, any other."""
        return self.title_zh or self.title_en or next(iter(self.titles.values()), "")


class Relation(models.Model):
    """`subject` `kind` `obj`, both by number, whether or not the catalogue holds them (标准关系).

    Kinds, direction and scope are those of `guiju.domain.validity.RelationFact`. The constraint's index begins with
    the subject and serves questions by it.
    """

    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)
    obj = models.CharField(max_length=200, db_index=True)
    scope = models.TextField(blank=True)
    degree = models.CharField(max_length=10, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    asserted_on = models.DateField(null=True)
    fictitious = models.BooleanField(default=False)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, related_name="relations", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "obj", "scope", "source"], name="catalogue_relation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.obj}"


class Assertion(models.Model):
    """What one source said of one field of an edition on one day (来源主张). Never replaced: kept beside newer ones."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="assertions")
    field = models.CharField(max_length=40)
    value = models.TextField()
    asserted_on = models.DateField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, related_name="assertions", db_index=False
    )

    def __str__(self) -> str:
        return f"{self.field}={self.value} ({self.asserted_on})"
