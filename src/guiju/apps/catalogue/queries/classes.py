"""Codes of the classifications, as trees (分类号)."""

from __future__ import annotations

from typing import Any, NamedTuple

from guiju.apps.catalogue.models import CcsCode, IcsCode
from guiju.domain.language import Words

TABLES: dict[str, Any] = {"ics": IcsCode, "ccs": CcsCode}

# What ISO writes for a field it keeps free (99).
_NAMELESS = "(No title)"


class Code(NamedTuple):
    """A code and its title in both languages, as far as known; either falls back to the other."""

    code: str
    title: Words


def code_path(tree: str, code: str) -> tuple[Code, ...]:
    """The codes above one, from the top, and the code itself; empty for a code there is none of."""
    path: list[Code] = []
    while code:
        row = TABLES[tree].objects.filter(pk=code).first()
        if row is None or len(path) > 5:
            return ()
        path.append(_code(row))
        code = row.parent
    return tuple(reversed(path))


def code_children(tree: str, code: str) -> list[tuple[Code, bool]]:
    """The codes right below one ("": the top ones), in order; each with whether it has codes of its own."""
    table = TABLES[tree]
    rows = [row for row in table.objects.filter(parent=code).order_by("code") if _code(row).title.en != _NAMELESS]
    inner = set(table.objects.filter(parent__in=[row.code for row in rows]).values_list("parent", flat=True))
    return [(_code(row), row.code in inner) for row in rows]


def _code(row: IcsCode | CcsCode) -> Code:
    english = getattr(row, "title_en", "")
    return Code(row.code, Words(row.title_zh or english, english or row.title_zh))
