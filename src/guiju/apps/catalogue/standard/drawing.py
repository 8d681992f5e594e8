"""Where the standards of a relation graph stand (关系图排布): pure, from groups to places in pixels.

The standard asked about stands in the middle; on the left what it comes from or rests on, on the right what came of it.
Each group is a box with its relation as caption, joined by one line to the standard it belongs to: sixty standards
stay legible because no line crosses another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from guiju.apps.catalogue.standard.reach import Group, Near, Reach
from guiju.domain.language import Words

WIDE, HIGH = 224, 48
_GAP, _PAD, _CAPTION, _APART = 8, 8, 24, 56
_LOW = (_CAPTION - _PAD) / 2  # by how much the middle of what a box holds lies below its own
_COLUMNS_FROM = ((18, 3), (6, 2))


@dataclass(frozen=True, slots=True)
class Spot:
    """A standard in its place."""

    number: str
    hop: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A group in its place, with its caption and how many found no room."""

    words: Words
    kind: str
    hidden: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """The line from a standard to one of its groups; `forward`: the relation points to the group."""

    kind: str
    forward: bool
    path: str


@dataclass(slots=True)
class Drawing:
    """Everything to draw, the size of the sheet, and that of a standard on it."""

    width: float = 0
    height: float = 0
    wide: int = WIDE
    high: int = HIGH
    spots: list[Spot] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def draw(found: Reach) -> Drawing:
    """The places of all that is in reach."""
    parts = _parted(found.middle)
    sides = {back: [group for group in parts if group.back == back] for back in (True, False)}
    width = {back: _depth(groups) for back, groups in sides.items()}
    height = max([HIGH, *(_stack(groups) for groups in sides.values())]) + 2 * _PAD
    sheet = Drawing(width[True] + WIDE + width[False] + 2 * _PAD, height)
    x, y = width[True] + _PAD, (height - HIGH) / 2
    sheet.spots.append(Spot(found.middle.number, 0, x, y))
    for back, groups in sides.items():
        _place(sheet, groups, x if back else x + WIDE, y + HIGH / 2, back=back)
    return sheet


def _parted(near: Near) -> list[Group]:
    """The groups of a standard, each in two where only some of it leads on: those in one column, the rest beside."""
    parts = []
    for group in near.groups:
        leading = [one for one in group.nodes if one.groups]
        rest = [one for one in group.nodes if not one.groups]
        if leading and len(rest) > 2:
            parts += [replace(group, nodes=leading, hidden=0), replace(group, nodes=rest)]
        else:
            parts.append(group)
    return parts


def _place(sheet: Drawing, groups: Sequence[Group], edge: float, middle: float, *, back: bool) -> None:
    """Groups beside a standard whose side is at `edge`, around the height of its middle."""
    top = middle - _stack(groups) / 2 - _LOW
    inward = -1 if back else 1
    for group in groups:
        high, wide = _high(group), _columns(group) * (WIDE + _GAP) - _GAP + 2 * _PAD
        x = edge - _APART - wide if back else edge + _APART
        near = x + wide if back else x
        sheet.boxes.append(Box(group.words, group.kind, group.hidden, x, top, wide, high))
        sheet.lines.append(Line(group.kind, group.forward, _curve(edge, middle, near, top + high / 2 + _LOW, inward)))
        for near_one, left, upper in _cells(group, x, top):
            sheet.spots.append(Spot(near_one.number, near_one.hop, left, upper))
            if near_one.groups:
                side = x if back else x + wide
                _place(sheet, near_one.groups, side, upper + HIGH / 2, back=back)
        top += _high(group) + 2 * _GAP


def _cells(group: Group, x: float, y: float) -> Iterator[tuple[Near, float, float]]:
    """The standards of a group with their places."""
    columns = _columns(group)
    upper = y + _CAPTION
    for n, near in enumerate(group.nodes):
        high = max(HIGH, _stack(near.groups))
        yield near, x + _PAD + (n % columns) * (WIDE + _GAP), upper + (high - HIGH) / 2
        if (n + 1) % columns == 0:
            upper += high + _GAP


def _columns(group: Group) -> int:
    if any(near.groups for near in group.nodes):
        return 1
    return next((columns for most, columns in _COLUMNS_FROM if len(group.nodes) > most), 1)


def _high(group: Group) -> float:
    """The height of the box: one row of standards below another, each as high as what hangs on it."""
    columns = _columns(group)
    rows = [max(HIGH, _stack(near.groups)) for near in group.nodes[::columns]]
    return _CAPTION + sum(rows) + _GAP * (len(rows) - 1) + _PAD


def _stack(groups: Sequence[Group]) -> float:
    return sum(_high(group) for group in groups) + 2 * _GAP * max(len(groups) - 1, 0)


def _depth(groups: Sequence[Group]) -> float:
    """How far the groups reach sideways."""
    return max((_across(group) for group in groups), default=0)


def _across(group: Group) -> float:
    own = _APART + _columns(group) * (WIDE + _GAP) - _GAP + 2 * _PAD
    return own + max((_depth(near.groups) for near in group.nodes), default=0)


def _curve(x1: float, y1: float, x2: float, y2: float, inward: int) -> str:
    bend = x1 + inward * _APART / 2
    return f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"
