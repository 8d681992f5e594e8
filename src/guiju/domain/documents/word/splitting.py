"""Runs split at given offsets of a paragraph's text, formatting kept, nothing else changed (文本块拆分)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from copy import deepcopy
from itertools import accumulate

from lxml import etree

from guiju.domain.documents.word.names import local, tags
from guiju.domain.documents.word.pieces import Piece

_RUN = tags("r")
_TEXT = tags("t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Splitter:
    """A paragraph's pieces, splittable; afterwards every offset asked for lies between two runs where it can."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = list(pieces)
        self._starts = list(accumulate((len(piece.text) for piece in self._pieces), initial=0))

    def split(self, offsets: Iterable[int]) -> None:
        """Split at each offset; from the last to the first, so that what is still to be split stays in place."""
        for offset in sorted(set(offsets), reverse=True):
            if not 0 < offset < self._starts[-1]:
                continue
            index = bisect_right(self._starts, offset) - 1
            piece = self._pieces[index]
            within = offset - self._starts[index]
            if piece.run is None or piece.node.getparent() is not piece.run:
                continue
            if within and piece.node.tag in _TEXT:
                self._split_text(index, within)
            elif not within and self._pieces[index - 1].run is piece.run:
                self._move(index, _new_run_from(piece.run, piece.node))

    def ends(self, start: int, end: int) -> tuple[etree._Element, etree._Element] | None:
        """The first and last element that show the text from `start` to `end`; None for an empty span."""
        if not 0 <= start < end <= self._starts[-1]:
            return None
        first = self._pieces[bisect_right(self._starts, start) - 1]
        last = self._pieces[bisect_right(self._starts, end - 1) - 1]
        return _anchor(first), _anchor(last)

    def _split_text(self, index: int, within: int) -> None:
        piece = self._pieces[index]
        node, run = piece.node, piece.run
        if run is None:
            return
        tail = etree.Element(node.tag, {_SPACE: "preserve"})
        tail.text = piece.text[within:]
        node.text = piece.text[:within]
        node.set(_SPACE, "preserve")
        node.addnext(tail)
        self._pieces[index] = Piece(piece.text[:within], node, run)
        self._pieces.insert(index + 1, Piece(tail.text, tail, run))
        self._starts.insert(index + 1, self._starts[index] + within)
        self._move(index + 1, _new_run_from(run, tail))

    def _move(self, index: int, new_run: etree._Element) -> None:
        """Note that the pieces of one run from `index` on stand in `new_run` now."""
        old_run = self._pieces[index].run
        while index < len(self._pieces) and self._pieces[index].run is old_run:
            piece = self._pieces[index]
            self._pieces[index] = Piece(piece.text, piece.node, new_run)
            index += 1


def _new_run_from(run: etree._Element, node: etree._Element) -> etree._Element:
    """A run after `run`, formatted alike, that takes `node` and everything behind it."""
    new = etree.Element(run.tag, {str(name): str(text) for name, text in run.attrib.items()})
    properties = next((child for child in run if local(child) == "rPr"), None)
    if properties is not None:
        new.append(deepcopy(properties))
    moved = [node, *node.itersiblings()]
    new.extend(moved)
    run.addnext(new)
    return new


def _anchor(piece: Piece) -> etree._Element:
    """The element a range may begin or end at: the outermost run around a piece, or the formula itself."""
    anchor = piece.node if piece.run is None else piece.run
    for parent in anchor.iterancestors():
        if local(parent) == "p":
            break
        if parent.tag in _RUN:
            anchor = parent
    return anchor
