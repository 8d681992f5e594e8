"""Reads of the registers (登记簿查询): lists with facets from the index, long reads by key from the table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from guiju.domain.registers import Field
from guiju.domain.registers.course import STAGE
from guiju.kernel.accounts.models import User
from guiju.kernel.registers.asking import Asked
from guiju.kernel.registers.layout import Layout, layout_find, layouts
from guiju.kernel.registers.models import Draft, Intake, SavedView
from guiju.kernel.registers.search import SEEN, facet_values, kind_name, kind_of
from guiju.kernel.registers.sight import Sight, sight_of
from guiju.kernel.registers.stages import staged, stages_put
from guiju.kernel.registers.tables import Record
from guiju.kernel.search.folders import is_built
from guiju.kernel.search.port import SearchQuery
from guiju.kernel.search.queries import search

PAGE = 50
_CHUNK = 1_000
_FOUND = 10_000


class Listed(NamedTuple):
    """A page of a list: its rows, how many there are in all, and counts by facet and value.

    `indexed` is false while the index is being built: then there are no words, facets nor orders but the newest first.
    """

    rows: list[Record]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    indexed: bool
    loosened: bool = False


def records_listed(ask: Asked, on: date, *, page_size: int = PAGE) -> Listed:
    """The records asked for that the reader sees."""
    layout = ask.layout
    if not is_built(kind_of(layout)):
        return _plainly(ask, page_size)
    facets = {SEEN: ask.sight.terms(withdrawn=ask.withdrawn), **ask.chosen}
    if not facets[SEEN]:
        return Listed([], 0, {}, True)
    query = SearchQuery(
        on=on,
        text=ask.text,
        facets=facets,
        counts=tuple(one.code for one in ask.facets),
        order=ask.order or ("" if ask.text else layout.register.order),
        offset=(ask.page - 1) * page_size,
        limit=page_size,
        values=60,
    )
    found = search(kind_name(layout.register.code), query)
    rows = layout.model._default_manager.in_bulk([int(hit.id) for hit in found.hits])
    held = [row for hit in found.hits if (row := rows.get(int(hit.id))) is not None]
    seen = [row for row in held if ask.sight.sees(row) and (row.withdrawn_at is not None) == ask.withdrawn]
    stages_put(layout, seen)
    return Listed(seen, found.total, found.facets, True, found.loosened)


def _plainly(ask: Asked, page_size: int) -> Listed:
    rows = filtered(ask.layout, ask.sight.narrow(ask.layout.model._default_manager.all()), ask.chosen)
    start = (ask.page - 1) * page_size
    held = list(rows.order_by("-pk")[start : start + page_size])
    stages_put(ask.layout, held)
    return Listed(held, rows.count(), {}, False)


def records_after(ask: Asked, after: int, limit: int, *, on: date) -> list[Record]:
    """Records asked for with a greater key, in its order, as many as `limit`; for reading on by a cursor."""
    rows = ask.sight.narrow(ask.layout.model._default_manager.all())
    if ask.text:
        rows = rows.filter(pk__in=_found(ask, on))
    found: list[Record] = []
    rows = filtered(ask.layout, rows, ask.chosen).order_by("pk")
    while len(found) < limit:
        more = list(rows.filter(pk__gt=after)[: limit - len(found) if not _apart(ask) else _CHUNK])
        found += [row for row in more if _has(ask, row)]
        if not more or (not _apart(ask) and len(more) < limit):
            break
        after = more[-1].pk
    return found[:limit]


def records_all(ask: Asked, most: int, *, on: date) -> Iterator[Record]:
    """Every record asked for, in the order of keys, `most` at most, read in pieces."""
    after, count = 0, 0
    while count < most and (rows := records_after(ask, after, min(_CHUNK, most - count), on=on)):
        yield from rows
        after, count = rows[-1].pk, count + len(rows)


def record_find(layout: Layout, pk: int) -> Record | None:
    """One record."""
    return layout.model._default_manager.filter(pk=pk).first() if 0 < pk < 2**63 else None


def filtered(layout: Layout, rows: QuerySet[Record], chosen: Mapping[str, Sequence[str]]) -> QuerySet[Record]:
    """Those of these records that have one of the values chosen in every field with a column; see `_has`."""
    return rows.filter(matching(layout, chosen))


def matching(layout: Layout, chosen: Mapping[str, Sequence[str]]) -> Q:
    """The condition of having one of the values chosen in every field with a column."""
    wanted = Q()
    for code, values in chosen.items():
        column = layout.columns.get(code)
        if code == STAGE:
            wanted &= staged(layout, values)
        elif column is not None:
            wanted &= _one_of(layout.register.by_code[code], column, values)
    return wanted


def _one_of(one: Field, column: str, values: Sequence[str]) -> Q:
    if one.type == "flag":
        return Q(**{f"{column}__in": [int(value == "yes") for value in values]})
    if one.type != "region":
        return Q(**{f"{column}__in": list(values)})
    wide = [
        value for value in values if value.endswith("00") and len(value) == 6 and value.isascii() and value.isdecimal()
    ]
    either = Q(**{f"{column}__in": [value for value in values if value not in wide]})
    for value in wide:
        start = value[:2] if value.endswith("0000") else value[:4]
        either |= Q(**{f"{column}__gte": start, f"{column}__lt": f"{int(start) + 1:0{len(start)}}"})
    return either


def _apart(ask: Asked) -> bool:
    """Whether a value was chosen of a field that has no column."""
    return any(code not in ask.layout.columns and code != STAGE for code in ask.chosen)


def _has(ask: Asked, row: Record) -> bool:
    """Whether a record has one of the values chosen of each field without a column."""
    for code, values in ask.chosen.items():
        if code not in ask.layout.columns and code != STAGE:
            one = ask.layout.register.by_code[code]
            if not set(facet_values(one, ask.layout.value(row, one))) & set(values):
                return False
    return True


def _found(ask: Asked, on: date) -> list[int]:
    facets = {SEEN: ask.sight.terms(), **ask.chosen}
    query = SearchQuery(on=on, text=ask.text, facets=facets, counts=(), limit=_FOUND)
    return [int(hit.id) for hit in search(kind_name(ask.layout.register.code), query).hits] if facets[SEEN] else []


class Room(NamedTuple):
    """A register in use and what a person may do in it."""

    layout: Layout
    sight: Sight


def rooms_for(person: User | AnonymousUser, on: date) -> list[Room]:
    """The registers that are something to a person."""
    found = [Room(layout, sight_of(layout.register, person, on)) for layout in layouts()]
    return [room for room in found if room.sight.sees_something]


def draft_find(owner: User, register: str, record: int = 0) -> Draft | None:
    """What a person typed and has not handed in."""
    return Draft.objects.filter(owner=owner, register=register, record=record).first()


def drafts_begun(owner: User, keys: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Under which of these names and numbers a person has typed something and not handed it in."""
    registers = {register for register, _ in keys}
    rows = Draft.objects.filter(owner=owner, register__in=registers).values_list("register", "record")
    return {key for key in rows if key in keys}


def values_seen(layout: Layout, sight: Sight, row: Record) -> dict[str, Any]:
    """The values of a record that are seen, by field."""
    values = layout.values(row)
    return {one.code: values[one.code] for one in sight.fields(row) if one.code in values}


def layout_numbers(register: str, numbers: set[Any]) -> set[Any]:
    """Those of these numbers that records of a register have."""
    layout = layout_find(register)
    if layout is None or not numbers:
        return set()
    return set(layout.model._default_manager.filter(number__in=numbers).values_list("number", flat=True))


def intakes_of(owner: User, register: str) -> QuerySet[Intake]:
    """The sheets a person handed in for a register, the newest first."""
    return Intake.objects.filter(owner=owner, register=register).select_related("job").order_by("-pk")


def views_for(person: User, layout: Layout, sight: Sight) -> list[SavedView]:
    """The saved views of a register: a person's own, then those shared within their organisations."""
    rows = SavedView.objects.filter(register=layout.register.code).select_related("owner").order_by("name", "pk")
    mine = list(rows.filter(owner=person)[:PAGE])
    shared = rows.filter(organisation_id__in=sight.organisations).exclude(owner=person)[:PAGE]
    return [*mine, *shared]


def records_newest(ask: Asked, most: int, *, on: date) -> list[Record]:
    """Records made public that are asked for, those made public last first."""
    rows = ask.layout.model._default_manager.filter(withdrawn_at=None, disclosed_at__isnull=False, fictitious=False)
    if ask.text:
        rows = rows.filter(pk__in=_found(ask, on))
    found = list(
        filtered(ask.layout, rows, ask.chosen).order_by("-disclosed_at", "-pk")[: most * 10 if _apart(ask) else most]
    )
    return [row for row in found if _has(ask, row)][:most]


class Naming(NamedTuple):
    """Records of another register that name one: the register, the field that does, the first of them."""

    layout: Layout
    field: Field
    rows: list[Record]


def records_naming(rooms: Sequence[Room], layout: Layout, row: Record) -> list[Naming]:
    """What names a record, in the registers and of the records that its reader sees."""
    found = []
    for room in rooms if row.number else ():
        for one in room.sight.fields():
            if one.type == "record" and one.register == layout.register.code:
                rows = filtered(room.layout, room.sight.narrow(room.layout.model._default_manager.all()), {})
                column = room.layout.columns.get(one.code)
                if column is not None:
                    held = list(rows.filter(**{column: row.number}).order_by("-pk")[:PAGE])
                    found.append(Naming(room.layout, one, held))
    return [naming for naming in found if naming.rows]
