"""Prefixes written without any space: "DINENISO/IEC" is DIN EN ISO/IEC."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    "ISO", "IEC", "CEI", "IEEE", "CISPR", "TS", "TR", "PAS", "GUIDE", "FDIS", "DIS", "CD", "WD", "ISP", "R", "IWA",
    "PREN", "FPREN", "ENV", "EN", "HD", "CEN", "CLC", "BS", "PD", "DD", "DIN", "VDE", "SPEC", "NF", "UNE", "UNI",
    "ÖNORM", "ONORM", "OENORM", "SS", "NS", "SFS", "SN", "DS", "NEN", "NBN", "PN", "CSN", "STN", "EVS", "LST", "SIST",
    "KS", "CNS", "AS", "NZS", "SANS", "NBR", "ABNT", "SNI", "TCVN",
)  # fmt: skip
_RUN = re.compile(r"[^\W\d_]{4,24}")
AFTER_A_BODY = ("EN", "ENISO", "ENIEC", "PREN", "HD", "ISO", "ISOIEC", "IEC")
"""What is found glued to the letters of a body that adopts: DINENISO, BSIEC."""


@lru_cache(maxsize=512)
def apart(letters: str) -> str:
    """The letters with a space between known words; unchanged where a run of letters is no row of them."""
    return _RUN.sub(lambda run: " ".join(_split(run[0].upper())) or run[0], letters)


def _split(run: str) -> list[str]:
    if not run:
        return []
    for word in _WORDS:
        if run.startswith(word):
            rest = _split(run[len(word) :])
            if rest or len(run) == len(word):
                return [word, *rest]
    return []
