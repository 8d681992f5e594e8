"""Blocks of very large tables, kept compactly and made when they are looked at (大表的紧凑存放)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from guiju.domain.documents.model import Block, Blocks, Place

PlaceOf = Callable[[int, int, int, bool], Place]
_FEW = 200_000


class CellBlocks(Sequence[Block]):
    """A sequence of blocks, most of them cells: about a fifth of the memory of a list of blocks.

    `place_of` gives the place of (sheet, row, column, hidden), zero-based.
    """

    def __init__(self, place_of: PlaceOf) -> None:
        self._place_of = place_of
        self._texts: list[str] = []
        self._sheets = array("H")
        self._rows = array("L")
        self._columns = array("H")
        self._hidden = bytearray()
        self._others: dict[int, Block] = {}

    def add(self, text: str, sheet: int, row: int, column: int, hidden: bool) -> None:
        """Append a cell."""
        self._texts.append(text)
        self._sheets.append(sheet)
        self._rows.append(row)
        self._columns.append(column)
        self._hidden.append(hidden)

    def append(self, block: Block) -> None:
        """Append a block that is no cell, or has a place of its own."""
        self._others[len(self)] = block
        self.add(block.text, 0, 0, 0, False)

    def drop_cells(self, start: int, covered: set[tuple[int, int]]) -> None:
        """Take out the cells from index `start` on, none but cells, that stand at a (row, column) of `covered`."""
        kept = [index for index in range(start, len(self)) if (self._rows[index], self._columns[index]) not in covered]
        self._texts[start:] = [self._texts[index] for index in kept]
        self._sheets[start:] = array("H", [self._sheets[index] for index in kept])
        self._rows[start:] = array("L", [self._rows[index] for index in kept])
        self._columns[start:] = array("H", [self._columns[index] for index in kept])
        self._hidden[start:] = bytearray(self._hidden[index] for index in kept)

    @property
    def texts(self) -> Sequence[str]:
        """The text of every block, without making them."""
        return self._texts

    def lines(self) -> Iterator[tuple[tuple[int, int], int, int]]:
        """Runs of cells of one row: its (sheet, row), the index of its first and one behind its last."""
        start, count, others = 0, len(self), self._others
        while start < count:
            end = start + 1
            if start not in others:
                at = self._sheets[start], self._rows[start]
                while end < count and self._rows[end] == at[1] and self._sheets[end] == at[0] and end not in others:
                    end += 1
                yield at, start, end
            start = end

    def cells(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The column and text of each cell of a run."""
        return zip(self._columns[start:end], self._texts[start:end], strict=True)

    def settled(self) -> Blocks:
        """Few blocks as a plain list, which is quicker to go over again; many as they are."""
        return list(self) if len(self) <= _FEW else self

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Block]:
        return map(self._block, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        chosen = range(len(self))[index]
        return self._block(chosen) if isinstance(chosen, int) else [self._block(one) for one in chosen]

    def _block(self, index: int) -> Block:
        other = self._others.get(index)
        if other is not None:
            return other
        sheet, row, column = self._sheets[index], self._rows[index], self._columns[index]
        place = self._place_of(sheet, row, column, bool(self._hidden[index]))
        return Block(self._texts[index], place, "cell", sheet, row, column)
