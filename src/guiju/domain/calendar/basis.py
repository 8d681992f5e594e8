"""What a limit or a rule rests on (依据): an article of a law, read or still to be confirmed."""

from __future__ import annotations

from typing import Any, NamedTuple

from guiju.domain.language import Words


class Basis(NamedTuple):
    """An article (依据条款). `seen` is false while nobody has read it in the text of the law: shown as 待核实."""

    words: Words
    seen: bool

    def said(self) -> Words:
        """The article as shown, with its mark."""
        if self.seen or not self.words.zh:
            return self.words
        return Words(f"{self.words.zh}（待核实）", f"{self.words.en} (to be confirmed)")


NO_BASIS = Basis(Words("", ""), True)


def basis_read(row: Any) -> Basis:
    """A basis from `{zh, en, seen}`; unseen unless said otherwise. Raises ValueError for anything else."""
    if not isinstance(row, dict) or set(row) - {"zh", "en", "seen"} or not (row.get("zh") and row.get("en")):
        raise ValueError("basis")
    seen = row.get("seen", False)
    if not all(isinstance(row[key], str) for key in ("zh", "en")) or not isinstance(seen, bool):
        raise ValueError("basis")
    return Basis(Words(row["zh"], row["en"]), seen)
