"""(citation, catalogue facts, as-of date) → verdict with evidence (标准查新); never a stored word.

- `status(number, facts, as_of) -> StatusAnswer`: status of one edition on a day
- `status_alone(record, facts, as_of) -> Status`: the same for many days, without evidence
- `judge(number, facts, as_of, use, title=…, edition_note=…) -> MemberVerdict`: one cited number
- `judge_malformed(text, reason, suggestion, use) -> MemberVerdict`: a text that is no number
- `every_member_judged(citation, verdicts)`: the gate before a report leaves
"""

from guiju.domain.validity.days import Days, days
from guiju.domain.validity.facts import AssertionFact, CatalogueFacts, EditionFacts, RelationFact, RelationKind
from guiju.domain.validity.gate import GateError, every_member_judged
from guiju.domain.validity.judge import STALE_AFTER_DAYS, judge, judge_malformed
from guiju.domain.validity.model import Evidence, MemberVerdict, StatusAnswer
from guiju.domain.validity.said import Said, meaning
from guiju.domain.validity.status import status, status_alone
from guiju.domain.validity.titles import same_title, title_differs
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
    "STALE_AFTER_DAYS",
    "STATUS_WORDS",
    "USE_WORDS",
    "VERDICT_WORDS",
    "AssertionFact",
    "CatalogueFacts",
    "Days",
    "DocumentUse",
    "EditionFacts",
    "Evidence",
    "Flag",
    "GateError",
    "MemberVerdict",
    "RelationFact",
    "RelationKind",
    "Said",
    "Status",
    "StatusAnswer",
    "Verdict",
    "days",
    "every_member_judged",
    "judge",
    "judge_malformed",
    "meaning",
    "same_title",
    "status",
    "status_alone",
    "title_differs",
]
