"""The years a policy plans for (规划期): from its title, its introduction, or the years of its goals."""

from __future__ import annotations

import re

from guiju.domain.clauses import Outline
from guiju.domain.policy.meta.model import Period
from guiju.domain.text import fold

_RANGE = re.compile(r"(?P<start>20\d\d|19\d\d) ?年? ?[-~至到]{1,2} ?(?P<end>20\d\d) ?年?")
_PLAN = re.compile(r"[“\"]?(?P<ordinal>十[一二三四五六七]?)五[”\"]?(?=规划|时期|期间|发展|[”\"])")
_ORDINALS = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_FIVE_YEARS = re.compile(r"[“\"](?P<plan>十[一二三四五六]?五)[”\"]")
_SINGLE = re.compile(r"(?P<year>20\d\d) ?年(?:度)?")
_PERIOD_WORDS = re.compile(
    r"(?:规划期|计划期|实施期|行动期|期限|时间)[^。\n]{0,12}?(?:为|是|:|"
    r"至)?[^。\n]{0,4}?(?P<range>20\d\d ?年? ?[-~至到]{1,2} ?20\d\d ?年?)"
)
_UNTIL = re.compile(
    r"(?:到|至|截至|在)?(?P<year>20\d\d) ?年(?:年)?(?:底|末)?前?[^。,\n]{0,4}(?:重点工作|重点任务|工作任务|目标)"
)
_HORIZON = re.compile(r"(?:到|至|力争|截至|争取) ?(?P<year>20[1-9]\d) ?年|(?P<end>20[1-9]\d) ?年(?:年)?(?:底|末)")
_GOALS = re.compile(r"目标|指标")
_LONGEST = 20000


def period_read(outline: Outline, folded: str, title: str | None, preamble: str) -> Period:
    """The period and the source that states it; `inferred` where only the goals carry a year."""
    horizons = _horizons(outline, folded)
    plain = fold(title or "")
    found = _RANGE.search(plain)
    if found:
        start, end = int(found["start"]), int(found["end"])
        return Period(start, end, f"标题({found[0]})", False, _with(horizons, end))
    named = _FIVE_YEARS.search(plain)
    if named and named["plan"][:-1] in _ORDINALS:
        start = _ORDINALS[named["plan"][:-1]]
        return Period(start, start + 4, f"标题({named[0]})", True, _with(horizons, start + 4))
    stated = _PERIOD_WORDS.search(folded, 0, _LONGEST)
    if stated:
        years = _RANGE.search(stated["range"])
        if years:
            end = int(years["end"])
            return Period(int(years["start"]), end, stated[0], False, _with(horizons, end))
    single = _SINGLE.search(plain)
    if single:
        year = int(single["year"])
        return Period(year, year, f"标题({single[0]})", False, _with(horizons, year))
    until = _UNTIL.search(preamble)
    if until:
        year = int(until["year"])
        return Period(None, year, f"引言({until[0]})", False, _with(horizons, year))
    if horizons:
        return Period(None, horizons[0], f"目标(到{horizons[0]}年)", True, horizons)
    return Period(None, None, None, False, ())


def _with(horizons: tuple[int, ...], end: int) -> tuple[int, ...]:
    return tuple(sorted({*horizons, end}))


def _horizons(outline: Outline, folded: str) -> tuple[int, ...]:
    """The years by which goals are to be reached: those of the clauses about goals, else of the first clauses."""
    spans = [(one.start, one.end) for one in outline.walk() if one.title and _GOALS.search(one.title)]
    years: set[int] = set()
    for start, end in spans[:20]:
        years |= {
            int(found["year"] or found["end"]) for found in _HORIZON.finditer(folded, start, min(end, start + _LONGEST))
        }
    return tuple(sorted(years))
