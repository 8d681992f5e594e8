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
    assert time.process_time() - begun < 10


def _why(text: str) -> list[str]:
    return [doubt.why.zh for doubt in tasks_read(outline(text), document="x").doubts]


def test_what_the_reader_guesses_is_told_as_a_doubt() -> None:
    head = "附件\n分工表\n序号 | 任务 | 牵头单位 | 参与单位\n1 | 建立协调机制。 | 市发展改革局 | 市财政局\n"
    assert "沿用上一行" in _why(head + "2 | 制定办法。 | |")[0]
    assert _why(head + "2 | 制定办法。 | 市司法局 |") == []
    assert "没有右半边" in _why("二、任务\n(一)培训。举办培训班。(市科技局、市教育局按职责分工负责")[0]
    items = "二、任务\n1.培训。举办培训班。(市科技局负责)\n2.宣传。举办讲座。"
    assert "同级条款" in _why(items)[0]


def test_a_body_taken_from_the_sentence_is_told_as_a_doubt() -> None:
    text = "一、健全制度。市财政局制定管理办法。\n二、推动应用。推广先进标准。"
    assert _why(text) == ["责任单位没有单独写明,按正文“市财政局制定”读出,请核对"]


def test_the_text_itself_names_who_must_act() -> None:
    text = "三、保障措施\n(一)加强领导。各区政府要落实经费,满足市场和创新需要,应用先进标准。由市司法局另行制定细则。"
    (task,) = tasks_read(outline(text), document="x").tasks
    assert [actor.actor for actor in task.inline_actors] == ["各区政府", "市司法局"]
    assert task.local_governments == "inline"
    assert task.duty == Duty()


def test_a_list_of_projects_does_not_stand_for_the_text_above_it() -> None:
    text = "一、任务\n(一)建设园区。引进企业。\n附件\n项目表\n序号 | 项目名称 | 责任单位\n1 | 产业园 | 市商务局"
    assert [task.text for task in tasks_read(outline(text), document="x").tasks] == ["引进企业。", "产业园"]
