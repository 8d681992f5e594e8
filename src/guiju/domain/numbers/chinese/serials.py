"""How the serial (顺序号) behind a prefix is built, by the prefix's style; in capitals, with tidy separators."""

from __future__ import annotations

import re
from typing import Final

_EDITION = "[A-HJKMNP-Z]"  # the letter of an edition (GJB 9001C); I, L and O would be misread digits

PLAIN: Final = re.compile(r"(?P<serial>\d{1,7})(?P<part>(?:\.\d{1,4})*)", re.ASCII)
_LETTERED = (
    rf"(?!EN|ISO|IEC|HD)[A-Z]{{1,3}} ?(?=\d))?\d{{1,8}}{_EDITION}?(?![A-Z]))"
    rf"(?P<part>(?<!\d\d\d)-(?!(?:19|20)\d\d-)\d{{2,5}}(?=-\d\d(?:\d\d)?(?!\d))|(?:\.\d{{1,4}}{_EDITION}?)*)"
)
LETTERED: Final = re.compile(r"(?P<serial>(?:(?![ILOTZ] ?\d)" + _LETTERED, re.ASCII)  # T and Z belong to the prefix
GROUP: Final = re.compile(r"(?P<serial>(?:(?![ILO] ?\d)" + _LETTERED, re.ASCII)  # T/CASEI T101
SERIALS: Final[dict[str, re.Pattern[str]]] = {
    "plain": LETTERED,
    "national": PLAIN,
    "owned": PLAIN,
    # JTG D60, JTG F80/1, JTG B05-01, JTS 144-1
    "highway": re.compile(
        r"(?P<serial>(?:[A-HJ-NP-Z]{1,2} ?)?\d{1,5})(?P<part>/\d{1,2}|-\d{1,2}(?=-\d)|(?:\.\d{1,3})*)(?![A-Z])",
        re.ASCII,
    ),
    # TSG 21, TSG Q7015
    "lettered": re.compile(r"(?P<serial>(?:[A-HJ-NP-Z]{1,2} ?)?\d{2,5})(?P<part>)(?![A-Z])", re.ASCII),
    # ZB J 19009: the class is read with the prefix
    "classed": re.compile(r"(?P<serial>\d{2} ?\d{1,3}(?!\d))(?P<part>(?:\.\d{1,2})*)", re.ASCII),
    # GSB 16-1234, GSB A69001
    "sample": re.compile(r"(?P<serial>\d{2}-\d{3,5}|[A-Z] ?\d{5})(?P<part>(?:\.\d{1,2})*)(?![A-Z])", re.ASCII),
    # DBJ 15-51, DG/TJ 08-502, DGJ 08-107
    "construction": re.compile(
        r"(?P<serial>\d{2}-\d{1,4}[A-Z]?(?:-\d{1,3}(?=-\d))?|\d{1,5})(?P<part>(?:\.\d{1,2})*)(?![A-Z])", re.ASCII
    ),
    # CNCA-C01-01, CQC 11-471101
    "certification": re.compile(
        r"(?P<serial>[A-Z]{0,2}\d{1,6}(?:-\d{1,6}(?=[-:]\d))*)(?P<part>(?:\.\d{1,2})*)", re.ASCII
    ),
}
