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
    Way("/collections/", Words("专题库", "Collections")),
    Way("/about-data/", Words("数据说明", "About the data")),
)
