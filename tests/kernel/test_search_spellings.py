"""Spellings of numbers made from their form are those made by reading them."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.domain.text import TRADITIONAL_STEP, clean, simplified
from guiju.kernel.search import spellings as module
from guiju.kernel.search.spellings import spellings

CORPORA = Path(__file__).parents[1] / "corpora" / "numbers"
NUMBERS = sorted(
    {
        column
        for name in ("chinese.tsv", "foreign.tsv")
        for line in (CORPORA / name).read_text(encoding="utf-8").splitlines()
        for column in line.split("\t")[:2]
        if not line.startswith("#")
    }
)


def test_numbers_of_one_form_are_spelled_as_if_each_were_read():
    assert len(NUMBERS) > 500
    assert [n for n in NUMBERS if spellings(n) != module._read(n[: module.MAX_LENGTH])] == []


@pytest.mark.parametrize("text", ["標準化工作導則", "標準 Standard", "乾坤著作", "质量管理", "Qualité", "𠀀鋼", ""])
def test_simplified_is_what_cleaning_makes_of_a_text(text: str):
    assert simplified(text) == clean(text, (TRADITIONAL_STEP,)).text
