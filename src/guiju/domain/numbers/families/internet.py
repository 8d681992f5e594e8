"""Bodies of the Internet and of software (互联网与软件标准): IETF, IANA, W3C, OASIS, OMG, XSF, OGC, Ecma, CalConnect.

Names are as good as numbers here ("W3C REC-xml"). A name is one word with a digit or a dash in it, so that
"W3C member" and "IANA registry" stay words.
"""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.rule import Rule, family

_NAME = r"(?=[^ ]{0,100}[\d-])[A-Za-z\d_][\w.+-]{1,100}"

IETF = family(
    "ietf",
    frozenset({"RFC", "BCP", "STD", "FYI", "DRAFT", "IETF", "IEN"}),
    (
        Rule(
            "ietf",
            "international",
            Lazy(
                r"(?i:IETF )?(?P<prefix>(?i:RFC|BCP|STD|FYI|IEN)) ?-?0*(?P<serial>[1-9]\d{0,4})"
                r"(?:[,:-]? ?\(?(?:[A-Za-z]{3,9} )?(?:19|20)\d\d\)?)?\Z"
            ),
            "{prefix} {serial}",
            spelled={word: word for word in ("RFC", "BCP", "STD", "FYI", "IEN")},
        ),
        Rule(
            "ietf",
            "international",
            Lazy(r"(?P<serial>draft(?:-[a-z\d+_]+){2,12})(?:\.txt)?\Z"),
            "{serial}",
            upper=False,
        ),
    ),
    r"(?i:IETF )?(?:RFC|BCP) ?\d",
)
IANA = family(
    "iana",
    frozenset({"IANA"}),
    (
        Rule(
            "iana",
            "international",
            Lazy(r"IANA (?P<serial>(?=[^ ]{0,160}[\d_/-])[a-z_\d][\w.-]{1,80}(?:/[\w.-]{1,80})?)\Z"),
            prefix="IANA",
            upper=False,
        ),
    ),
)
W3C = family(
    "w3c",
    frozenset({"W"}),
    (
        Rule(
            "w3c",
            "international",
            Lazy(r"W3C (?P<serial>[A-Z][A-Za-z]{1,12} \d\.\d{1,2})\Z"),
            prefix="W3C",
            upper=False,
        ),
        Rule(
            "w3c",
            "international",
            Lazy(
                r"W3C (?P<kind>(?:REC|PR|CR|CRD|WD|NOTE|DNOTE|FPWD|LCWD|PER|TR|RY|DRY)-(?=[\w]))?"
                rf"(?P<serial>(?:(?<=-)[A-Za-z]\w{{1,40}}|{_NAME}?))(?P<day>-(?P<year>(?:19|20)\d\d)\d{{4}})?\Z"
            ),
            "W3C {kind}{serial}{day}",
            prefix="W3C",
            upper=False,
        ),
    ),
)
OASIS = family(
    "oasis",
    frozenset({"OASIS"}),
    (
        Rule(
            "oasis",
            "international",
            Lazy(
                rf"OASIS (?P<serial>[A-Z][A-Za-z]{{2,12}} v?\d\.\d{{1,2}}|{_NAME}\]?-?\w*"
                rf"|[A-Z]{{2,12}} v\d[\w.-]{{0,30}}|[A-Z]{{6,20}}"
                rf"|[A-Z]{{2,8}}[a-z]{{2,20}})\Z"
            ),
            prefix="OASIS",
            upper=False,
        ),
    ),
)
OMG = family(
    "omg",
    frozenset({"OMG"}),
    (
        Rule(
            "omg",
            "international",
            Lazy(r"OMG (?P<serial>[A-Z][A-Za-z\d-]{1,20})(?P<parts> \d+(?:\.\d+)*)\Z"),
            prefix="OMG",
            upper=False,
        ),
    ),
)
XSF = family(
    "xsf",
    frozenset({"XEP"}),
    (Rule("xsf", "international", Lazy(r"(?i:XEP)[ -]?(?P<serial>\d{4})\Z"), prefix="XEP"),),
    r"(?i:XEP)[ -]?\d",
)
OGC = family(
    "ogc",
    frozenset({"", "OGC"}),
    (
        Rule(
            "ogc",
            "international",
            Lazy(r"(?P<prefix>OGC )?(?P<serial>\d\d-\d{3}[a-z]?(?:[rR]\d{1,2}|c\d)*[a-z]?)\Z"),
            "{prefix} {serial}",
            upper=False,
        ),
        Rule("ogc", "international", Lazy(r"OGC (?P<serial>AS|IS|[A-Z]{3,10}(?: \d\.\d(?:\.\d)?)?)\Z"), prefix="OGC"),
    ),
    r"OGC \d\d-",
)
ECMA = family(
    "ecma",
    frozenset({"ECMA"}),
    (
        Rule(
            "ecma",
            "international",
            Lazy(r"(?i:ECMA)[ -]?(?P<serial>\d{1,3})(?P<parts>-\d)?(?:(?P<join>:)(?P<year>(?:19|20)\d\d))?\Z"),
            "ECMA-{serial}{parts}{join}{year}",
            prefix="ECMA",
        ),
        Rule(
            "ecma",
            "international",
            Lazy(r"(?i:ECMA) (?P<kind>TR|MEM)/(?P<serial>\d{1,4})\Z"),
            "ECMA {kind}/{serial}",
            prefix="ECMA",
        ),
    ),
    r"(?i:ECMA)[ -]?\d",
)
CALCONNECT = family(
    "calconnect",
    frozenset({"CC"}),
    (
        Rule(
            "calconnect",
            "international",
            Lazy(
                r"(?P<prefix>CC(?:/(?:A|Adv|CD|DIR|DIS|DS|FDS|FDIS|PWI|R|RP|S|WD|Guide|NOTE|SP|TR|TS))?) "
                r"(?P<serial>\d{4,5})"
                r"(?P<parts>-\d+)?(?P<join>:)?(?P<year>(?<=:)\d{4}(?:-\d\d-\d\d)?)?\Z"
            ),
        ),
    ),
    r"CC/[A-Z][A-Za-z]* \d",
)

FAMILIES = (IETF, IANA, W3C, OASIS, OMG, XSF, OGC, ECMA, CALCONNECT)
