"""3GPP (第三代合作伙伴计划): technical specifications and reports, with release and version."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.rule import Rule, family

_RELEASE = r"(?:REL-\d+|Rel-\d+|Release \d+|Ph\d(?:\+|-[A-Z]{3})?|UMTS|R\d+|[A-Z]{2,6}-?\d*)"
_NUMBER = (
    r"(?P<prefix>(?:3GPP )?T[SR]) ?(?P<serial>\d\d\.\d{2,3}[A-Z]?(?:dcs|ext|bis)?|\d\d\.[A-Z\d]{2,5})"
    r"(?P<parts>(?:-[A-Za-z\d]{1,4})*)"
)
RULES = (
    Rule(
        "tgpp",
        "international",
        Lazy(_NUMBER + rf"(?P<note>:{_RELEASE}(?:/\d+\.\d+\.\d+)?)?\Z"),
        "{prefix} {serial}{parts}{note}",
        upper=False,
    ),
    Rule(
        "tgpp",
        "international",
        Lazy(
            _NUMBER + rf"[ ,]*(?:\(?(?P<release>{_RELEASE})\)?[ ,]*)?"
            r"(?:[Vv]|version )?(?P<version>\d+\.\d+\.\d+)(?: Release \d+)?"
            r"(?: \((?P<month>\d{4}-\d\d)\))?\Z"
        ),
        "{prefix} {serial}{parts} V{version}",
        upper=False,
    ),
    Rule(
        "tgpp",
        "international",
        Lazy(_NUMBER + r",? \(?(?:Release |Rel-)(?P<release>\d{1,2})\)?\Z"),
        "{prefix} {serial}{parts}:REL-{release}",
        upper=False,
    ),
)

FAMILY = family("tgpp", frozenset({"", "TS", "TR", "GPP"}), RULES, r"3GPP T[SR] ?\d\d\.\d")
