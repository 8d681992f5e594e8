"""How well citations are found: scores the labelled texts of tests/corpora/citations, lists gains and losses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from guiju.domain.citations import Citation, find

REPOSITORY = Path(__file__).resolve().parents[1]
CORPORA = REPOSITORY / "tests" / "corpora" / "citations"
LAST = REPOSITORY / "var" / "accuracy" / "citations.json"


class Outcome(NamedTuple):
    """What became of one label or one invention: `key` names it for good, `verdict` is "ok" or what is wrong."""

    key: str
    verdict: str


def texts(folder: Path = CORPORA) -> Iterator[dict[str, Any]]:
    """Every labelled text: id, text, citations, non_citations."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def outcomes(labelled: dict[str, Any]) -> Iterator[Outcome]:
    """One outcome for each label and for each thing found that is none; a trap that was hit says so."""
    found = {(citation.start, citation.end): citation for citation in find(labelled["text"])}
    for label in labelled["citations"]:
        key = f"{labelled['id']}:{label['start']}:{label['span']}"
        citation = found.pop((label["start"], label["end"]), None)
        if citation is None:
            overlaps = [c for c in found.values() if c.start < label["end"] and c.end > label["start"]]
            for overlapping in overlaps:
                del found[overlapping.start, overlapping.end]
            yield Outcome(key, f"span: {overlaps[0].span!r}" if overlaps else "missed")
        else:
            yield Outcome(key, _compare(label, citation))
    for citation in found.values():
        traps = [t["why"] for t in labelled["non_citations"] if t["start"] < citation.end and t["end"] > citation.start]
        verdict = f"trap: {traps[0]}" if traps else "invented"
        yield Outcome(f"{labelled['id']}:{citation.start}:{citation.span}", verdict)


def _compare(label: dict[str, Any], citation: Citation) -> str:
    if citation.number not in {label["normalised"], *label.get("alt", ()), label.get("intended")}:
        return f"number: {citation.number}"
    if citation.kind != label["kind"]:
        return f"kind: {citation.kind}"
    members = [str(member) for member in citation.members]
    if "members" in label and members != label["members"]:
        return f"members: {members}"
    if bool(citation.error) != label.get("malformed", False):
        return f"error: {citation.error or 'none'}"
    if "title" in label and citation.title != label["title"]:
        return f"title: {citation.title!r}"
    if label.get("edition", citation.edition_note) != citation.edition_note:
        return f"edition: {citation.edition_note!r}"
    return "ok"


def score(results: list[Outcome]) -> dict[str, float]:
    """Shares: recall and precision of exact spans; normal form, kind, members, titles of the spans found; traps hit."""
    kinds = Counter(outcome.verdict.partition(":")[0] for outcome in results)
    right = sum(kinds[kind] for kind in ("ok", "number", "kind", "members", "error", "title", "edition"))
    labels = right + kinds["missed"] + kinds["span"]
    reported = right + kinds["span"] + kinds["invented"] + kinds["trap"]
    shares = {
        "recall": right / labels,
        "precision": right / reported,
        "exact": kinds["ok"] / labels,
    }
    for kind in ("number", "kind", "members", "title", "edition"):
        shares[kind] = 1 - kinds[kind] / right
    return {**shares, "labels": labels, "traps_hit": kinds["trap"]}


def run() -> dict[str, float]:
    """Score all corpora, print figures, what is wrong, and what changed since the last run; remember this run."""
    results = [outcome for labelled in texts() for outcome in outcomes(labelled)]
    figures = score(results)
    for name, value in figures.items():
        print(f"  {name:10} {value:.4f}" if isinstance(value, float) else f"  {name:10} {value}")
    for outcome in results:
        if outcome.verdict != "ok":
            print(f"  - {outcome.key!r} {outcome.verdict}")
    _print_changes(results)
    return figures


def _print_changes(results: list[Outcome]) -> None:
    before: dict[str, str] = json.loads(LAST.read_text(encoding="utf-8")) if LAST.exists() else {}
    now = dict(results)
    for key in sorted(before.keys() | now.keys()) if before else ():
        old, new = before.get(key, "silent"), now.get(key, "silent")
        if old == new:
            continue
        gain = new == "ok" or (old != "ok" and new == "silent")
        print(f"  {'gain' if gain else 'loss'} {key!r}: {old} → {new}")
    LAST.parent.mkdir(parents=True, exist_ok=True)
    LAST.write_text(json.dumps(now, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    run()
