"""Rows read as SQL (按 SQL 取数): for what pages ask most often, the mapper takes longer than the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Joined = TypeVar("Joined", bound=Model)


def rows(statement: str, values: Sequence[Any] = ()) -> list[Any]:
    """All rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def places(values: Collection[Any]) -> str:
    """As many places as there are values, for `IN (…)`; there must be one."""
    return ", ".join(["%s"] * len(values))


def columns(model: type[Model], name: str) -> str:
    """The columns of a table joined under a name, for a row of `Model.objects.raw`."""
    return ", ".join(f"{name}.{field.column} AS {name}_{field.column}" for field in model._meta.concrete_fields)


def joined(model: type[Joined], name: str, row: Model) -> Joined:
    """The record that was read with a row under a name. Numbers and texts only: nothing is converted."""
    names = [str(field.column) for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [getattr(row, f"{name}_{column}") for column in names])


@lru_cache(4096)
def day(value: date | str | None) -> date | None:
    """A day as the database gives it: SQLite as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
