"""How well policies are read: scores the labelled sets and the hand-made examples, lists gains and losses.

They are told against `last.json`, which `python -m tools.accuracy_policy --keep` writes anew.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from guiju.domain.policy.reading import policy_read
from tools.policy_labels import CORPUS, Outcome, Record, all_outcomes, columns, flat, judged

LAST = CORPUS / "last.json"
PAGES, EXAMPLES = CORPUS / "pages", CORPUS / "examples"
_TASK_FIELDS = (
    "lead", "participants", "collectives", "all_members", "local_governments", "etc", "responsible_phrase", "title",
    "text", "path",
)  # fmt: skip
_TARGET_FIELDS = (
    "kind", "span", "value", "unit", "comparator", "cumulative", "incremental", "per", "due", "due_source", "task_ids",
    "duplicate_of",
)  # fmt: skip
_META_FIELDS = (
    "title", "notice_title", "issuing_bodies", "document_number", "issued_date", "published_date", "region", "level",
    "status", "addressees", "truncated", "truncated_after",
)  # fmt: skip


def run() -> dict[str, float]:
    """Score everything, print what is wrong, and what changed since the run kept in the repository."""
    outcomes = [*all_outcomes(), *_examples()]
    figures = _print_figures(outcomes)
    for outcome in outcomes:
        if outcome.verdict != "ok" and "held_back" not in outcome.group:
            print(f"  - {outcome.key} {outcome.verdict}")
    _print_changes(outcomes)
    return figures


def _examples() -> Iterator[Outcome]:
    """The examples, read from their pages."""
    for file in sorted(EXAMPLES.glob("*.clean.txt")):
        document = file.name.partition(".")[0]
        page = next(PAGES.glob(f"{document}_*"))
        record = policy_read(page.read_text(encoding="utf-8"), document=document).record()
        group = f"example {document}"
        expected_text = file.read_text(encoding="utf-8").rstrip("\n")
        alike = similarity(expected_text, record["clean_text"])
        yield Outcome(group, "clean text", f"{group}:clean text", "ok" if alike == 1 else f"{alike:.4f} alike")
        yield from _tree(group, record["outline"], _said(document, "outline"))
        yield from _matched(group, "tasks", record["tasks"], _said(document, "tasks"), _TASK_FIELDS)
        yield from _matched(group, "targets", record["targets"], _said(document, "targets"), _TARGET_FIELDS)
        meta = _said(document, "meta")
        for field in _META_FIELDS:
            if field in meta:
                yield judged(group, "meta", field, meta[field], record["meta"][field])
        if (EXAMPLES / f"{document}.funding.json").exists():
            yield from _funding(group, record["funding"], _said(document, "funding"))


def _said(document: str, part: str) -> Any:
    return json.loads((EXAMPLES / f"{document}.{part}.json").read_text(encoding="utf-8"))


def similarity(expected: str, found: str) -> float:
    """Share of characters that agree: whole lines first, then what is left, sign by sign."""
    if expected == found:
        return 1.0
    ours, theirs = expected.splitlines(), found.splitlines()
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False)
    agreed = 0
    for tag, a, b, c, d in blocks.get_opcodes():
        left, right = "\n".join(ours[a:b]), "\n".join(theirs[c:d])
        if tag == "equal":
            agreed += len(left)
        elif left and right and len(left) * len(right) < 4_000_000:
            matches = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
            agreed += sum(match.size for match in matches)
    return 2 * agreed / (len(expected) + len(found))


def _tree(group: str, found: list[Record], expected: list[Record]) -> Iterator[Outcome]:
    ours, theirs = list(flat(expected)), list(flat(found))
    seen = {row[2:] for row in theirs}
    for position, row in enumerate(ours):
        yield judged(group, f"clause {position}", "clauses found", True, row[2:] in seen)
    said, read = columns(expected), columns(found)
    for name in said:
        yield judged(group, "outline", name, said[name], read[name])


def _matched(
    group: str, part: str, found: list[Record], expected: list[Record], fields: tuple[str, ...]
) -> Iterator[Outcome]:
    """Found, missed and invented by id, and the fields of those found."""
    read = {one["id"]: one for one in found}
    for wanted in expected:
        one = read.pop(wanted["id"], None)
        yield judged(group, wanted["id"], f"{part} found", True, one is not None)
        for field in fields if one else ():
            if field in wanted:
                yield judged(group, wanted["id"], f"{part}: {field}", wanted[field], one[field])
    for name in read:
        yield judged(group, name, f"{part} not invented", True, False)


def _funding(group: str, found: Record, expected: Record) -> Iterator[Outcome]:
    for field in ("fund", "location", "totals", "totals_text", "procedure", "district_duty"):
        yield judged(group, "funding", f"funding: {field}", expected[field], found[field])
    for wanted, one in zip(expected["cases"], found["cases"], strict=False):
        for field in ("case", "verbatim", "rank1_share", "ranks2_5_pool", "split"):
            yield judged(group, f"case {wanted['case']}", f"funding: {field}", wanted[field], one[field])


def _print_figures(outcomes: list[Outcome]) -> dict[str, float]:
    """Shares of right fields, by set and split, then by field."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for outcome in outcomes:
        for field in ("all", outcome.field):
            counts[outcome.group][field][0] += outcome.verdict == "ok"
            counts[outcome.group][field][1] += 1
    figures: dict[str, float] = {}
    for group, fields in counts.items():
        right, total = fields.pop("all")
        figures[group] = right / total
        weak = (f"{field} {good}/{of}" for field, (good, of) in sorted(fields.items()) if good < of)
        print(f"  {group:20} {right / total:.4f}  {right}/{total}  {', '.join(weak)}")
    return figures


def _print_changes(outcomes: list[Outcome]) -> None:
    before: dict[str, str] = json.loads(LAST.read_text(encoding="utf-8")) if LAST.exists() else {}
    wrong = {outcome.key: outcome.verdict for outcome in outcomes if outcome.verdict != "ok"}
    known = {outcome.key for outcome in outcomes}
    for key in sorted(before.keys() | wrong.keys()) if before else ():
        old, new = before.get(key, "ok"), wrong.get(key, "ok")
        if old == new or (key not in known and new == "ok"):
            continue
        print(f"  {'gain' if new == 'ok' else 'loss' if old == 'ok' else 'other'} {key}: {old} → {new}")
    if "--keep" in sys.argv or not LAST.exists():
        LAST.write_text(json.dumps(wrong, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run()
