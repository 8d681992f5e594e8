"""What is searched of the records of a register (登记检索): one kind of document each, found when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from guiju.domain.codes.regions import region
from guiju.domain.registers.columns import is_ordered_by_number, order_value
from guiju.domain.registers.course import STAGE
from guiju.domain.registers.model import SEVERAL, Field
from guiju.kernel.registers.layout import Layout, layout_find
from guiju.kernel.registers.sight import terms_of
from guiju.kernel.registers.stages import stages_put
from guiju.kernel.registers.tables import Record
from guiju.kernel.search.kinds import SearchKind, kinds_found_by
from guiju.kernel.search.port import SearchDocument, Shape
from guiju.kernel.search.services import document_touch

BEGINNING = "register-"
SEEN = "seen"
_CHUNK = 2_000
_TEXTS = frozenset({"text", "long_text", "list", "organisation", "committee", "region", "record", "choice", "choices"})
_NUMBERS = frozenset({"standard", "standards"})


def kind_name(code: str) -> str:
    """The kind of document of a register's records."""
    return f"{BEGINNING}{code}"


def kind_of(layout: Layout) -> SearchKind:
    """How records of a register are searched."""
    register = layout.register
    stage = (STAGE,) if register.procedure is not None else ()
    numbers = tuple(code for code in register.sorts if is_ordered_by_number(register.by_code[code]))
    texts = tuple(code for code in register.sorts if code not in numbers)
    shape = Shape(facets=(SEEN, *stage, *register.facets), orders=texts, numbered=numbers)
    return SearchKind(kind_name(register.code), shape, lambda ids: _load(layout, ids), version=register.version)


def _find(name: str) -> SearchKind | None:
    layout = layout_find(name.removeprefix(BEGINNING))
    return kind_of(layout) if layout is not None else None


kinds_found_by(BEGINNING, _find)


def records_reindex(layout: Layout, ids: Iterable[int]) -> None:
    """Note, in the transaction that changed them, that these records changed."""
    document_touch(kind=kind_name(layout.register.code), ids=[str(pk) for pk in ids])


def _load(layout: Layout, ids: Collection[str] | None) -> Iterator[SearchDocument]:
    rows = layout.model._default_manager.defer("version", "revision", "created_at", "changed_at").order_by("pk")
    if ids is not None:
        found = list(rows.filter(pk__in=[int(one) for one in ids]))
        stages_put(layout, found)
        yield from (document_of(layout, row) for row in found)
        return
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:_CHUNK]):
        stages_put(layout, batch)
        yield from (document_of(layout, row) for row in batch)
        last = batch[-1].pk


def document_of(layout: Layout, row: Record) -> SearchDocument:
    """The search document of a record. Only fields that whoever sees the record sees are searched by their words."""
    values = layout.values(row)
    register = layout.register
    title = str(values.get(register.title) or row.number or row.pk)
    more: list[str] = []
    numbers: list[str] = []
    for one in register.fields:
        value = values.get(one.code)
        if value is None or one.see or one.code == register.title:
            continue
        if one.type in _NUMBERS:
            numbers += value if one.type in SEVERAL else [value]
        elif one.type in _TEXTS:
            more += _said(one, value)
    return SearchDocument(
        id=str(row.pk),
        label=title,
        numbers=tuple(numbers),
        titles=tuple(text for text in (title, row.number or "", *more) if text),
        facets={SEEN: terms_of(row)}
        | ({STAGE: (row.case_stage,)} if row.case_stage else {})
        | {code: facet_values(register.by_code[code], values.get(code)) for code in register.facets},
        orders={code: order_value(register.by_code[code], values.get(code)) for code in register.sorts},
    )


def facet_values(one: Field, value: Any) -> tuple[str, ...]:
    """What a facet counts a value under: a region also under those above it."""
    if value is None:
        return ()
    if one.type == "region":
        return _region_values(str(value))
    if one.type == "flag":
        return ("yes" if value else "no",)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


@lru_cache(5_000)
def _region_values(code: str) -> tuple[str, ...]:
    known = region(code)
    return (code, *(above.code for above in known.parents)) if known else (code,)


@lru_cache(5_000)
def _region_said(code: str) -> tuple[str, ...]:
    known = region(code)
    return (known.full_name,) if known else ()


def _said(one: Field, value: Any) -> list[str]:
    if one.type in ("choice", "choices"):
        codes = value if isinstance(value, list) else [value]
        return [words.zh for code in codes if (words := one.words_of.get(code)) is not None]
    if one.type == "region":
        return list(_region_said(str(value)))
    return [str(part)[:2_000] for part in value] if isinstance(value, list) else [str(value)[:2_000]]
