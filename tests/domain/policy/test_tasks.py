"""Tasks of policies: the labelled phrases and texts, and the two examples as a person read them."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from guiju.domain.clauses import outline
from guiju.domain.policy.tasks import Duty, duty_read, tasks_read
from guiju.domain.policy.tasks.collectives import collectives_of, is_all_members, is_local_governments

CORPUS = Path(__file__).parents[2] / "corpora/policy"
CASES = [json.loads(line) for line in (CORPUS / "duties.jsonl").read_text(encoding="utf-8").splitlines()]
WORKED = [case for case in CASES if case["split"] == "worked"]


def _phrase(duty: Duty) -> dict[str, Any]:
    return {
        "lead": list(duty.lead),
        "participants": list(duty.participants),
        "etc": duty.etc,
        "collectives": list(collectives_of(duty.bodies)),
        "all_members": any(map(is_all_members, duty.bodies)),
        "local_governments": any(map(is_local_governments, duty.bodies)),
        "due": duty.due.record() if duty.due else None,
    }


def _narrowed(record: dict[str, Any], expect: dict[str, Any]) -> dict[str, Any]:
    """Of `record` what `expect` speaks of; of a deadline the fields it names."""
    said = {key: record.get(key) for key in expect}
    if expect.get("due") and said["due"]:
        said["due"] = {key: said["due"].get(key) for key in expect["due"]}
    return said


@pytest.mark.parametrize("case", [case for case in WORKED if case["form"] == "phrase"], ids=lambda case: case["id"])
def test_a_phrase_names_who_leads_and_who_takes_part(case: dict[str, Any]) -> None:
    duty = duty_read(case["text"])
    if case["expect"] is None:
        assert duty is None
    else:
        assert duty is not None
        assert _narrowed(_phrase(duty), case["expect"]) == case["expect"]


@pytest.mark.parametrize("case", [case for case in WORKED if case["form"] == "text"], ids=lambda case: case["id"])
def test_a_text_gives_its_tasks_with_who_answers(case: dict[str, Any]) -> None:
    found = [task.record() for task in tasks_read(outline(case["text"]), document="x").tasks]
    expected = case["expect"]["tasks"]
    assert len(found) == len(expected), [task["text"] for task in found]
    assert [_narrowed(task, expect) for task, expect in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("document", ["000", "003"])
def test_the_examples_are_read_as_a_person_read_them(document: str) -> None:
    text = (CORPUS / f"examples/{document}.clean.txt").read_text(encoding="utf-8")
    expected = json.loads((CORPUS / f"examples/{document}.tasks.json").read_text(encoding="utf-8"))
    found = [task.record() for task in tasks_read(outline(text), document=document).tasks]
    assert [task["id"] for task in found] == [task["id"] for task in expected]
    assert [_narrowed(task, expect) for task, expect in zip(found, expected, strict=True)] == expected


def test_tasks_stand_in_the_order_of_the_text_and_their_spans_hold_what_they_say() -> None:
    read = outline((CORPUS / "examples/003.clean.txt").read_text(encoding="utf-8"))
    tasks = tasks_read(read, document="003").tasks
    assert all(read.text[task.start : task.end] == task.text for task in tasks)
    assert all(first.start < second.start for first, second in pairwise(tasks))


@pytest.mark.parametrize(
    "piece", ["(市科技局负责)", "责任单位:市科技局\n", "。责任单位:", "(((", "以上任务由市科技局", "市和", "(等等部门"]
)
def test_hostile_repetition_stays_cheap(piece: str) -> None:
    text = "一、任务\n(一)" + piece * (20_000 // len(piece))
    begun = time.process_time()
    tasks_read(outline(text), document="x")
    assert time.process_time() - begun < 5
