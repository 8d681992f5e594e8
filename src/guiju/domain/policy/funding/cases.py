"""Rules by the ranks of drafting units (按起草单位排名分配), and who is eligible: a shape of its own."""

from __future__ import annotations

import re
from fractions import Fraction

from guiju.domain.policy.funding.model import Case, Eligibility, Total
from guiju.domain.policy.funding.money import amounts, ratios, shares
from guiju.domain.policy.funding.sentences import Sentence
from guiju.domain.policy.meta.dates import numeral

_ELIGIBLE = re.compile(
    r"对(?P<who>[^,。;]{2,60}?)(?:作为|为|担任)(?P<role>(?:主要|第一)?(?:起草|编制|完成|承担|制定)(?:单位|人))"
    r"(?:\(排名前(?P<rank>[一二三四五六七八九十]|\d{1,2})(?:位|名)?\)|\([^()]{1,20}\))?[^,。;]{0,6}?"
    r"(?P<verb>制修订|制定|制订|修订|起草|参与制定)(?P<what>[^,。;]{2,60}?)(?:给予|予以)(?:资助|奖励|补助)"
)
_TOTAL = re.compile(r"[^,。;]{0,20}总额度?(?:分别)?(?:为|是|:)?[^。;]*")
_PAIR = re.compile(r"(?P<level>(?:国际|国家|行业|地方|团体|企业)标准)(?P<gap>[^\d,、。;]{0,6})(?=\d)")
_FIRST = re.compile(r"(?:排名|位列)?第一(?:的|位|名)?(?:主要)?(?:的)?(?:起草|完成|承担|编制)?(?:单位)?")
_OTHERS = re.compile(r"(?:排名)?第二至第?(?P<last>[二三四五六七八九十])|其他(?:的)?(?:起草|完成|承担|编制)单位")
_EVENLY = re.compile(r"平均分(?:配|享|担)|均分|平分")
_LOCAL = re.compile(r"(?P<place>[本我全][市区县省州]|辖区内?)")


def eligibility_of(text: str, sentences: list[Sentence]) -> Eligibility | None:
    """The sentence that says whose work is paid: kinds of units, role, lowest rank, verb."""
    for sentence in sentences:
        found = _ELIGIBLE.search(sentence.folded)
        if found:
            start = sentence.start + found.start()
            rank = numeral(found["rank"]) if found["rank"] else None
            who = tuple(_kinds_of(found["who"]))
            return Eligibility(
                text[start : sentence.start + found.end()], who, found["role"], rank, found["verb"], start
            )
    return None


def _kinds_of(who: str) -> list[str]:
    """Each kind of unit, with the place that stands before the first: 本市企事业单位及社会团体."""
    place = _LOCAL.match(who)
    prefix = place["place"] if place else ""
    rest = who[len(prefix) :].removeprefix("的").replace("企事业单位", "企业、事业单位")
    return [prefix + part for part in re.split(r"[、和及与或]|以及", rest) if part]


def totals_of(text: str, sentences: list[Sentence]) -> tuple[tuple[Total, ...], str | None]:
    """The sums by level, where the text calls them totals (项目资助总额度为国际标准100万元、…)."""
    for sentence in sentences:
        found = _TOTAL.search(sentence.folded)
        if found is None:
            continue
        money = amounts(sentence.folded)
        totals = []
        for pair in _PAIR.finditer(sentence.folded, found.start()):
            amount = next((one for one in money if pair.end() <= one.start <= pair.end() + 6), None)
            if amount is not None:
                words = text[sentence.start + pair.start() : sentence.start + amount.end]
                totals.append(Total(pair["level"], amount.yuan, words))
        if len(totals) > 1:
            start = sentence.start + found.start()
            return tuple(totals), text[start : sentence.start + found.end()]
    return (), None


def cases_of(
    text: str,
    sentences: list[Sentence],
    eligible: Eligibility | None,
    cut: tuple[int, int] | None,
    completion: str | None,
) -> tuple[Case, ...]:
    """How the sum is shared out by ranks: only the first, only the others, both; none follows from the eligibility."""
    cases: list[Case] = []
    for sentence in sentences:
        case = _case(text, sentence, chr(ord("A") + len(cases)), cut, eligible)
        if case is not None and len(cases) < 13:
            cases.append(case._replace(expected_completion=completion if case.truncated else None))
    if cases and eligible is not None and eligible.max_rank:
        condition = f"no local unit in ranks 1-{eligible.max_rank}"
        note = "follows from the eligibility sentence; not spelt out"
        cases.append(Case("N", condition, None, "0", "0", None, False, None, note))
    return tuple(cases)


def _case(
    text: str, sentence: Sentence, letter: str, cut: tuple[int, int] | None, eligible: Eligibility | None
) -> Case | None:
    folded = sentence.folded
    others = _OTHERS.search(folded)
    first = _FIRST.search(folded)
    percents, splits = shares(folded), ratios(folded)
    if not (percents or splits) or not (first or others) or ("排名" not in folded and "起草单位" not in folded):
        return None
    lowest = str(eligible.max_rank) if eligible is not None and eligible.max_rank else "n"
    last = str(numeral(others["last"])) if others and others["last"] else lowest
    evenly = "equal per unit (家)" if _EVENLY.search(folded) else None
    truncated = cut is not None and sentence.start <= cut[0] < sentence.end
    whole = percents[0].part if percents else Fraction(1)
    if splits and first and others:
        one, pool = splits[0].shares[0] * whole, splits[0].shares[1] * whole
        condition = f"rank 1 is local and one or more local units in ranks 2-{last}"
    elif others and not (first and first.start() < others.start()):
        one, pool = Fraction(0), whole
        condition = f"rank 1 is not local, one or more local units in ranks 2-{last}"
    elif first and not others:
        one, pool = whole, Fraction(0)
        condition = f"rank 1 is local, no local unit in ranks 2-{last}"
    else:
        return None
    verbatim = text[sentence.start : sentence.end]
    return Case(letter, condition, verbatim, str(one), str(pool), evenly, truncated, None)
