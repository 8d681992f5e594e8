"""What a clause's headings say about the numbers below them (语境): goals, work to be done, or no promises at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from guiju.domain.clauses.model import Clause, Outline

Context = Literal["goal", "task", "preamble", "funding", "closed"]
_GOAL = re.compile(r"目标|指标|愿景|总体要求|总要求")
_FUNDING = re.compile(r"经费|资金|奖励|奖补|资助|补助|补贴|财政|扶持")
_CLOSED = re.compile(
    r"指导思想|原则|总体思路|工作思路|发展基础|基础与|现状|形势|回顾|成效|成就|背景|面临|存在.{0,4}问题|意义|发展环境|附则|名词解释"
    r"|条件|程序|评分|计分|罚则|法律责任"
)
_SILENT = frozenset({"transmittal", "header", "closing", "annex_reference"})


class Placed(NamedTuple):
    """A clause with its ancestors from the root, what its headings say, and the how-manyth of its kind it is there."""

    clause: Clause
    above: tuple[Clause, ...]
    context: Context
    order: int


def placed(outline: Outline) -> Iterator[Placed]:
    """Every clause with its context, in the order of the text."""
    stack = _children(outline.clauses, (), "task")
    while stack:
        here = stack.pop()
        yield here
        stack.extend(_children(here.clause.children, (*here.above[-12:], here.clause), here.context))


def _children(clauses: tuple[Clause, ...], above: tuple[Clause, ...], inherited: Context) -> list[Placed]:
    """The clauses below one, last first, so that a stack gives the first one first."""
    seen: Counter[str] = Counter()
    made = []
    for clause in clauses:
        seen[clause.kind] += 1
        made.append(Placed(clause, above, _context(clause, inherited), seen[clause.kind]))
    return made[::-1]


def _context(clause: Clause, inherited: Context) -> Context:
    """The nearest heading decides; a bullet or a row keeps what stands above it."""
    if clause.kind in _SILENT:
        return "closed"
    if clause.kind == "preamble":
        return "preamble"
    if clause.kind in ("row", "bullet", "paragraph") or not clause.title:
        return inherited
    title = clause.title[:40]
    if _GOAL.search(title):
        return "goal"
    if _CLOSED.search(title):
        return "closed"
    if inherited == "goal":
        return "goal"
    return "funding" if _FUNDING.search(title) else inherited
