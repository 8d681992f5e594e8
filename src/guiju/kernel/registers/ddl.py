"""Making and altering tables (建表与改表): a few statements both databases know, in the caller's transaction.

Django's schema editor is not used: on SQLite it wants foreign keys switched off before a transaction, and what is
altered here must be undone together with what was written. Columns are added and never dropped, so that no table is
copied and nothing entered is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

from guiju.kernel.registers.tables import Record


def table_create(model: type[Record]) -> None:
    """Make the table of a model."""
    columns = ", ".join(_column(field) for field in model._meta.local_concrete_fields)
    _run(f"CREATE TABLE {_quoted(model._meta.db_table)} ({columns})")


def table_exists(name: str) -> bool:
    """Whether there is a table of this name."""
    with connection.cursor() as cursor:
        return name in connection.introspection.table_names(cursor)


def column_add(model: type[Record], name: str) -> None:
    """Add a column that is in the model."""
    field: models.Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    _run(f"ALTER TABLE {_quoted(model._meta.db_table)} ADD COLUMN {_column(field)}")


def index_create(table: str, name: str, columns: Sequence[str], *, unique: bool = False, where: str = "") -> None:
    """Make an index; empty values are equal to nothing. `where` is a condition of our own making."""
    listed = ", ".join(map(_quoted, columns))
    kind, condition = "UNIQUE INDEX" if unique else "INDEX", f" WHERE {where}" if where else ""
    _run(f"CREATE {kind} {_quoted(name)} ON {_quoted(table)} ({listed}){condition}")


def index_drop(name: str) -> None:
    """Drop an index, if it is there."""
    _run(f"DROP INDEX IF EXISTS {_quoted(name)}")


def _column(field: models.Field[Any, Any]) -> str:
    parts = [_quoted(str(field.column)), str(field.db_type(connection))]
    if not field.null:
        parts.append("NOT NULL")
    if field.primary_key:
        parts.append("PRIMARY KEY")
        parts.append(field.db_type_suffix(connection) or "")
    return " ".join(part for part in parts if part)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
