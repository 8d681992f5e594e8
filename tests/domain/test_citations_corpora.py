"""Every labelled text is read as a person reads it, and no trap is hit."""

from __future__ import annotations

from tools.accuracy_citations import CORPORA, outcomes, texts

from domain.each_row import each
from guiju.domain.citations import find

ALL = list(texts())


@each(ALL)
def test_a_labelled_text_is_read_as_labelled(labelled):
    assert [outcome for outcome in outcomes(labelled) if outcome.verdict != "ok"] == []


def test_the_corpora_hold_many_hard_cases():
    assert len(list(CORPORA.glob("*.jsonl"))) >= 9
    assert sum(len(labelled["citations"]) for labelled in ALL) >= 350
    assert sum(len(labelled["non_citations"]) for labelled in ALL) >= 130


def test_labels_stand_where_they_say():
    for labelled in ALL:
        for label in labelled["citations"] + labelled["non_citations"]:
            assert labelled["text"][label["start"] : label["end"]] == label["span"]


@each(ALL)
def test_citations_come_in_order_and_never_overlap(labelled):
    last = 0
    for citation in find(labelled["text"]):
        assert last <= citation.start < citation.end <= len(labelled["text"])
        assert labelled["text"][citation.start : citation.end] == citation.span
        assert citation.members or citation.error
        last = citation.end
