"""Many records at once (批量登记): rows made ready are written in one transaction: records, history, index notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from guiju.domain.language import Words
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.bulk import ids_reserve, rows_insert, rows_update
from guiju.kernel.history.services import Change, events_record
from guiju.kernel.procedures.services import cases_look
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.numbering import numbers_give
from guiju.kernel.registers.search import records_reindex
from guiju.kernel.registers.services.checking import Counted
from guiju.kernel.registers.services.prepared import Changed, New, Prepared

_NEW = ("id", "number", "version", "revision", "organisation_id", "fictitious", "created_at", "changed_at")
_OLD = ("number", "version", "revision", "disclosed_at", "changed_at")
_OVERTAKEN = Words("这条登记刚被别人修改，请重新导入。", "This record was just changed by somebody. Import again.")


def rows_written(layout: Layout, intake: Intake, rows: Prepared, counted: Counted, *, at: datetime) -> None:
    """Write the rows, in the caller's transaction. What others changed since they were checked is left out and told in
    `counted`."""
    for new, changed in rows.batches():
        _create(layout, intake, rows.columns, new, at)
        held = _unchanged(layout, changed)
        for one in changed:
            if one.pk not in held:
                counted.counts["changed"] -= 1
                counted.wrong(one.number, {layout.register.title: _OVERTAKEN})
        _change(layout, intake, rows.columns, [one for one in changed if one.pk in held], at)


def _unchanged(layout: Layout, rows: Sequence[Changed]) -> set[int]:
    """The records, locked, that stand as they stood when the rows were checked."""
    if not rows:
        return set()
    held = layout.model._default_manager.select_for_update().filter(pk__in=[one.pk for one in rows])
    now = dict(held.order_by("pk").values_list("pk", "revision"))
    return {one.pk for one in rows if now.get(one.pk) == one.revision}


def _create(layout: Layout, intake: Intake, columns: Sequence[str], rows: Sequence[New], at: datetime) -> None:
    if not rows:
        return
    ids = ids_reserve(layout.model, len(rows))
    numbers = numbers_give(layout.register, [one.naming for one in rows], at)
    version, whose = layout.register.version, intake.organisation_id
    rows_insert(
        layout.model,
        [*_NEW, *columns],
        (
            (pk, number, version, 1, whose, False, at, at, *one.cells)
            for pk, number, one in zip(ids, numbers, rows, strict=True)
        ),
    )
    changes = [
        Change(str(pk), None, one.payload(number)) for pk, number, one in zip(ids, numbers, rows, strict=True)
    ]  # fmt: skip
    _tell(layout, intake, "created", changes, at)
    records_reindex(layout, ids)


def _change(layout: Layout, intake: Intake, columns: Sequence[str], rows: Sequence[Changed], at: datetime) -> None:
    if not rows:
        return
    version = layout.register.version
    rows_update(
        layout.model,
        [*_OLD, *columns],
        ([one.pk, one.numbered, version, one.revision + 1, None, at, *one.cells] for one in rows),
    )
    _tell(layout, intake, "changed", [Change(str(one.pk), None, one.told) for one in rows], at)
    changed = [one.pk for one in rows]
    records_reindex(layout, changed)
    cases_look(kind=layout.kind, ids=changed, at=at)


def _tell(layout: Layout, intake: Intake, deed: str, changes: list[Change], at: datetime) -> None:
    events_record(
        actor=actor_of(intake.owner),
        action=f"register.record.{deed}",
        object_kind=layout.kind,
        changes=changes,
        reason=f"register_import:{intake.pk}",
        at=at,
    )
