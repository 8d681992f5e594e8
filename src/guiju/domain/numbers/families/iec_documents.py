"""Working documents of IEC committees (工作文件): 100/3604/CD, 86B/4493(F)/FDIS, CIS/A/1349/INF, SMB/7320A/RV.

Committee, number in its own series, kind of document. The kind must be one IEC uses: "12/34/X" is no number.
"""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_BOARDS = ("SMB", "SMBNC", "CAB", "MSB", "ACOS", "ACSEC", "ACTAD", "ACEA", "ACEE", "ACART", "GRAC", "IF", "CISPR")
_SYSTEMS = ("SyCAAL", "SyCLVDC", "SyCSmartEnergy", "SyCSmartCities", "SyCSM", "SyCCOMM", "SyCBDC")
_KINDS = (
    "RVDTR|RVDTS|RVDPAS|FDIS|DTR|DTS|DPAS|DISH|CDV|RVC|RVD|RVN|INF|SBP|MTG|PAS|"
    "RV|RQ|RR|RM|QP|NP|DV|DL|DC|DA|CD|CC|AC|BL|Q|R"
)
_SHAPE = Lazy(
    rf"(?P<committee>\d{{1,3}}[A-Z]?|CIS/[A-Z]|JTC1(?:-SC\d{{1,2}})?|P?SEG\d{{1,2}}|{'|'.join(_BOARDS + _SYSTEMS)})"
    rf"/(?P<number>\d{{1,5}}[A-Z]?(?:\([A-Z]\))?)/(?:{_KINDS})\Z"
)
HEADS = frozenset({"", "CIS", "JTC", "SEG", "PSEG", *_BOARDS, *(name.upper() for name in _SYSTEMS)})


def read(text: str) -> StandardNumber | None:
    """Reads the number of a working document, or None."""
    shape = _SHAPE.match(text)
    if shape is None:
        return None
    return StandardNumber("iec", "international", "unknown", shape["committee"], shape["number"], "", "", "", text)


FAMILY = Family("iec_documents", HEADS, read)
