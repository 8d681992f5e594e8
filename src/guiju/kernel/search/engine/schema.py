"""The fields of an index on disk (索引字段).

`stream` has every piece of a title with its place, for phrases; `pairs` every two neighbours, for words of two Chinese
characters; `words` dictionary words and stems; `edges` how Latin words begin; `starts` how titles begin. `exact`,
`alike`, `series`, `serial` are the spellings of numbers, `begins` how these may begin.

A facet `f_…` is one column. A dated facet has its values on each of `MARKS` (`m…_…`) and between them what turns on
which day (`t…_…`), to be counted; and the blocks of days of each value (`d_…`) and of the turns (`u_…`), to filter; see
`turning`. `x_…` is a text field, `r_…` a range, `o_…` an order.
"""

from __future__ import annotations

from datetime import date

import tantivy

from guiju.kernel.search.days import day_number
from guiju.kernel.search.port import Shape
from guiju.kernel.search.words import STARTS, WORD

NUMBER_FIELDS = ("exact", "alike", "series", "serial")
NUMBER_EDGE = 20
"""How many signs of the beginnings of numbers are kept."""

_JOINED = (*NUMBER_FIELDS, "edges", "pairs")

MARKS = tuple(date(year, 1, 1) for year in (1980, 1990, 2000, 2010, 2017, 2022, 2025, 2026, 2027, 2028, 2030, 2033))
"""Days for which a dated facet is kept as a plain column; close together where people ask most."""

MARK_DAYS = tuple(map(day_number, MARKS))


def schema_of(shape: Shape) -> tantivy.Schema:
    """The schema of an index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("label", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stream", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("words", tokenizer_name="words", index_option="freq")
    builder.add_text_field("begins", tokenizer_name="number_edges", index_option="basic")
    builder.add_text_field("starts", tokenizer_name="title_edges", index_option="basic")
    for field in _JOINED:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for name in shape.facets:
        builder.add_text_field(f"f_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in shape.dated:
        _dated(builder, name)
    for name in shape.fields:
        builder.add_text_field(f"x_{name}", tokenizer_name="whitespace", index_option="position")
    for name in shape.ranges:
        builder.add_integer_field(f"r_{name}", fast=True)
    for name in shape.orders:
        builder.add_text_field(f"o_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in shape.numbered:
        builder.add_integer_field(f"o_{name}", fast=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Tell an index how its fields are cut; the engine does it in its own threads."""
    for name, tokenizer in (
        ("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(WORD)).filter(tantivy.Filter.stemmer("english"))),
        ("number_edges", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, NUMBER_EDGE, True))),
        ("title_edges", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, STARTS, True))),
    ):
        index.register_tokenizer(name, tokenizer.build())


def mark_field(name: str, mark: date) -> str:
    """The column of a dated facet's values on a mark."""
    return f"m{mark.year}_{name}"


def turns_field(name: str, after: int) -> str:
    """The column of what turns after so many of the marks, up to the next one."""
    return f"t{after}_{name}"


def _dated(builder: tantivy.SchemaBuilder, name: str) -> None:
    for field in (f"d_{name}", f"u_{name}"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for mark in MARKS:
        builder.add_text_field(mark_field(name, mark), fast=True, tokenizer_name="raw", index_option="basic")
    for after in range(len(MARKS) + 1):
        builder.add_text_field(turns_field(name, after), fast=True, tokenizer_name="raw", index_option="basic")
