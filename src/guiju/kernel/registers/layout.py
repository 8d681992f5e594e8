"""Where the fields of a register lie (存放): the declaration in use, its table, and the values of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Exists, OuterRef

from guiju.domain.registers import Field, Register, register_load
from guiju.domain.registers.columns import column_read, column_value
from guiju.domain.registers.course import STAGE
from guiju.domain.registers.model import TYPES
from guiju.kernel.registers.models import Declaration
from guiju.kernel.registers.tables import Record, table_model, table_name


@dataclass(frozen=True)
class Layout:
    """A register in use. `columns` are the typed columns by field, `keys` the keys of the JSON column by field."""

    register: Register
    columns: Mapping[str, str]
    keys: Mapping[str, str]

    @cached_property
    def model(self) -> type[Record]:
        """The model of its table."""
        fields = self.register.by_code
        return table_model(self.register.code, {col: TYPES[fields[code].type] for code, col in self.columns.items()})

    @property
    def table(self) -> str:
        """The name of its table."""
        return table_name(self.register.code)

    @property
    def kind(self) -> str:
        """How history and procedures name its records."""
        return object_kind(self.register.code)

    def values(self, row: Record) -> dict[str, Any]:
        """The values of a record by field, in the order declared, without empty ones."""
        found, held, data, columns = {}, row.__dict__, row.data, self.columns
        for field in self.register.fields:
            column = columns.get(field.code)
            value = held[column] if column is not None else data.get(self.keys[field.code])
            if value is not None:
                found[field.code] = value if column is None else column_read(field, value)
        return found

    def value(self, row: Record, field: Field) -> Any:
        """The value of one field of a record; None for none. A record knows its stage where `stages_put` told it."""
        if field.code == STAGE:
            return row.case_stage
        column = self.columns.get(field.code)
        if column is not None:
            return column_read(field, getattr(row, column))
        return row.data.get(self.keys[field.code])

    def cells(self, values: Mapping[str, Any], data: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What the columns of a record hold for these values; what `data` holds of other versions stays."""
        kept = {key: value for key, value in data.items() if key not in self.keys.values()} if data else {}
        cells: dict[str, Any] = {}
        columns = self.columns
        for field in self.register.fields:
            value = values.get(field.code)
            column = columns.get(field.code)
            if column is not None:
                cells[column] = None if value is None else column_value(field, value)
            elif value is not None:
                kept[self.keys[field.code]] = value
        return {**cells, "data": kept}

    def title(self, row: Record) -> str:
        """What a record is called."""
        return str(self.value(row, self.register.by_code[self.register.title]) or row.number or row.pk)


def object_kind(code: str) -> str:
    """How history and procedures name records of a register: `register:training`."""
    return f"register:{code}"


def declaration_now(code: str) -> Declaration | None:
    """The version of a register's declaration that is in use."""
    return Declaration.objects.filter(code=code).order_by("-version").first()


def layout_find(code: str) -> Layout | None:
    """A register in use, None where there is none of this code."""
    found = declaration_now(code[:40]) if code else None
    return layout_of(found) if found is not None else None


def layout_get(code: str) -> Layout:
    """A register in use. Raises LookupError."""
    found = layout_find(code)
    if found is None:
        raise LookupError(f"no register is called {code!r}")
    return found


def layouts() -> list[Layout]:
    """Every register in use, by code."""
    newer = Declaration.objects.filter(code=OuterRef("code"), version__gt=OuterRef("version"))
    return [layout_of(found) for found in Declaration.objects.filter(~Exists(newer)).order_by("code")]


def layout_of(declaration: Declaration) -> Layout:
    """The layout of a version."""
    columns, keys = declaration.layout["columns"], declaration.layout["keys"]
    return _layout(declaration.text, declaration.code, tuple(columns.items()), tuple(keys.items()))


@lru_cache(200)
def _layout(text: str, code: str, columns: tuple[tuple[str, str], ...], keys: tuple[tuple[str, str], ...]) -> Layout:
    return Layout(register_load(text, f"{code}.toml"), dict(columns), dict(keys))
