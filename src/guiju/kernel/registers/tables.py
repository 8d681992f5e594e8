"""The table of a register as a model (登记簿的数据表): made from its layout, never registered with the migrations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.apps.registry import Apps
from django.db import models

from guiju.domain.registers.model import NUMBER_COLUMN

LONGEST = 400


class Record(models.Model):
    """What every record has (登记): its number, the version it was entered under, whose it is, when it was made public,
    withdrawn, entered and changed; `revision` grows with every change; `data` holds the fields without a column."""

    id = models.BigAutoField(primary_key=True)
    number = models.CharField(max_length=80, null=True)
    version = models.IntegerField()
    revision = models.IntegerField(default=1)
    organisation_id = models.BigIntegerField(null=True)
    fictitious = models.BooleanField(default=False)
    disclosed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    case_stage: str | None = None  # no column: see `stages`

    class Meta:
        abstract = True
        app_label = "registers"


def table_name(code: str) -> str:
    """The table of a register."""
    return f"register_{code}"


def table_model(code: str, columns: Mapping[str, str]) -> type[Record]:
    """The model of a register's table with these typed columns: name → kind, "text" or "number"."""
    return _model(code, tuple(sorted(columns.items())))


@lru_cache(200)
def _model(code: str, columns: tuple[tuple[str, str], ...]) -> type[Record]:
    meta = type("Meta", (), {"app_label": "registers", "db_table": table_name(code), "apps": Apps()})
    members: dict[str, Any] = {"Meta": meta, "__module__": __name__}
    for name, kind in columns:
        members[name] = column_field(kind)
    return type("RegisterRecord", (Record,), members)


def column_field(kind: str) -> models.Field[Any, Any]:
    """The field of a typed column; always one that may be empty, as a version may add it to records there are."""
    return (
        models.BigIntegerField(null=True) if kind == NUMBER_COLUMN else models.CharField(max_length=LONGEST, null=True)
    )
