"""Read what a policy says about its money (资金规则): rules one by one, and the shapes that ranks and splits make."""

from __future__ import annotations

from guiju.domain.clauses import Outline
from guiju.domain.language import Words
from guiju.domain.policy.funding.cases import cases_of, eligibility_of, totals_of
from guiju.domain.policy.funding.cutting import completion_of, truncation_of
from guiju.domain.policy.funding.model import FundingRead, FundingRule
from guiju.domain.policy.funding.rules import LEVEL, rules_in
from guiju.domain.policy.funding.sentences import pays, sentences
from guiju.domain.policy.funding.tables import table_rules
from guiju.domain.policy.funding.terms import district_duty, effect_of, fund_named, procedure_named, stacking_of
from guiju.domain.policy.meta import Meta
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.places import Places
from guiju.domain.text import fold

_MOST = 500
_LONGEST = 400_000
_LOST_CLOSING = ("有效期与施行日期", "落款与成文日期")


def funding_read(outline: Outline, meta: Meta) -> FundingRead:
    """All rules about money of a policy; a text that stops inside one says what is missing."""
    text = outline.text[:_LONGEST]
    folded = fold(text)
    places = Places(outline)
    everything = [sentence for sentence in sentences(folded) if " | " not in sentence.folded]
    paying = [sentence for sentence in everything if pays(sentence)]
    cut_at = meta.cut.at if meta.cut else None
    rules: list[FundingRule] = []
    for sentence in paying[:_MOST]:
        cut = cut_at is not None and sentence.start <= cut_at[0] < sentence.end
        rules.extend(rules_in(sentence, places.words(sentence.start), text, cut))
    rules.extend(table_rules(text, folded))
    eligible = eligibility_of(text, everything)
    totals, totals_text = totals_of(text, paying)
    inside = meta.cut is not None and any(rule.truncated for rule in rules)
    completion = completion_of(folded, meta.cut) if meta.cut and inside else None
    cases = cases_of(text, paying, eligible, cut_at if inside else None, completion)
    effect = effect_of(text, folded)
    closing = tuple(
        name
        for name, there in zip(_LOST_CLOSING, (effect is not None, meta.issued_date is not None), strict=True)
        if not there
    )
    first = eligible.at if eligible else (paying[0].start if paying else None)
    return FundingRead(
        rules=tuple(rules),
        document_number=meta.document_number,
        location=places.titled(first) if first is not None else None,
        fund=fund_named(folded),
        procedure=procedure_named(text, folded),
        district_duty=district_duty(text, everything),
        eligibility=eligible,
        totals=totals,
        totals_text=totals_text,
        cases=cases,
        stacking=tuple(stacking_of(text, everything)),
        effect=effect,
        truncation=truncation_of(meta.cut, completion, closing, _unfunded(folded, rules))
        if meta.cut and inside
        else None,
        doubts=tuple(_doubts(rules)),
    )


def _unfunded(folded: str, rules: list[FundingRule]) -> tuple[str, ...]:
    """Levels of standards that the text names and whose amounts it no longer shows."""
    named = dict.fromkeys(found[0] for found in LEVEL.finditer(folded))
    return tuple(level for level in named if len(level) == 4 and all(rule.level != level for rule in rules))


def _doubts(rules: list[FundingRule]) -> list[Doubt]:
    """Sentences whose amounts the reader could not tie to anything."""
    why = Words("金额未能对应到事项", "the amount could not be tied to what it is for")
    loose = [
        rule
        for rule in rules
        if rule.kind not in ("cap", "budget") and not (rule.subject or rule.for_what or rule.level or rule.conditions)
    ]
    return [Doubt(*rule.at, "funding", why) for rule in loose]
