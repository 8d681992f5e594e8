"""(citation, catalogue facts, as-of date) → verdict with evidence (标准查新); never a stored word.

- `status(number, facts, as_of) -> StatusAnswer`: status of one edition on a day
- `judge(number, facts, as_of, use, title=…, edition_note=…) -> MemberVerdict`: one cited number
"""

from guiju.domain.validity.facts import AssertionFact, CatalogueFacts, EditionFacts, RelationFact
from guiju.domain.validity.model import Evidence, MemberVerdict, StatusAnswer
from guiju.domain.validity.words import (
    FLAG_WORDS,
    STATUS_WORDS,
    USE_WORDS,
    VERDICT_WORDS,
    DocumentUse,
    Flag,
    Status,
    Verdict,
)

__all__ = [
    "FLAG_WORDS",
    "STATUS_WORDS",
    "USE_WORDS",
    "VERDICT_WORDS",
    "AssertionFact",
    "CatalogueFacts",
    "DocumentUse",
    "EditionFacts",
    "Evidence",
    "Flag",
    "MemberVerdict",
    "RelationFact",
    "Status",
    "StatusAnswer",
    "Verdict",
]
