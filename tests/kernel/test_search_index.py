"""One table of questions and answers, asked of every search backend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.search.days import between_terms, day_number, day_terms, span_terms, spans, turn_terms
from guiju.kernel.search.engine import TantivyIndex
from guiju.kernel.search.memory import MemoryIndex
from guiju.kernel.search.pieces import SPELLED, pieces_asked, places, spelled_of, windows
from guiju.kernel.search.port import Dated, SearchDocument, SearchIndex, SearchQuery, SearchResult, Shape

SHAPE = Shape(facets=("level",), dated={"status": ("upcoming", "in_force", "replaced")}, orders=("number",),
              fields=(SPELLED,), numbered=("key",))  # fmt: skip
TODAY = date(2026, 3, 1)


def document(id: str, number: str, *titles: str, level: str = "national", **changes: object) -> SearchDocument:
    fields: dict = {"facets": {"level": (level,)}, "orders": {"number": number}, "label": number}
    return SearchDocument(id=id, numbers=(number,), titles=titles, **fields | changes)


DOCUMENTS = [
    document("qms", "GB/T 19001-2016", "质量管理体系 要求", "Quality management systems — Requirements", weight=1.0),
    document("qms-old", "GB/T 19001-2008", "质量管理体系 要求", "Quality management systems — Requirements"),
    document("steel", "GB 1499.1-2008", "钢筋混凝土用钢 第1部分：热轧光圆钢筋"),
    document("steel-xg", "GB 1499.1-2008/XG1-2012", "《钢筋混凝土用钢 第1部分：热轧光圆钢筋》第1号修改单"),
    document("env", "GB/T 2423.1-2008", "电工电子产品环境试验 第2部分：试验方法 试验A：低温"),
    document("env-22", "GB/T 2423.22-2012", "环境试验 第2部分：试验方法 试验N：温度变化"),
    document("drafting", "GB/T 1.1-2020", "标准化工作导则 第1部分：标准化文件的结构和起草规则"),
    document("lab", "ISO/IEC 17025:2017", "General requirements for the competence of testing laboratories",
             level="international"),
    document("iso", "ISO 9001:2015", "Quality management systems — Requirements", level="international"),
    document("water", "HJ 91.1-2019", "污水监测技术规范", level="industry"),
    document("air", "HJ 633-2012", "环境空气质量指数（AQI）技术规定（试行）", "PM2.5 and other pollutants",
             level="industry"),
    document("local", "DB44/T 1234-2020", "5G基站节能技术要求", level="local"),
    document("group", "T/CECS 10001-2019", "用于混凝土中的防裂抗渗复合材料", level="group"),
    document("local-code", "GB 13000-2010", "信息技术 通用多八位编码字符集（UCS）"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["tantivy", "memory"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    made: SearchIndex = (
        TantivyIndex(tmp_path_factory.mktemp("index"), SHAPE) if request.param == "tantivy" else MemoryIndex(SHAPE)
    )
    made.put(DOCUMENTS)
    made.commit()
    return made


@pytest.fixture(params=["tantivy", "memory"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    return TantivyIndex(tmp_path / "index", SHAPE) if request.param == "tantivy" else MemoryIndex(SHAPE)


def ask(index: SearchIndex, text: str = "", **changes: object) -> SearchResult:
    fields: dict = {"on": TODAY, "text": text, "limit": 50}
    return index.search(SearchQuery(**fields | changes))


def ids(index: SearchIndex, text: str = "", **changes: object) -> list[str]:
    return [hit.id for hit in ask(index, text, **changes).hits]


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        # a number in any spelling: the very edition first, then the others of its series
        ("GB/T 19001-2016", "qms", {"qms-old"}),
        ("GB/T 19001-2008", "qms-old", {"qms"}),
        ("ＧＢ／Ｔ１９００１－２０１６", "qms", {"qms-old"}),
        ("GB/T19001—2016", "qms", {"qms-old"}),
        ("gbt19001", "qms", {"qms-old"}),
        ("gbt19001-2008", "qms-old", {"qms"}),
        ("GB19001", "qms", {"qms-old"}),
        ("GB/T 19001 2016", "qms", {"qms-old"}),
        ("19001", "qms", {"qms-old"}),
        ("19001-2008", "qms-old", set()),
        ("iso9001", "iso", set()),
        ("ISO 9001-2015", "iso", set()),
        ("iso/iec 17025", "lab", set()),
        ("17025", "lab", set()),
        ("gb1499.1", "steel", {"steel-xg"}),
        ("GB 1499.1-2008/XG1-2012", "steel-xg", {"steel"}),
        ("db44/t 1234", "local", set()),
        ("t/cecs 10001", "group", set()),
        ("HJ91.1", "water", set()),
        # the slash letter is often wrong
        ("GB/T 13000-2010", "local-code", set()),
        ("GB 19001-2016", "qms", {"qms-old"}),
        # the beginning of a number
        ("GB/T 2423", "env", {"env-22"}),
        ("gbt24", "env", {"env-22"}),
        ("2423", "env", {"env-22"}),
        # number and words
        ("GB/T 19001 质量", "qms", {"qms-old"}),
        ("2423 温度变化", "env-22", set()),
    ],
)
def test_a_number_is_found_in_any_spelling(index: SearchIndex, text: str, first: str, others: set[str]):
    found = ids(index, text)
    assert set(found) == {first} | others
    if text not in {"GB/T 2423", "gbt24", "2423", "gb1499.1"}:
        assert found[0] == first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # one character
        ("钢", {"steel", "steel-xg"}),
        ("规", {"drafting", "water", "air"}),
        # two characters, words of the dictionary or not
        ("质量", {"qms", "qms-old", "air"}),
        ("准化", {"drafting"}),
        ("光圆", {"steel", "steel-xg"}),
        # three and more
        ("标准化", {"drafting"}),
        ("标准化工作导则", {"drafting"}),
        ("质量管理体系", {"qms", "qms-old"}),
        ("起草规则", {"drafting"}),
        # words apart, in any order
        ("要求 质量", {"qms", "qms-old"}),
        ("体系要求", {"qms", "qms-old"}),
        # Traditional characters, wide letters, signs
        ("標準化工作導則", {"drafting"}),
        ("鋼筋", {"steel", "steel-xg"}),
        ("ＡＱＩ", {"air"}),
        ("《污水监测技术规范》", {"water"}),
        # mixed with Latin
        ("5G基站", {"local"}),
        ("5g", {"local"}),
        ("试验A", {"env"}),
        ("PM2.5", {"air"}),
        # English, by stem and by beginning
        ("quality management", {"qms", "qms-old", "iso"}),
        ("requirement", {"qms", "qms-old", "iso", "lab"}),
        ("compet", {"lab"}),
        ("laborator", {"lab"}),
        # nothing
        ("龘", set()),
        ("xyzzy", set()),
    ],
)
def test_words_of_any_length_are_found(index: SearchIndex, text: str, found: set[str]):
    assert set(ids(index, text)) == found


def test_no_question_lists_everything(index: SearchIndex):
    for text in ("", "  ", "，"):
        assert ask(index, text).total == len(DOCUMENTS)


def test_when_no_document_has_all_words_some_will_do(index: SearchIndex):
    result = ask(index, "污水 混凝土")
    assert result.loosened
    assert {hit.id for hit in result.hits} == {"water", "group", "steel", "steel-xg"}
    assert not ask(index, "龘 污污污").hits


def test_a_bare_prefix_alone_will_not_do(index: SearchIndex):
    result = ask(index, "GB 混凝土 污水")
    assert result.loosened
    assert {hit.id for hit in result.hits} == {hit.id for hit in ask(index, "污水 混凝土").hits}


def test_facets_count_and_filter(index: SearchIndex):
    result = ask(index, "要求", facets={"level": ["local"]})
    assert [hit.id for hit in result.hits] == ["local"]
    assert result.facets["level"] == {"national": 2, "local": 1}


def test_pages_follow_each_other(index: SearchIndex):
    whole = ids(index, order="number")
    assert whole[0] == "local"
    assert [*ids(index, order="number", limit=5), *ids(index, order="number", offset=5)] == whole
    assert ids(index, order="-number") == whole[::-1]


def test_all_that_has_a_piece_is_told_by_its_number(empty: SearchIndex):
    texts = ("建设5G基站，开展试点", "基站 GB13000 改造", "试" * 3_000 + "终点；2025年底", "標準化")
    for key, text in enumerate(texts, 1):
        cut = tuple(windows(text))
        empty.put([document(str(key), "", *cut, fields={SPELLED: spelled_of(cut)}, orders={"key": key})])
    empty.commit()

    def numbers(text: str, order: str = "key") -> list[int] | None:
        fields = pieces_asked(text)
        return fields and list(empty.numbers(SearchQuery(on=TODAY, fields=fields, order=order)))

    assert (numbers("基站"), numbers("基站", "-key"), numbers("站，开")) == ([1, 2], [2, 1], [1])
    assert (numbers("5g基"), numbers("300"), numbers("b1 改"), numbers("2025年")) == ([1], [2], [2], [3])
    assert (numbers("试终点"), numbers("标准"), numbers("站基"), numbers("%")) == ([3], [4], [], None)
    assert list(empty.numbers(SearchQuery(on=TODAY, order="-key"))) == [4, 3, 2, 1]
    assert (places(texts[0], "5g基 站开"), places(texts[1], "b-13 改造")) == ([(2, 8)], [(4, 7), (11, 13)])
    assert (places(texts[3], "标准"), places("㎡ａＢ", "2 ab"), places("字", "，")) == ([(0, 2)], [(0, 3)], [])


@pytest.mark.parametrize(
    ("text", "first"), [("gb/t 19", "qms"), ("GBT190", "qms"), ("iso/iec", "lab"), ("hj9", "water"), ("170", "lab")]
)
def test_a_number_is_suggested_while_it_is_typed(index: SearchIndex, text: str, first: str):
    hits = index.suggest(text, 3)
    assert hits[0].id == first
    assert hits[0].label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # how a title begins, before what has it further on
        ("质量管", ["qms", "qms-old"]),
        ("質量管理體系 要", ["qms", "qms-old"]),
        ("钢筋混凝土用钢 第1", ["steel", "steel-xg"]),
        ("规", ["drafting", "water", "air"]),
        ("环境", ["env-22", "air", "env"]),
        # English words, the last one unfinished
        ("quali", ["qms", "iso", "qms-old"]),
        ("quality manag", ["qms", "iso", "qms-old"]),
        ("competence of test", ["lab"]),
        ("PM2", ["air"]),
    ],
)
def test_a_title_is_suggested_while_it_is_typed(index: SearchIndex, text: str, found: list[str]):
    suggested = [hit.id for hit in index.suggest(text)]
    assert set(suggested) == set(found)
    assert suggested[0] == found[0] or text == "规"


@pytest.mark.parametrize("text", ["", " ", "龘", "zz", "，", "quality zz"])
def test_nothing_is_suggested_for_what_begins_no_number_and_is_in_no_title(index: SearchIndex, text: str):
    assert index.suggest(text) == ()


def test_a_page_far_beyond_the_end_is_empty(index: SearchIndex):
    result = ask(index, "质量", offset=10**9)
    assert (result.total, result.hits) == (3, ())


@pytest.mark.parametrize("text", ['"', "AND OR NOT", "a:b*", "(((", "\\", "x" * 10_000, "\x00", "字 " * 5_000, "GB/T"])
def test_any_question_is_answered(index: SearchIndex, text: str):
    assert ask(index, text).total >= 0


def dated(id: str, *held: tuple[str, date | None, date | None]) -> SearchDocument:
    return document(id, "GB/T 1-2000", "名称", dated={"status": tuple(Dated(*one) for one in held)})


def test_a_dated_facet_is_right_at_midnight(empty: SearchIndex):
    effective = date(2026, 7, 1)
    empty.put([dated("new", ("upcoming", None, effective), ("in_force", effective, None)),
               dated("old", ("in_force", None, effective), ("replaced", effective, None))])  # fmt: skip
    empty.commit()
    before, after = date(2026, 6, 30), effective
    assert ids(empty, on=before, facets={"status": ["in_force"]}) == ["old"]
    assert ids(empty, on=after, facets={"status": ["in_force"]}) == ["new"]
    assert ask(empty, on=before).facets["status"] == {"in_force": 1, "upcoming": 1}
    assert ask(empty, on=after).facets["status"] == {"in_force": 1, "replaced": 1}
    assert set(ids(empty, on=after, facets={"status": ["in_force", "replaced"]})) == {"new", "old"}


def test_putting_again_replaces_and_deleting_removes(empty: SearchIndex):
    empty.put([document("a", "GB/T 1-2000", "更旧"), document("a", "GB/T 1-2000", "旧名称")])
    empty.put([document("b", "GB/T 2-2000", "名称"), document("a", "GB/T 1-2000", "旧名称")])
    empty.commit()
    assert ask(empty).total == 2
    empty.put([document("a", "GB/T 1-2000", "新名称")])
    empty.delete(["b", "nobody"])
    empty.commit()
    assert ids(empty) == ["a"]
    assert ids(empty, "旧") == []
    assert ids(empty, "新") == ["a"]


def test_changes_are_seen_by_another_reader_of_the_folder(tmp_path: Path):
    writer, reader = TantivyIndex(tmp_path, SHAPE), TantivyIndex(tmp_path, SHAPE)
    writer.put([document("a", "GB/T 1-2000")])
    writer.commit()
    assert ids(reader) == ["a"]


DAY = st.none() | st.dates(date(1880, 1, 1), date(2150, 1, 1))
SOME_DAY = st.dates(date(1880, 1, 1), date(2150, 1, 1))


@given(DAY, DAY, SOME_DAY)
def test_a_day_shares_a_term_with_an_interval_exactly_when_it_lies_in_it(
    since: date | None, until: date | None, day: date
):
    terms = [term for span in spans([Dated("v", since, until)]) for term in span_terms(span)]
    holds = (since is None or since <= day) and (until is None or day < until)
    assert bool(set(terms) & set(day_terms("v", day))) == holds
    assert len(terms) == len(set(terms)) <= 34


@given(SOME_DAY, SOME_DAY, SOME_DAY)
def test_a_turn_shares_a_term_with_a_stretch_of_days_exactly_when_it_lies_in_it(one: date, other: date, turn: date):
    after, until = min(one, other), max(one, other)
    terms = between_terms(after, until)
    assert bool(set(terms) & set(turn_terms(day_number(turn)))) == (after < turn <= until)


def test_what_overlaps_or_touches_is_one_span():
    held = [Dated("a", None, date(2020, 1, 1)), Dated("a", date(2020, 1, 1), None), Dated("b", date(2020, 1, 1), None)]
    assert [span.value for span in spans(held)] == ["a", "b"]
    assert spans([Dated("a", date(2020, 1, 1), date(2020, 1, 1))]) == []
