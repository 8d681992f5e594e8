"""Standards in reference lists: the national rules of 2015 and 2025, BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

import json
import re

import pytest

from guiju.domain.citing import Work, bibtex, csl, gbt_2015, gbt_2025, ris

DESCRIPTION = Work(
    "GB/T 3792-2021", "信息与文献 资源描述", "全国信息与文献标准化技术委员会", "2021-03-09", "2021", "zh"
)
AUDIT = Work("ISO 21378:2019", "Audit data collection", "ISO", "2019-11", "2019", "en", chinese=False)
NASTY = Work("T/GJDEMO 1-2020", "甲 & 乙_50% {#1}\n\\cite $x$ ~^", "某\r\n学会", "2020", url="https://a.cn/?a=1&b={2}")


@pytest.mark.parametrize(
    ("work", "of_2015", "of_2025"),
    [
        (
            DESCRIPTION,
            "全国信息与文献标准化技术委员会. 信息与文献 资源描述: GB/T 3792—2021[S]. 2021.",
            "GB/T 3792—2021 信息与文献 资源描述[S].",
        ),
        (AUDIT, "ISO. Audit data collection: ISO 21378:2019[S]. 2019.", "ISO 21378:2019 Audit data collection[S]."),
        (Work("GB 1499.1-2008/XG1-2012", "甲"), "甲: GB 1499.1—2008/XG1—2012[S].", "GB 1499.1—2008/XG1—2012 甲[S]."),
        (Work("GB/T 1.1", ""), "GB/T 1.1[S].", "GB/T 1.1[S]."),
    ],
)
def test_an_entry_is_written_as_the_national_rules_do(work, of_2015, of_2025):
    assert gbt_2015(work) == of_2015
    assert gbt_2025(work) == of_2025


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Entries by counting braces, as BibTeX itself does."""
    entries, at = [], 0
    while (start := text.find("@", at)) >= 0:
        depth, end = 0, start
        for end in range(start, len(text)):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            if depth == 0 and text[end] == "}":
                break
        assert depth == 0, "braces do not balance"
        kind, _, rest = text[start + 1 : end].partition("{")
        key, _, body = rest.partition(",\n")
        fields = dict(re.findall(r"^  (\w+) *= \{(.*)\},$", body, re.MULTILINE))
        entries.append({"": kind, "key": key, **fields})
        at = end
    return entries


def unescaped(text: str) -> str:
    named = {
        r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
        r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    }  # fmt: skip
    return re.sub(r"\\text\w+\{\}|\\[$&#_%]", lambda m: named.get(m[0], m[0][1:]), text)


def test_bibtex_reads_back_whatever_stands_in_a_title():
    first, second, third, nasty = read_bibtex(bibtex([DESCRIPTION, DESCRIPTION, AUDIT, NASTY]))
    assert (first[""], first["key"], second["key"]) == ("standard", "GB-T-3792-2021", "GB-T-3792-2021-2")
    assert first["author"] == "{全国信息与文献标准化技术委员会}"
    assert (first["number"], first["date"], first["langid"]) == ("GB/T 3792—2021", "2021-03-09", "chinese")
    assert third["date"] == "2019-11"
    assert unescaped(nasty["title"]) == "甲 & 乙_50% {#1} \\cite $x$ ~^"
    assert nasty["url"] == "https://a.cn/?a=1&b=%7B2%7D"


def test_ris_lines_end_in_cr_lf_and_hold_one_value():
    text = ris([DESCRIPTION, NASTY])
    assert re.sub(r"\r\n", "", text).count("\n") == 0
    records = [dict(line.split("  - ", 1) for line in r.split("\r\n") if line) for r in text.split("ER  - \r\n\r\n")]
    assert records[0]["TY"] == "STAND"
    assert records[0]["SN"] == "GB/T 3792—2021"
    assert records[0]["DA"] == "2021/03/09/"
    assert records[1]["AU"] == "某 学会"
    assert records[1]["DA"] == "2020///"


def test_csl_items_are_standards_with_dates_as_precise_as_known():
    items = json.loads(json.dumps(csl([DESCRIPTION, AUDIT, Work("GB/T 9", "乙")])))
    assert [item["type"] for item in items] == ["standard"] * 3
    assert items[0]["issued"] == {"date-parts": [[2021, 3, 9]]}
    assert items[1]["issued"] == {"date-parts": [[2019, 11]]}
    assert items[0]["author"] == [{"literal": "全国信息与文献标准化技术委员会"}]
    assert "author" not in items[2]
    assert "issued" not in items[2]
