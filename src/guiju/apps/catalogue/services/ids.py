"""Keys for rows that are inserted in bulk (批量编号): taken before the insert, so that rows can name each other."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, Model


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
