"""What a number is, in words: its level, its nature, who issues it, what its prefix stands for."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from guiju.domain.language import NO_WORDS, Words
from guiju.domain.numbers.chinese.meaning import prefix_of
from guiju.domain.numbers.model import Level, Nature, StandardNumber
from guiju.domain.numbers.reading import Kind

LEVELS: dict[Level, Words] = {
    "national": Words("国家标准", "national standard"),
    "industry": Words("行业标准", "industry standard"),
    "engineering": Words("工程建设标准", "engineering construction standard"),
    "local": Words("地方标准", "local standard"),
    "group": Words("团体标准", "group standard"),
    "enterprise": Words("企业标准", "enterprise standard"),
    "military": Words("军用标准", "military standard"),
    "metrology": Words("计量技术法规", "metrological regulation"),
    "international": Words("国际标准", "international standard"),
    "regional": Words("区域标准", "regional standard"),
    "foreign": Words("国外标准", "foreign standard"),
}

NATURES: dict[Nature, Words] = {
    "mandatory": Words("强制性", "mandatory"),
    "recommended": Words("推荐性", "recommended"),
    "guide": Words("指导性技术文件", "guiding technical document"),
    "unknown": Words("代号不能说明", "the prefix does not tell"),
}

KINDS: dict[Kind, Words] = {
    "single": Words("单个编号", "one number"),
    "range": Words("范围", "range"),
    "list": Words("列举", "list"),
    "pair": Words("双编号（采用）", "pair of adoption"),
    "multi_edition": Words("多个版本", "several editions"),
    "none": Words("不是标准号", "no standard number"),
}

_ABROAD = frozenset({"international", "regional", "foreign"})


def meaning(number: StandardNumber) -> Words:
    """What its prefix stands for (国家标准, 北京市地方标准 …); the level in words where no more is known."""
    prefix = prefix_of(number)
    return Words(prefix.zh, prefix.en) if prefix is not None and prefix.zh else LEVELS[number.level]


def needs_confirmation(number: StandardNumber) -> bool:
    """Whether the meaning of the prefix rests on general knowledge only (待核实)."""
    prefix = prefix_of(number)
    return prefix is not None and not prefix.confirmed


def body(number: StandardNumber) -> str:
    """The department an industry's prefix was once allotted to, in Chinese; it may have been reorganised since."""
    prefix = prefix_of(number)
    return prefix.body if prefix is not None else ""


def publisher_name(number: StandardNumber) -> Words:
    """The body that issues a foreign or international number; no words for Chinese ones and unknown bodies.

    Codes alone do not tell: `sn` is China's entry-exit inspection and Switzerland's standards body.
    """
    return _publishers().get(number.publisher, NO_WORDS) if number.level in _ABROAD else NO_WORDS


@cache
def _publishers() -> dict[str, Words]:
    path = Path(__file__).parent / "publishers.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {code: Words(zh, en) for code, zh, en in rows}
