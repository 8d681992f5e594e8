"""Documents of the metre convention (国际计量局): resolutions, meetings, Metrologia, SI brochure, JCGM guides.

CGPM RES 1 (1927) · CCEM REC 1 (2005, F) · Recommandation 1 du CCL (2001) · CIPM 100-1th Meeting (2011) ·
Metrologia 55 1A 06007 · JCGM 200:2012(E/F) · JCGM 100:2008/Amd 1:2025-07-25. Forms: the BIPM site.
"""

from __future__ import annotations

from guiju.domain.numbers import problems
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_BODIES = ("CGPM", "CIPM", "JCRB", "JCGM", "CCAUV", "CCEM", "CCL", "CCM", "CCPR", "CCQM", "CCRI", "CCT", "CCTF", "CCU",
           "CCDS", "CCDM", "CCE", "CCEMRI", "CCP")  # fmt: skip
_ACTS = {  # as written in either language: the kind of act
    "RES": "RES", "REC": "REC", "DECL": "DECL", "DECN": "DECN", "ACT": "ACT", "RESOLUTION": "RES",
    "RECOMMENDATION": "REC", "RECOMMANDATION": "REC", "RÉSOLUTION": "RES", "DECLARATION": "DECL", "DÉCLARATION": "DECL",
    "DECISION": "DECN", "DÉCISION": "DECN", "ACTION": "ACT",
}  # fmt: skip
_BODY = "|".join(sorted(_BODIES, key=len, reverse=True))
_ACT = "|".join(sorted({name.capitalize() for name in _ACTS} | set(_ACTS), key=len, reverse=True))
_DATE = r"(?: \((?P<year>(?:18|19|20)\d\d)(?:, (?P<language>[EF]))?\))?"
_DECISION = Lazy(rf"(?P<body>{_BODY}) (?P<act>{_ACT})(?: (?P<serial>\d{{1,3}}(?:-\d{{1,3}})?))?{_DATE}\Z")
_FRENCH = Lazy(rf"(?P<act>{_ACT}) (?P<serial>\d{{1,3}}(?:-\d{{1,3}})?) (?:du|de la|des) (?P<body>{_BODY}){_DATE}\Z")
_MEETING = Lazy(
    rf"(?P<body>{_BODY}) (?P<serial>\d{{1,3}}(?:-\d)?)(?:st|nd|rd|th|<sup>er?</sup>|er?) (?:Meeting|réunion)"
    r"(?: \((?P<year>(?:18|19|20)\d\d)\))?\Z"
)
_JOURNAL = Lazy(r"Metrologia (?P<volume>\d{1,3})(?: (?P<issue>\d{1,2}[A-Z]?(?:-\d)?))?(?: (?P<page>[A-Z]?\d{1,6}))?\Z")
_BROCHURE = Lazy(
    r"BIPM SI Brochure(?: sur le SI)?(?: (?P<edition>\d{1,2}(?:e|th|st|nd|rd)))?(?: v(?P<version>\d\.\d{2}))?"
    r"(?: \((?P<year>\d{4})(?:/\d{4})?(?:, (?P<language>[EF]))?\))?\Z"
)
_GUIDE = Lazy(
    r"JCGM (?P<serial>\d{3}|GUM|VIM)(?:-(?P<part>\d{1,2}))?(?::(?P<year>\d{4}))?(?P<cor> Corrigendum)?"
    r"(?P<amendment>/(?:Amd|Amd\.) ?(?P<number>\d)(?::(?P<amended>\d{4}(?:-\d\d){0,2}))?)?"
    r"(?:\((?P<language>[EF](?:/[EF])?)\))?\Z"
)


def read(text: str) -> StandardNumber | None:
    """Reads these documents; None when the text is of another body. Raises `NumberError` for a bare "JCGM"."""
    if found := _DECISION.match(text) or _FRENCH.match(text):
        act = _ACTS[found["act"].upper()]
        return _number(
            text, f"{found['body']} {act}", found["serial"] or "", found["year"], found["language"], found["body"]
        )
    if found := _MEETING.match(text):
        return _number(text, f"{found['body']} Meeting", found["serial"], found["year"], "", found["body"])
    if found := _JOURNAL.match(text):
        part = " ".join(piece for piece in (found["issue"], found["page"]) if piece)
        return StandardNumber(
            "bipm", "international", "unknown", "Metrologia", found["volume"], part, " " if part else "", "", text
        )
    if found := _BROCHURE.match(text):
        return _number(text, "BIPM SI Brochure", found["edition"] or "", found["year"], found["language"], "")
    return _guide(text)


def _number(text: str, prefix: str, serial: str, year: str | None, language: str | None, body: str) -> StandardNumber:
    publisher = "jcgm" if body == "JCGM" else "bipm"
    return StandardNumber(
        publisher, "international", "unknown", prefix, serial, "", "", year or "", text, (), "", (), language or ""
    )


def _guide(text: str) -> StandardNumber | None:
    guide = _GUIDE.match(text)
    if guide is None:
        if text.startswith("JCGM"):
            raise problems.missing_serial("JCGM")
        return None
    supplements: tuple[Supplement, ...] = ()
    if guide["cor"]:
        supplements = (Supplement("Corrigendum", "", "", "/"),)
    elif guide["amendment"]:
        supplements = (Supplement("Amd", guide["number"], guide["amended"] or "", "/"),)
        text = text.replace("/Amd.", "/Amd").replace("/Amd" + guide["number"], f"/Amd {guide['number']}")
    return StandardNumber(
        "jcgm", "international", "guide", "JCGM", guide["serial"], guide["part"] or "", "-" if guide["part"] else "",
        guide["year"] or "", text, supplements, "", (), guide["language"] or "",
    )  # fmt: skip


FAMILY = Family("bipm", frozenset({*_BODIES, "METROLOGIA", "BIPM", *(name for name in _ACTS if len(name) > 5)}), read)
