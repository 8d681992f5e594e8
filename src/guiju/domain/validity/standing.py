"""What an edition is on a day, judged by itself and its nearest successors (标准状态), before chains are followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guiju.domain.language import Words
from guiju.domain.validity.begin import Begin, Phase, begin, claim, fact, immediate
from guiju.domain.validity.days import days
from guiju.domain.validity.facts import AssertionFact, EditionFacts
from guiju.domain.validity.model import Evidence
from guiju.domain.validity.said import ENDED, Said, held_on, statements
from guiju.domain.validity.sight import Sight
from guiju.domain.validity.successors import Replacement, Replacements, replacements
from guiju.domain.validity.words import Status

LIVE = frozenset(
    {
        Status.IN_FORCE,
        Status.IN_FORCE_TO_BE_REPLACED,
        Status.IN_FORCE_AMENDED,
        Status.PARTLY_REPLACED,
        Status.PARTLY_WITHDRAWN,
        Status.PARALLEL,
    }
)
OVER = frozenset({Status.REPLACED, Status.WITHDRAWN, Status.WITHDRAWN_SUCCESSOR_UNKNOWN, Status.RENUMBERED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Status, evidence, and the numbers one step on: those that took its place (`next`) or will (`coming`),
    took a part of it (`partial`), or amend it."""

    status: Status
    evidence: tuple[Evidence, ...]
    next: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is asked of one edition on one day."""

    edition: EditionFacts
    sight: Sight
    begin: Begin
    claims: Sequence[tuple[AssertionFact, Said]]
    held: tuple[AssertionFact, Said] | None
    by: Replacements

    def answer(self, status: Status, *evidence: Evidence | Sequence[Evidence]) -> Standing:
        """`status` with this evidence, then what is known of publication and effect, then what sources said."""
        flat = [e for item in evidence for e in ([item] if isinstance(item, Evidence) else item)]
        flat += self.begin.evidence
        if self.held is not None:
            flat.append(claim(self.held[0]))
        taken = [r for r in (*self.by.renumbered, *self.by.named) if r.phase is not Phase.PUBLISHED]
        return Standing(
            status,
            tuple(dict.fromkeys(flat)),
            next=tuple(r.number for r in taken),
            coming=tuple(r.number for r in self.by.whole_in(Phase.PUBLISHED)),
            amendments=tuple(r.number for r in self.by.amendments if r.phase is Phase.BEGUN),
            partial=tuple(r.number for r in self.by.partial if r.phase is Phase.BEGUN),
        )


def standing(edition: EditionFacts, sight: Sight) -> Standing:
    """Status of `edition`, in the order the house agreed on: not yet, ended, on its way out, changed, in force."""
    memo = sight.facts.memo
    key = (edition.id, edition.number, sight.as_of, sight.known_on)
    if key not in memo:
        memo[key] = _standing(edition, sight)
    found: Standing = memo[key]
    return found


def _standing(edition: EditionFacts, sight: Sight) -> Standing:
    claims = statements(edition.assertions)
    held = held_on(claims, sight.as_of)
    case = _Case(edition, sight, begin(edition, sight), claims, held, replacements(edition, sight))
    return _not_yet(case) or _ended(case) or _uncertain(case) or _in_force(case)


def _not_yet(case: _Case) -> Standing | None:
    """Draft, given up on the way, or published and not yet in effect."""
    if case.begin.phase is Phase.UNPUBLISHED:
        return case.answer(Status.DRAFT)
    if case.begin.phase is Phase.CANCELLED:
        given_up = fact(case.edition, "项目已撤销，未成为标准", "The project was given up before it became a standard")
        return case.answer(Status.WITHDRAWN, given_up)
    if case.begin.phase is Phase.PUBLISHED:
        return case.answer(Status.UPCOMING)
    return None


def _ended(case: _Case) -> Standing | None:
    """Replaced, withdrawn, renumbered, or kept beside its successor by announcement."""
    edition, day = case.edition, case.sight.as_of
    withdrawn = days(edition.withdrawn)
    evidence = fact(edition, f"废止日期 {edition.withdrawn}", f"Withdrawn {edition.withdrawn}")
    successors = case.by.whole_in(Phase.BEGUN)
    if successors:
        if withdrawn is not None and withdrawn.surely_after(day) and immediate(edition):
            return case.answer(Status.IN_FORCE_TO_BE_REPLACED, evidence, _told(successors))
        until = days(edition.parallel_until)
        if until is not None and until.last >= day:
            kept = fact(
                edition, f"公告准许沿用至 {edition.parallel_until}", f"May be used until {edition.parallel_until}"
            )
            return case.answer(Status.PARALLEL, kept, _told(successors))
        return case.answer(Status.REPLACED, _told(successors))
    if withdrawn is not None and withdrawn.surely_by(day):
        status = Status.REPLACED if case.by.named else Status.WITHDRAWN
        return case.answer(status, evidence, _told(case.by.named))
    if withdrawn is not None and not withdrawn.surely_after(day):
        return case.answer(Status.UNKNOWN, evidence, _told(case.by.named))
    renumbered = [r for r in case.by.renumbered if r.phase is Phase.BEGUN]
    if renumbered:
        return case.answer(Status.RENUMBERED, _told(renumbered))
    return _ended_by_word(case)


def _ended_by_word(case: _Case) -> Standing | None:
    """A source says it has ended, and no date tells: the word of the source, read with what succeeds it."""
    if case.held is None or case.held[1] not in ENDED:
        return None
    dated = [r for r in case.by.named if r.phase is Phase.PUBLISHED]
    if dated and len(dated) == len(case.by.named):
        early = fact(
            case.edition,
            "代替它的标准尚未实施，实施前本标准仍可使用",
            "Its successor is not yet in effect; until then it may still be used",
        )
        return case.answer(Status.IN_FORCE_TO_BE_REPLACED, early, _told(dated))
    if case.held[1] is Said.CONVERTED:
        return case.answer(Status.RENUMBERED, _told(case.by.renumbered))
    if case.held[1] is Said.REPLACED or case.by.named:
        return case.answer(Status.REPLACED, _told(case.by.named))
    return case.answer(Status.WITHDRAWN_SUCCESSOR_UNKNOWN)


def _uncertain(case: _Case) -> Standing | None:
    """Nothing dated to go on, or facts that do not settle this day."""
    unclear = case.by.whole_in(Phase.UNCLEAR)
    if unclear:
        return case.answer(Status.UNKNOWN, _told(unclear))
    later = case.claims[0] if case.claims and case.held is None else None
    if case.begin.phase is Phase.UNCLEAR:
        return case.answer(Status.UNKNOWN, *([claim(later[0])] if later else []))
    if later is not None and later[1] in ENDED and not (case.by.named or case.edition.withdrawn):
        since = fact(case.edition, "何时失效未载", "Since when it has ended is not on record")
        return case.answer(Status.UNKNOWN, claim(later[0]), since)
    return None


def _in_force(case: _Case) -> Standing:
    """In force, and how: to be replaced, in part, amended, or plainly."""
    coming = case.by.whole_in(Phase.PUBLISHED)
    if coming:
        return case.answer(Status.IN_FORCE_TO_BE_REPLACED, _told(coming))
    partial = [r for r in case.by.partial if r.phase is Phase.BEGUN]
    if partial:
        return case.answer(Status.PARTLY_REPLACED, _told(partial))
    if case.held is not None and case.held[1] is Said.PARTLY_REPLACED:
        return case.answer(Status.PARTLY_REPLACED)
    clauses = [a for a in case.edition.assertions if a.field == "clauses_withdrawn" and _said_by(a, case.sight)]
    if clauses or (case.held is not None and case.held[1] is Said.PARTLY_WITHDRAWN):
        return case.answer(Status.PARTLY_WITHDRAWN, [_clauses(a) for a in clauses])
    amendments = [r for r in case.by.amendments if r.phase is Phase.BEGUN]
    if amendments:
        return case.answer(Status.IN_FORCE_AMENDED, _told(amendments))
    return case.answer(Status.IN_FORCE, _announced(case))


def _announced(case: _Case) -> list[Evidence]:
    """What is announced for a later day, or being drafted, and changes nothing yet."""
    ahead: list[Evidence] = []
    if case.edition.withdrawn:
        text = case.edition.withdrawn
        ahead.append(fact(case.edition, f"已公告自 {text} 起废止", f"Announced to be withdrawn from {text}"))
    coming = [r for r in case.by.renumbered if r.phase is not Phase.BEGUN]
    drafts = case.by.whole_in(Phase.UNPUBLISHED)
    changes = [r for r in (*case.by.partial, *case.by.amendments) if r.phase is Phase.PUBLISHED]
    return ahead + _told([*coming, *changes, *drafts])


def _said_by(assertion: AssertionFact, sight: Sight) -> bool:
    return assertion.asserted_on is None or assertion.asserted_on <= sight.as_of


def _clauses(assertion: AssertionFact) -> Evidence:
    words = Words(f"废止的条文：{assertion.value}", f"Clauses withdrawn: {assertion.value}")
    return Evidence(words, assertion.source, assertion.asserted_on)


def _told(found: Sequence[Replacement]) -> list[Evidence]:
    return [e for replacement in found for e in replacement.evidence]
