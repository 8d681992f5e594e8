"""What holds for every text, whatever a stranger sends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.domain.numbers import MAX_LENGTH, NumberError, fold, normalise, parse, read
from guiju.domain.numbers.chinese.prefixes import printed
from guiju.domain.numbers.years import PLAUSIBLE

PREFIXES = sorted(prefix.text for prefix in printed().values() if prefix.style in ("national", "plain", "owned"))
PIECES = [
    *PREFIXES, "GB", "/T", "T/", "Q/", "DB", "DB44", "DBS44/", "CECS", "ISO", "IEC", "ISO/IEC", "EN", "IEEE", "19001",
    "1", ".1", "-2016", ":2015", "-", "—", "/", "~", "、", ",", " ", "(", ")", "（", "）", "XG1", "第1号修改单",
    "2018年版", "IDT", "idt", "A", "Z", "O", "l", "年", "《", "》", "所有部分", ".pdf", "\n", "\t", "+A1", "\u200b",
    "\u00ad",
]  # fmt: skip
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
dashes = st.sampled_from(["-", "—", "–", "－", " - ", ":", "--", "\u00ad"])


@settings(max_examples=600)
@given(texts)
def test_reading_never_fails_and_the_normal_form_is_its_own_normal_form(text: str) -> None:
    reading = read(text)
    form = normalise(text)
    assert normalise(form) == form
    assert bool(reading.form) != bool(reading.error)
    assert bool(reading.members) == bool(reading.form)
    if reading.number is not None:
        assert parse(str(reading.number)) == reading.number
        assert reading.form == str(reading.number)


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=400)
@given(
    st.sampled_from(PREFIXES), st.integers(1, 99999), st.integers(0, 40), st.sampled_from(sorted(PLAUSIBLE)), dashes,
    st.booleans(),
)  # fmt: skip
def test_what_is_printed_is_read_back(prefix: str, serial: int, part: int, year: str, dash: str, compact: bool) -> None:
    number = f"{serial}.{part}" if part else str(serial)
    form = f"{prefix} {number}-{year}"
    assert str(parse(form)) == form
    assert normalise(f"{prefix.lower()}{'' if compact else ' '}{number}{dash}{year}") == form


@pytest.mark.parametrize(
    "unit", ["GB/T 1.1-2020、", "GB ", "G B / T ", "-", ".1", "/", "(", "A1", "1-", "～", "第一号修改单", "《", "O0"]
)
def test_a_long_hostile_text_is_refused_at_once(unit: str) -> None:
    just_within = (unit * MAX_LENGTH)[: MAX_LENGTH - 7]
    started = time.process_time()
    for text in (just_within, "GB/T 1" + just_within, "T/A" + just_within, "Q/A" + just_within):
        read(text)
    assert read(unit * 100_000).error == "too_long"
    assert time.process_time() - started < 2


def test_a_refusal_is_raised_with_its_suggestion() -> None:
    with pytest.raises(NumberError) as refusal:
        parse("GB/T 19OO1-2016")
    assert (refusal.value.code, refusal.value.suggestion) == ("letter_for_digit", "GB/T 19001-2016")


def test_several_numbers_are_no_single_one() -> None:
    with pytest.raises(NumberError) as refusal:
        parse("GB/T 2423.1~2423.3")
    assert (refusal.value.code, refusal.value.suggestion) == ("several", "GB/T 2423.1~2423.3")
