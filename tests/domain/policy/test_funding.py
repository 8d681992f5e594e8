"""Rules about money: the labelled sentences, and the example of a policy that stops inside its rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.policy.policy_trees import EXAMPLES, example_outline
from guiju.domain.clauses import Outline
from guiju.domain.policy.funding import FundingRead, funding_read
from guiju.domain.policy.meta import meta_read
from guiju.domain.text import Cleaned

CORPUS = Path(__file__).parents[2] / "corpora/policy/funding.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> FundingRead:
    """The rules of a text without a tree."""
    outline = Outline(text, ())
    return funding_read(outline, meta_read(Cleaned(text, text), outline))


def seen(record: dict[str, Any], field: str) -> Any:
    """The value of a record that a labelled case speaks of."""
    effect, eligible = record["effect"] or {}, record["eligibility"] or {}
    return {
        "effective_from": effect.get("start"), "until": effect.get("until"), "valid_years": effect.get("valid_years"),
        "max_rank": eligible.get("max_rank"), "who": eligible.get("who"),
        "totals": [one["amount_yuan"] for one in record["totals"]],
        "stacking": [one["mode"] for one in record["stacking"]],
        "procedure_owner": (record["procedure"] or {}).get("owner"), "district_duty": record["district_duty"],
    }[field]  # fmt: skip


@pytest.mark.parametrize("case", [case for case in CASES if case["split"] == "worked"], ids=lambda case: case["id"])
def test_a_labelled_sentence_gives_its_rules(case: dict[str, Any]) -> None:
    record = read(case["text"]).record()
    expected = case["expect"]["rules"]
    assert len(record["rules"]) == len(expected)
    for rule, wanted in zip(record["rules"], expected, strict=True):
        assert {key: rule[key] for key in wanted} == wanted
    for field in case["expect"].keys() - {"rules"}:
        assert seen(record, field) == case["expect"][field], field


def example() -> tuple[dict[str, Any], dict[str, Any]]:
    """The record of example 003, and what a person wrote."""
    outline = example_outline("003")
    record = funding_read(outline, meta_read(Cleaned(outline.text, outline.text), outline)).record()
    return record, json.loads((EXAMPLES / "003.funding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "field",
    ["document_number", "location", "fund", "procedure", "district_duty", "totals", "totals_text"],
)
def test_the_example_is_read_as_a_person_read_it(field: str) -> None:
    record, expected = example()
    assert record[field] == expected[field]


def test_the_cases_of_the_example_have_their_shares() -> None:
    record, expected = example()
    fields = ("case", "condition", "verbatim", "rank1_share", "ranks2_5_pool", "split")
    assert [[one[key] for key in fields] for one in record["cases"]] == [
        [one[key] for key in fields] for one in expected["cases"]
    ]


def test_a_cut_off_rule_says_how_it_certainly_went_on() -> None:
    record, expected = example()
    assert record["truncation"]["last_words"] == expected["truncation"]["last_words"]
    assert record["truncation"]["certain_completion"] == expected["truncation"]["certain_completion"]


def test_nothing_is_completed_where_no_parallel_phrase_stands() -> None:
    text = "一、资助\n对主导制定国际标准的单位给予50万元奖励,参与制定的单位按总额度的30%奖励,多家单位的由牵头单位"
    cut = read(text).record()["truncation"]
    assert cut["certain_completion"] is None
    assert cut["lost"]


def test_a_table_of_grants_is_read_cell_by_cell() -> None:
    text = "资助标准(单位:万元)\n类别 | 国际标准 | 国家标准\n主导制定 | 80 | 40\n参与制定 | 20 | 10"
    rules = read(text).rules
    assert [(rule.role, rule.level, rule.amount_yuan) for rule in rules] == [
        ("主导", "国际标准", 800_000), ("主导", "国家标准", 400_000),
        ("参与", "国际标准", 200_000), ("参与", "国家标准", 100_000),
    ]  # fmt: skip


def test_every_rule_quotes_the_text_it_was_read_from() -> None:
    text = "总则。对主导制定国际标准的,给予50万元奖励;参与制定的,给予10万元奖励。"
    assert all(text[rule.at[0] : rule.at[1]] == rule.verbatim for rule in read(text).rules)
