"""Where records come from, and the classifications and committees they name (来源、分类与归口)."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """Who said it (数据来源): a site, a list, a file. `rank` settles two claims of one day, higher first."""

    code = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.TextField(blank=True)
    rank = models.SmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Committee(models.Model):
    """A technical committee (技术委员会), by its reference ("ISO/TC 176/SC 3", "SAC/TC 286")."""

    reference = models.CharField(max_length=100, unique=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=500, blank=True)
    secretariat = models.CharField(max_length=100, blank=True)
    active = models.BooleanField(default=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.reference


class IcsCode(models.Model):
    """A code of the International Classification for Standards (国际标准分类号), "03.120.10"."""

    code = models.CharField(max_length=12, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.CharField(max_length=12, blank=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300)


class CcsCode(models.Model):
    """A code of the Chinese Classification for Standards (中国标准文献分类号), "A00"."""

    code = models.CharField(max_length=12, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.CharField(max_length=12, blank=True)
    title_zh = models.CharField(max_length=300)
