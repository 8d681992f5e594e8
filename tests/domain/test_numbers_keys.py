"""Which numbers are one series, one edition, and in which order they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.domain.numbers import (
    StandardNumber,
    compare,
    edition_key,
    meaning,
    parse,
    publisher_name,
    read,
    same_series,
    series_key,
    sort_key,
)

CORPORA = Path(__file__).parents[1] / "corpora" / "numbers"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("GB/T 19001-2016", "gb:19001"), ("GB 19001-2016", "gb:19001"), ("GB/Z 19001-2016", "gb:19001"),
        ("GB/T 2423.1-2008", "gb:2423.1"), ("GB/T 2423", "gb:2423"), ("HJ/T 91-2002", "hj:91"),
        ("HB/Z 12-2010", "hb/z:12"), ("HB 12-2010", "hb:12"), ("GBZ 2.1-2019", "gbz:2.1"),
        ("GBZ/T 2.1-2019", "gbz:2.1"),
        ("DB44/T 26-2001", "db44:26"), ("DB44/26-2001", "db44:26"), ("DB11/T 26-2001", "db11:26"),
        ("DB/T 26-2001", "db:26"),
        ("T/CECS 101-2021", "t/cecs:101"), ("Q/GDW 1354-2013", "q/gdw:1354"), ("JTG F80/1-2017", "jtg:f80/1"),
        ("DG/TJ 08-502-2012", "dg:08-502"), ("JJG(交通) 023-2020", "jjg(交通):023"), ("GJB 9001C-2017", "gjb:9001c"),
        ("ISO/IEC 17025:2017", "iso/iec:17025"), ("ISO 9001:2015", "iso:9001"),
    ],
)  # fmt: skip
def test_a_series_is_publisher_and_number_without_year(text: str, key: str) -> None:
    assert series_key(parse(text)) == key


def test_a_number_made_recommended_stays_in_its_series() -> None:
    assert same_series(parse("GB 50300-2013"), parse("GB/T 50300-2013"))
    assert not same_series(parse("GB 50300-2013"), parse("GB 50301-2001"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("GB/T19001—2016", "GB/T 19001-2016"),
        ("GB/T 19001-2016 idt ISO 9001:2015", "GB/T 19001-2016"),
        ("GB 50016-2014（2018年版）", "GB 50016-2014"),
        ("GB 1499.1-2008 第1号修改单", "GB 1499.1-2008/XG1"),
    ],
)
def test_an_edition_is_known_by_year_and_supplements(text: str, key: str) -> None:
    assert edition_key(parse(text)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISO/IEC Guide 51:2014", "ISO/IEC GUIDE 51:2014"), ("ГОСТ 7.32-2017", "GOST 7.32-2017"),
        ("ГОСТ Р ИСО 9001-2015", "GOST R ISO 9001-2015"), ("CEI 60050-351:2013", "IEC 60050-351:2013"),
        ("ISO/CEI 17025:2017", "ISO/IEC 17025:2017"), ("IEC 60601-1:2005/AMD1:2012", "IEC 60601-1:2005/Amd 1:2012"),
        ("IEC 62304:2006/COR1:2008", "IEC 62304:2006/Cor 1:2008"), ("ISO 9001:2015(en)", "ISO 9001:2015(E)"),
        ("NIST SP 800-53r4", "NIST SP 800-53 Rev. 4"), ("FIPS 140-3", "NIST FIPS 140-3"),
        ("ANSI/IEEE 802.3-2018", "IEEE Std 802.3-2018"), ("ASME B31.3-2018", "ANSI/ASME B31.3-2018"),
        ("IEEE 802.3", "IEEE Std 802.3"), ("GB/T19001—2016", "GB/T 19001-2016 idt ISO 9001:2015"),
    ],
)  # fmt: skip
def test_the_style_of_writing_makes_no_other_edition(one: str, other: str) -> None:
    assert edition_key(parse(one)) == edition_key(parse(other))
    assert series_key(parse(one)) == series_key(parse(other))


def test_a_key_is_the_key_of_itself() -> None:
    lines = (CORPORA / "foreign.tsv").read_text(encoding="utf-8").splitlines()
    for text in (line.split("\t")[1] for line in lines if line[:2] != "# "):
        number = read(text).number
        if number is not None:
            key = edition_key(number)
            assert edition_key(parse(key)) == key
            assert series_key(parse(key)) == series_key(number)


def test_numbers_stand_in_natural_order() -> None:
    texts = ["GB 3095-1996", "GB 3095-2012", "GB/T 2423.1-2008", "GB/T 2423.2-2008", "GB/T 2423.10-2008", "HJ 9-2022"]
    ordered = sorted(map(parse, reversed(texts)), key=sort_key)
    assert list(map(str, ordered)) == [*texts[2:5], *texts[:2], texts[5]]


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("GB 3095-1996", "GB 3095-2012", -1), ("GB 3095-2012", "GB 3095-1996", 1), ("GB 3095-2012", "GB 3095—2012", 0),
        ("GB 3095-2012", "GB 3095-2012/XG1-2018", -1), ("GB 3095", "GB 3095-2012", None),
        ("GB 1-2012", "GB 2-2012", None),
    ],
)  # fmt: skip
def test_editions_of_one_series_are_compared_by_year(first: str, second: str, order: int | None) -> None:
    assert compare(parse(first), parse(second)) == order


def test_a_number_is_split_into_its_parts() -> None:
    number = parse("GB/T 2423.10—2008/XG1—2012（2018年版）")
    assert number == StandardNumber(
        publisher="gb", level="national", nature="recommended", prefix="GB/T", serial="2423", part="10", part_join=".",
        year="2008", text="GB/T 2423.10-2008/XG1-2012", supplements=number.supplements,
    )  # fmt: skip
    assert [(s.kind, s.number, s.year, s.join) for s in number.supplements] == [("XG", "1", "2012", "/")]
    assert number.edition_note == "2018年版"


@pytest.mark.parametrize(
    ("text", "publisher", "level", "nature"),
    [
        ("GB 3095-2012", "gb", "national", "mandatory"), ("GB/Z 24987-2010", "gb", "national", "guide"),
        ("HJ 1147-2020", "hj", "industry", "unknown"), ("HJ/T 91-2002", "hj", "industry", "recommended"),
        ("JTG D60-2015", "jtg", "engineering", "unknown"), ("DB44/1597-2015", "db", "local", "unknown"),
        ("DB/T 89-2022", "db", "industry", "recommended"), ("DB/T 29-112-2018", "db", "engineering", "recommended"),
        ("T/CECS 101-2021", "t", "group", "unknown"), ("Q/GDW 1354-2013", "q", "enterprise", "unknown"),
        ("GJB 9001C-2017", "gjb", "military", "unknown"), ("JJF 1059.1-2012", "jjf", "metrology", "unknown"),
    ],
)  # fmt: skip
def test_the_prefix_tells_level_and_suggests_nature(text: str, publisher: str, level: str, nature: str) -> None:
    number = parse(text)
    assert (number.publisher, number.level, number.nature) == (publisher, level, nature)


@pytest.mark.parametrize(
    ("text", "kind", "members"),
    [
        ("GB5085.1-3", "range", ["GB 5085.1", "GB 5085.2", "GB 5085.3"]),
        ("GB3100-3102", "range", ["GB 3100", "GB 3101", "GB 3102"]),
        ("GB 50254～50256-96", "range", ["GB 50254-1996", "GB 50255-1996", "GB 50256-1996"]),
        ("GB/T 2423.1-2008～GB/T 2423.3-2016", "range", ["GB/T 2423.1-2008", "GB/T 2423.2", "GB/T 2423.3-2016"]),
        ("GM/T 0009～0010", "range", ["GM/T 0009", "GM/T 0010"]),
        ("GB/T 7714-2015/2025", "multi_edition", ["GB/T 7714-2015", "GB/T 7714-2025"]),
        ("GB/T 1.1、1.2", "list", ["GB/T 1.1", "GB/T 1.2"]),
        ("GB/T 19001-2016（ISO 9001:2015，IDT）", "pair", ["GB/T 19001-2016", "ISO 9001:2015"]),
        ("GB/T 19001-2016", "single", ["GB/T 19001-2016"]),
        ("6.3.4", "none", []),
    ],
)
def test_a_text_of_several_numbers_is_taken_apart(text: str, kind: str, members: list[str]) -> None:
    reading = read(text)
    assert (reading.kind, [str(member) for member in reading.members]) == (kind, members)


def test_the_degree_of_adoption_is_kept_and_neq_is_no_adoption() -> None:
    assert read("GB/T 19001-2000 idt ISO 9001:2000").degree == "IDT"
    neq = read("GB/T 1234-2009 (ISO 1234:2000, NEQ)")
    assert (neq.form, neq.degree, neq.kind) == ("GB/T 1234-2009", "NEQ", "single")


def test_a_prefix_says_what_it_stands_for() -> None:
    assert meaning(parse("DB44/T 26-2001")).zh == "广东省地方标准"
    assert meaning(parse("HJ 1147-2020")).zh == "环境保护行业标准"
    assert meaning(parse("JJG(交通) 023-2020")).zh == "部门或地方计量检定规程（交通）"


def test_bodies_abroad_have_names() -> None:
    assert publisher_name(parse("ISO 9001:2015")).en == "International Organization for Standardization"
    assert publisher_name(parse("SN EN ISO 9001:2015")).zh == "瑞士标准化协会"
    assert publisher_name(parse("SN/T 0500-1995")).zh == ""
