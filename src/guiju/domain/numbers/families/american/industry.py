"""Industry associations of the United States (美国行业协会) met in codes, contracts and orders."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.rule import Rule, family

_YEAR = r"(?:(?P<join>[-:])(?P<year>(?:19|20)\d\d|\d\d))?"
_LONG = r"(?:(?P<join>[-:])(?P<year>(?:19|20)\d\d))?"
_API_KINDS = {
    "API SPECIFICATION": "API Spec",
    "API SPEC.": "API Spec",
    "API SPEC": "API Spec",
    "API STANDARD": "API Std",
    "API STD.": "API Std",
    "API STD": "API Std",
    "API RECOMMENDED PRACTICE": "API RP",
    "API RP": "API RP",
}

AMCA = family(
    "amca",
    frozenset({"AMCA", "ANSI"}),
    (
        Rule(
            "amca",
            "foreign",
            Lazy(
                r"ANSI/AMCA (?:Standard )?(?P<serial>\d{2,3})(?P<parts>-[A-Z])?(?P<join>-)(?P<year>\d\d(?:\d\d)?)"
                r"(?P<note> \(R\d{4}\))?\Z"
            ),
            prefix="ANSI/AMCA Standard",
        ),
        Rule(
            "amca",
            "foreign",
            Lazy(r"(?P<prefix>(?:ANSI/)?AMCA) (?P<serial>\d{2,3}) (?:- )?(?P<who>[A-Z]{2})(?: Interp)?\Z"),
            "{prefix} {serial} - {who}",
        ),
        Rule(
            "amca",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?AMCA(?: Standard| Publication)?) (?P<serial>\d{2,3})(?P<parts>-[A-Z])?"
                r"(?: ?(?P<join>-)(?P<year>\d\d(?:\d\d)?))?(?P<note> \(R?\d{4}\))?(?: Interp)?\Z"
            ),
        ),
    ),
    r"(?:ANSI/)?AMCA (?:Standard |Publication )?\d",
)
API = family(
    "api",
    frozenset({"API", "ANSI"}),
    (
        Rule(
            "api",
            "foreign",
            Lazy(
                r"API ?MPM[SP] ?(?i:CH|Chapter)\.? ?(?P<serial>\d{1,2})(?P<parts>(?:\.\d{1,2})*[A-Z]?)" + _LONG + r"\Z"
            ),
            prefix="API MPMS CH",
        ),
        Rule(
            "api",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?API(?: (?i:Specification|Spec\.?|Standard|Std\.?|RP|Recommended Practice"
                r"|TR|Bull|Publ))?)"
                r"[ -]?(?P<serial>\d{1,4}[A-Z]{0,4}\d?)(?P<parts>(?:-(?!(?:19|20)\d\d)\d{1,2}|-[WL]SD|-LRFD"
                r"| Part (?:I{1,3}|\d))*)" + _LONG + r"\Z"
            ),
            spelled=_API_KINDS,
        ),
    ),
    r"API (?:(?:MPMS|Spec|Std|RP|TR|Bull|Publ)\.? )?\d(?!\.\d)",
)
NFPA = family(
    "nfpa",
    frozenset({"NFPA", "ANSI"}),
    (
        Rule(
            "nfpa",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?NFPA)[ -]?(?P<serial>\d{1,4}[A-Z]?)(?: ?(?P<join>[-:]) ?(?P<year>(?:19"
                r"|20)\d\d|\d\d))?\Z"
            ),
            "{prefix} {serial}{join}{year}",
        ),
    ),
    r"NFPA[ -]?\d",
)
AWS = family(
    "aws",
    frozenset({"AWS", "ANSI"}),
    (
        Rule(
            "aws",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?AWS) ?(?P<serial>[A-GJ]\d{1,2}(?=\.)|QC\d{1,2})(?P<parts>\.\d{1,2}[A-Z]{0,2})?"
                r"(?P<dual>/[A-Z]\d{1,2}\.\d{1,2}M)?" + _LONG + r"\Z"
            ),
            "{prefix} {serial}{parts}{dual}{join}{year}",
        ),
    ),
    r"AWS ?[A-G]\d+\.\d",
)
NACE = family(
    "nace",
    frozenset({"NACE", "AMPP", "ANSI"}),
    (
        Rule(
            "nace",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?(?:NACE|AMPP)) ?(?:Standard )?(?P<serial>(?:MR|TM|SP|RP|TR|CORR) ?-?\d{4,5})"
                + _YEAR
                + r"(?P<pair>/ISO ?\d{4,5}(?:-\d)?(?::\d{4})?)?\Z"
            ),
            "{prefix} {serial}{join}{year}{pair}",
            tight=True,
        ),
    ),
    r"(?:NACE|AMPP) ?(?:MR|TM|SP|RP)\d",
)
BUILDING = family(
    "building",
    frozenset({"ACI", "ASCE", "AASHTO", "AISC", "MSS", "AGMA", "TAPPI"}),
    (
        Rule(
            "aci",
            "foreign",
            Lazy(r"ACI ?(?P<serial>\d{3})(?P<parts>\.\d{1,2})?(?P<kind>R|M)?" + _YEAR + r"\Z"),
            "ACI {serial}{parts}{kind}{join}{year}",
            prefix="ACI",
        ),
        Rule("asce", "foreign", Lazy(r"(?P<prefix>ASCE(?:/[A-Z]{3})?) ?(?P<serial>\d{1,3})" + _YEAR + r"\Z")),
        Rule("aashto", "foreign", Lazy(r"AASHTO ?(?P<serial>[MTR] ?\d{1,3})" + _YEAR + r"\Z"), prefix="AASHTO"),
        Rule("aisc", "foreign", Lazy(r"(?P<prefix>AISC) ?(?P<serial>\d{3})" + _YEAR + r"\Z")),
        Rule(
            "mss",
            "foreign",
            Lazy(r"(?:ANSI/)?MSS ?SP[- ]?(?P<serial>\d{1,3})" + _LONG + r"\Z"),
            "MSS SP-{serial}{join}{year}",
            prefix="MSS SP",
        ),
        Rule(
            "agma", "foreign", Lazy(r"(?P<prefix>(?:ANSI/)?AGMA(?: ISO)?) ?(?P<serial>\d{3,5})(?P<parts>-[A-Z]\d\d)?\Z")
        ),
        Rule(
            "tappi",
            "foreign",
            Lazy(r"TAPPI ?(?P<serial>T ?\d{3,4})(?P<kind> (?:om|pm|cm|wd|sp))?" + _YEAR + r"\Z"),
            "TAPPI {serial}{kind}{join}{year}",
            prefix="TAPPI",
        ),
    ),
    r"(?:ACI|ASCE|AASHTO|AISC|AGMA) ?[MTR]? ?\d{2}",
)

FAMILIES = (AMCA, API, NFPA, AWS, NACE, BUILDING)
