"""The list as it is carried (随附的制度清单): our reading of five public policies; see data/PROVENANCE.md."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from guiju.domain.language import Words

_DATA = Path(__file__).parent / "data"


class Policy(NamedTuple):
    """A policy the list was read from (政策)."""

    code: str
    words: Words
    short: Words


class Phrase(NamedTuple):
    """Where a policy asks for a system (出处): its place there and the words themselves."""

    policy: str
    place: str
    phrase: str


class System(NamedTuple):
    """One system (制度): the English of `name` is our own gloss, no official name; `meaning` says in English what it
    would do; `named`: a policy names it, where otherwise it follows from what is asked."""

    number: int
    group: str
    name: Words
    kind: str
    asked: tuple[Phrase, ...]
    meaning: str
    named: bool


KINDS = {
    "mechanism": Words("工作机制", "mechanism"),
    "list": Words("清单", "list"),
    "register": Words("登记簿", "register"),
    "statistic": Words("统计", "statistic"),
    "platform": Words("平台", "platform"),
    "institution": Words("机构", "institution"),
    "system": Words("系统", "system"),
    "database": Words("数据库", "database"),
}
GROUPS = {
    "A": Words("统筹协调机制", "Coordination"),
    "B": Words("台账、考核、统计、评估", "Ledgers, assessment, statistics, evaluation"),
    "C": Words("标准信息服务、数据库、平台", "Information services, databases, platforms"),
    "D": Words("标准全生命周期管理", "The life of a standard"),
    "E": Words("企业标准与团体标准监督", "Enterprise and association standards"),
    "F": Words("科技创新与知识产权联动", "Innovation and intellectual property"),
    "G": Words("技术组织、专家、人才", "Technical bodies, experts, people"),
    "H": Words("试点示范、基地、服务", "Pilots, bases, services"),
    "I": Words("资金与激励", "Money and incentives"),
    "J": Words("领域数据与业务系统", "Data and systems of sectors"),
}


@lru_cache(1)
def policies() -> dict[str, Policy]:
    """The policies by code."""
    rows = json.loads((_DATA / "policies.json").read_text(encoding="utf-8"))
    return {
        row["code"]: Policy(row["code"], Words(row["zh"], row["en"]), Words(row["short_zh"], row["short_en"]))
        for row in rows
    }


@lru_cache(1)
def systems() -> tuple[System, ...]:
    """Every system, by number."""
    lines = (_DATA / "systems.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_system(json.loads(line)) for line in lines)


def _system(row: dict[str, str]) -> System:
    asked = tuple(Phrase(*phrase) for phrase in row["asked"])
    return System(
        int(row["number"]), row["group"], Words(row["name"], row["name_en"]), row["kind"], asked, row["meaning"],
        bool(row["named"]),
    )  # fmt: skip
