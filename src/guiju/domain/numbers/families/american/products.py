"""Safety, electronics, vehicles, defence, laboratories (产品安全、电子、车辆、军用、检测方法) in America."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.rule import Rule, family

_YEAR = r"(?: ?(?P<join>[-:]) ?(?P<year>(?:19|20)\d\d))?"

UL = family(
    "ul",
    frozenset({"UL", "ANSI"}),
    (
        Rule(
            "ul",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?UL) ?-?(?P<serial>\d{1,5}[A-Z]{0,2})(?P<parts>(?:-(?!(?:19"
                r"|20)\d\d)\d{1,3}[A-Z]?)*)" + _YEAR + r"(?: (?:V-?[0-2]|HB|5V[AB]?))?\Z"
            ),
        ),
    ),
    r"UL ?\d",
)
SAE = family(
    "sae",
    frozenset({"SAE"}),
    (
        Rule(
            "sae",
            "foreign",
            Lazy(
                r"(?P<prefix>SAE) ?-?(?P<serial>(?:J|AS|AMS|ARP|AIR|MA|USCAR)[ -]?\d{1,5}[A-Z]{0,2})"
                r"(?P<parts>(?:[-/](?!(?:19|20)\d\d)\d{1,4})*)"
                r"(?:(?P<join>[-_:])(?P<year>\d{6}|(?:19|20)\d\d))?\Z"
            ),
            tight=True,
        ),
    ),
    r"SAE ?(?:J|AS|AMS|ARP) ?\d",
)
MILITARY = family(
    "mil",
    frozenset({"MIL", "FED"}),
    (
        Rule(
            "mil",
            "foreign",
            Lazy(
                r"(?P<prefix>(?i:MIL)[- ](?i:STD|HDBK|PRF|DTL|SPEC|[A-Z])|FED-STD)[- ]?(?P<serial>\d{1,6}[A-Z]{0,2})"
                r"(?P<parts>/\d{1,3}[A-Z]?)?(?P<note> (?i:Notice \d|Change \d|Method \d{3,4}(?:\.\d{1,2})?))?"
                r"(?:(?P<join>-)(?P<year>(?:19|20)\d\d))?\Z"
            ),
            "{prefix}-{serial}{parts}{note}{join}{year}",
            spelled={
                f"MIL{gap}{kind}": f"MIL-{kind}"
                for gap in "- "
                for kind in ("STD", "HDBK", "PRF", "DTL", "SPEC", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            },
        ),
    ),
    r"MIL[- ](?:STD|HDBK|PRF|DTL)[- ]?\d",
)
ELECTRONICS = family(
    "electronics",
    frozenset({"IPC", "J", "JESD", "JEDEC", "SEMI", "NEMA", "TIA", "EIA", "ANSI"}),
    (
        Rule(
            "ipc",
            "foreign",
            Lazy(
                r"(?P<prefix>IPC)[- ](?P<serial>(?:[A-Z]{1,3}-)?\d{3,4}[A-Z]{0,2})(?P<parts>(?:-\d{1,2}[A-Z]?)?)"
                r"(?P<method> \d(?:\.\d{1,2}){1,3}[A-Z]?)?" + _YEAR + r"\Z"
            ),
            "{prefix}-{serial}{parts}{method}{join}{year}",
        ),
        Rule(
            "ipc",
            "foreign",
            Lazy(r"(?P<prefix>(?:(?:IPC|JEDEC|ECIA)/?){0,3} ?J-STD)-?(?P<serial>\d{3}[A-Z]?)(?P<parts>\.\d)?\Z"),
            "{prefix}-{serial}{parts}",
        ),
        Rule(
            "jedec",
            "foreign",
            Lazy(
                r"(?:JEDEC )?(?P<prefix>JESD|JEP)[ -]?(?P<serial>\d{1,3}[A-Z]?)(?P<parts>-[A-Z]?\d{1,3}[A-Z]?)?"
                r"(?P<note>[.]\d{2})?\Z"
            ),
            "{prefix}{serial}{parts}{note}",
        ),
        Rule(
            "semi",
            "foreign",
            Lazy(r"(?P<prefix>SEMI) ?(?P<serial>[A-Z]{1,2}\d{1,3})(?P<parts>\.\d{1,2})?(?P<issue>-\d{4})?\Z"),
            "{prefix} {serial}{parts}{issue}",
        ),
        Rule(
            "nema",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?NEMA) ?(?P<serial>[A-Z]{2,3} ?\d{1,5}|\d{2,5})(?P<parts>\.\d{1,2})?"
                + _YEAR
                + r"\Z"
            ),
        ),
        Rule(
            "tia",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?(?:TIA(?:/EIA)?|EIA(?:/TIA)?))[- ](?P<serial>\d{2,4})"
                r"(?P<parts>(?:[-.][A-Z\d]{1,3})*)" + _YEAR + r"\Z"
            ),
            "{prefix}-{serial}{parts}{join}{year}",
        ),
    ),
    r"(?:IPC-\w*-?\d|JESD ?\d|SEMI [A-Z]\d|NEMA [A-Z]{2} ?\d|TIA-\d)",
)
LABORATORY = family(
    "laboratory",
    frozenset({"AATCC", "AAMI", "ISTA", "AOAC", "USP", "EPA", "US", "USEPA", "CPSC", "ANSI"}),
    (
        Rule(
            "aatcc",
            "foreign",
            Lazy(
                r"AATCC ?(?:Test Method |Method )?(?P<kind>TM|EP)?[ -]?(?P<serial>\d{1,3}[A-Z]?)"
                r"(?P<parts>\.\d)?(?:(?P<join>[-:])"
                r"(?P<year>(?:19|20)\d\d)(?:e\d?)?)?"
                r"(?P<note> ?\([^()]{1,20}\))?\Z"
            ),
            "AATCC {kind}{serial}{parts}{join}{year}{note}",
            prefix="AATCC",
        ),
        Rule(
            "aami",
            "foreign",
            Lazy(
                r"(?P<prefix>(?:ANSI/)?AAMI(?:/(?:ISO|IEC))?) ?(?P<serial>(?:TIR|ST|EC|PC|SW|RD|HE|EQ|ES|DF|NS"
                r"|PB)? ?\d{1,5})"
                r"(?P<parts>(?:-(?!(?:19|20)\d\d)\d{1,3})*)" + _YEAR + r"\Z"
            ),
        ),
        Rule("ista", "foreign", Lazy(r"ISTA ?(?:Procedure )?(?P<serial>[1-7][A-K])" + _YEAR + r"\Z"), prefix="ISTA"),
        Rule(
            "aoac",
            "foreign",
            Lazy(r"AOAC ?(?:Official Method |OMA |Method )?(?P<serial>(?:19|20|9)\d{1,2})(?P<parts>\.\d\d)\Z"),
            prefix="AOAC",
        ),
        Rule("usp", "foreign", Lazy(r"USP ?(?P<serial><\d{1,4}>)\Z"), prefix="USP"),
        Rule("usp", "foreign", Lazy(r"USP ?-?(?P<serial>\d\d)(?P<parts>-NF ?\d\d)?\Z"), prefix="USP"),
        Rule(
            "epa",
            "foreign",
            Lazy(
                r"(?:US ?)?EPA ?(?:Method |SW-846 )?(?P<serial>(?!(?:19|20)\d\d\Z)\d{3,4}[A-Z]?)(?P<parts>\.\d{1,2})?"
                + _YEAR
                + r"\Z"
            ),
            prefix="EPA",
        ),
        Rule("cpsc", "foreign", Lazy(r"(?P<serial>CPSC-CH-[A-Z]\d{4}-\d\d(?:\.\d)?)\Z"), "{serial}", prefix="CPSC"),
    ),
    r"(?:AATCC ?(?:TM)?\d|AOAC ?\d{3}|USP <)",
)

FAMILIES = (UL, SAE, MILITARY, ELECTRONICS, LABORATORY)
