"""How days, counts and sizes are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from guiju.domain.language import Words, WordsError
from guiju.domain.validity.words import Status, Verdict
from guiju.web import formats, language, marks


@pytest.mark.parametrize(
    ("value", "table", "zh", "en"),
    [
        (date(2026, 3, 1), "2026-03-01", "2026年3月1日", "1 March 2026"),
        ("2009-11", "2009-11", "2009年11月", "November 2009"),
        ("2009", "2009", "2009年", "2009"),
        (datetime(2026, 2, 28, 20, 0, tzinfo=UTC), "2026-03-01", "2026年3月1日", "1 March 2026"),
        ("", "—", "—", "—"),
        (None, "—", "—", "—"),
    ],
)
def test_a_day_is_as_precise_as_it_is_known(value, table, zh, en):
    assert formats.day(value) == table
    with translation.override("zh-hans"):
        assert formats.long_day(value) == zh
    with translation.override("en"):
        assert formats.long_day(value) == en


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        (0, "今天", "today"),
        (1, "1 天前", "1 day ago"),
        (45, "1 个月前", "1 month ago"),
        (4100, "11 年前", "11 years ago"),
        (None, "日期不详", "date not stated"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(days, zh, en):
    with translation.override("zh-hans"):
        assert formats.age(days) == zh
    with translation.override("en"):
        assert formats.age(days) == en


def test_counts_and_sizes_are_short():
    assert formats.count(1204523) == "1,204,523"
    assert [formats.file_size(n) for n in (512, 2048, 52428800)] == ["512 B", "2.0 KB", "50 MB"]


def test_words_follow_the_reader():
    words = Words("共 {n} 条", "{n} in all")
    with translation.override("en"):
        assert language.t(*words, n=3) == "3 in all"
        assert language.as_lang(WordsError("x", Words("错", "Wrong."), Words("改", "Mend it."))) == "Wrong. Mend it."
    with translation.override("zh-hans"):
        assert language.words(words, n=3) == "共 3 条"


def test_every_status_and_verdict_has_a_mark_of_its_own_shape():
    drawn = (Path(marks.__file__).parent / "static" / "guiju" / "marks.svg").read_text(encoding="utf-8")
    for mark in [*map(marks.status_mark, Status), *map(marks.verdict_mark, Verdict)]:
        assert f'id="{mark.shape}"' in drawn
    shapes = [marks.status_mark(status).shape for status in Status]
    assert len(set(shapes)) == len(shapes)
