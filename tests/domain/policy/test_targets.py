"""Targets of a policy: the labelled passages, and the examples a person read."""

from __future__ import annotations

from typing import Any

import pytest

from domain.policy.target_cases import FIELDS, cases, example, passage, picture
from guiju.domain.policy.targets import TaskAnchor, targets_read

EXACT = (*FIELDS, "id", "where", "text", "span", "task_ids", "duplicate_of", "duplicates")


@pytest.mark.parametrize("case", cases("worked"), ids=lambda case: case["text"][:30])
def test_a_passage_is_read_as_a_person_read_it(case: dict[str, Any]) -> None:
    period = tuple(case["period"]) if case["period"] else None
    read = targets_read(passage(case["text"], case["heading"]), document="t", period=period, tasks=())
    records = [target.record() for target in read.targets]
    assert [picture(one) for one in records] == [picture(one) for one in case["expect"]]
    for record, expected in zip(records, case["expect"], strict=True):
        assert record["span"] == expected.get("span", record["span"])


@pytest.mark.parametrize("name", ["000", "003"])
def test_an_example_is_read_as_a_person_read_it(name: str) -> None:
    outline, expected, tasks, meta = example(name)
    anchors = []
    for task in tasks:
        start = outline.text.rfind(task["text"])
        anchors.append(TaskAnchor(task["id"], "", start, start + len(task["text"])))
    period = (meta["period"]["start"], meta["period"]["end"])
    read = targets_read(outline, document=name, period=period, tasks=anchors)
    records = [target.record() for target in read.targets]
    assert [picture(one, EXACT) for one in records] == [picture(one, EXACT) for one in expected]
    for target in read.targets:
        assert outline.text[target.start : target.end] == target.span
