"""What can be asked beside words and numbers: excluded values, text fields, ranges, days; of every search backend."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from guiju.kernel.search.engine import TantivyIndex
from guiju.kernel.search.memory import MemoryIndex
from guiju.kernel.search.port import Dated, SearchDocument, SearchIndex, SearchQuery, SearchResult, Shape

SHAPE = Shape(
    facets=("level", "ics"),
    dated={"status": ("upcoming", "in_force", "replaced")},
    orders=("number",),
    fields=("title", "drafters", "committee"),
    ranges=("year",),
    numbered=("made",),
)
TODAY = date(2026, 3, 1)


def document(id: str, number: str, title: str, **changes: object) -> SearchDocument:
    level = "industry" if number.startswith("HJ") else "national"
    year = {"year": int(number[-4:])} if number[-4:].isdigit() else {}
    fields: dict = {
        "facets": {"level": (level,)},
        "ranges": year,
        "orders": {"number": number, "made": year.get("year", -1)},
    }
    return SearchDocument(id=id, label=number, numbers=(number,), titles=(title,), **fields | changes)


DOCUMENTS = [
    document("label", "GB 7718-2011", "食品安全国家标准 预包装食品标签通则",
             fields={"drafters": ("国家食品安全风险评估中心",)},
             facets={"level": ("national",), "ics": ("67", "67.040")}),
    document("additive", "GB 2760-2024", "食品安全国家标准 食品添加剂使用标准",
             facets={"level": ("national",), "ics": ("67", "67.220")}),
    document("lamp", "GB/T 24824-2009", "普通照明用LED模块测试方法",
             fields={"drafters": ("中山市照明电器行业协会", "国家电光源质量监督检验中心"),
                     "committee": ("SAC/TC 224",)},
             facets={"level": ("national",), "ics": ("29", "29.140", "29.140.99")}),
    document("tea", "GB/T 9833.1-2013", "紧压茶 第1部分：花砖茶",
             fields={"drafters": ("中华全国供销合作总社杭州茶叶研究院", "山东标准化研究院")}),
    document("water", "HJ 91.1-2019", "污水监测技术规范", fields={"committee": ("ISO/TC 147/SC 2 Water quality",)}),
    document("undated", "GB/T 1.1", "标准化工作导则 第1部分：结构和起草规则"),
]  # fmt: skip


def made(backend: str, folder: Path, documents: list[SearchDocument]) -> SearchIndex:
    index: SearchIndex = TantivyIndex(folder, SHAPE) if backend == "tantivy" else MemoryIndex(SHAPE)
    index.put(documents)
    index.commit()
    return index


@pytest.fixture(scope="module", params=["tantivy", "memory"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return made(request.param, tmp_path_factory.mktemp("index"), DOCUMENTS)


def ask(index: SearchIndex, text: str = "", **changes: object) -> SearchResult:
    fields: dict = {"on": TODAY, "text": text, "limit": 50}
    return index.search(SearchQuery(**fields | changes))


def ids(index: SearchIndex, text: str = "", **changes: object) -> set[str]:
    return {hit.id for hit in ask(index, text, **changes).hits}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        # excluded values of a facet
        ({"without": {"level": ["national"]}}, {"water"}),
        ({"text": "食品", "without": {"ics": ["67.220", "29"]}}, {"label"}),
        ({"without": {"level": []}}, {"label", "additive", "lamp", "tea", "water", "undated"}),
        # excluded words, phrases and numbers
        ({"text": "食品", "not_text": ("添加剂",)}, {"label"}),
        ({"text": "標準", "not_text": ("食品安全",)}, {"undated"}),
        ({"not_text": ("GB/T 24824", "GB2760-2024", "HJ")}, {"label", "tea", "undated"}),
        ({"not_text": ("食", "第1部分", "9")}, {"lamp", "water"}),
        ({"not_text": ("LED", "", "，", "tests")}, {"label", "additive", "tea", "water", "undated"}),
        # text fields: a run of characters as it stands, in one of the values
        ({"fields": {"drafters": "中山"}}, {"lamp"}),
        ({"fields": {"drafters": "國家 中心"}}, {"label", "lamp"}),
        ({"fields": {"drafters": "研究院 茶叶"}}, {"tea"}),
        ({"fields": {"drafters": "协会国家"}}, set()),
        ({"fields": {"committee": "sac/tc 224"}}, {"lamp"}),
        ({"fields": {"committee": "TC147"}}, {"water"}),
        ({"fields": {"title": "部分"}, "text": "GB"}, {"tea", "undated"}),
        ({"fields": {"title": "GB"}}, set()),
        ({"fields": {"drafters": "，"}, "text": "茶"}, {"tea"}),
        # ranges, both ends included, one end open, none
        ({"ranges": {"year": (2011, 2013)}}, {"label", "tea"}),
        ({"ranges": {"year": (2019, None)}}, {"additive", "water"}),
        ({"ranges": {"year": (None, 2009)}}, {"lamp"}),
        ({"ranges": {"year": (2014, 2012)}}, set()),
        ({"ranges": {"year": (None, None)}, "text": "GB/T 1.1"}, {"undated"}),
        ({"ranges": {"year": (-(10**30), 10**30)}}, {"label", "additive", "lamp", "tea", "water"}),
        # together
        ({"text": "GB 标准", "facets": {"ics": ["67"]}, "ranges": {"year": (2000, 2020)}}, {"label"}),
    ],
)
def test_what_is_asked_narrows_what_is_found(index: SearchIndex, changes: dict, found: set[str]):
    assert ids(index, **changes) == found
    assert ask(index, **changes).total == len(found)


def test_a_filter_keeps_the_rank_of_numbers(index: SearchIndex):
    result = ask(index, "GB 7718", without={"level": ["industry"]}, ranges={"year": (2000, None)})
    assert result.hits[0].id == "label"


def test_only_what_is_asked_is_counted_and_a_range_by_its_numbers(index: SearchIndex):
    result = ask(index, "食品", counts=("ics", "year", "nobody"))
    assert result.facets == {"ics": {"67": 2, "67.040": 1, "67.220": 1}, "year": {"2011": 1, "2024": 1}}
    assert set(ask(index).facets) == {"level", "ics", "status", "year"}
    assert ask(index, counts=()).facets == {}


def test_the_counts_of_a_range_ignore_the_range_itself(index: SearchIndex):
    result = ask(index, "食品", ranges={"year": (2020, None)}, counts=("level", "year"))
    assert result.facets == {"level": {"national": 1}, "year": {"2011": 1, "2024": 1}}


def life(random: Random, number: int) -> SearchDocument:
    """A document whose status turns on some days, sometimes back again, sometimes with two values at once."""
    days = sorted(date(1975, 1, 1) + timedelta(random.randrange(25_000)) for _ in range(random.randrange(4)))
    ends = [None, *days, None]
    held = [Dated(random.choice(SHAPE.dated["status"]), *ends[n : n + 2]) for n in range(len(days) + 1)]
    if random.random() < 0.2:
        held.append(Dated("in_force", date(2000, 1, 1), random.choice([None, date(2030, 1, 1)])))
    return document(str(number), f"GB {number}-2000", "名称", dated={"status": tuple(held)})


@pytest.mark.parametrize("seed", range(3))
def test_a_dated_facet_is_right_on_any_day(tmp_path: Path, seed: int):
    random = Random(seed)
    documents = [life(random, number) for number in range(80)]
    engine, plain = (made(backend, tmp_path / backend, documents) for backend in ("tantivy", "memory"))
    turns = [day for one in documents for held in one.dated["status"] for day in held[1:] if day]
    days = [date(1840, 1, 1), date(1980, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2100, 1, 1)]
    for day in [*days, *random.sample(turns, 8), random.choice(turns) - timedelta(1)]:
        chosen = random.choice([{}, {"facets": {"status": ["in_force"]}}, {"without": {"status": ["replaced"]}}])
        asked: dict = {"on": day, "text": random.choice(["", "名称", "GB 1"]), "limit": 100, **chosen}
        assert ids(engine, **asked) == ids(plain, **asked)
        assert ask(engine, **asked).facets["status"] == ask(plain, **asked).facets["status"]


def test_the_most_frequent_values_are_counted(tmp_path: Path):
    facets = [{"ics": (f"{n % 300:03}", "67")} for n in range(600)]
    documents = [document(str(n), f"GB {n}-2000", "名称", facets=one) for n, one in enumerate(facets)]
    counted = ask(made("tantivy", tmp_path, documents), counts=("ics",)).facets["ics"]
    assert Counter(counted).most_common(1) == [("67", 600)]
    assert len(counted) == 200


def test_an_order_by_numbers_goes_through_the_pages_and_back(index: SearchIndex) -> None:
    def found(order: str, offset: int = 0) -> list[str]:
        return [hit.label[-4:] for hit in index.search(SearchQuery(on=TODAY, order=order, offset=offset)).hits]

    years = found("made")
    assert years == sorted(years)
    assert len(set(years)) > 2
    assert found("-made") == years[::-1]
    assert found("made", offset=2) == years[2:]
