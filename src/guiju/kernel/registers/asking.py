"""What is asked of a list of records (列表条件): words, chosen values, order, page; only what the reader may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from django.http import QueryDict

from guiju.domain.registers import Field
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.sight import Sight
from guiju.kernel.registers.stages import stage_field

LONGEST, MOST_VALUES, FARTHEST_PAGE, MOST_COLUMNS = 200, 20, 200, 20
SHOWN = "show"


class Params(Protocol):
    """What an address asks: one value or all of a name."""

    def get(self, name: str, default: Any = None, /) -> Any: ...
    def getlist(self, name: str, /) -> list[Any]: ...


@dataclass(frozen=True)
class Asked:
    """A question to a register. `chosen`: values by facet; `order`: a field, "-" before it for descending; `shown`: the
    columns asked for, none for those the register names."""

    layout: Layout
    sight: Sight
    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = ()  # type: ignore[assignment]
    order: str = ""
    page: int = 1
    withdrawn: bool = False
    shown: tuple[str, ...] = ()

    @cached_property
    def facets(self) -> tuple[Field, ...]:
        """The facets the reader sees; the stage of every record's case is for those who see every record."""
        return (*(self._stage if self.sight.sees_all else ()), *self._seen(self.layout.register.facets))

    @cached_property
    def sorts(self) -> tuple[Field, ...]:
        """The orders the reader may ask for."""
        return self._seen(self.layout.register.sorts)

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The columns of the list the reader sees."""
        inside = self.sight.sees_all or self.sight.enters or self.sight.organisations
        return (*self._seen(self.shown or self.layout.register.columns), *(self._stage if inside else ()))

    @cached_property
    def _stage(self) -> tuple[Field, ...]:
        """Where the cases of the records stand, if they go through a procedure."""
        field = stage_field(self.layout)
        return () if field is None else (field,)

    def address(self, **changes: Any) -> str:
        """The question as the query of an address, changed; the page is left out unless it is given."""
        asked = replace(self, page=changes.pop("page", 1), **changes)
        query = QueryDict(mutable=True)
        for name, value in asked._parts():
            query.appendlist(name, value)
        return query.urlencode()

    def toggled(self, facet: str, value: str) -> str:
        """The address with a value of a facet chosen, or no longer."""
        held = self.chosen.get(facet, ())
        now = tuple(one for one in held if one != value) if value in held else (*held, value)
        return self.address(chosen={**self.chosen, facet: now})

    def _parts(self) -> Iterator[tuple[str, str]]:
        if self.text:
            yield "q", self.text
        for name, values in self.chosen.items():
            yield from ((name, value) for value in values)
        if self.order:
            yield "order", self.order
        yield from ((SHOWN, code) for code in self.shown)
        if self.withdrawn:
            yield "withdrawn", "1"
        if self.page > 1:
            yield "page", str(self.page)

    def _seen(self, codes: tuple[str, ...]) -> tuple[Field, ...]:
        seen = {one.code for one in self.sight.fields()}
        return tuple(self.layout.register.by_code[code] for code in codes if code in seen)


def asked(layout: Layout, sight: Sight, params: Params) -> Asked:
    """The question an address puts; what it has no right to ask, or makes no sense, is left out."""
    empty = Asked(layout, sight, chosen={})
    chosen = {
        one.code: tuple(
            dict.fromkeys(str(value)[:LONGEST] for value in params.getlist(one.code)[:MOST_VALUES] if value)
        )
        for one in empty.facets
    }
    order = str(params.get("order", ""))[:60]
    page = str(params.get("page", "1"))[:6]
    seen = {one.code for one in sight.fields()}
    shown = tuple(dict.fromkeys(code for code in map(str, params.getlist(SHOWN)[:MOST_COLUMNS]) if code in seen))
    return replace(
        empty,
        text=" ".join(str(params.get("q", ""))[:LONGEST].split()),
        chosen={code: values for code, values in chosen.items() if values},
        order=order if order.removeprefix("-") in {one.code for one in empty.sorts} else "",
        page=min(max(int(page), 1), FARTHEST_PAGE) if page.isascii() and page.isdecimal() else 1,
        withdrawn=sight.keeps and params.get("withdrawn") == "1",
        shown=shown if shown != layout.register.columns else (),
    )
