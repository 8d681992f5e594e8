"""Numbers of ISO, IEC, CEN, BSI, the national bodies that adopt them, ITU, JIS, GOST, OIML, CIE, IDF, BIPM, Codex."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.each_row import each
from domain.number_rows import parts, rows
from guiju.domain.numbers import NumberError, parse, read
from guiju.domain.numbers.table import FAMILIES


@each(rows("foreign_parts_a.tsv"))
def test_a_number_is_broken_into_its_parts(row: list[str]) -> None:
    assert parts(parse(row[0])) == row[1:]


@each(rows("foreign_parts_a.tsv"))
def test_a_printed_number_reads_back_as_itself(row: list[str]) -> None:
    number = parse(row[0])
    assert parse(str(number)) == number


@each(rows("foreign_spellings_a.tsv"))
def test_what_people_write_becomes_the_normal_form(row: list[str]) -> None:
    assert read(row[0]).form == row[1]
    assert read(row[1]).form == row[1]


@each(rows("foreign_refused_a.tsv"))
def test_a_malformed_number_is_refused_with_its_reason(row: list[str]) -> None:
    reading = read(row[0])
    assert [reading.form, reading.error, reading.suggestion] == ["", *row[1:]]
    assert all(reading.message)


def test_a_suggestion_is_itself_a_number() -> None:
    suggestions = [row[2] for row in rows("foreign_refused_a.tsv") if row[2]]
    assert [read(text).form for text in suggestions] == suggestions


@pytest.mark.parametrize(
    ("text", "publisher", "level"),
    [
        ("ISO/IEC 17025:2017", "iso", "international"),
        ("IWA 14-1:2013", "iso", "international"),
        ("CISPR 16-1-2:2014", "iec", "international"),
        ("IECEE TRF 60065C:1998", "iec", "international"),
        ("EN ISO 9001:2015", "cen_cenelec", "regional"),
        ("BS EN ISO 9001:2015", "bsi", "foreign"),
        ("DIN EN ISO 9001:2015", "din", "foreign"),
        ("JIS Q 9001:2015", "jis", "foreign"),
        ("ITU-R BT.601-7", "itu", "international"),
        ("ГОСТ 12.1.005-88", "easc", "regional"),
        ("ГОСТ Р 7.0.97-2016", "gost", "foreign"),
        ("OIML R 76", "oiml", "international"),
        ("CIE 015:2018", "cie", "international"),
        ("JCGM 100:2008", "jcgm", "international"),
        ("CGPM RES 1 (1927)", "bipm", "international"),
    ],
)
def test_a_number_belongs_to_its_publisher(text: str, publisher: str, level: str) -> None:
    number = parse(text)
    assert (number.publisher, number.level) == (publisher, level)


def test_the_last_four_digits_after_a_dash_are_a_year_only_when_they_can_be_one() -> None:
    assert parse("IEC 62368-1-2018").year == "2018"
    assert parse("ISO/TS 10303-1634").part == "1634"
    assert parse("IEC/IEEE 60076-57-1202:2017").part == "57-1202"
    assert parse("ISO 8802-2099").part == "2099"


def test_a_guide_is_a_guide_by_its_prefix() -> None:
    assert [parse(text).nature for text in ("ISO Guide 73:2009", "ISO/IEC GUIDE 51:2014", "CEN Guide 1")] == [
        "guide"
    ] * 3


def test_the_language_is_a_field_of_its_own() -> None:
    languages = [parse(text).language for text in ("ISO 9001:2015(E)", "ISO 178:2010/Amd 1:2013(fr)", "OIML R 106(F)")]
    assert languages == ["E", "fr", "F"]


def test_a_year_to_come_is_not_believed() -> None:
    with pytest.raises(NumberError) as refused:
        parse("ISO 9001:2091")
    assert refused.value.code == "implausible_year"
    assert refused.value.suggestion == "ISO 9001:2019"


PREFIXES = [
    "ISO",
    "ISO/TS",
    "ISO/IEC",
    "ISO/IEC TR",
    "IEC",
    "IEC TS",
    "EN",
    "EN ISO",
    "BS EN",
    "DIN EN ISO",
    "NF EN ISO",
]


@given(
    st.sampled_from(PREFIXES),
    st.integers(1, 99999),
    st.lists(st.integers(1, 999), max_size=3),
    st.none() | st.integers(1950, 2026),
)
def test_every_number_of_the_common_shape_reads_back(
    prefix: str, serial: int, parts: list[int], year: int | None
) -> None:
    text = f"{prefix} {serial}{''.join(f'-{part}' for part in parts)}{f':{year}' if year else ''}"
    number = parse(text)
    assert (number.text, number.prefix, number.serial) == (text, prefix, str(serial))
    assert (number.part, number.year) == ("-".join(map(str, parts)), str(year or ""))
    for spelled in (text.replace(" ", ""), text.replace(":", " : "), text.lower(), text.replace(":", "-")):
        assert read(spelled).form == text


@given(
    st.text(alphabet="ISOECENBDTURJ/-:.+ ()0123456789AmdCor", max_size=40), st.sampled_from([*PREFIXES, "BS", "JIS"])
)
def test_whatever_is_read_reads_back_as_the_same_number(tail: str, prefix: str) -> None:
    number = read(prefix + tail).number
    if number is not None:
        assert read(number.text).form == number.text


@pytest.mark.parametrize(
    "piece", ["-1", "/Amd 1:2015", " and 2", "+A1:2019", ":2015", "(E)", "A", "1", " ", "-A1.", "[1"]
)
@pytest.mark.parametrize(
    "head", ["ISO 1", "BS 1", "ITU-T X.1", "JIS B 0205", "OIML R 1", "ГОСТ 1", "CIE 1", "NA to BS 1"]
)
def test_a_long_and_hostile_text_is_answered_at_once(head: str, piece: str) -> None:
    text = head + piece * 4000
    started = time.process_time()
    for family in FAMILIES:
        try:
            family.read(text)
        except NumberError:
            continue
    assert time.process_time() - started < 2
