"""Status of an edition on a day (标准状态), with evidence, its age and the successors at the end of the chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guiju.domain.language import Words
from guiju.domain.validity.chains import Chain, chain
from guiju.domain.validity.circles import circular
from guiju.domain.validity.facts import CatalogueFacts, EditionFacts
from guiju.domain.validity.model import Evidence, StatusAnswer
from guiju.domain.validity.sight import Sight
from guiju.domain.validity.standing import LIVE, OVER, Standing, standing
from guiju.domain.validity.words import Status

_IN_HAND = "guiju"


def status(
    edition: EditionFacts | str, facts: CatalogueFacts, as_of: date, *, known_on: date | None = None
) -> StatusAnswer:
    """Status of `edition` (a record, or an edition key) on `as_of`, from what was known on `known_on` (all, if None).

    A number the facts do not hold is unknown; that says nothing about the standard itself.
    """
    sight = Sight(facts, as_of, known_on)
    record = sight.edition(edition) if isinstance(edition, str) else sight.seen(edition)
    if record is None:
        return StatusAnswer(Status.UNKNOWN, as_of, (), None)
    return assess(record, sight)[0]


def status_alone(record: EditionFacts, facts: CatalogueFacts, as_of: date) -> Status:
    """The same status without evidence and successors, which a chain of thousands makes dear."""
    if record.number in circular(facts):
        return status(record, facts, as_of).status
    sight = Sight(facts, as_of, None)
    return _with_base(record, standing(record, sight), sight).status


def assess(record: EditionFacts, sight: Sight) -> tuple[StatusAnswer, Standing, Chain]:
    """The answer, with the standing and the chain it was made from."""
    there = _with_base(record, standing(record, sight), sight)
    found = chain(record.number, there, sight)
    result, evidence = there.status, list(there.evidence)
    if found.cycle:
        circle = " → ".join(found.cycle)
        evidence.append(
            Evidence(Words(f"代替关系成环：{circle}", f"Replacements run in a circle: {circle}"), _IN_HAND, None)
        )
        if record.number in found.cycle and result is Status.REPLACED:
            result = Status.UNKNOWN
    if result in OVER and not found.ends and found.dead_ends:
        last = "、".join(found.dead_ends)
        words = Words(f"代替链止于 {last}，其自身也已失效", f"The chain ends with {last}, which has itself ended")
        evidence.append(Evidence(words, _IN_HAND, None))
    successors = found.ends if result in OVER or there.coming or result is Status.PARALLEL else ()
    if result is Status.UNKNOWN:
        successors = found.ends
    if result is Status.PARTLY_REPLACED:
        successors = there.partial
    age = evidence_age(evidence, sight.as_of)
    return StatusAnswer(result, sight.as_of, tuple(evidence), age, successors, found.cycle), there, found


def evidence_age(evidence: Sequence[Evidence], as_of: date) -> int | None:
    """Days from the newest dated evidence to `as_of`; what was said later is no days old."""
    said = [e.said_on for e in evidence if e.said_on is not None]
    return max(0, (as_of - max(said)).days) if said else None


def _with_base(record: EditionFacts, there: Standing, sight: Sight) -> Standing:
    """An amendment falls with the standard it amends."""
    if there.status not in LIVE:
        return there
    for relation in sight.from_subject(record.number, "amends", "corrects"):
        base = sight.edition(relation.object)
        if base is None:
            continue
        under = standing(base, sight)
        if under.status in OVER:
            words = Words(
                f"所修改的 {base.number} 已不再有效", f"{base.number}, which it changes, is no longer in force"
            )
            fallen = Evidence(words, relation.source, relation.asserted_on)
            return Standing(under.status, (fallen, *under.evidence, *there.evidence), under.next, under.coming)
    return there
