"""Names cut into terms (名称分词): known terms by a table, the rest by pairs of signs."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from guiju.domain.text import fold

Kind = Literal["thing", "shape", "deed", "level", "filler", "other"]
KINDS: tuple[Kind, ...] = ("thing", "shape", "deed", "level", "filler")
OTHER_WEIGHT = 0.5
"""Of each pair of signs that the table does not know."""
STANDARD_WEIGHT = 1.0
"""Of 标准 where it stands in 国家标准, as where it stands alone."""
LONGEST = 600


class Term(NamedTuple):
    """A term as it was found: what it stands for, and the words themselves."""

    name: str
    kind: Kind
    weight: float
    found: str


class _Listed(NamedTuple):
    name: str
    kind: Kind
    weight: float


def _table() -> tuple[list[_Listed], re.Pattern[str]]:
    listed: list[_Listed] = []
    patterns: list[str] = []
    for line in (files(__package__) / "terms.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, kind, weight, pattern = line.split("\t")
        patterns.append(f"(?P<t{len(listed)}>{pattern})")
        listed.append(_Listed(name, _kind(kind), float(weight)))
    return listed, re.compile("|".join(patterns))


def _kind(text: str) -> Kind:
    for kind in KINDS:
        if text == kind:
            return kind
    raise ValueError(f"no kind of term: {text!r}")


_LISTED, _TERM = _table()
_RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")


@lru_cache(maxsize=4096)
def terms(text: str) -> tuple[Term, ...]:
    """The terms of a name in their order; fillers are left out."""
    folded = fold(text[:LONGEST])
    found: list[Term] = []
    at = 0
    for match in _TERM.finditer(folded):
        found += _others(folded[at : match.start()])
        at = match.end()
        listed = _LISTED[int((match.lastgroup or "t0")[1:])]
        if listed.kind != "filler":
            found.append(Term(*listed, match[0]))
        if listed.kind == "level" and match[0].endswith("标准"):
            found.append(Term("standard", "thing", STANDARD_WEIGHT, match[0]))
    return (*found, *_others(folded[at:]))


def _others(text: str) -> list[Term]:
    """What the table does not know, in pairs of signs; a single sign says too little."""
    found = []
    for run in _RUN.findall(text):
        pieces = [run] if run.isascii() else [run[n : n + 2] for n in range(len(run) - 1)]
        found += [Term(piece.casefold(), "other", OTHER_WEIGHT, piece) for piece in pieces]
    return found
