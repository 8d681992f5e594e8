"""Standards called by a nickname (俗称): 国标28181-2022, 部标808."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NICKNAME = re.compile(
    r"(?P<kind>[国部行]标|国军标)[ ]?(?P<serial>\d{3,6}(?:\.\d{1,3})?)(?:[ ]?-{1,2}[ ]?(?P<year>(?:19|20)\d\d))?"
    r"(?![A-Za-z0-9%.年月日号名强家项条个款米元#~-])"
)
_CUE = re.compile(r"[ ]?(?:协议|標準|标准|规范|规程|的规定|规定|要求|级联|平台|接入|《)")
_PREFIX = {"国标": "GB ", "国军标": "GJB "}


class Nickname(NamedTuple):
    """Where a nickname stands, and the number that is meant."""

    start: int
    end: int
    number: str


@cache
def _known() -> dict[str, str]:
    with (Path(__file__).parent / "colloquial.tsv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["number"] for row in csv.DictReader(file, delimiter="\t")}


def nicknames(folded: str) -> Iterator[Nickname]:
    """Every nickname whose number is known, or that bears a year or a word that says it is a standard."""
    for match in _NICKNAME.finditer(folded):
        year = f"-{match['year']}" if match["year"] else ""
        known = _known().get(match["kind"].replace("行标", "部标") + match["serial"])
        if known is None:
            prefix = _PREFIX.get(match["kind"])
            if prefix is None or not (year or (len(match["serial"]) >= 4 and _CUE.match(folded, match.end()))):
                continue
            known = prefix + match["serial"]
        yield Nickname(match.start(), match.end(), known + year)
