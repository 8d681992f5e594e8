"""Numbers of IEEE, NIST, ETSI, 3GPP, the American bodies, and those of the Internet and of space."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.each_row import each
from domain.number_rows import parts, rows
from guiju.domain.numbers import NumberError, edition_key, parse, read, series_key
from guiju.domain.numbers.families import (
    american,
    ansi,
    ashrae,
    asme,
    astm,
    csa,
    etsi,
    ieee,
    internet,
    nist,
    tgpp,
    world,
)
from guiju.domain.numbers.families.ieee import forerunners

FAMILIES = (
    ieee.FAMILY, forerunners.FAMILY, nist.FAMILY, ansi.FAMILY, ashrae.FAMILY, asme.FAMILY, astm.FAMILY, csa.FAMILY,
    etsi.FAMILY, tgpp.FAMILY, *american.FAMILIES, *internet.FAMILIES, *world.FAMILIES,
)  # fmt: skip


@each(rows("foreign_parts_b.tsv"))
def test_a_number_is_broken_into_its_parts(row: list[str]) -> None:
    assert parts(parse(row[0])) == row[1:]


@each(rows("foreign_parts_b.tsv"))
def test_a_printed_number_reads_back_as_itself(row: list[str]) -> None:
    number = parse(row[0])
    assert parse(str(number)) == number
    assert str(number).isascii()


@each(rows("foreign_spellings_b.tsv"))
def test_what_people_write_becomes_the_normal_form(row: list[str]) -> None:
    assert read(row[0]).form == row[1]
    assert read(row[1]).form == row[1]


@each(rows("foreign_refused_b.tsv"))
def test_what_is_no_number_is_refused_with_its_reason(row: list[str]) -> None:
    reading = read(row[0])
    assert [reading.form, reading.error, reading.suggestion] == ["", *row[1:]]
    assert all(reading.message)


def test_a_suggestion_is_itself_a_number() -> None:
    suggestions = [row[2] for row in rows("foreign_refused_b.tsv") if row[2]]
    assert suggestions
    assert [read(text).form for text in suggestions] == suggestions


@pytest.mark.parametrize(
    ("text", "publisher", "level"),
    [
        ("IEEE Std 1588-2019", "ieee", "foreign"),
        ("ANSI/IEEE Std 754-1985", "ieee", "foreign"),
        ("IEC/IEEE P62704-4/D2, August 2019", "ieee", "international"),
        ("ANSI C63.4-2014", "ansi", "foreign"),
        ("NIST SP 800-53r5", "nist", "foreign"),
        ("FIPS 140-3", "nist", "foreign"),
        ("ETSI EN 300 328 V2.2.2", "etsi", "regional"),
        ("3GPP TS 38.331", "tgpp", "international"),
        ("ANSI/ASHRAE Standard 90.1-2019", "ashrae", "foreign"),
        ("ASTM D638-14", "astm", "foreign"),
        ("ASME B16.5-2017", "asme", "foreign"),
        ("CAN/CSA-ISO 9001:16", "csa", "foreign"),
        ("API 5L", "api", "foreign"),
        ("UL 94", "ul", "foreign"),
        ("RFC 8998", "ietf", "international"),
        ("W3C REC-xml", "w3c", "international"),
        ("CCSDS 131.0-B-3", "ccsds", "international"),
        ("IHO S-57", "iho", "international"),
        ("OGC 06-121r9", "ogc", "international"),
        ("CC 18011:2018", "calconnect", "international"),
        ("PLATEAU Handbook #01 第3.5版", "plateau", "foreign"),
    ],
)
def test_a_number_belongs_to_its_publisher(text: str, publisher: str, level: str) -> None:
    number = parse(text)
    assert (number.publisher, number.level) == (publisher, level)


@pytest.mark.parametrize(
    "spellings",
    [
        ("IEEE 802.11", "IEEE Std 802.11-2020", "IEEE P802.11/D3, May 2019", "ANSI/IEEE Std 802.11-1999"),
        ("FIPS 140-3", "NIST FIPS 140-3", "FIPS PUB 140-3"),
        ("TS 38.331", "3GPP TS 38.331 V16.1.0"),
        ("ASME B16.5-2017", "ANSI/ASME B16.5"),
        ("ASHRAE 90.1-2019", "ANSI/ASHRAE/IES Standard 90.1-2022", "ASHRAE Addendum a to Standard 90.1-2019"),
        ("API 5L", "API Spec 5L-2018"),
        ("06-121r9", "OGC 06-121r9"),
    ],
)
def test_spellings_of_one_standard_are_one_series(spellings: tuple[str, ...]) -> None:
    assert len({series_key(parse(text)) for text in spellings}) == 1


def test_series_of_one_body_are_kept_apart() -> None:
    assert series_key(parse("NIST SP 800-53")) != series_key(parse("NIST IR 800-53"))
    assert series_key(parse("ETSI EN 300 328")) != series_key(parse("ETSI TS 300 328"))


def test_remarks_in_brackets_name_no_other_edition() -> None:
    number = parse("IEEE Std C62.11-2020 (Revision of IEEE Std C62.11-2012) - Redline")
    assert str(number) == "IEEE Std C62.11-2020 (Revision of IEEE Std C62.11-2012)"
    assert number.edition_note == "Revision of IEEE Std C62.11-2012"
    assert edition_key(number) == "IEEE Std C62.11-2020"


def test_two_digits_of_a_year_stay_in_print_and_are_written_out_in_the_field() -> None:
    number = parse("ASTM D638-14")
    assert (str(number), number.year) == ("ASTM D638-14", "2014")
    assert parse("ASTM D638-98").year == "1998"


def test_a_running_number_is_not_taken_for_a_year() -> None:
    assert parse("NBS IR 80-2028").year == ""
    assert parse("NIST HB 44-2023").year == "2023"


@given(
    st.sampled_from(
        ["IEEE Std", "ASTM D", "ASME B", "UL", "NFPA", "ETSI EN 300", "NIST SP", "RFC", "SAE J", "API", "P"]
    ),
    st.text(alphabet="0123456789.-/ ()DPRevisonCrAdt,:V", max_size=40),
)
def test_whatever_is_read_reads_back_as_the_same_number(prefix: str, tail: str) -> None:
    for family in FAMILIES:
        try:
            number = family.read(f"{prefix} {tail}".strip())
        except NumberError:
            continue
        if number is not None:
            assert family.read(number.text) == number


@pytest.mark.parametrize(
    "piece", ["-1", ".1", "/D1", " (", "(R1)", ", May 2015", "a", "1", " ", "/A1", " and 2", "r1", "-A"]
)
@pytest.mark.parametrize("head", ["IEEE Std 1", "NIST SP 8", "ASHRAE 1", "CSA C22.2 NO. 1", "ASME B1", "P1", "IPC-1"])
def test_a_long_and_hostile_text_is_answered_at_once(head: str, piece: str) -> None:
    text = head + piece * 4000
    started = time.process_time()
    for family in FAMILIES:
        try:
            family.read(text)
        except NumberError:
            continue
    assert time.process_time() - started < 2
