"""The shapes standard numbers have in folded text, by the word they begin with.

Folded text is that of `guiju.domain.text.fold`: ASCII signs, offsets unchanged. A shape is generous: the grammar in
`numbers` and the rules in `context` decide. Every repetition is bounded, so that a scan stays linear.
"""

from __future__ import annotations

import re
import string
from functools import cache
from typing import NamedTuple

from guiju.domain.numbers.chinese.prefixes import compact
from guiju.domain.numbers.families.lazy import Lazy

DASH = r"[ \t]?-{1,3}[ \t]?"
WRAP = rf"(?:{DASH}(?:\r?\n[ \t]{{0,8}})?|[ \t]{{0,2}}\r?\n[ \t]{{0,8}}-{{1,2}}[ \t]?)"
"""A dash, with the line break or the spaces that typesetting may put beside it."""

YEAR = r"(?:18|19|20)\d\d(?!\d)"
SERIAL = r"\d{1,7}(?:[A-Zl](?![A-Za-z]))?(?:[ ]?\.[ ]?\d{1,4}[A-Z]?){0,3}"
"""A Chinese serial with its parts; one letter behind it is a revision mark (GJB 9001C) or a misread digit (1900l)."""

_AFTER = (
    rf"(?:(?:[ ]?:[ ]?|{WRAP})(?=[12]\d{{3}})\d{{4,5}}(?!\d)|{DASH}\d{{1,4}}(?:\.\d{{1,3}})?(?:{DASH}\d{{4}}(?!\d))?)?"
)
_CLASS = r"(?:/(?=\d)|[ ]?[/_][ ]?(?:TJ|[TZ]|J|SH(?:/T)?|ZQ|GQ|t)(?![A-Za-z])|[ ]?-[TZ](?=[ ]?\d)|[ ]?[TZt](?=[ ]?\d))"

_CHINESE = {
    "plain": rf"{_CLASS}?[ ]?(?:-(?=\d))?(?:[ ]{{0,3}}\r?\n[ ]{{0,4}}(?=\d)|[ ]{{0,3}}){SERIAL}{_AFTER}",
    "local": rf"DB(?:S[ ]?)?[ ]?\d\d(?:\d\d){{0,2}}(?:\(J\))?(?:[ ]?[/_][ ]?T?|[ ]?T|[ ])[ ]?-?{SERIAL}{_AFTER}",
    "construction": r"(?:DBJT?|DGJ|DG[ ]?[/_][ ]?TJ)(?:[ ]?/[ ]?T)?[ ]?\d\d"
    rf"(?:[ ]?[/-][ ]?T?[ ]?-?[ ]?\d{{1,5}}){{0,2}}{_AFTER}",
    "metrology": rf"JJ[FG](?:[ ]?/[ ]?T)?[ ]?(?:\([ ]?[\u4e00-\u9fff]{{1,5}}[ ]?\))?[ ]?{SERIAL}{_AFTER}",
    "sample": rf"GSB[ ]?(?:[A-Z][ ]?)?\d{{1,2}}(?:-\d{{1,5}}){{1,2}}(?:-{YEAR})?",
    "special": r"(?:TSG|JTG)(?:[ ]?/[ ]?[TZ])?[ ]?[A-Z]{0,2}[ ]?\d{1,5}(?:/\d)?(?:-\d\d(?!\d)|\.\d{1,2}(?!\d)){0,2}"
    rf"{_AFTER}",
    "certification": rf"CNCA[ ]?[-/][ ]?(?:TS[ ]?-?[ ]?|[A-Z]{{0,4}}[ ]?)?\d{{1,3}}[A-Z]?(?:[-.]\d{{1,3}})?[:]{YEAR}"
    rf"|CNCA/CTS[ ]?\d{{4}}[A-Z]?-{YEAR}|CQC[ ]?\d{{2,6}}(?:-\d{{4,6}})?(?:\.\d)?-{YEAR}",
    "group": rf"T[ ]?/[ ]?(?:\d\d)?[A-Z][A-Za-z0-9]{{1,11}}?(?:/T)?[ ]?-?[ ]?(?:G:)?[A-Z]?{SERIAL}{_AFTER}",
    "grouped": rf"TCECS[ ]?\d{{1,5}}-{YEAR}",
    "enterprise": r"Q[ ]?/[ ]?(?:\d{6,8}[ ]?[A-Z]{2,8}|[A-Z0-9(][A-Z0-9()]{1,11}?)(?:[ ][A-Z]{1,8})?(?:/T)?"
    rf"(?:[ ]\d{{1,2}}){{0,2}}[ ]?-?[ ]?[A-Z]?{SERIAL}(?:{DASH}\d{{2,4}}){{0,2}}",
}

_ISO_YEAR = rf"(?:[ ]?:[ ]?{YEAR}(?:-\d\d(?!\d))?|{WRAP}{YEAR})?"
_AMENDED = (
    r"(?:[ ]?[/+][ ]?(?:(?:AWI|WD|CD|DIS|FDIS|PRF)[ ])?(?:(?i:amendment|amdt|amd|corr|cor|add)|AC|A|F?DAMD?|ISH|EXPL)"
    r"[ .]{0,2}\d{0,3}(?:\.\d)?(?:[ ]?:[ ]?(?:19|20)\d\d(?!\d))?){0,4}"
    r"(?:[ ](?:CSV|RLV|CMV|SER|EXV(?:-[CR][ML]V)?)(?![A-Za-z]))?"
)
_PARTS = r"(?:[A-Z](?=:))?(?:-\d{1,4}(?!\d)(?:[A-Z](?=:))?){0,3}"
_BODIES = r"(?:[ ]?/[ ]?(?:IEC|IEEE|CIE|ASTM|SAE|TR|TS|PAS|IDF|ASME|HL7|TTA|R|DIS|FDIS|CD|GUIDE|Guide)){0,3}"
_TYPES = r"(?:[ -/](?:TR|TS|PAS|SRD|ISP|DTS|DTR|AWI|PRF|Guide|GUIDE|DIS|FDIS|CD|WD|IS))?"
ISO = rf"(?:ISO|IEC|CISPR){_BODIES}{_TYPES}[ -]{{0,2}}\d{{1,6}}{_PARTS}{_ISO_YEAR}{_AMENDED}"
_STACK = r"(?:(?:AS/NZS|DIN|BS|NF|UNE|UNI|SS|NEN|PN|SIST|ÖNORM|OVE|VDE|JIS|KS|CSN|STN|ILNAS|NBN|DS|NS|SFS)[ -])"

_FOREIGN = {
    "european": rf"{_STACK}{{0,2}}(?:EN|HD|CEN/TS|CEN/TR|CLC/TS|CLC/TR|CEN ISO/TS|CEN ISO/TR)"
    rf"(?:[ ](?:ISO/IEC|ISO|IEC))?[ -]?\d{{2,6}}{_PARTS}{_ISO_YEAR}{_AMENDED}",
    "adopted": rf"{_STACK}{{1,2}}(?:ISO/IEC|ISO|IEC|CISPR)(?:[ /](?:TR|TS))?[ ]?\d{{1,6}}"
    rf"(?:\.\d{{1,3}}(?!\d))?{_PARTS}{_ISO_YEAR}{_AMENDED}",
    "iso": ISO,
    "iwa": rf"IWA[ ]\d{{1,3}}(?:-\d{{1,2}})?{_ISO_YEAR}|OHSAS[ ]?1800[12](?:[:-]{YEAR})?",
    "itu": rf"ITU-[TR][ ](?:(?i:recommendation|rec\.?)[ ])?[A-Z]{{1,3}}(?:\.\d{{1,4}}(?:\.\d{{1,3}})?"
    rf"(?:/[A-Z]\.\d{{1,4}}(?:\.\d{{1,3}})?)?(?:-\d{{1,2}}(?!\d)|\.[A-F](?![A-Za-z\d]))?"
    rf"(?:[ ]Annex[ ][A-Z]{{1,2}}(?![A-Za-z]))?"
    rf"|[ ]Suppl\.[ ]\d{{1,3}}(?:\.\d)?)(?:[ ]?\((?:\d\d/)?{YEAR}\)|[-:]{YEAR})?"
    rf"(?:[ ](?:Technical[ ])?(?:Amd|Cor)\.[ ]?\d{{1,2}}(?:[ ]\((?:\d\d/)?{YEAR}\))?)?",
    "astm": r"(?:ANSI[/ ])?ASTM[ ]?[A-G][ ]?\d{1,4}M?(?:[ ]?/[ ]?[A-G]\d{1,4}M?)?"
    rf"(?:[ ]?-[ ]?(?:{YEAR}|\d\d(?!\d))[a-z]?(?:\(\d{{4}}\))?(?:[eε]\d)?)?",
    "asme": rf"(?:ANSI[/ ])?ASME[ ][A-Z]{{1,4}}\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[A-Z]?(?:[ ]?[-:][ ]?{YEAR})?",
    "jis": rf"JIS[ ]?[A-HK-MP-TW-Z][ ]?\d{{4,5}}(?:-\d{{1,3}}(?!\d)){{0,2}}(?:[ ]?[-:][ ]?{YEAR})?{_AMENDED}",
    "ieee": r"(?:ANSI[/ ])?IEEE[ ]?(?:Std\.?[ ]?)?(?:No\.?[ ]?)?P?(?:C\d{1,3}\.)?\d{1,5}(?:\.\d{1,6}){0,2}"
    rf"[A-Za-z]{{0,3}}(?:[ ]?[-:][ ]?{YEAR})?",
    "etsi": r"ETSI[ ](?:EN|TS|TR|ES|EG|ETS|GS|GR|SR)[ ](?:[A-Z]{2,4}(?:-[A-Z]{2,4})?[ ])?\d{3}(?:[ ]\d{3})?"
    r"(?:-\d{1,2}){0,3}(?:[ ][Vv]\d{1,2}\.\d{1,2}\.\d{1,2})?(?:[ ]?\(\d{4}-\d\d\))?"
    r"|3GPP[ ](?:TS|TR)[ ]\d\d\.\d{2,3}(?:-\d)?",
    "ietf": rf"(?:IETF[ ])?RFC[ -]?\d{{3,5}}(?:[ ]?\({YEAR}\))?",
    "nist": r"(?:NIST[ .](?:SP|FIPS|IR|HB|TN|AI)|FIPS(?:[ ]PUB)?|NIST[ ]Special[ ]Publication|NISTIR)[ .-]"
    r"\d{2,4}(?:-\d{1,3}[A-Z]?)?(?:[ ]?(?:Rev\.?|r)[ ]?\d)?(?:[ ]?pt\.?[ ]?\d)?",
    "oiml": rf"OIML[ ]?[A-Z][ ]?\d{{1,3}}(?:-\d{{1,3}}(?!\d)){{0,2}}(?:[ ]?[-:][ ]?{YEAR}|[ ]\({YEAR}\))?",
    "trade": r"JESD\d{1,3}(?:-[A-Z]\d{2,3})?[A-Z]?(?:\.\d\d)?"
    r"|IPC(?:/[A-Z]{2,6})?-[A-Z]{1,4}-\d{3}[A-Z]?|ISTA[ ]\d[A-K]",
    "gost": r"(?:ГОСТ|GOST|ПМГ|РМГ|ПНСТ)(?:[ ](?:Р|R|ISO|IEC|ИСО|МЭК|EN)){0,3}[ ]?\d{1,6}(?:\.\d{1,4}){0,4}"
    r"(?:-\d{1,3}(?!\d))?(?:-(?:19|20)?\d\d(?!\d))?",
    "scheme": rf"(?:IATF[ -]?16949|JCGM[ ]\d{{3}}|SA[ ]?8000|(?:IECQ[ ])?QC[ ]?080000)(?:[ ]?[:-][ ]?{YEAR})?"
    r"|AS[ ]?91[0-2]0[A-D]|(?:RTCA[ /])?DO-\d{3}[A-Z]",
    "cie": rf"CIE[ ](?:S[ ])?\d{{1,3}}(?:\.\d)?(?:/[A-Z])?(?:[ ]?[-:/][ ]?{YEAR})?",
    "din": rf"(?:DIN|VDE)(?:[ ](?:VDE|SPEC|CERTCO))?[ ]?(?:V[ ])?\d{{1,6}}(?:-\d{{1,4}}(?!\d)){{0,2}}"
    rf"(?:[ ]?[:-][ ]?{YEAR}(?:-\d\d(?!\d))?)?",
    "body": r"(?:AS/NZS|NF[ ][A-Z]{1,2}|KS[ ][A-Z]|ANSI(?:/[A-Z]{2,6})?|MIL-STD|API(?:[ ](?:Spec|SPEC|STD|Std|RP))?"
    rf"|[A-Z]{{2,6}})[ -]?(?:[A-Z]{{1,4}}[ -]?)?\d{{1,6}}[A-Z]{{0,2}}(?:[.-]\d{{1,4}}(?!\d)[A-Z]?){{0,3}}"
    rf"(?:[ ]?[:-][ ]?{YEAR})?{_AMENDED}",
}

_HEADS = {
    "local": "DB DBS",
    "construction": "DBJ DBJT DGJ DG",
    "metrology": "JJG JJF",
    "sample": "GSB",
    "special": "JTG TSG",
    "certification": "CNCA CQC",
    "group": "T",
    "grouped": "TCECS",
    "enterprise": "Q",
    "european": "EN HD CEN CLC DIN BS NF UNE UNI SS NEN PN SIST ÖNORM OVE VDE CSN STN ILNAS NBN DS NS SFS",
    "adopted": "AS DIN BS NF UNE UNI SS NEN PN SIST ÖNORM JIS KS CSN NS SFS",
    "iso": "ISO IEC CISPR",
    "iwa": "IWA OHSAS",
    "itu": "ITU",
    "astm": "ASTM ANSI",
    "asme": "ASME ANSI",
    "jis": "JIS",
    "ieee": "IEEE ANSI",
    "etsi": "ETSI 3GPP",
    "ietf": "IETF RFC",
    "nist": "NIST FIPS NISTIR",
    "oiml": "OIML",
    "trade": "JESD IPC ISTA",
    "gost": "ГОСТ GOST ПМГ РМГ ПНСТ",
    "scheme": "IATF JCGM SA QC IECQ AS DO RTCA",
    "cie": "CIE",
    "din": "DIN VDE",
    "body": "BS NF UNE UNI CNS KS SS NS AS NZS IS SANS PD PAS UL NFPA AATCC CSA SNI TCVN ECMA ANSI AAMI EIA TIA MIL "
    "SAE AMS API NACE AWS AASHTO VDI GMW ACI AISC ASCE AWWA BIFMA NSF SEMI AGMA MSS QCVN NEN SFS NBN SIST",
}

_LOWER = {"gb": 2, "gbt": 2, "GBt": 2, "gB": 2, "Gb": 2, "GBn": 3}
"""Stems as hurried people type them, and how long the stem is."""

START = re.compile(r"[A-Z3ГПРÖgi](?<![A-Za-z_].)(?:(?<=3)GPP|[A-Za-zА-Я]*)")
"""The first word of a number; looked up in `by_head`."""


class Shape(NamedTuple):
    """One shape: matched `skip` characters after the start of the head (the stem itself is known already)."""

    name: str
    pattern: Lazy
    skip: int = 0


@cache
def by_head() -> dict[str, tuple[Shape, ...]]:
    """The shapes to try for each first word, in order."""
    shapes: dict[str, list[Shape]] = {}
    for name, heads in _HEADS.items():
        shape = Shape(name, Lazy(_CHINESE.get(name) or _FOREIGN[name]))
        for head in heads.split():
            shapes.setdefault(head, []).append(shape)
    plain = Lazy(_CHINESE["plain"])
    for head, prefix in compact().items():
        stem = prefix.text.partition("/")[0]
        shapes.setdefault(head, []).append(Shape("plain", plain, len(stem)))
    for head, length in _LOWER.items():
        shapes.setdefault(head, []).append(Shape("plain", plain, length))
    special = Lazy(_CHINESE["special"])
    for stem in ("JTG", "TSG"):
        for letter in string.ascii_uppercase:
            shapes.setdefault(stem + letter, []).append(Shape("special", special))
    for head in ("iso", "iec"):
        shapes.setdefault(head, []).append(Shape("iso", Lazy(ISO, re.IGNORECASE)))
    return {head: tuple(found) for head, found in shapes.items()}
