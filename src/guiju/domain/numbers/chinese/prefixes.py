"""The prefixes (标准代号) as data: `prefixes.tsv`, `regions.tsv`, made by tools/number_prefixes.py."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.numbers.model import Level, Nature

_HERE = Path(__file__).parent


class Prefix(NamedTuple):
    """One printed prefix: `text` ("GB/T"), publisher code, level, nature as far as the prefix tells, style of serial.

    `zh`, `en` say what it stands for, `body` who once issued it (may have been reorganised since); `status` is current,
    historic or unverified; `confirmed` is False where the meaning rests on general knowledge only (待核实).
    """

    text: str
    publisher: str
    level: Level
    nature: Nature
    style: str
    zh: str
    en: str
    body: str = ""
    status: str = "current"
    confirmed: bool = True


_NATURES: dict[str, Nature] = {"T": "recommended", "TJ": "recommended", "Z": "guide"}
_MANDATORY = frozenset({"GB"})


@cache
def printed() -> dict[str, Prefix]:
    """Every prefix by its printed form in capitals ("GB/T", "GBN")."""
    table: dict[str, Prefix] = {}
    for row in _rows("prefixes.tsv"):
        stem, variants, level, style, status, zh, en, body, _source, mark = row
        publisher = stem.partition("/")[0].lower()
        for variant in ["", *filter(None, variants.split(","))]:
            nature = _NATURES.get(variant, "mandatory" if stem in _MANDATORY and not variant else "unknown")
            text = f"{stem}/{variant}" if variant else stem
            table[text.upper()] = Prefix(
                text, publisher, level, nature, style, zh, en, body, status, mark != "confirm"  # type: ignore[arg-type]
            )  # fmt: skip
    return table


@cache
def compact() -> dict[str, Prefix]:
    """Every prefix by its letters alone ("GBT"); where two share them, the one printed so (GBZ, not GB/Z)."""
    table: dict[str, Prefix] = {}
    for text, prefix in sorted(printed().items(), key=lambda item: "/" in item[0]):
        table.setdefault(text.replace("/", ""), prefix)
    return table


@cache
def regions() -> dict[str, Words]:
    """Names of the provinces (two digits) and prefectures (four digits) that may issue local standards.

    Prefectures have no English name in the source: theirs is the Chinese one.
    """
    return {row[0]: Words(row[1], row[2] or row[1]) for row in _rows("regions.tsv")}


def heads() -> frozenset[str]:
    """First words of a Chinese number, in capitals; "" for a year written before it."""
    firsts = {text.partition("/")[0] for text in printed()}
    return frozenset(firsts | compact().keys() | {"T", "Q", "DBS", ""})


def _rows(name: str) -> list[list[str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
