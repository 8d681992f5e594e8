"""Suggest measures by what both name (关联建议): things and deeds, levels and parts, units that count the same."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.ties.model import Certainty, Countable, Part, Promise, Suggestion
from guiju.domain.ties.parts import part_fitting
from guiju.domain.ties.units import UnitFit, units_fit
from guiju.domain.ties.words import Term, terms

LIKELY, POSSIBLE = 0.66, 0.5
NEAR_BEST = 0.8
MOST = 4
BY_PART, BY_DEFINITION = 0.95, 0.6
"""What a term of the target is worth that stands in a part's name, or only in the definition."""
INEXACT_UNIT, OTHER_RATE = 0.85, 0.4
CONTRARY = 0.55
_EITHER = frozenset({"lead", "take_part"})
_TIMES = frozenset({"", "year", "quarter", "month", "day", "半年"})
_TELLING = 1.9
"""Two names that share nothing of this weight have nothing in common but "standardization"."""


class _Weighed(NamedTuple):
    """How well two names cover each other, with the terms that they share and that each has alone."""

    score: float
    shared: tuple[Term, ...]
    missing: tuple[Term, ...]
    surplus: tuple[Term, ...]


def suggest(
    promise: Promise, countables: Sequence[Countable], *, least: float = POSSIBLE, most: int = MOST
) -> tuple[Suggestion, ...]:
    """The measures that may count a target, best first: at most `most`, none where nothing fits.

    With `least` lowered it tells which measures are worth asking for their parts.
    """
    found: list[Suggestion] = []
    for countable in countables:
        fit = units_fit(promise.unit, countable.unit)
        if fit is None:
            continue
        weighed = _weighed(promise, countable)
        score = weighed.score * (1 if fit.exact or fit.factor != 1 else INEXACT_UNIT)
        score *= 1 if promise.per in _TIMES else OTHER_RATE
        if score >= least:
            found.append(_suggestion(promise, countable, weighed, fit, score))
    found.sort(key=lambda one: (-one.score, one.measure))
    near = NEAR_BEST if least == POSSIBLE else 0
    return tuple(one for one in found[:most] if one.score >= found[0].score * near)


def _weighed(promise: Promise, countable: Countable) -> _Weighed:
    wanted, named = _once(terms(promise.name)), _once(terms(countable.name))
    parts = {term.name for part in countable.parts for term in terms(part.name)}
    defined = {term.name for term in terms(countable.definition)}
    names = {term.name for term in named}
    said = {term.name for term in wanted}
    worth = {
        term: 1.0 if term.name in names else BY_PART if term.name in parts
        else BY_DEFINITION if term.name in defined else 0.0 for term in wanted
    }  # fmt: skip
    shared = tuple(term for term in wanted if worth[term] > 0)
    telling = sum(term.weight * worth[term] for term in shared if term.kind != "shape")
    if telling < _TELLING:
        return _Weighed(0.0, (), (), ())
    covered = sum(term.weight * worth[term] for term in wanted) / sum(term.weight for term in wanted)
    whole = sum(term.weight for term in named)
    if names >= _EITHER:  # 主导或参与 is whoever takes part in any way
        said |= _EITHER
    met = sum(term.weight for term in named if term.name in said) / whole
    missing = tuple(term for term in wanted if worth[term] == 0)
    surplus = tuple(term for term in named if term.name not in said)
    score = sqrt(covered * met) * _contrary(promise, countable, missing, surplus)
    return _Weighed(score, shared, missing, surplus)


def _contrary(promise: Promise, countable: Countable, missing: Sequence[Term], surplus: Sequence[Term]) -> float:
    """What is left of a score where the two speak of different deeds or levels, or only one of standards."""
    left = 1.0
    if "标准" in countable.name and "标准" not in promise.name:
        left *= CONTRARY
    if any(term.kind == "level" for term in missing) and any(term.kind == "level" for term in surplus):
        left *= CONTRARY
    for alone in (missing, surplus):
        if any(term.kind == "shape" or (term.kind == "deed" and term.weight >= _TELLING) for term in alone):
            left *= CONTRARY
    return left


def _once(found: Sequence[Term]) -> tuple[Term, ...]:
    return tuple({term.name: term for term in found}.values())


def _suggestion(promise: Promise, countable: Countable, weighed: _Weighed, fit: UnitFit, score: float) -> Suggestion:
    part = part_fitting(promise.name, countable.parts)
    certainty: Certainty = "likely" if score >= LIKELY else "possible"
    return Suggestion(
        countable.code, part, round(score, 4), certainty,
        _reasons(promise, countable, weighed, fit, part), _doubts(promise, countable, weighed, fit),
    )  # fmt: skip


def _reasons(
    promise: Promise, countable: Countable, weighed: _Weighed, fit: UnitFit, part: Part | None
) -> tuple[Words, ...]:
    shared = [term.found for term in weighed.shared if term.kind != "other"]
    told = [Words(f"两边都说到“{'”“'.join(shared)}”", f"both speak of “{'”, “'.join(shared)}”")] if shared else []
    if promise.unit == countable.unit:
        told.append(Words(f"单位相同：{promise.unit}", f"the same unit: {promise.unit}"))
    elif fit.exact:
        told.append(
            Words(f"单位相当：{promise.unit}与{countable.unit}", f"units that agree: {promise.unit}, {countable.unit}")
        )
    if part is not None:
        told.append(Words(f"指标可以只计“{part.name}”", f"the measure can count “{part.name}” alone"))
    return tuple(told)


def _doubts(promise: Promise, countable: Countable, weighed: _Weighed, fit: UnitFit) -> tuple[Words, ...]:
    told = []
    if weighed.missing:
        words = _joined(weighed.missing)
        told.append(Words(f"目标说到“{words}”，指标没有", f"the target speaks of “{words}”, the measure does not"))
    if weighed.surplus:
        words = _joined(weighed.surplus)
        told.append(Words(f"指标说到“{words}”，目标没有", f"the measure speaks of “{words}”, the target does not"))
    if not fit.exact:
        zh = f"目标按“{promise.unit}”，指标按“{countable.unit}”，两者不完全是一回事"
        en = f"the target counts in {promise.unit}, the measure in {countable.unit}: not quite the same"
        told.append(Words(zh, en))
    if promise.region and "region" not in countable.by:
        zh = f"指标不分地区，全站的记录都计，不只{promise.region}的"
        en = f"the measure is not split by region: it counts all records here, not those of {promise.region} alone"
        told.append(Words(zh, en))
    return tuple(told)


def _joined(found: Sequence[Term]) -> str:
    """Terms as they stand; pairs of signs that overlap are put together again."""
    words: list[str] = []
    for term in found:
        if term.kind == "other" and words and words[-1][-1] == term.found[0] and not term.found.isascii():
            words[-1] += term.found[1:]
        else:
            words.append(term.found)
    return "、".join(words)
