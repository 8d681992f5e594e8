"""The corpora of numbers: one text a line, with what it should be read as."""

from __future__ import annotations

import csv
from pathlib import Path

from tools import accuracy_numbers

from domain.each_row import each
from guiju.domain.numbers import normalise, parse, read
from guiju.domain.numbers.chinese.prefixes import Prefix, printed

STYLES = ("national", "plain", "owned")
CORPORA = Path(__file__).parent.parent / "corpora" / "numbers"


def rows(name: str) -> list[list[str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="\n") as file:
        lines = (line.rstrip("\n") for line in file if line.strip() and not line.startswith("# "))
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@each(rows("chinese.tsv"))
def test_a_chinese_number_is_read_however_it_is_spelled(text: str, form: str) -> None:
    reading = read(text)
    assert (reading.form, reading.error) == (form, "")
    assert normalise(form) == form
    if reading.number is not None:
        assert parse(str(reading.number)) == reading.number


@each(rows("malformed.tsv"))
def test_a_malformed_number_says_why_and_what_it_is_nearest_to(text: str, code: str, suggestion: str) -> None:
    reading = read(text)
    assert (reading.form, reading.error, reading.suggestion) == ("", code, suggestion)
    assert reading.message.zh
    assert reading.message.en
    if suggestion:
        assert read(suggestion).form == suggestion


@each(prefix for prefix in printed().values() if prefix.style in STYLES)
def test_every_plain_prefix_of_the_table_is_read_in_any_spelling(prefix: Prefix) -> None:
    form = f"{prefix.text} 1234-2015"
    wide = "".join(chr(ord(char) + 0xFEE0) for char in f"{prefix.text}1234")
    for text in (
        form,
        form.lower(),
        f"{prefix.text}1234—2015",
        f"{wide}－2015",
        form.replace("/", "_"),
        f"{form} 名称.pdf",
    ):
        assert normalise(text) == form


def test_no_sample_is_read_worse_than_before() -> None:
    assert [(miss.sample.text, miss.got) for miss in accuracy_numbers.losses()] == []
