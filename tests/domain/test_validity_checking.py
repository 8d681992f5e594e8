"""The whole check over documents, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from guiju.domain.documents import Document, read
from guiju.domain.language import Words
from guiju.domain.numbers import StandardNumber
from guiju.domain.validity import CatalogueFacts, DocumentUse, EditionFacts, RelationFact
from guiju.domain.validity.checking import check, read_citations
from guiju.domain.validity.guess import guess_use
from guiju.domain.validity.model import Evidence
from guiju.domain.validity.result import canonical, digest
from guiju.domain.validity.saying import numbers_to, remark, tone
from guiju.domain.validity.settlement import Settled

OLD = EditionFacts(
    1, "GB/T 1.1-2009", "gb:1.1", "标准化工作导则", published="2009-06-17", effective="2010-01-01", source="甲"
)
NEW = EditionFacts(
    2, "GB/T 1.1-2020", "gb:1.1", "标准化工作导则", published="2020-03-31", effective="2020-10-01", source="甲"
)
REPLACES = RelationFact("replaces", NEW.number, OLD.number, source="甲")
FACTS = CatalogueFacts(
    by_number={OLD.number: [OLD], NEW.number: [NEW]},
    by_series={"gb:1.1": [OLD, NEW]},
    relations={OLD.number: [REPLACES], NEW.number: [REPLACES]},
    snapshot="s1",
    editions=2,
    newest_source_date=date(2026, 1, 1),
)


def lookup(numbers: Iterable[StandardNumber]) -> CatalogueFacts:
    return FACTS


def document(text: str, name: str = "a.txt") -> Document:
    return read(text.encode(), name)


def checked(*texts: str, as_of: date = date(2026, 11, 22), **options: Any) -> Any:
    files = [
        read_citations(document(text, f"{position}.txt"), DocumentUse.REPORT) for position, text in enumerate(texts)
    ]
    at = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    return check(files, as_of=as_of, checked_at=at, lookup=lookup, **options)


def verdicts(result: Any) -> list[tuple[str, str]]:
    return [
        (member["number"], member["verdict"])
        for file in result["files"]
        for citation in file["citations"]
        for member in citation["members"]
    ]


def test_every_cited_number_has_one_verdict_with_its_successor() -> None:
    result = checked("依据 GB/T 1.1—2009 与 GB/T1.1-2020，参照 GB/T 99999-2001。")
    assert verdicts(result) == [
        ("GB/T 1.1-2009", "replaced"), ("GB/T 1.1-2020", "in_force"), ("GB/T 99999-2001", "not_in_catalogue"),
    ]  # fmt: skip
    assert result["files"][0]["citations"][0]["members"][0]["successors"] == ["GB/T 1.1-2020"]


def test_the_answer_is_that_of_the_day_asked() -> None:
    assert verdicts(checked("GB/T 1.1-2009", as_of=date(2015, 1, 1))) == [("GB/T 1.1-2009", "in_force")]
    assert verdicts(checked("GB/T 1.1-2009", as_of=date(2020, 5, 1))) == [("GB/T 1.1-2009", "in_force_to_be_replaced")]


def test_a_second_mention_in_the_same_file_is_a_duplicate_and_not_in_another() -> None:
    result = checked("GB/T 1.1-2020，又见 GB/T 1.1-2020", "GB/T 1.1-2020")
    flags = [
        "duplicate" in citation["members"][0]["flags"] for file in result["files"] for citation in file["citations"]
    ]
    assert flags == [False, True, False]


def test_a_malformed_number_is_reported_with_the_nearest_reading() -> None:
    member = checked("按 GB 3095-20112 执行")["files"][0]["citations"][0]["members"][0]
    assert member["verdict"] == "malformed"


def test_what_a_person_settled_is_used() -> None:
    evidence = Evidence(Words("核实", "settled"), "https://example.org/", date(2026, 1, 1))
    settled = {"GB/T 11-2020": Settled("GB/T 11-2020", "same_as", "GB/T 1.1-2020", evidence)}
    result = checked("GB/T 11-2020", settlements=lambda numbers: settled)
    member = result["files"][0]["citations"][0]["members"][0]
    assert (member["verdict"], member["suggestion"]) == ("in_force", "GB/T 1.1-2020")


def test_counts_agree_with_the_verdicts() -> None:
    result = checked("GB/T 1.1-2009，GB/T 1.1-2020，GB/T 99999-2001", "无引用")
    assert result["counts"]["members"] == 3
    assert result["counts"]["files"] == 2
    assert sum(result["counts"]["verdicts"].values()) == 3


def test_the_same_check_has_the_same_digest_and_another_day_has_not() -> None:
    assert digest(checked("GB/T 1.1-2009")) == digest(checked("GB/T 1.1-2009"))
    assert digest(checked("GB/T 1.1-2009")) != digest(checked("GB/T 1.1-2009", as_of=date(2015, 1, 1)))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text("abc_09"), inner)))
def test_the_canonical_form_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical({"value": value}) == rfc8785.dumps({"value": value})


def test_a_remark_gives_flags_advice_and_evidence_with_source_and_day() -> None:
    member = checked("GB/T 1.1-2009，GB/T 1.1-2009")["files"][0]["citations"][1]["members"][0]
    lines = remark(member, "zh").split("\n")
    assert lines[0] == "重复引用"
    assert any("来源：甲" in line for line in lines)
    assert numbers_to(member, "zh") == "GB/T 1.1-2020"


def test_the_tone_of_a_citation_is_that_of_its_gravest_member() -> None:
    assert tone([{"verdict": "in_force"}, {"verdict": "replaced"}, {"verdict": "not_in_catalogue"}]) == "bad"
    assert tone([{"verdict": "in_force"}]) == "good"


@pytest.mark.parametrize(
    ("name", "text", "use"),
    [
        ("关于XX项目的招标文件.txt", "第一章", DocumentUse.CONTRACT),
        ("a.txt", "检测报告\n报告编号：2026-001", DocumentUse.REPORT),
        ("a.txt", "2 规范性引用文件\n下列文件", DocumentUse.STANDARD),
        ("检测能力附表.txt", "序号 方法", DocumentUse.LIST),
        ("a.csv", "编号,名称\nGB 3095-2012,环境空气质量标准", DocumentUse.LIST),
        ("a.txt", "随便一段文字", DocumentUse.REPORT),
    ],
)
def test_the_kind_of_document_is_guessed_from_name_first_page_and_format(
    name: str, text: str, use: DocumentUse
) -> None:
    assert guess_use(document(text, name)) is use


def test_numbers_and_titles_alone_are_a_list() -> None:
    typed = document("GB/T 19001-2016 质量管理体系 要求\nGB 12523-90\n")
    assert read_citations(typed).use is DocumentUse.LIST
    assert read_citations(document("本次依据委托方要求，按 GB/T 19001-2016 逐项核对。")).use is DocumentUse.REPORT
