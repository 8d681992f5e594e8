"""Where the cases of records stand (办理阶段): as a facet, a column and a filter of the register's list.

A record is as far as the newest of its cases; one without is told apart from all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from guiju.domain.language import Words
from guiju.domain.procedures import Procedure
from guiju.domain.registers import Field, Register
from guiju.domain.registers.course import STAGE
from guiju.domain.registers.model import Option
from guiju.kernel.procedures.declarations import procedures_on
from guiju.kernel.procedures.models import Case
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.tables import Record

NONE = "none"
_NAME = Words("办理阶段", "Stage")
_NOT_BEGUN = Words("无办理事项", "no case here")


def procedure_named(register: Register) -> Procedure | None:
    """The procedure that new cases of a register's records follow today."""
    return procedures_on(localdate()).get(register.procedure.code) if register.procedure is not None else None


def stage_field(layout: Layout) -> Field | None:
    """The stage of a record as a field that is chosen from; None where its records go through no procedure."""
    procedure = procedure_named(layout.register)
    if procedure is None:
        return None
    options = [Option(stage.code, stage.words) for stage in procedure.stages.values()]
    return Field(STAGE, _NAME, "choice", options=(*options, Option(NONE, _NOT_BEGUN)))


def cases_newest(kind: str) -> QuerySet[Case]:
    """The newest case of every record of a kind that has one."""
    newer = Case.objects.filter(object_kind=kind, object_id=OuterRef("object_id"), pk__gt=OuterRef("pk"))
    return Case.objects.filter(~Exists(newer), object_kind=kind)


def case_newest(layout: Layout, pk: int) -> Case | None:
    """The newest case of a record."""
    rows = Case.objects.filter(object_kind=layout.kind, object_id=str(pk))
    return rows.select_related("organisation", "authority", "unit").order_by("-pk").first()


def cases_of(layout: Layout, pk: int) -> list[Case]:
    """Every case of a record, the oldest first."""
    return list(Case.objects.filter(object_kind=layout.kind, object_id=str(pk)).order_by("pk"))


def stages_of(layout: Layout, ids: Iterable[int]) -> Mapping[int, str]:
    """The stages of these records, `NONE` for those without a case; nothing where there is no procedure."""
    if layout.register.procedure is None:
        return {}
    keys = [str(pk) for pk in ids]
    found = cases_newest(layout.kind).filter(object_id__in=keys).values_list("object_id", "stage")
    return {int(key): NONE for key in keys} | {int(key): stage for key, stage in found}


def handed_in(layout: Layout, ids: Iterable[int]) -> frozenset[int]:
    """Those of these records that were handed in and not given back (已提交), or of which something was decided: only
    keepers change what they say."""
    procedure, keys = procedure_named(layout.register), list(ids)
    if procedure is None:
        return frozenset()
    amending = {NONE, *procedure.amending}
    waiting = {pk for pk, stage in stages_of(layout, keys).items() if stage not in amending}
    return decided(layout, keys) | waiting


def decided(layout: Layout, ids: Iterable[int]) -> frozenset[int]:
    """Those of these records of which something was decided (已有决定): a case of theirs was granted, or they hold what
    only a step after the application writes. Only keepers begin a case of them."""
    procedure, keys = procedure_named(layout.register), list(ids)
    if procedure is None or not keys:
        return frozenset()
    granted = [stage.code for stage in procedure.stages.values() if stage.ends == "granted"]
    cases = Case.objects.filter(object_kind=layout.kind, object_id__in=[str(pk) for pk in keys], stage__in=granted)
    held = Q()
    for code in _written_later(layout.register, procedure):
        column = layout.columns.get(code)
        held |= Q(**{f"{column}__isnull": False}) if column is not None else Q(data__has_key=layout.keys[code])
    rows = layout.model._default_manager.filter(held, pk__in=keys).values_list("pk", flat=True) if held else ()
    return frozenset({*map(int, cases.values_list("object_id", flat=True)), *rows})


def _written_later(register: Register, procedure: Procedure) -> frozenset[str]:
    """The fields that only steps after the application write."""
    course = register.procedure
    early = {
        one.field
        for one in (course.settings if course is not None else ())
        if one.stage in procedure.amending
        or (one.move in procedure.moves and procedure.amending & set(procedure.moves[one.move].sources))
    }
    return register.decided - early


def stages_put(layout: Layout, rows: Sequence[Record]) -> None:
    """Let these records know their stages, so that `Layout.value` tells them."""
    stages = stages_of(layout, [row.pk for row in rows])
    for row in rows:
        row.case_stage = stages.get(row.pk)


def staged(layout: Layout, stages: Sequence[str]) -> Q:
    """The condition of standing at one of the stages."""
    key = Cast("object_id", BigIntegerField())
    at = Q(pk__in=cases_newest(layout.kind).filter(stage__in=stages).values_list(key, flat=True))
    if NONE not in stages:
        return at
    any_case = Case.objects.filter(object_kind=layout.kind).values_list(key, flat=True)
    return at | ~Q(pk__in=any_case)
