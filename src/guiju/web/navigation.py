"""The site's main ways in (主导航)."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.language import Words


class Way(NamedTuple):
    """One entry of the main navigation; `path` is also the start of every address that belongs to it."""

    path: str
    words: Words


SEARCH = "/standards/"
CHECK = "/check/"
NAVIGATION = (
    Way(CHECK, Words("标准查新", "Check")),
    Way(SEARCH, Words("标准检索", "Standards")),
    Way("/browse/", Words("分类浏览", "Browse")),
    Way("/collections/", Words("专题库", "Collections")),
    Way("/registers/", Words("登记簿", "Registers")),
    Way("/procedures/", Words("办事指南", "Procedures")),
    Way("/parties/", Words("机构", "Parties")),
)
# Of use to fewer, at the foot of every page.
FURTHER = (
    Way("/about/", Words("关于规矩", "About Guiju")),
    Way("/about-data/", Words("数据说明", "About the data")),
    Way("/statistics/", Words("标准统计", "Statistics")),
    Way("/ledger/", Words("政策台账", "Policy ledger")),
    Way("/systems/", Words("制度清单", "Systems")),
    Way("/measures/", Words("指标", "Measures")),
    Way("/data/", Words("开放数据", "Open data")),
    Way("/api/", Words("接口", "API")),
    Way("/history/", Words("历史核验", "History")),
)
