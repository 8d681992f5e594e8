"""European standards of CEN and CENELEC (欧洲标准): EN, HD, ENV, CR, CWA, CEN/TS, CLC/TR, and their drafts.

EN 13501-1:2018 · EN ISO 13485:2016+A11:2021 · EN 60335-1:2012/A2:2019 · EN 61375-2-3:2015/AC:2016-11 ·
prEN 13241-1:2013 · CEN/TS 17638:2021 · CLC Guide 1:2022. Forms: CEN-CENELEC Internal Regulations Part 2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from guiju.domain.numbers.families import iso_iec
from guiju.domain.numbers.families.grammar import Prefix, read_shape
from guiju.domain.numbers.families.tail import Style
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

STYLE = Style(amd="A")
MERGED = Style(amd="A", merge="+")  # CEN reprints an EN ISO with its own amendments merged into it
_OWN = {name.upper(): name for name in ("EN", "ENV", "HD", "CR", "CWA", "ES", "prEN", "FprEN", "prENV", "prHD", "FprHD",
                                        "prCWA", "ENV/ENV")}  # fmt: skip
_BODIES = {"CEN": "CEN", "CLC": "CLC", "CENELEC": "CLC", "CEN/CLC": "CEN/CLC", "CEN/CENELEC": "CEN/CLC",
           "CLC/CEN": "CEN/CLC", "CEN-CENELEC": "CEN/CLC", "CEN-CLC": "CEN/CLC"}  # fmt: skip
_TYPES = {
    "TS": "TS", "TR": "TR", "GUIDE": "Guide", "CWA": "CWA", "ESP": "ESP",
    "PRTS": "prTS", "PRTR": "prTR", "FPRTS": "FprTS", "FPRTR": "FprTR",
}  # fmt: skip
_HYPHENS = str.maketrans("-", " ")


@lru_cache(maxsize=512)
def read_prefix(letters: str) -> Prefix | None:
    """What the letters before the serial mean: "EN ISO", "CEN/TS", "prEN" …; None when they are something else."""
    first, _, rest = letters.translate(_HYPHENS).replace("EN/I", "EN I").partition(" ")
    own = _OWN.get(first.upper())
    if own is None:
        printed = _of_a_body(letters)
        return Prefix(printed, "cen_cenelec", "regional", STYLE, _nature(printed)) if printed else None
    if not rest:
        return Prefix(own, "cen_cenelec", "regional", STYLE)
    adopted = _adopted(rest)
    if adopted is None:
        return None
    style = MERGED if adopted.startswith("ISO") else STYLE
    return Prefix(f"{own} {adopted}", "cen_cenelec", "regional", style)


def _adopted(letters: str) -> str | None:
    known = iso_iec.read_prefix(letters)
    return None if known is None or known.printed.startswith(("IWA", "CISPR")) else known.printed


def _of_a_body(letters: str) -> str:
    for separator in ("/", " "):
        body, found, kind = letters.rpartition(separator)
        known = _BODIES.get(body.strip().upper())
        if found and known and kind.upper() in _TYPES:
            printed = _TYPES[kind.upper()]
            return f"{known}{' ' if printed in ('Guide', 'CWA') else '/'}{printed}"
    body, _, rest = letters.partition(" ")
    adopted = _adopted(rest) if body.upper() in ("CEN", "CLC") else None
    return f"{body.upper()} {adopted}" if adopted else ""


def _nature(printed: str) -> Literal["guide", "unknown"]:
    return "guide" if printed.endswith("Guide") else "unknown"


def read(text: str) -> StandardNumber | None:
    """Reads European numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    return read_shape(text, read_prefix)


HEADS = frozenset({"CEN", "CLC", "CENELEC", "ENISO", "ENIEC", "ENISOIEC", "PRENISO", "PRENIEC",
                   *(name for name in _OWN if name.isalpha())})  # fmt: skip
FAMILY = Family("cen_cenelec", HEADS, read)
