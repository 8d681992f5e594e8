"""A procedure drawn (流程图): an SVG that says the same in words, and shows where a case stands without colour alone.

Stages on the main way stand below one another; side stages and other ends to their right, beside where they are
entered. A move from many stages is not drawn as many arrows: its target says from how many it is reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from guiju.domain.procedures.case import Case
from guiju.domain.procedures.drawing import (
    BOX,
    GAP,
    LEFT,
    RIGHT,
    ROW,
    Place,
    around,
    arrow_head,
    box,
    down,
    sideways,
)
from guiju.domain.procedures.model import ENDS, Move, Procedure

MANY = 3
_NOW, _DONE = ("现在", "now"), ("已过", "done")


class _Edge(NamedTuple):
    source: str
    target: str
    moves: tuple[Move, ...]


def diagram(procedure: Procedure, lang: str, case: Case | None = None) -> str:
    """The whole SVG in one language; with a case, its stage and those it has passed are marked."""
    main, side = _columns(procedure)
    places = {code: Place(LEFT, row) for row, code in enumerate(main)}
    edges = list(_edges(procedure))
    places |= _beside(procedure, side, places)
    rows = max(place.row for place in places.values()) + 1
    width, height = LEFT + 2 * BOX[0] + GAP + RIGHT, rows * ROW + 8
    ident = f"procedure-{procedure.code}"
    passed = {step.source for step in case.steps} if case is not None else set()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure-diagram" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" aria-labelledby="{ident}-title {ident}-desc" font-size="14" '
        f'font-family="system-ui, sans-serif" fill="currentColor">',
        f'<title id="{ident}-title">{escape(procedure.words.pick(lang))}</title>',
        f'<desc id="{ident}-desc">{escape(" ".join(_told(procedure, lang, case)))}</desc>',
        arrow_head(ident),
    ]
    parts += [_drawn(edge, places, ident, lang) for edge in edges if edge.source in places and edge.target in places]
    for code, place in places.items():
        stage = procedure.stages[code]
        here = case is not None and case.stage == code
        mark = _NOW if here else _DONE if code in passed else ("", "")
        under = _reached_from_many(procedure, code, lang)
        said = mark[0] if lang.startswith("zh") else mark[1]
        parts.append(box(place, stage.words.pick(lang), said, under, here=here, ends=bool(stage.ends)))
    return "".join([*parts, "</svg>"])


def _columns(procedure: Procedure) -> tuple[list[str], list[str]]:
    main = [c for c, s in procedure.stages.items() if not s.side and s.ends in ("", "granted")]
    return main, [code for code in procedure.stages if code not in main]


def _edges(procedure: Procedure) -> Iterator[_Edge]:
    """What is drawn: moves of the same way together, those from many stages left out."""
    found: dict[tuple[str, str], list[Move]] = {}
    for move in procedure.moves.values():
        if len(move.sources) >= MANY:
            continue
        for source in move.sources:
            targets = procedure.targets(move, source)
            for target in targets if len(targets) < MANY else ():
                found.setdefault((source, target), []).append(move)
    for (source, target), moves in found.items():
        yield _Edge(source, target, tuple(moves))


def _beside(procedure: Procedure, side: Sequence[str], main: dict[str, Place]) -> dict[str, Place]:
    """Side stages each beside the first stage that leads there, one row each."""
    taken: set[int] = set()
    places: dict[str, Place] = {}
    for code in side:
        rows = [main[s].row for m in procedure.moves.values() if m.target == code for s in m.sources if s in main]
        row = min(rows, default=0)
        while row in taken:
            row += 1
        taken.add(row)
        places[code] = Place(LEFT + BOX[0] + GAP, row)
    return places


def _drawn(edge: _Edge, places: dict[str, Place], ident: str, lang: str) -> str:
    a, b = places[edge.source], places[edge.target]
    label = " / ".join(move.words.pick(lang) for move in edge.moves)
    back = all(move.kind == "return" for move in edge.moves)
    if a.x != b.x:
        return sideways(a, b, label, ident)
    if b.row == a.row + 1 and a.x == LEFT:
        return down(a, b, label, ident)
    return around(a, b, label, ident, dashed=back)


def _reached_from_many(procedure: Procedure, code: str, lang: str) -> str:
    many = [m for m in procedure.moves.values() if m.target == code and len(m.sources) >= MANY]
    if not many:
        return ""
    n, said = len(many[0].sources), many[0].words.pick(lang)
    return f"{said}：{n} 个环节" if lang.startswith("zh") else f"{said}: {n} stages"


def _told(procedure: Procedure, lang: str, case: Case | None) -> Iterator[str]:
    """The diagram in words."""
    zh = lang.startswith("zh")
    if case is not None:
        here = procedure.stages[case.stage].words.pick(lang)
        yield f"现在处于“{here}”。" if zh else f"The case is at “{here}”."
    for code, stage in procedure.stages.items():
        name = stage.words.pick(lang)
        if stage.ends:
            yield f"“{name}”：{ENDS[stage.ends].zh}。" if zh else f"“{name}”: {ENDS[stage.ends].en}."
        for move in procedure.leaving(code):
            targets = [procedure.stages[t].words.pick(lang) for t in procedure.targets(move, code)]
            to = ("、" if zh else ", ").join(targets)
            said = move.words.pick(lang)
            yield f"“{name}”{said}到“{to}”。" if zh else f"“{name}”, {said}: to “{to}”."
