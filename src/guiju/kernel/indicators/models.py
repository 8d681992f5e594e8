"""Tables of measures reported by hand (人工填报的指标)."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import Organisation, User


class ManualMeasure(models.Model):
    """A measure nothing here counts (人工指标): units report its number with evidence, another person checks it.

    `adds`: the numbers of the organisations are added up; else the last one confirmed speaks for all.
    """

    code = models.SlugField(max_length=60, unique=True)
    words_zh = models.CharField(max_length=120)
    words_en = models.CharField(max_length=200)
    unit_zh = models.CharField(max_length=20)
    unit_en = models.CharField(max_length=40)
    definition_zh = models.TextField()
    definition_en = models.TextField(blank=True)
    adds = models.BooleanField(default=True)
    public = models.BooleanField(default=False)
    defined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    defined_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class ManualReading(models.Model):
    """A number that was reported of a day (填报), for the whole or by one organisation.

    `state`: reported, confirmed, returned, withdrawn by who reported it, or replaced by a later one before anybody
    checked it. Of several confirmed ones of one day and organisation the last counts.
    """

    measure = models.ForeignKey(ManualMeasure, on_delete=models.PROTECT, related_name="readings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    evidence = models.TextField()
    state = models.CharField(max_length=10, default="reported")
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["measure", "state", "on"], name="indicators_reading")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.on} {self.value}"
