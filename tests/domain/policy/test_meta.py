"""Metadata of policies: the labelled heads and tails, and the two examples as far as a machine can know them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.policy.policy_trees import EXAMPLES, example_outline
from guiju.domain.clauses import Outline
from guiju.domain.policy.meta import meta_read
from guiju.domain.text import Cleaned

CORPUS = Path(__file__).parents[2] / "corpora/policy/meta.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
NEEDS_A_TREE = {("w10", "basis"), ("w16", "missing"), ("w22", "title")}
ROLES = {"basis": "basis", "cited": "cited", "planned": "planned_standard"}


def seen(record: dict[str, Any], field: str) -> Any:
    """The value of a record that a labelled case speaks of."""
    if field in ("region", "region_name"):
        return record["region"] and record["region"]["code" if field == "region" else "name"]
    if field == "period":
        return [record["period"]["start"], record["period"]["end"]]
    if field in ROLES:
        return [one["title"] for one in record["basis"] if one["role"] == ROLES[field]]
    if field in ("basis_number", "alias"):
        key = field.removeprefix("basis_")
        return next((one[key] for one in record["basis"] if one.get(key)), None)
    if field == "missing":
        return [one["name"] for one in record["missing"]]
    return record[field]


@pytest.mark.parametrize("case", [case for case in CASES if case["split"] == "worked"], ids=lambda case: case["id"])
def test_a_labelled_head_is_read_as_labelled(case: dict[str, Any]) -> None:
    text = case["text"]
    record = meta_read(Cleaned(text, text), Outline(text, ())).record()
    for field, expected in case["expect"].items():
        if (case["id"], field) not in NEEDS_A_TREE:
            assert seen(record, field) == expected, field


EXACT = (
    "title", "notice_title", "issuing_bodies", "issuing_bodies_source", "document_number", "issued_date",
    "published_date", "region", "level", "status", "addressees", "truncated", "truncated_after", "cited_without_marks",
)  # fmt: skip


@pytest.mark.parametrize("document", ["000", "003"])
def test_an_example_is_read_as_a_person_read_it(document: str) -> None:
    outline = example_outline(document)
    expected = json.loads((EXAMPLES / f"{document}.meta.json").read_text(encoding="utf-8"))
    record = meta_read(Cleaned(outline.text, outline.text), outline).record(document)
    for field in EXACT:
        if field in expected:
            assert sorted_if_list(record[field]) == sorted_if_list(expected[field]), field
    cited = [(one["title"], one["number"], one["role"], one["where"]) for one in record["basis"]]
    assert cited == [(one["title"], one["number"], one["role"], one["where"]) for one in expected["basis"]]
    assert record["period"]["end"] == expected["period"]["end"]


def sorted_if_list(value: Any) -> Any:
    """Lists of names in any order."""
    return sorted(value) if isinstance(value, list) else value


def test_two_districts_of_one_name_are_a_doubt_not_a_guess() -> None:
    text = "鼓楼区人民政府关于标准创新的意见\n为促进创新,提出以下意见。\n一、要求\n坚持创新。"
    meta = meta_read(Cleaned(text, text), Outline(text, ()))
    assert meta.region is None
    assert any("鼓楼区" in doubt.why.zh for doubt in meta.doubts)


def test_an_empty_text_states_nothing() -> None:
    meta = meta_read(Cleaned("", ""), Outline("", ()))
    assert meta.title is None
    assert meta.cut is None
    assert meta.issuing_bodies == ()


def test_a_long_line_without_an_end_is_read_in_time() -> None:
    text = "关于印发" + "标准化工作局委办" * 60_000
    assert meta_read(Cleaned(text, text), Outline(text, ())).document_number is None
