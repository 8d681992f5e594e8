"""The way from cleaned text back to its source."""

from __future__ import annotations

import random
import re
import time

from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.language import Words
from guiju.domain.text import DEFAULT_STEPS, Edit, OffsetMap, clean, rewrite

WHY = Words("试", "trial")
SIGNS = "GBTgb/／－—- 0123456789２０２３國家标准(guó)（lǐ）\u00ad\u200b\ufeff\u3000\n、."


def test_a_deletion_belongs_to_neither_side():
    offsets = OffsetMap([Edit(2, 5, 0)])
    assert offsets.to_source(0, 2) == (0, 2)
    assert offsets.to_source(2, 4) == (5, 7)
    assert offsets.to_source(1, 3) == (1, 6)
    assert offsets.to_source(2, 2) == (5, 5)


def test_what_was_rewritten_maps_to_all_it_came_from():
    offsets = OffsetMap([Edit(0, 7, 4), Edit(8, 18, 5)])
    assert offsets.to_source(0, 4) == (0, 7)
    assert offsets.to_source(1, 2) == (0, 7)
    assert offsets.to_source(4, 10) == (7, 18)


def test_only_changes_of_length_are_kept():
    assert len(rewrite("ＡＢ", re.compile("[ＡＢ]"), lambda match: "x", WHY).map) == 0


@given(st.text(SIGNS, max_size=60))
def test_spans_of_any_text_map_to_ordered_spans_of_the_source(text):
    cleaned = clean(text)
    last = 0
    for position in range(len(cleaned.text)):
        start, end = cleaned.to_source(position, position + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= last
        last = start
    whole = cleaned.to_source(0, len(cleaned.text))
    assert 0 <= whole[0] <= whole[1] <= len(text)


@given(st.text(SIGNS, max_size=60), st.integers(0, 2**32))
def test_characters_that_are_kept_map_to_themselves(text, seed):
    """Random deletions and doublings, one map after another, against a list of places kept the slow way."""
    choice = random.Random(seed)
    current, places = text, list(range(len(text)))
    maps = []
    for _ in range(3):
        plan = [choice.choice((0, 1, 1, 1, 2)) for _ in current]
        places = [places[at] for at, times in enumerate(plan) for _ in range(times)]
        queue = iter(plan)
        step = rewrite(current, re.compile("(?s)."), lambda match, queue=queue: match.group() * next(queue), WHY)
        if step is not None:
            current = step.text
            maps.append(step.map)
    assert len(places) == len(current)
    for position, place in enumerate(places):
        start, end = position, position + 1
        for offsets in reversed(maps):
            start, end = offsets.to_source(start, end)
        assert start <= place < end


@given(st.text(SIGNS, max_size=60))
def test_cleaning_twice_changes_nothing_more_for_signs(text):
    folding = DEFAULT_STEPS[:5]
    once = clean(text, folding).text
    assert clean(once, folding).text == once


def test_repairs_count_places_of_the_source():
    text = "\ufeff江津區(qū)的標準"
    for repair in clean(text).repairs:
        assert text[repair.at : repair.at + len(repair.old)] == repair.old


def test_time_grows_with_the_text_and_no_faster():
    piece = "國(guó)家标准ＧＢ／Ｔ１—２０２０，G B 1 2 3 4 5 (((( —— \u200b"
    began = time.process_time()
    clean(piece * 2_000)
    short = time.process_time() - began
    began = time.process_time()
    clean(piece * 16_000)
    assert time.process_time() - began < 8 * short * 4 + 0.5
