"""The trees of two policies are those a person made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.domain.clauses import outline, outline_record

EXAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "policy" / "examples"


def _flat(nodes, depth=0):
    for node in nodes:
        yield depth, node["kind"], node["number"], node["title"], node["text"]
        yield from _flat(node.get("children", ()), depth + 1)


@pytest.mark.parametrize("document", ["000", "003"])
def test_the_tree_is_the_one_a_person_made(document):
    text = (EXAMPLES / f"{document}.clean.txt").read_text(encoding="utf-8").rstrip("\n")
    expected = json.loads((EXAMPLES / f"{document}.outline.json").read_text(encoding="utf-8"))
    read = outline(text)
    assert list(_flat(outline_record(read))) == list(_flat(expected))
    assert read.remarks == ()
