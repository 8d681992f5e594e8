"""Outlines for the tests of targets: of one passage below a heading, and of the hand-made examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guiju.domain.clauses.model import Cell, Clause, Outline

FOLDER = Path(__file__).parents[2] / "corpora" / "policy"
FIELDS = (
    "kind", "value", "value_to", "unit", "comparator", "cumulative", "incremental", "per", "baseline_from", "due",
    "due_source",
)  # fmt: skip
DEFAULTS: dict[str, Any] = {"kind": "quantified", "cumulative": False, "incremental": False}


def cases(split: str) -> list[dict[str, Any]]:
    """The labelled passages of one split."""
    lines = (FOLDER / "targets.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for line in lines if (case := json.loads(line))["split"] == split]


def passage(text: str, heading: str = "主要目标") -> Outline:
    """A document of one part: a heading and a passage."""
    lead = f"一、{heading}\n"
    whole = lead + text
    clause = Clause("part", "一", heading, text, 0, len(whole), len(lead), len(whole), "一")
    return Outline(whole, (clause,))


def picture(record: dict[str, Any], keys: tuple[str, ...] = FIELDS) -> dict[str, Any]:
    """What two readings of a target are compared by."""
    return {key: record.get(key, DEFAULTS.get(key)) for key in keys}


def example(name: str) -> tuple[Outline, list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """A hand-made example: its outline, targets, tasks and metadata."""
    folder = FOLDER / "examples"
    text = (folder / f"{name}.clean.txt").read_text(encoding="utf-8")
    told = json.loads((folder / f"{name}.outline.json").read_text(encoding="utf-8"))
    clauses, _ = _clauses(text, told, 0, "")
    load = [
        json.loads((folder / f"{name}.{part}.json").read_text(encoding="utf-8"))
        for part in ("targets", "tasks", "meta")
    ]
    return Outline(text, clauses), load[0], load[1], load[2]


def _clauses(text: str, told: list[dict[str, Any]], at: int, path: str) -> tuple[tuple[Clause, ...], int]:
    """The tree with the offsets that the example leaves out."""
    made = []
    for order, one in enumerate(told):
        start = text_start = at
        if one["title"] and (found := text.find(one["title"], at)) >= 0 and found - at < 400:
            start, text_start = found, found + len(one["title"])
        if one["text"]:
            found = max(text.find(one["text"], text_start), text.find(one["text"], at))
            assert found >= 0, one["text"][:40]
            text_start = found
            start = start if one["title"] else found
        text_end = text_start + len(one["text"])
        here = f"{path}/{one['number'] or order}"
        children, at = _clauses(text, one["children"], text_end, here)
        cells = (Cell("重点任务", one["text"], text_start, text_end),) if one["kind"] == "row" else ()
        made.append(
            Clause(
                one["kind"],
                one["number"],
                one["title"],
                one["text"],
                start,
                at,
                text_start,
                text_end,
                here,
                children,
                cells,
            )
        )
    return tuple(made), at
