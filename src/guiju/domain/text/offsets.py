"""Which place in the source a place in the cleaned text came from (偏移对照)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """One change of length: `source[start:end]` became `length` characters."""

    start: int
    end: int
    length: int


class OffsetMap:
    """The map of one rewriting: only the edits that change lengths are kept, all between them is a shift.

    Offsets are code points. Edits are given in the order of the source and do not overlap.
    """

    __slots__ = ("_ends", "_source_ends", "_source_starts", "_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._source_starts = [edit.start for edit in edits]
        self._source_ends = [edit.end for edit in edits]
        shift = 0
        for edit in edits:
            self._starts.append(edit.start + shift)
            self._ends.append(edit.start + shift + edit.length)
            shift += edit.length - (edit.end - edit.start)

    def __len__(self) -> int:
        """How many breakpoints the map holds."""
        return len(self._starts)

    def start_to_source(self, offset: int) -> int:
        """Where a span that begins at `offset` begins in the source: after what was deleted right before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        if offset < self._ends[index]:
            return self._source_starts[index]
        return self._source_ends[index] + offset - self._ends[index]

    def end_to_source(self, offset: int) -> int:
        """Where a span that ends at `offset` ends in the source: before what was deleted right after it."""
        index = bisect_left(self._starts, offset) - 1
        if index < 0:
            return offset
        if offset <= self._ends[index]:
            return self._source_ends[index]
        return self._source_ends[index] + offset - self._ends[index]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The tightest span of the source that holds what became `[start, end)`; an empty span stays empty."""
        begin = self.start_to_source(start)
        return begin, max(begin, self.end_to_source(end)) if end > start else begin
