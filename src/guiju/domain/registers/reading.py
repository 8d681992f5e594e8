"""Values of a record from what was typed, a row of a sheet, or a program (取值): errors by field, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.registers.computing import computed
from guiju.domain.registers.model import SEVERAL, Field, Register
from guiju.domain.registers.values import READERS, Unread

MISSING = Words("必须填写。", "This is required.")
_KEPT_ELSEWHERE = frozenset({"file", "computed"})


_MOST_KNOWN, _LONGEST_KNOWN = 50_000, 60


class Reading(NamedTuple):
    """The values as records keep them, without those that are blank; and what is wrong, by field."""

    values: dict[str, Any]
    errors: dict[str, Words]


Known = dict[tuple[str, str], Any]
"""What texts of a sheet were read as before, by field and text; what cannot be read as its words."""


def values_read(
    register: Register, typed: Mapping[str, Any], held: Mapping[str, Any] | None = None, known: Known | None = None
) -> Reading:
    """The values of a record with what was typed put in; what is not in `typed` stays as `held` says.

    A blank takes a value away. Files come another way and are left as they are. `known` is filled on the way: rows of
    one sheet say the same again and again.
    """
    fields = register.by_code
    values: dict[str, Any] = {code: value for code, value in held.items() if code in fields} if held else {}
    errors: dict[str, Words] = {}
    for code, raw in typed.items():
        field = fields.get(code)
        if field is None:
            errors[str(code)[:40]] = Words("登记簿没有这个字段。", "The register has no such field.")
        elif field.type not in _KEPT_ELSEWHERE:
            values.pop(code, None)
            if not is_blank(raw):
                value = _read(field, raw) if known is None else _known(field, raw, known)
                if type(value) is Words:
                    errors[code] = value
                else:
                    values[code] = value
    for field in register.demanded:
        if field.code not in errors and field.code not in values and is_required(field, values):
            errors[field.code] = MISSING
    made = computed(register.fields, values)
    ordered = {
        one.code: value
        for one in register.fields
        if one.compute is None and (value := values.get(one.code)) is not None
    }
    return Reading(ordered | made, errors)


def _read(field: Field, raw: Any) -> Any:
    """The value, or in words why there is none."""
    try:
        return READERS[field.type](field, raw)
    except Unread as error:
        return error.words


def _known(field: Field, raw: Any, known: Known) -> Any:
    """The value of a text that may have been read before."""
    if type(raw) is not str or len(raw) > _LONGEST_KNOWN or field.type in SEVERAL:
        return _read(field, raw)
    key = field.code, raw
    found = known.get(key)
    if found is None:
        found = _read(field, raw)
        if len(known) < _MOST_KNOWN:
            known[key] = found
    return found


def is_blank(raw: Any) -> bool:
    """Whether nothing was typed."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []


def is_required(field: Field, values: Mapping[str, Any]) -> bool:
    """Whether the field must have a value, given the others."""
    return field.required or any(values.get(code) in wanted for code, wanted in field.required_when.items())
