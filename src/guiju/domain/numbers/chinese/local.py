"""Local standards (地方标准): DB44/T, DB44/, DB4420/T, DBS44/, DBJ04/T, DB13(J)/T."""

from __future__ import annotations

import re

from guiju.domain.language import NO_WORDS
from guiju.domain.numbers import problems
from guiju.domain.numbers.chinese.build import build
from guiju.domain.numbers.chinese.prefixes import Prefix, regions
from guiju.domain.numbers.chinese.serials import PLAIN
from guiju.domain.numbers.chinese.tail import capitals
from guiju.domain.numbers.model import Level, StandardNumber

_LOCAL = re.compile(
    r"(?P<stem>D ?B ?[SJ]?|DGJ)[ _/-]?(?P<region>\d{6}|\d{4}|\d\d)(?P<kin>\(J\))?"
    r"(?:(?P<slash> ?[/\\_-] ?| )?(?P<nature>TJ|T|Z|J)[ _-]*|(?P<bare> ?[/\\] ?| ))(?=\d)",
    re.ASCII,
)
_DASHED = re.compile(r"DB[ _-]?(?P<region>\d{6}|\d{4}|\d\d)[_-](?=\d{1,6}[-_ :]\d{4}(?!\d))", re.ASCII)
_PRINTED = re.compile(r"(?P<stem>DB[SJ]?|DGJ)(?P<region>\d{2,6})(?P<kin>\(J\))?/?(?P<nature>TJ|T|Z|J|)", re.ASCII)
_LEVELS: dict[str, Level] = {"DB": "local", "DBS": "local", "DBJ": "engineering", "DGJ": "engineering"}
_NAMES = {
    "DB": ("地方标准", "local standard"),
    "DBS": ("食品安全地方标准", "local food safety standard"),
    "DBJ": ("工程建设地方标准", "local construction standard"),
    "DGJ": ("工程建设地方标准", "local construction standard"),
}


def read_local(text: str) -> StandardNumber | None:
    """A number whose prefix holds a region code (GB/T 2260); None when it holds none (DB/T 89: earthquakes)."""
    upper = capitals(text)
    found = _LOCAL.match(upper)
    if found is not None:
        stem, region = found["stem"].replace(" ", ""), found["region"]
        nature, kin = found["nature"] or "", found["kin"] or ""
    elif dashed := _DASHED.match(upper):
        found, stem, region, nature, kin = dashed, "DB", dashed["region"], "", ""
    else:
        return None
    if stem in ("DBJ", "DGJ") and not nature:
        return None  # DBJ 15-51-2020: the region is part of the serial
    if region[:2] not in regions() and stem in ("DB", "DBS"):
        raise problems.unknown_region(region)
    return build(local_prefix(stem, region, nature, kin), text[found.end() :], PLAIN)


def local_prefix(stem: str, region: str, nature: str, kin: str = "") -> Prefix:
    """The prefix of a region's standards, with what it stands for."""
    zh, en = _NAMES["DBJ" if kin else stem]
    place = regions().get(region) or regions().get(region[:2], NO_WORDS)
    suffix = f"/{nature}" if nature or not kin else ""
    recommended = nature in ("T", "TJ")
    return Prefix(
        f"{stem}{region}{kin}{suffix}", stem.lower(), "engineering" if kin else _LEVELS[stem],
        "recommended" if recommended else "guide" if nature == "Z" else "unknown", "national",
        f"{place.zh}{zh}", f"{en}, {place.en}" if place.en else en,
    )  # fmt: skip


def prefix_of_region(printed: str) -> Prefix | None:
    """The prefix of a region's standards by its printed form ("DB44/T"); None when it is none."""
    found = _PRINTED.fullmatch(printed)
    return local_prefix(found["stem"], found["region"], found["nature"], found["kin"] or "") if found else None
