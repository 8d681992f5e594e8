"""What fields refer to beyond the registers (引用的名录): a room that keeps a list says which texts it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from guiju.domain.registers import Field

Meant = Callable[[Collection[str]], Mapping[str, int]]
LISTS: dict[str, Meant] = {}
_SHOWN, _CHUNK = 20, 400


def reference_add(kind: str, meant: Meant) -> None:
    """Say what texts of a kind of field mean: the key of each that is known; rooms call this in their `rules.py`."""
    LISTS[kind] = meant


def references_meant(pairs: Collection[tuple[Field, Any]]) -> dict[tuple[str, str], int]:
    """By kind of field and text, what the values of these fields mean, as far as that is known."""
    texts: dict[str, set[str]] = {}
    for field, value in pairs:
        if field.type in LISTS and isinstance(value, str):
            texts.setdefault(field.type, set()).add(value)
    return {(kind, text): pk for kind, asked in texts.items() for text, pk in _meant(kind, asked).items()}


class UnknownNames:
    """Names in rows of a sheet that are in no list (名录外的名称); they are kept as they were typed."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._asked = [one for one in fields if one.type in LISTS]
        self._names: Counter[str] = Counter()

    def add(self, rows: Collection[Mapping[str, Any]]) -> None:
        """Look at some more rows."""
        counted: dict[str, Counter[str]] = {one.type: Counter() for one in self._asked}
        for row in rows:
            for one in self._asked:
                if isinstance(row.get(one.code), str):
                    counted[one.type][row[one.code]] += 1
        for kind, texts in counted.items():
            known = _meant(kind, texts.keys())
            self._names.update({text: n for text, n in texts.items() if text not in known})

    def told(self) -> dict[str, Any]:
        """How many there were, and the names most rows have."""
        return {"unknown": self._names.total(), "unknown_names": [name for name, _ in self._names.most_common(_SHOWN)]}


def _meant(kind: str, texts: Collection[str]) -> dict[str, int]:
    """What these texts mean, asked for in pieces."""
    found: dict[str, int] = {}
    asked = list(texts)
    for start in range(0, len(asked), _CHUNK):
        found |= LISTS[kind](asked[start : start + _CHUNK])
    return found
