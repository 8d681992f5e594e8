"""Where a target stands in words (位置), and its id: G for goals, R for table rows, T for other clauses."""

from __future__ import annotations

from collections import Counter

from guiju.domain.clauses.model import Clause
from guiju.domain.policy.targets.context import Placed

_HAN = "一二三四五六七八九十百"


def where_of(here: Placed) -> str:
    """The place as people name it: 二、主要目标第1条 · 三(一)2 · 附件第9行."""
    clause, above = here.clause, here.above
    if clause.kind == "row":
        annex = next((one for one in reversed(above) if one.kind == "annex"), None)
        head = (annex.number or "附件") if annex else (_label(above) or "表")
        return f"{head}第{clause.number or here.order}行"
    if clause.kind == "bullet":
        return f"{_label(above)}第{here.order}条"
    if clause.kind == "paragraph" and not clause.number:
        return _label(above) or (clause.title or "正文")
    return _label((*above, clause)) or (clause.title or "正文")


def _label(chain: tuple[Clause, ...]) -> str:
    """A part alone by number and title, what is below it by the numbers in a row."""
    numbered = [one for one in chain if one.number and one.kind not in ("bullet", "row")]
    if not numbered:
        return (chain[-1].title or "") if chain else ""
    last = numbered[-1]
    if len(numbered) == 1 and last.title and last.number and last.number[0] in _HAN:
        return f"{last.number}、{last.title}"
    return "".join(one.number or "" for one in numbered)


class Ids:
    """Hands out ids that stay unique in the document."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._goals = 1
        self._others = 0
        self._seen: Counter[str] = Counter()

    def goal(self, *, leading: bool) -> str:
        """The next goal; a dated lead without number before all others is G00."""
        if leading and self._goals == 1 and not self._seen:
            self._seen["G00"] += 1
            return f"{self._document}-G00"
        self._goals += 1
        return f"{self._document}-G{self._goals - 1:02d}"

    def other(self) -> str:
        """The next target of a clause that is neither goal nor row."""
        self._others += 1
        return f"{self._document}-T{self._others:02d}"

    def row(self, number: str, which: int, of: int) -> str:
        """A row by its printed number, with a letter where it holds several; a second table's rows are told apart."""
        name = f"R{number.zfill(2)}" + (chr(ord("a") + min(which, 25)) if of > 1 else "")
        self._seen[name] += 1
        again = self._seen[name]
        return f"{self._document}-{name}" + (f"~{again}" if again > 1 else "")
