"""Taking a declaration into use (施行声明): planned, shown, applied in one transaction with all it does to records."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from guiju.domain.declarations import DeclarationError
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import register_load
from guiju.domain.registers.course import course_prove
from guiju.domain.registers.proposing import placeholders_left
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.bulk import rows_update
from guiju.kernel.history.services import Change as HistoryChange
from guiju.kernel.history.services import event_record, events_record
from guiju.kernel.jobs.services import job_enqueue
from guiju.kernel.registers import ddl
from guiju.kernel.registers.layout import Layout, declaration_now, layout_of
from guiju.kernel.registers.models import Declaration
from guiju.kernel.registers.planning import Plan, plan_make, rows_carried, unique_anew
from guiju.kernel.registers.stages import procedure_named

RULE = "registers.declare"
INDEX_JOB = "registers.index"
_CHUNK = 2_000
_SHOWN = 20


def declaration_plan(*, actor: User | None, text: str, where: str) -> Plan:
    """What applying this declaration would do, without doing it. Raises `DeclarationError`, `WordsError`."""
    permission_require(actor, RULE)
    register = register_load(text, where)
    course_prove(register, procedure_named(register), where)
    found = declaration_now(register.code)
    plan = plan_make(register, layout_of(found) if found else None)
    counted = {code: Counter[Any]() for code in unique_anew(plan)}
    for _, cells in rows_carried(plan):
        for code, values in counted.items():
            value = cells.get(plan.layout.columns[code])
            if value is not None:
                values[value] += 1
    for code, values in counted.items():
        repeated = [str(value) for value, count in values.items() if count > 1] or _repeated(plan, code)
        if repeated:
            plan.repeated[code] = repeated[:_SHOWN]
    return plan


@transaction.atomic
def declaration_apply(
    *, actor: User | None, text: str, where: str, shipped: bool = False, at: datetime
) -> Declaration | None:
    """Take a declaration into use (施行): a new register's table is made, an old one's altered and its values carried
    over. All or nothing, whenever it is interrupted. None when this very declaration is in use.

    Raises `DeclarationError` for a bad one, or no later version; `WordsError` where records stand against it.
    """
    permission_require(actor, RULE)
    register = register_load(text, where)
    _only_one(register.code)
    found = declaration_now(register.code)
    if found is not None and found.version == register.version and found.text == text:
        return None
    course_prove(register, procedure_named(register), where)
    unwritten = placeholders_left(register)
    if unwritten:
        raise DeclarationError(where, unwritten)
    plan = plan_make(register, layout_of(found) if found else None)
    if found is None:
        _table_make(plan.layout)
    else:
        for column in plan.new_columns:
            ddl.column_add(plan.layout.model, column)
    _carry(plan)
    _index(plan, found)
    taken_off = _take_off(plan, actor, at)
    made = Declaration.objects.create(
        code=register.code,
        version=register.version,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        layout={"columns": dict(plan.layout.columns), "keys": dict(plan.layout.keys)},
        kept=[{"field": code, "left": left} for code, left in plan.left.items()],
        shipped=shipped,
        applied_at=at,
        applied_by=actor,
    )
    after = {
        "version": register.version,
        "digest": made.digest,
        "changes": [change.effect.zh for change in plan.comparison.changes],
        "left": plan.left,
        "taken_off": taken_off,
    }
    event_record(
        actor=actor_of(actor),
        action="register.declaration.applied",
        object_kind="register",
        object_id=register.code,
        before={"version": found.version, "digest": found.digest} if found else None,
        after=after,
        at=at,
    )
    job_enqueue(kind=INDEX_JOB, payload={"register": register.code}, at=at)
    return made


def _only_one(code: str) -> None:
    """Whoever else applies this declaration waits until this transaction ends (on SQLite it is alone already)."""
    if connection.vendor == "postgresql":
        key = int.from_bytes(hashlib.sha256(f"declaration {code}".encode()).digest()[:7])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _table_make(layout: Layout) -> None:
    table = layout.table
    if ddl.table_exists(table):
        message = Words(f"数据库里已有表 {table}。", f"The database has a table {table} already.")
        raise WordsError("table", message, Words("请换一个代码。", "Choose another code."), where="code")
    ddl.table_create(layout.model)
    ddl.index_create(table, f"{table}_number", ["number"], unique=True)
    ddl.index_create(table, f"{table}_whose", ["organisation_id", "id"])
    ddl.index_create(table, f"{table}_public", ["id"], where="disclosed_at IS NOT NULL")
    ddl.index_create(table, f"{table}_newest", ["disclosed_at"], where="disclosed_at IS NOT NULL")


def _carry(plan: Plan) -> None:
    """Write what changes in the records there are."""
    if plan.old is None:
        return
    fields: list[str] | None = None
    stream = rows_carried(plan)
    while batch := list(islice(stream, _CHUNK)):
        for row, cells in batch:
            fields = fields or sorted(cells)
            assert sorted(cells) == fields, row.pk
        assert fields is not None
        rows_update(plan.layout.model, fields, ([row.pk, *(cells[name] for name in fields)] for row, cells in batch))


def _take_off(plan: Plan, actor: User | None, at: datetime) -> int:
    """Take public records off that hold what is for the public only from now on (撤下公开); returns how many."""
    shown = Q()
    for change in plan.comparison.changes:
        if change.kind == "disclosed":
            column = plan.layout.columns.get(change.field)
            key = plan.layout.keys.get(change.field)
            shown |= Q(**{f"{column}__isnull": False}) if column is not None else Q(data__has_key=key)
    rows = plan.layout.model._default_manager.filter(shown, disclosed_at__isnull=False) if shown else None
    if rows is None:
        return 0
    public = list(rows.order_by("pk").values_list("pk", "disclosed_at"))
    rows.update(disclosed_at=None, revision=F("revision") + 1)
    return events_record(
        actor=actor_of(actor),
        action="register.record.concealed",
        object_kind=plan.layout.kind,
        changes=(
            HistoryChange(str(pk), {"disclosed_at": disclosed.isoformat()}, {"disclosed_at": None})
            for pk, disclosed in public
        ),
        reason=f"register_declaration:{plan.register.version}",
        at=at,
    )


def _index(plan: Plan, found: Declaration | None) -> None:
    """Indexes of the typed columns as this version asks for them."""
    wanted = {column: one for one, column in plan.layout.columns.items() if one in plan.register.typed}
    held = _indexed(plan.old) if plan.old is not None else {}
    unique = {column: plan.register.by_code[one].unique for column, one in wanted.items()}
    for column, was_unique in held.items():
        if unique.get(column) != was_unique:
            ddl.index_drop(_index_name(plan.layout, column))
    for column in sorted(wanted):
        if held.get(column) == unique[column]:
            continue
        if unique[column] and plan.old is not None and (repeated := _repeated(plan, wanted[column])):
            plan.repeated[wanted[column]] = repeated
            zh, en = plan.refusals[0]
            remedy = Words("请先改正这些登记。", "Put these records right first.")
            raise WordsError("repeated", Words(zh, en), remedy, where=wanted[column])
        columns = [column] if unique[column] else [column, "id"]
        ddl.index_create(plan.layout.table, _index_name(plan.layout, column), columns, unique=unique[column])


def _indexed(layout: Layout) -> dict[str, bool]:
    typed = layout.register.typed
    return {column: layout.register.by_code[code].unique for code, column in layout.columns.items() if code in typed}


def _index_name(layout: Layout, column: str) -> str:
    digest = hashlib.sha256(f"{layout.table} {column}".encode()).hexdigest()[:12]
    return f"ri_{digest}"


def _repeated(plan: Plan, code: str) -> list[str]:
    """Values that stand more than once in a column there is."""
    column = plan.layout.columns.get(code)
    if column is None or plan.old is None:
        return []
    if column not in plan.old.columns.values() and not _has_column(plan.layout.table, column):
        return []
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(column)} FROM {quote(plan.layout.table)} WHERE {quote(column)} IS NOT NULL "
            f"GROUP BY {quote(column)} HAVING COUNT(*) > 1 LIMIT {_SHOWN}"
        )
        return [str(row[0]) for row in cursor.fetchall()]


def _has_column(table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        return column in {found.name for found in connection.introspection.get_table_description(cursor, table)}
