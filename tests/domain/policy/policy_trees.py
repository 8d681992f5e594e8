"""Outlines of the hand-made examples, with offsets found in their clean texts (示例文档树)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guiju.domain.clauses import Clause, Outline

EXAMPLES = Path(__file__).parents[2] / "corpora/policy/examples"


def example_outline(document: str) -> Outline:
    """The outline of one example as a person read it."""
    text = (EXAMPLES / f"{document}.clean.txt").read_text(encoding="utf-8").rstrip("\n")
    nodes = json.loads((EXAMPLES / f"{document}.outline.json").read_text(encoding="utf-8"))
    clauses, _ = _clauses(text, nodes, 0, "")
    return Outline(text, tuple(clauses))


def _clauses(text: str, nodes: list[dict[str, Any]], at: int, above: str) -> tuple[list[Clause], int]:
    found = []
    for node in nodes:
        number, kind = node["number"], node["kind"]
        marks = [mark for mark in (number, node["title"]) if mark and kind not in ("transmittal", "preamble", "row")]
        start = at
        if kind == "row":
            start = max(text.find(f"\n{number} | ", at) + 1, at)
        for place, mark in enumerate(marks):
            seen = text.find(mark, at)
            if seen >= 0:
                start = seen if place == 0 else start
                at = seen + (len(mark) if kind != "annex_reference" else 0)
        seen = text.find(node["text"], at) if node["text"] else at
        text_start = seen if seen >= 0 else at
        text_end = text_start + len(node["text"]) if seen >= 0 else at
        path = f"{above}/{number or kind}".strip("/")
        children, at = _clauses(text, node.get("children", []), text_end, path)
        found.append(
            Clause(
                kind,
                number,
                node["title"],
                text[text_start:text_end],
                start,
                at,
                text_start,
                text_end,
                path,
                tuple(children),
            )
        )
    return found, at
