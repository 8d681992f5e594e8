"""Finding is linear: a text eight times as long takes about eight times as long, whatever it is made of."""

from __future__ import annotations

import time

import pytest

from guiju.domain.citations import find

PIECES = (
    "GB/T GB/T ", "1.1.1.1", "((((", "《《《《", "GB/T 1.1-", "T/AAAAAAAAAAAA", "ISO/IEC/", "G B 1 ", "GB 1、2、3、4",
    "|\t|", "国标1", "GB/T 1.1-2020 ", "http://a.b/GB1", "“”“”", "GB/T 2423.1、2423.2、", "idt ISO 9001 ",
)  # fmt: skip


def seconds(text):
    began = time.perf_counter()
    find(text)
    return time.perf_counter() - began


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_takes_time_in_step_with_its_length(piece):
    short = piece * (20_000 // len(piece))
    assert seconds(short * 8) < 8 * 4 * max(seconds(short), seconds(short)) + 0.3
