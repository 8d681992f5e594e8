"""Schemes and associations known by a few numbers (行业体系与协会标准): IATF 16949, OHSAS 18001, SA8000, AS9100D."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.rule import Rule, family

_DASH_YEAR = r"(?:(?P<join>[-:])(?P<year>(?:19|20)\d\d|\d\d))?\Z"


def _managed(publisher: str, pattern: str, prefix: str, form: str = "{prefix} {serial}") -> tuple[Rule, Rule]:
    """A number of a management scheme, dated (with a colon, whatever was written) and undated."""
    dated = Rule(
        publisher, "international", Lazy(pattern + r" ?[:-] ?(?P<year>(?:19|20)\d\d)\Z"), form + ":{year}", prefix
    )
    return dated, Rule(publisher, "international", Lazy(pattern + r"\Z"), form, prefix)


SYSTEMS = family(
    "systems",
    frozenset({"IATF", "OHSAS", "BS", "SA", "QC", "IECQ", "AS"}),
    (
        *_managed("iatf", r"IATF ?-?(?P<serial>16949)", "IATF"),
        *_managed("bsi", r"(?:BS )?OHSAS ?-?(?P<serial>1800[12])", "OHSAS"),
        *_managed("sai", r"SA ?-?(?P<serial>8000)", "SA", "SA{serial}"),
        *_managed("iec", r"(?:IECQ )?QC ?(?P<serial>080000)", "IECQ QC"),
        Rule("sae", "foreign", Lazy(r"(?:SAE )?AS ?(?P<serial>91\d\d[A-D])\Z"), "SAE AS{serial}", prefix="SAE AS"),
    ),
    r"(?:IATF|OHSAS) ?\d",
)
ASSOCIATIONS = family(
    "associations",
    frozenset({"AWWA", "BIFMA", "NSF", "RTCA", "DO", "ANSI"}),
    (
        Rule(
            "awwa", "foreign", Lazy(r"(?P<prefix>(?:ANSI/)?AWWA) ?(?P<serial>[A-G]\d{3})(?:/[A-G]\d{3})?" + _DASH_YEAR)
        ),
        Rule(
            "bifma", "foreign", Lazy(r"(?P<prefix>(?:ANSI/)?BIFMA) ?(?P<serial>X?\d{1,2})(?P<parts>\.\d)?" + _DASH_YEAR)
        ),
        Rule("nsf", "foreign", Lazy(r"(?P<prefix>NSF(?:/ANSI(?:/CAN)?)?) ?(?P<serial>\d{1,3})" + _DASH_YEAR)),
        Rule(
            "rtca", "foreign", Lazy(r"(?:RTCA[ /])?(?P<prefix>DO)-(?P<serial>\d{3}[A-Z]?)\Z"), "RTCA {prefix}-{serial}"
        ),
    ),
    r"(?:AWWA [A-G]|BIFMA X?|NSF/ANSI )\d",
)
VIETNAM = family(
    "vietnam",
    frozenset({"QCVN"}),
    (
        Rule(
            "tcvn",
            "foreign",
            Lazy(r"QCVN ?(?P<serial>\d{1,3})(?P<parts>-\d{1,3})?:(?P<year>(?:19|20)\d\d)(?P<body>/[A-ZĐ]{2,8})?\Z"),
            "QCVN {serial}{parts}:{year}{body}",
            prefix="QCVN",
        ),
    ),
    r"QCVN ?\d",
)  # technical regulations of Viet Nam

FAMILIES = (SYSTEMS, ASSOCIATIONS, VIETNAM)
