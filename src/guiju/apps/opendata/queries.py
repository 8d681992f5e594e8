"""Reads of dumps."""

from __future__ import annotations

from django.db.models import QuerySet

from guiju.apps.opendata.models import Dump, DumpFile


def dumps() -> QuerySet[Dump]:
    """The dumps there are, newest first, with their files."""
    return Dump.objects.prefetch_related("files__stored")


def dump_file(name: str, dump: int | None = None) -> DumpFile | None:
    """A file of a dump, of the newest if none is named."""
    files = DumpFile.objects.select_related("stored", "dump").filter(name=name).order_by("-dump_id")
    return (files if dump is None else files.filter(dump_id=dump)).first()
