"""Each cleaning step on strings as people and machines really write them."""

from __future__ import annotations

import pytest

from guiju.domain.text import MARKUP_STEP, PINYIN_STEP, SPACING_STEP, TRADITIONAL_STEP, clean, fold


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("ＧＢ／Ｔ１９００１—２０１６", "GB/T19001-2016"),
        ("GB/T 1.1–2020", "GB/T 1.1-2020"),
        ("GB∕T 1.1−2020", "GB/T 1.1-2020"),
        ("GB\u00ad/T 1.1\u200b-2020\ufeff", "GB/T 1.1-2020"),
        ("GB 5749\u00ad2022", "GB 5749-2022"),
        ("G B / T 1.1-2020", "GB/T 1.1-2020"),
        ("GB / T 1.1-2020", "GB/T 1.1-2020"),
        ("G B / T 1 9 0 0 1 - 2 0 1 6", "GB/T 19001-2016"),
        ("到2 0 2 5 年底", "到2025 年底"),
        ("2021—2025年", "2021-2025年"),
        ("第３～５项", "第3~5项"),
        ("——全域标准化深度发展。", "——全域标准化深度发展。"),
        ("国家标准，行业标准；（以下简称《纲要》）", "国家标准，行业标准；（以下简称《纲要》）"),
        ("江津區(qū) 貫徹落實國家標準化發(fā)展綱要", "江津区 贯彻落实国家标准化发展纲要"),
        ("1 2 3 4 5", "1 2 3 4 5"),
    ],
)
def test_default_steps_repair_what_is_broken_and_leave_the_rest(source, text):
    assert clean(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("國(guó)家治理(lǐ)體(tǐ)系", "國家治理體系"),
        ("能（néng）力", "能力"),
        ("绿[lǜ]色", "绿色"),
        ("標準(biāo zhǔn)化", "標準化"),
        ("国(guo\u0301)家", "国家"),
        ("新(xīn)有(yǒu)效", "新有效"),
        ("區(qu)域", "區域"),
        ("世界贸易组织(WTO)", "世界贸易组织(WTO)"),
        ("时间(min)和面积(ha)", "时间(min)和面积(ha)"),
        ("项目(project)管理", "项目(project)管理"),
        ("压力（pa）", "压力（pa）"),
        ("人员(不少于3人)", "人员(不少于3人)"),
        ("(guó)家", "(guó)家"),
    ],
)
def test_readings_behind_characters_go_and_remarks_stay(source, text):
    assert clean(source, [PINYIN_STEP]).text == text


def test_a_reading_without_tone_is_no_certain_repair():
    (repair,) = clean("區(qu)域", [PINYIN_STEP]).repairs
    assert not repair.certain
    assert repair.record() == {"at": 1, "from": "(qu)", "to": "", "why": "删去汉字后的拼音夹注", "certain": False}


def test_characters_both_scripts_use_are_converted_by_phrase():
    assert clean("乾燥、乾坤、著名、標準", [TRADITIONAL_STEP]).text == "干燥、乾坤、著名、标准"


def test_a_row_of_single_digits_is_left_alone():
    assert clean("| 1 2 3 4 |", [SPACING_STEP]).text == "| 1 2 3 4 |"


def test_repairs_say_why_in_both_languages():
    (repair,) = clean("GB\u200b 1").repairs
    assert repair.record("en")["why"] == "invisible characters removed"


def test_folding_for_scanners_keeps_every_offset():
    text = "（ＧＢ／Ｔ１—２０２０，ISO 9001：2015）【\u3000"
    assert fold(text) == "(GB/T1-2020,ISO 9001:2015)【 "
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "clean_text"),
    [
        ("GB/T&nbsp;7714&mdash;2015", "GB/T 7714-2015"),
        ("GB~3100--1993，3~5 天", "GB 3100--1993，3~5 天"),
        ("JT/T 795-2011\\nCCS: R16", "JT/T 795-2011\nCCS: R16"),
        ("A &amp; B，C:\\new", "A &amp; B，C:\\new"),
    ],
)
def test_signs_of_markup_are_read_as_what_they_stand_for(text: str, clean_text: str) -> None:
    cleaned = clean(text, (MARKUP_STEP,))
    assert cleaned.text == clean_text
    assert cleaned.to_source(0, len(clean_text)) == (0, len(text))
