"""How well targets are tied to the measures that count them: precision and recall of the first suggestion."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from guiju.domain.ties import Countable, Part, Promise, Suggestion, suggest
from tools.policy_labels import CORPUS

SPLITS = ("worked", "held_back")


class Score(NamedTuple):
    """First suggestions: how many there ought to be, how many came, how many were right; and of those, the part."""

    wanted: int
    given: int
    right: int
    parts: int
    offered: int

    @property
    def precision(self) -> float:
        return self.right / max(self.given, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.wanted, 1)


def run() -> None:
    """Score each split and print it."""
    print("ties: targets of policies tied to measures, first suggestion")
    for split in SPLITS:
        score = scored(split)
        print(
            f"  {split:<10} precision {score.precision:.3f}  recall {score.recall:.3f}  "
            f"part right {score.parts / max(score.right, 1):.3f}  suggested at all {score.offered / score.wanted:.3f}"
        )


def scored(split: str) -> Score:
    """The score of one part of the labelled set."""
    wanted = given = right = parts = offered = 0
    for row, found in suggested(split):
        expected = [one.split("?")[0] for one in row["expect"]]
        wanted += bool(expected)
        given += bool(found)
        if found and found[0].measure in expected:
            right += 1
            parts += _named(found[0]) in row["expect"]
        offered += any(one.measure in expected for one in found)
    return Score(wanted, given, right, parts, offered)


def suggested(split: str) -> Iterator[tuple[dict[str, Any], tuple[Suggestion, ...]]]:
    """Each labelled target of a split with what is suggested for it."""
    offered = measures()
    for line in (CORPUS / "ties.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            promise = Promise(row["name"], row["unit"], row.get("per", ""))
            yield row, suggest(promise, offered)


def measures() -> list[Countable]:
    """The measures of the labelled set."""
    found = []
    for line in (CORPUS / "ties_measures.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name, unit, split, definition = line.split("\t")
            parts = tuple(_part(text) for text in split.split())
            found.append(Countable(code, name, unit, definition, tuple({part.by for part in parts}), parts))
    return found


def _part(text: str) -> Part:
    by, _, rest = text.partition("=")
    value, _, name = rest.partition(":")
    return Part(by, value, name)


def _named(one: Suggestion) -> str:
    return one.measure + (f"?{one.part.by}={one.part.value}" if one.part else "")


if __name__ == "__main__":
    run()
