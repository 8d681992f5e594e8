"""The corpora of numbers: one text a line, with what it should be read as."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tools import accuracy_numbers

from guiju.domain.numbers import normalise, parse, read

CORPORA = Path(__file__).parent.parent / "corpora" / "numbers"


def rows(name: str) -> list[list[str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="\n") as file:
        lines = (line.rstrip("\n") for line in file if line.strip() and not line.startswith("# "))
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("text", "form"), rows("chinese.tsv"))
def test_a_chinese_number_is_read_however_it_is_spelled(text: str, form: str) -> None:
    reading = read(text)
    assert (reading.form, reading.error) == (form, "")
    assert normalise(form) == form
    if reading.number is not None:
        assert parse(str(reading.number)) == reading.number


@pytest.mark.parametrize(("text", "code", "suggestion"), rows("malformed.tsv"))
def test_a_malformed_number_says_why_and_what_it_is_nearest_to(text: str, code: str, suggestion: str) -> None:
    reading = read(text)
    assert (reading.form, reading.error, reading.suggestion) == ("", code, suggestion)
    assert reading.message.zh
    assert reading.message.en
    if suggestion:
        assert read(suggestion).form == suggestion


def test_no_sample_is_read_worse_than_before() -> None:
    assert [(miss.sample.text, miss.got) for miss in accuracy_numbers.losses()] == []
