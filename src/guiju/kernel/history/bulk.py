"""Insert many rows fast (批量写入): `executemany` on the caller's connection, faster than `bulk_create`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Max, Model

BATCH = 2_000


def rows_insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Insert rows, each the values of `fields` in order (attribute names, `unit_id` for a key); returns how many.

    Skips defaults, validation and signals: the caller gives every column that has no default in the database.
    """
    columns: list[Field[Any, Any]] = [model._meta.get_field(name) for name in fields]  # type: ignore[misc]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(column.column)) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"
    return _each(statement, _ready(rows, columns))


def rows_update(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Set `fields` of rows held, each given as its primary key and then the values in order; returns how many."""
    columns: list[Field[Any, Any]] = [model._meta.get_field(name) for name in fields]  # type: ignore[misc]
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(str(column.column))} = %s" for column in columns)
    key = model._meta.pk.column if model._meta.pk else "id"
    statement = f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE {quote(str(key))} = %s"
    return _each(statement, _ready(([*row[1:], row[0]] for row in rows), columns))


def ids_reserve(model: type[Model], count: int) -> list[int]:
    """`count` fresh keys, inside the transaction that uses them (SQLite: no other writer can stand between)."""
    if count == 0:
        return []
    if connection.vendor == "postgresql":
        table, column = model._meta.db_table, model._meta.pk.column if model._meta.pk else "id"
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
            )
            return [row[0] for row in cursor.fetchall()]
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return list(range(last + 1, last + 1 + count))


def _each(statement: str, rows: Iterable[Sequence[Any]]) -> int:
    """Run a statement once for each row; returns how often."""
    count = 0
    stream = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(stream, BATCH)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def _ready(rows: Iterable[Sequence[object]], columns: Sequence[Field[Any, Any]]) -> Iterable[Sequence[object]]:
    """Rows whose values are as the database takes them; most columns take theirs as they are."""
    needed = [(place, p) for place, p in enumerate(map(_preparer, columns)) if p]
    return (_with(needed, row) for row in rows) if needed else rows


def _with(needed: Sequence[tuple[int, Callable[[object], Any]]], row: Sequence[object]) -> Sequence[object]:
    values = list(row)
    for place, prepare in needed:
        values[place] = prepare(values[place])
    return values


_AS_IS = {"CharField", "TextField", "BigAutoField", "BooleanField", "PositiveBigIntegerField", "PositiveIntegerField"}
_WHOLE = {"IntegerField", "BigIntegerField"}
_FEW_VALUES = {"DateField", "DateTimeField"}


def _preparer(column: Field[Any, Any]) -> Callable[[object], Any] | None:
    """How a value of this column is made ready for the database, or None where it goes in as it is."""
    kind = (column.target_field if isinstance(column, ForeignKey) else column).get_internal_type()
    if kind in _AS_IS:
        return None
    if kind == "JSONField":
        return _json_preparer(column)
    prepare = partial(column.get_db_prep_save, connection=connection)
    if kind in _WHOLE:
        return lambda value: value if value is None or type(value) is int else prepare(value)
    return lru_cache(1_024)(prepare) if kind in _FEW_VALUES else prepare


def _json_preparer(column: Field[Any, Any]) -> Callable[[object], Any]:
    """JSON made ready without the mapper's detours; empty lists and objects, which are most of it, once."""
    adapt = partial(connection.ops.adapt_json_value, encoder=getattr(column, "encoder", None))
    no_list, no_object = adapt([]), adapt({})

    def prepare(value: object) -> Any:
        if value or value is None:
            return None if value is None else adapt(value)
        return no_list if type(value) is list else no_object if type(value) is dict else adapt(value)

    return prepare
