"""A series as a line (折线图): places in a box of fixed size, and the days and values written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guiju.domain.indicators import Reading

WIDTH, HEIGHT = 640, 160


@dataclass(frozen=True, slots=True)
class Line:
    """`points` in the box, with day and value; `pieces` are runs of them without a gap, as SVG point lists."""

    points: tuple[tuple[float, float, date, Decimal], ...]
    pieces: tuple[str, ...]
    low: Decimal
    high: Decimal


def line_of(readings: Sequence[Reading]) -> Line | None:
    """The line of a series; None when fewer than two days have a value. It starts at nought unless values are below."""
    known = [one.value for one in readings if one.value is not None]
    if len(known) < 2:
        return None
    low, high = min(Decimal(0), *known), max(known)
    first, last = readings[0].on.toordinal(), readings[-1].on.toordinal()
    points, pieces, piece = [], list[str](), list[str]()
    for one in readings:
        if one.value is None:
            pieces.append(" ".join(piece))
            piece = []
            continue
        x = round(WIDTH * (one.on.toordinal() - first) / max(last - first, 1), 1)
        y = round(HEIGHT - HEIGHT * float((one.value - low) / ((high - low) or 1)), 1)
        points.append((x, y, one.on, one.value))
        piece.append(f"{x},{y}")
    pieces.append(" ".join(piece))
    return Line(tuple(points), tuple(filter(None, pieces)), low, high)
