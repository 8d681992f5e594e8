"""What people type into the search box: read kindly, written back in one form, never an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.apps.catalogue.fields import LANGUAGE
from guiju.kernel.search.language.reading import MAX_LENGTH, MAX_PIECES
from guiju.kernel.search.language.spans import span

CORPUS = Path(__file__).parents[1] / "corpora" / "search" / "queries.tsv"
ROWS = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines() if line[:2] != "# "]
BITS = st.sampled_from(
    [*'-－"“”《》 ,、/:：\t；|<x', "status:", "状态：", "现行", "=现行", "废止",
     "year:", "年份", ">=2015", "2015..2020", "2015",
     "on:2019-03-01", "drafters:", "标题:", "中山", "region:", "ics:13.040", "level:", "-level:",
     "GB/T 19001", "body:", "a b",
     "不含:", "词", "\x00", "In force, amended", "prefix:gb/t"]
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_query_is_read_as_people_mean_it(row: list[str]):
    typed, canonical, remark = (*row, "", "")[:3]
    found = LANGUAGE.parse(typed)
    assert LANGUAGE.text(found) == (canonical or typed).strip()
    remarks = "".join(words.zh for words in found.remarks)
    assert remark in remarks if remark else not remarks


@given(st.one_of(st.text(max_size=60), st.lists(BITS, max_size=14).map("".join)))
def test_the_canonical_form_reads_as_the_same_in_both_languages(text: str):
    found = LANGUAGE.parse(text)
    for lang in ("", "zh"):
        written = LANGUAGE.text(found, lang)
        assert LANGUAGE.parse(written) == found
        assert LANGUAGE.text(LANGUAGE.parse(written), lang) == written


@pytest.mark.parametrize("name", [name for name, field in LANGUAGE.fields.items() if field.kind == "facet"])
def test_every_value_of_a_facet_can_be_typed_in_either_language(name: str):
    field = LANGUAGE.fields[name]
    for code in field.by_code:
        for lang in ("", "zh", "en"):
            (text,) = field.written((code,), lang)
            assert field.meaning(text) == (code,), (code, text)


def test_names_of_fields_are_taken_once():
    names = [name for field in LANGUAGE.fields.values() for name in field.names]
    assert len(names) == len(set(names))


def test_length_and_parts_are_bounded_and_said():
    long = LANGUAGE.parse("词 " * 5_000)
    assert len(long.terms) == MAX_PIECES
    assert len(long.remarks) == 2
    assert len(LANGUAGE.parse("x" * (MAX_LENGTH + 1)).terms[0].text) == MAX_LENGTH


@pytest.mark.parametrize("text", ["2015...", "2015~2020", "2015至2020年", "≥2015", "至2020", "2020前", ">2014"])
def test_spans_of_years_are_read(text: str):
    assert span(text, (1800, 2199)) is not None


@pytest.mark.parametrize("text", ["", "..", "20155", "a2015", "2015..x", "99999999..1", "1700"])
def test_other_texts_are_no_span(text: str):
    assert span(text, (1800, 2199)) is None
