"""Where in a document something stands, in words (位置): 引言, 四(三)2, 附件第42行."""

from __future__ import annotations

from bisect import bisect_right

from guiju.domain.clauses import Clause, Outline

_NAMED = {
    "transmittal": "印发通知", "header": "版头", "preamble": "引言", "closing": "结尾", "annex_reference": "附件说明",
}  # fmt: skip


class Places:
    """Finds the clause around an offset, with all above it."""

    def __init__(self, outline: Outline) -> None:
        self._chains: list[tuple[Clause, ...]] = []
        for clause in outline.clauses:
            self._add(clause, ())
        self._chains.sort(key=lambda chain: (chain[-1].start, len(chain)))
        self._starts = [chain[-1].start for chain in self._chains]

    def _add(self, clause: Clause, above: tuple[Clause, ...]) -> None:
        chain = (*above, clause)
        self._chains.append(chain)
        for child in clause.children:
            self._add(child, chain)

    def chain(self, at: int) -> tuple[Clause, ...]:
        """The clauses around an offset, outermost first; empty where none is."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return ()
        chain = self._chains[index]
        while chain and not chain[-1].start <= at < chain[-1].end:
            chain = chain[:-1]
        return chain

    def path(self, at: int) -> str | None:
        """The stable path of the deepest clause around an offset."""
        chain = self.chain(at)
        return chain[-1].path if chain else None

    def words(self, at: int) -> str:
        """The place in words."""
        return place_words(self.chain(at))

    def titled(self, at: int) -> str:
        """The place with the headings above it: 五、保障措施 (三)加大经费保障力度 第1项."""
        words = []
        for clause in self.chain(at):
            if clause.number is None or clause.kind in _NAMED:
                continue
            if clause.kind in ("item", "row"):
                words.append(f"第{clause.number}{'项' if clause.kind == 'item' else '行'}")
            else:
                mark = "" if clause.number[-1] in ")）条章节" else "、"
                words.append(f"{clause.number}{mark}{clause.title or ''}".rstrip("、"))
        return " ".join(words) or self.words(at)


def place_words(chain: tuple[Clause, ...]) -> str:
    """A chain of clauses in words; clauses without a number, below numbered ones, add nothing."""
    words = ""
    for clause in chain:
        if clause.kind in _NAMED:
            words = words or _NAMED[clause.kind]
        elif clause.kind == "annex":
            words = clause.number or "附件"
        elif clause.kind == "row":
            words += f"第{clause.number}行" if clause.number else ""
        elif clause.number is not None and clause.kind != "bullet":
            words += clause.number.strip(".、")
    return words
