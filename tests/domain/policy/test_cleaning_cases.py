"""Small pages and sentences, each with what a person would make of it (tests/corpora/policy/cleaning.jsonl)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.domain.text import POLICY_STEPS, clean

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "corpora/policy/cleaning.jsonl").read_text("utf-8").splitlines()
]
WORKED = [case for case in CASES if case["split"] == "worked"]


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["id"])
def test_a_page_becomes_what_a_person_makes_of_it(case):
    cleaned = clean(case["text"], POLICY_STEPS)
    assert cleaned.text == case["expect"], case["note"]
    assert clean(cleaned.text, POLICY_STEPS).text == cleaned.text


def test_a_fifth_or_more_of_the_cases_is_held_back():
    assert len(CASES) - len(WORKED) >= len(CASES) / 5
