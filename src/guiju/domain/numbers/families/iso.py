"""Standards of ISO (国际标准化组织), alone or with IEC and others, their Directives and committee documents.

ISO 9001:2015 · ISO/IEC TR 29110-5-1-2:2011 · ISO 13688:2013/Amd 1:2021 · IWA 14-1:2013 · ISO/CD 14065.2:2018 ·
ISO/IEC DIR 1:2022 + IEC SUP:2022 · ISO/TC 184/SC 4 N1110. Forms: ISO/IEC Directives Part 1 and the ISO catalogue.
"""

from __future__ import annotations

from guiju.domain.numbers.families import iso_iec
from guiju.domain.numbers.families.directives import read_directives
from guiju.domain.numbers.families.grammar import read_shape
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_COMMITTEE_DOCUMENT = Lazy(
    r"(?P<prefix>ISO(?:/IEC)?/(?:TC|PC|JTC) ?)"
    r"(?P<serial>\d{1,3}(?:/SC(?:/QC)? \d{1,3})?(?:/(?:QC|WG \d{1,3}))?[ /]N ?\d{1,5})\Z"
)
_GUIDE_FIRST = Lazy(r"(?P<kind>Guide|GUIDE|guide) (?P<bodies>ISO(?:/(?:IEC|CEI))?) ?(?=\d)")
_STAGES_FIRST = frozenset({"WD", "CD", "AWI", "PRF", "NP", "PWI", "DIS", "FDIS"})


def read(text: str) -> StandardNumber | None:
    """Reads ISO numbers; None when the text is of another body. Raises `NumberError` when it is malformed."""
    if text[:1] in "Gg" and (guide := _GUIDE_FIRST.match(text)):
        text = f"{guide['bodies']} Guide {text[guide.end() :]}"
    number = read_shape(text, iso_iec.read_prefix)
    if number is not None:
        return number
    return read_directives(text) or _committee_document(text)


def _committee_document(text: str) -> StandardNumber | None:
    document = _COMMITTEE_DOCUMENT.match(text)
    if document is None:
        return None
    prefix, serial = document["prefix"].strip(), document["serial"].replace("/N", " N").replace("N ", "N")
    return StandardNumber("iso", "international", "unknown", prefix, serial, "", "", "", f"{prefix} {serial}")


FAMILY = Family("iso", iso_iec.ISO_HEADS | _STAGES_FIRST | {"GUIDE"}, read)
