"""Rows made ready before the transaction that writes them (预备写入), so that it is short and nobody waits for it.

They wait in a file that no folder lists, which the system frees when this process ends in whatever way.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple

from guiju.kernel.history.canonical import canonical
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.services.checking import Checked
from guiju.kernel.registers.services.events import difference
from guiju.kernel.registers.tables import Record

# Stands for a number not yet given; no value holds it, as signs that cannot be seen are taken out of values.
_NUMBER = "\0"
_PLACE = canonical(_NUMBER).decode()


class New(NamedTuple):
    """A new record: its values as far as its number is made of them, its cells, and what history tells around its
    number."""

    naming: Mapping[str, Any]
    cells: tuple[Any, ...]
    told: str
    told_after: str

    def payload(self, number: str | None) -> str:
        """What history tells once its number is known."""
        return f"{self.told}{canonical(number).decode()}{self.told_after}" if self.told_after else self.told


class Changed(NamedTuple):
    """A record to be changed: the row of the sheet, its key, the revision it was compared with, the number it then has,
    its new cells, and what history tells."""

    number: int
    pk: int
    revision: int
    numbered: str | None
    cells: tuple[Any, ...]
    told: str


class Prepared:
    """The good rows of a sheet, in batches as they were put; `columns` are those of their cells."""

    def __init__(self, layout: Layout) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._layout = layout
        rule = layout.register.numbering
        asked = () if rule is None else (rule.field,) if rule.field else layout.register.by_code
        self._naming = [code for code in asked if rule and (rule.field or f"{{{code}}}" in rule.pattern)]
        self.columns = tuple(layout.cells({}))

    def put(self, rows: Iterable[Checked]) -> None:
        """Make a batch ready; rows with errors and those that change nothing are left out."""
        new, changed = [], []
        for one in rows:
            if one.errors or not one.values:
                continue
            if one.row is None:
                new.append(tuple(self._new(one.values)))
            else:
                changed.append(tuple(self._changed(one.number, one.values, one.row)))
        marshal.dump((new, changed), self._file)

    def batches(self) -> Iterator[tuple[list[New], list[Changed]]]:
        """The batches in order; can be asked for again."""
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            new, changed = marshal.load(self._file)
            yield [New(*one) for one in new], [Changed(*one) for one in changed]

    def close(self) -> None:
        """Free what is kept."""
        self._file.close()

    def _new(self, values: dict[str, Any]) -> New:
        cells = tuple(self._layout.cells(values).values())
        told = canonical({"before": None, "after": {"number": _NUMBER, **values}}).decode()
        before, _, after = told.partition(_PLACE)
        return New({code: values[code] for code in self._naming if code in values}, cells, before, after)

    def _changed(self, number: int, values: dict[str, Any], row: Record) -> Changed:
        before, after = difference(self._layout.values(row), values)
        if row.disclosed_at is not None:
            before["disclosed_at"], after["disclosed_at"] = row.disclosed_at.isoformat(), None
        cells = tuple(self._layout.cells(values, row.data).values())
        told = canonical({"before": before, "after": after}).decode()
        rule = self._layout.register.numbering
        numbered = values.get(rule.field) if rule is not None and rule.field else row.number
        return Changed(number, row.pk, row.revision, numbered, cells, told)
