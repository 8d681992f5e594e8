"""Entries as the national rules for references write them (GB/T 7714 著录格式).

GB/T 7714—2015, 标准文献: 主要责任者. 标准名称: 标准编号[S]. 出版地: 出版者, 出版年: 页码.
GB/T 7714—2025, 8.9 标准: 标准编号 标准名称[S]. — responsibility, place, publisher and year are no longer given.

The text of the 2025 edition was not at hand: its form is that of its published examples, as the makers of reference
styles quote them (待核实). Place and publisher of the printed text are not in the catalogue and are left out; the
carrier is left out with them, since no address of the text itself is on record ([S], not [S/OL]).
"""

from __future__ import annotations

from guiju.domain.citing.work import Work, tidy


def gbt_2015(work: Work) -> str:
    """The entry by GB/T 7714—2015: `全国信息与文献标准化技术委员会. 信息与文献 资源描述: GB/T 3792—2021[S]. 2021.`"""
    before = f"{_without_stop(work.responsible)}. " if work.responsible else ""
    title = f"{tidy(work.title)}: " if work.title else ""
    after = f" {work.published_year}." if work.published_year else ""
    return f"{before}{title}{work.printed_number}[S].{after}"


def gbt_2025(work: Work) -> str:
    """The entry by GB/T 7714—2025: `GB/T 3792—2021 信息与文献 资源描述[S].`"""
    return f"{work.printed_number} {tidy(work.title)}".rstrip() + "[S]."


def _without_stop(text: str) -> str:
    return tidy(text).rstrip(".。．")
