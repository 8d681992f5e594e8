"""Intergovernmental and other bodies with short grammars (其他国际组织): CCSDS, IHO, UN, PLATEAU, ISBN, DOI."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.rule import Rule, family

CCSDS = family(
    "ccsds",
    frozenset({"CCSDS"}),
    (
        Rule(
            "ccsds",
            "international",
            Lazy(
                r"CCSDS ?(?P<serial>[A-Z]?\d{2,3})(?P<parts>\.\d{1,2})"
                r"(?P<issue>-[BMGOYRCD](?:-\d+(?:\.\d+)?)?(?:-S)?)?(?P<cor> Cor\. ?\d+)?"
                r"(?P<note> - [A-Z][a-z]+ Translated)?\Z"
            ),
            "CCSDS {serial}{parts}{issue}{cor}{note}",
            prefix="CCSDS",
        ),
    ),
    r"CCSDS ?[A-Z]?\d",
)
IHO = family(
    "iho",
    frozenset({"IHO"}),
    (
        Rule(
            "iho",
            "international",
            Lazy(
                r"IHO (?P<serial>[SBMCP]-\d+[A-Z]?)(?P<parts>[/:]\d+)?(?P<appendix> Ap\. [A-Z\d])?"
                r"(?P<edition> \d+\.\d+(?:\.\d+)?)?\Z"
            ),
            "IHO {serial}{parts}{appendix}{edition}",
            prefix="IHO",
        ),
    ),
    r"IHO [SBMCP]-?\d",
)
UN = family(
    "un",
    frozenset({"TRADE", "ECE", "UN", "UNECE"}),
    (
        Rule(
            "un",
            "international",
            Lazy(r"(?P<serial>(?:TRADE|ECE/TRADE|ECE/TRANS)/[A-Z\d./]{2,40}\d)\Z"),
            "{serial}",
            prefix="UN",
        ),
        Rule("un", "international", Lazy(r"UN ?(?P<serial>38)(?P<parts>\.3)(?:\.[1-8])?\Z"), prefix="UN"),
        Rule(
            "un",
            "international",
            Lazy(
                r"(?i:UN[/ ]?(?:ECE)?|ECE) (?:Regulation No\.?|R|Regulation) ?(?P<serial>\d{1,3})(?P<parts>\.\d\d)?\Z"
            ),
            "UN R{serial}{parts}",
            prefix="UN R",
        ),
    ),
)
PLATEAU = family(
    "plateau",
    frozenset({"PLATEAU"}),
    (
        Rule(
            "plateau",
            "foreign",
            Lazy(
                r"PLATEAU (?P<kind>Technical Report|Handbook) ?#(?P<serial>\d\d)(?P<parts>-\d+)?"
                r"(?P<note> ?第\d+\.\d+版)?\Z"
            ),
            "PLATEAU {kind} #{serial}{parts}{note}",
            prefix="PLATEAU",
        ),
    ),
)
ISBN = family(
    "isbn",
    frozenset({"ISBN"}),
    (
        Rule(
            "isbn",
            "international",
            Lazy(r"ISBN:? ?(?P<serial>(?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dXx])\Z"),
            prefix="ISBN",
        ),
    ),
    r"ISBN:? ?\d",
)
DOI = family(
    "doi",
    frozenset({"DOI"}),
    (
        Rule(
            "doi",
            "international",
            Lazy(r"(?i:doi):? ?(?P<serial>10\.\d{4,9}/\S{1,200})\Z"),
            "doi:{serial}",
            prefix="doi",
            upper=False,
        ),
    ),
    r"(?i:doi): ?1",
)

FAMILIES = (CCSDS, IHO, UN, PLATEAU, ISBN, DOI)
