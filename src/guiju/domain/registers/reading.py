"""Values of a record from what was typed, a row of a sheet, or a program (取值): errors by field, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.registers.computing import computed
from guiju.domain.registers.model import Field, Register
from guiju.domain.registers.values import READERS, Unread

MISSING = Words("必须填写。", "This is required.")
_KEPT_ELSEWHERE = frozenset({"file", "computed"})


class Reading(NamedTuple):
    """The values as records keep them, without those that are blank; and what is wrong, by field."""

    values: dict[str, Any]
    errors: dict[str, Words]


def values_read(register: Register, typed: Mapping[str, Any], held: Mapping[str, Any] | None = None) -> Reading:
    """The values of a record with what was typed put in; what is not in `typed` stays as `held` says.

    A blank takes a value away. Files come another way and are left as they are.
    """
    values: dict[str, Any] = {code: value for code, value in (held or {}).items() if code in register.by_code}
    errors: dict[str, Words] = {}
    for code, raw in typed.items():
        field = register.by_code.get(code)
        if field is None:
            errors[str(code)[:40]] = Words("登记簿没有这个字段。", "The register has no such field.")
        elif field.type not in _KEPT_ELSEWHERE:
            values.pop(code, None)
            if not is_blank(raw):
                try:
                    values[code] = READERS[field.type](field, raw)
                except Unread as error:
                    errors[code] = error.words
    for field in register.fields:
        if field.code not in errors and field.code not in values and is_required(field, values):
            errors[field.code] = MISSING
    made = computed(register.fields, values)
    kept = {one.code: values.get(one.code, made.get(one.code)) for one in register.fields if one.compute is None}
    values = {code: value for code, value in kept.items() if value is not None} | made
    return Reading(values, errors)


def is_blank(raw: Any) -> bool:
    """Whether nothing was typed."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []


def is_required(field: Field, values: Mapping[str, Any]) -> bool:
    """Whether the field must have a value, given the others."""
    return field.required or any(values.get(code) in wanted for code, wanted in field.required_when.items())
