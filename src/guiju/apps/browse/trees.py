"""The two classifications as trees (分类树): ICS and CCS, with how many editions each code has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guiju.apps.catalogue.queries.classes import Code, code_children, code_path
from guiju.apps.catalogue.queries.counting import search_counts, search_read
from guiju.domain.language import Words

TREES: dict[str, tuple[Words, Words]] = {
    "ics": (Words("国际标准分类（ICS）", "ICS"), Words("国际标准分类号", "International Classification for Standards")),
    "ccs": (
        Words("中国标准文献分类（CCS）", "CCS"),
        Words("中国标准文献分类号", "Chinese Classification for Standards"),
    ),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A code below the one shown; `inner`: it has codes of its own."""

    code: Code
    count: int
    inner: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A code of a classification (None: its top), the codes above it, those below, and how many editions it has."""

    tree: str
    code: Code | None
    path: tuple[Code, ...]
    branches: tuple[Branch, ...]
    count: int


def node(tree: str, code: str, on: date) -> Node | None:
    """A node with its branches; None for a code there is none of. "" is the top."""
    path = code_path(tree, code)
    if code and not path:
        return None
    counted = search_counts(search_read("", on), (tree,))
    counts: Mapping[str, int] = counted.by[tree]
    branches = tuple(
        Branch(child, _count(tree, child.code, counts), inner) for child, inner in code_children(tree, code)
    )
    count = _count(tree, code, counts) if code else counted.total
    return Node(tree, path[-1] if path else None, path[:-1], branches, count)


def _count(tree: str, code: str, counts: Mapping[str, int]) -> int:
    """Editions of a code; of a group of codes ("A00/09"), those of its codes together."""
    if "/" not in code:
        return counts.get(code, 0)
    return sum(counts.get(child.code, 0) for child, _ in code_children(tree, code))
