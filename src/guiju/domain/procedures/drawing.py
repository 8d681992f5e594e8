"""The strokes of a diagram (图元): boxes and arrows on a grid, as SVG with attributes only."""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from unicodedata import east_asian_width

LEFT, GAP, RIGHT, ROW = 84, 124, 96, 86
BOX = (164, 44)
_SMALL = 11.5
_LINES, _LEADING = 3, 12.5
_LINE = 'stroke="currentColor" fill="none"'


class Place(NamedTuple):
    """Where a box stands: its left edge, its row."""

    x: int
    row: int

    @property
    def y(self) -> int:
        """Its upper edge."""
        return self.row * ROW + 4

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + BOX[1] / 2


def arrow_head(ident: str) -> str:
    """The head of every arrow."""
    return (
        f'<defs><marker id="{ident}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>'
    )


def box(place: Place, text: str, mark: str, under: str, *, here: bool, ends: bool) -> str:
    """A stage: thick where the case stands, a second line inside where the procedure ends; its mark in words."""
    width, height = BOX
    x, y = place.x, place.y
    radius = 22 if ends else 4
    thick = ' stroke-width="3"' if here else ""
    parts = ['<g class="here">' if here else "<g>"]
    parts.append(
        f'<rect class="stage" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" {_LINE}{thick}/>'
    )
    lines = wrapped(text, 18, 2)
    top = place.middle + 5 - (len(lines) - 1) * 8
    for n, line in enumerate(lines):
        parts.append(_text(x + width / 2, top + n * 16, line, anchor="middle", bold=here))
    if mark:
        parts.append(_text(x + 4, y + height + 13, mark, anchor="start", size=_SMALL, bold=here))
    if under:
        parts.append(_text(x + width / 2, y + height + 13, clipped(under, 34), anchor="middle", size=_SMALL))
    return "".join([*parts, "</g>"])


def down(a: Place, b: Place, label: str, ident: str) -> str:
    """An arrow to the box below, its words beside it."""
    x = a.x + BOX[0] / 2
    return _arrow(f"M{x} {a.y + BOX[1]}V{b.y - 2}", ident) + _label(x + 7, b.y - 18, label, 22, "start", 0)


def sideways(a: Place, b: Place, label: str, ident: str) -> str:
    """An arrow to or from the column at the side, its words above it or, where it slants, beside its end."""
    out = a.x < b.x
    x1, x2 = (a.x + BOX[0], b.x - 2) if out else (a.x, b.x + BOX[0] + 2)
    shift = -8 if out else 10
    y1, y2 = a.middle + shift, b.middle + shift
    arrow = _arrow(f"M{x1} {y1}L{x2} {y2}", ident)
    if a.row == b.row:
        return arrow + _label((x1 + x2) / 2, y1 + (-4 if out else 13), label, 19, "middle", -1 if out else 1)
    return arrow + _label(x1 + 0.7 * (x2 - x1) - 6, y1 + 0.7 * (y2 - y1) + 6, label, 12, "end", 0)


def around(a: Place, b: Place, label: str, ident: str, *, dashed: bool) -> str:
    """An arrow past other boxes of its column, on the outer side."""
    left = a.x == LEFT
    x = a.x if left else a.x + BOX[0]
    side = -1 if left else 1
    bend = x + side * (22 + 7 * min(abs(a.row - b.row), 7))
    shift = 7 if a.row > b.row else -7
    y1, y2 = a.middle + shift, b.middle + shift
    curve = f"M{x} {y1}C{bend} {y1} {bend} {y2} {x + 2 * side} {y2}"
    words = _label(
        x + 8 * side, y1 + (15 if shift > 0 else -8), label, 11, "end" if left else "start", 1 if shift > 0 else -1
    )
    return _arrow(curve, ident, dashed=dashed) + words


def wrapped(text: str, columns: int, lines: int) -> list[str]:
    """A text on so many lines of so many columns, a Chinese character counting two; the rest is cut off."""
    found, line = [], ""
    for word in _words(text):
        if line and width_of(line + word) > columns:
            found.append(line.strip())
            line = ""
        line += word
    found.append(line.strip())
    return found if len(found) <= lines else [*found[: lines - 1], clipped("".join(found[lines - 1 :]), columns)]


def clipped(text: str, columns: int) -> str:
    """A text of so many columns at most."""
    if width_of(text) <= columns:
        return text
    while text and width_of(text) > columns - 1:
        text = text[:-1]
    return text + "…"


def width_of(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for sign in text:
        if parts and not parts[-1].endswith(" ") and width_of(sign) == 1 and width_of(parts[-1][-1]) == 1:
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _arrow(way: str, ident: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<path d="{way}" {_LINE}{dash} marker-end="url(#{ident}-head)"/>'


def _label(x: float, y: float, text: str, columns: int, anchor: str, grows: int) -> str:
    """The words of an arrow on as many lines as they need, three at most; `grows` is -1 up, 1 down, 0 both ways."""
    lines = wrapped(text, columns, _LINES)
    whole = f"<title>{escape(text)}</title>" if lines[-1].endswith("…") else ""
    top = y - (0, (len(lines) - 1) / 2, len(lines) - 1)[1 - grows] * _LEADING
    said = (_text(x, top + n * _LEADING, line, anchor=anchor, size=_SMALL) for n, line in enumerate(lines))
    return f"<g>{whole}{''.join(said)}</g>"


def _text(x: float, y: float, text: str, *, anchor: str, size: float = 14, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}"{weight} stroke="none">'
        f"{escape(text)}</text>"
    )
