"""What policies order to exist: the labelled sentences, and what is never a demand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.policy.policy_trees import example_outline
from guiju.domain.clauses import Clause, Outline
from guiju.domain.policy.demands import Demand, demands_read

CORPUS = Path(__file__).parents[2] / "corpora/policy/demands.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> tuple[Demand, ...]:
    """The demands of one paragraph."""
    clause = Clause("paragraph", None, None, text, 0, len(text), 0, len(text), "1")
    return demands_read(Outline(text, (clause,))).demands


@pytest.mark.parametrize("case", [case for case in CASES if case["split"] == "worked"], ids=lambda case: case["id"])
def test_a_labelled_sentence_gives_its_demands(case: dict[str, Any]) -> None:
    expected = [tuple(one.values()) for one in case["expect"]["demands"]]
    assert [(one.verb, one.object, one.type, one.new) for one in read(case["text"])] == expected


def test_every_demand_quotes_its_place() -> None:
    outline = example_outline("003")
    demands = demands_read(outline).demands
    assert len(demands) > 15
    assert all(outline.text[one.at[0] : one.at[1]] == one.verbatim for one in demands)


def test_a_demand_names_the_system_that_answers_it() -> None:
    (demand,) = read("搭建市标准信息公共服务平台。")
    assert demand.system is not None
    assert demand.system.n == 37


def test_an_unknown_thing_has_no_system() -> None:
    (demand,) = read("建立河长巡河制度。")
    assert demand.system is None


def test_the_notice_and_the_introduction_order_nothing() -> None:
    text = "为建立标准化协调机制,提出如下意见。"
    clause = Clause("preamble", None, None, text, 0, len(text), 0, len(text), "引言")
    assert demands_read(Outline(text, (clause,))).demands == ()


def test_a_long_line_of_verbs_is_read_in_time() -> None:
    assert len(read("建立" * 100_000)) == 0
