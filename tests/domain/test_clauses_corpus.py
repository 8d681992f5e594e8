"""Small documents of every pattern are read as trees; the held-back ones are scored by `make accuracy` alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.domain.clauses import outline, outline_record

CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "policy" / "outline.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
WORKED = [case for case in CASES if case["split"] == "worked"]


def _flat(nodes, depth=0):
    for node in nodes:
        yield depth, node["kind"], node["number"], node["title"], node["text"]
        yield from _flat(node.get("children", ()), depth + 1)


@pytest.mark.parametrize("case", WORKED, ids=[case["note"] for case in WORKED])
def test_a_small_document_is_read_as_its_tree(case):
    read = outline(case["text"])
    assert list(_flat(outline_record(read))) == list(_flat(case["expect"]["outline"]))
    assert sorted(remark.code for remark in read.remarks) == sorted(case["expect"]["remarks"])
    if "titles" in case["expect"]:
        assert [read.text[start:end] for start, end in read.titles] == case["expect"]["titles"]
