"""Dates by which something is to be reached (期限), and years that only say since when (基期), in one sentence."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_MOST = 40
_Y = r"(?:19|20)\d\d"
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_DATE = re.compile(
    rf"(?P<to>(?:力争)?[到至]|展望|截[至止]到?)?(?P<first>{_Y})(?:年?[-~至](?P<last>{_Y}))?年?"
    rf"(?P<more>(?:[、,和及与]{_Y}年?){{0,6}}(?:[、和及与]{_Y}年))?"
    r"(?:年)?(?:(?P<month>1[0-2]|0?[1-9])月(?:份|底|末)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
    r"(?P<end>年?底|年?末|上半年)?(?P<by>之?前|以前|止|期间|内)?"
    rf"|(?P<plan_to>[到至])?[“\"]?(?P<plan>{'|'.join(_PLANS)})[”\"]?(?:规划)?(?P<plan_end>期?末|期间|时期|收官|内|中期)"
)
_BASELINE_BEFORE = re.compile(r"(?:较|比|相较于?|同比|与|以|由|从|自|在|相对于?|对照)[“\"]?$")
_BASELINE_AFTER = re.compile(r"[”\"]?(?:年?[底末])?(?:的|基础上|为基|相比|以来|水平|起|同期|实际|初)")
_DESCRIBES = re.compile(r"[”\"]?(?:发布|印发|制定|实施|批准|立项|出台|下达|开工|入选)的")
_PERIOD_NAME = re.compile(r"[”\"]?(?:年?)(?:行动|工作)?(?:计划|规划|方案|纲要|目标|版|度(?:计划|工作|目标|要点))")


class Mention(NamedTuple):
    """One date in a sentence: `dues` in the order printed; `since` is the first year of a stretch of years."""

    start: int
    end: int
    dues: tuple[str, ...]
    since: str | None
    baseline: bool
    bound: bool


def mentions(folded: str) -> list[Mention]:
    """All dates of a sentence; `bound` says that 到, 前, 末 or the like make it a time limit."""
    return [made for match in islice(_DATE.finditer(folded), _MOST) if (made := _mention(folded, match))]


def _mention(folded: str, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    before, after = folded[max(0, start - 4) : start], folded[end : end + 6]
    if match["plan"] is not None:
        first = _PLANS[match["plan"]]
        baseline = (
            bool(_BASELINE_BEFORE.search(before)) and match["plan_end"] in ("期末", "末") and not match["plan_to"]
        )
        whole = match["plan_end"] in ("期间", "时期", "内")
        if baseline:
            return Mention(start, end, (), str(first + 4), True, False)
        return Mention(start, end, (str(first + 4),), str(first) if whole else None, False, True)
    if "年" not in match[0] and not match["last"]:
        return None
    if _DESCRIBES.match(after):
        return None
    to = match["to"] or ""
    if not to and (_BASELINE_BEFORE.search(before) or _BASELINE_AFTER.match(after)) and not match["last"]:
        return Mention(start, end, (), match["first"], True, False)
    if _PERIOD_NAME.match(after) or to.startswith("截"):
        return Mention(start, end, (match["first"],), None, False, False)
    if match["last"]:
        return Mention(start, end, (match["last"],), match["first"], False, True)
    years = re.findall(_Y, match[0])
    due = years[0]
    if match["month"]:
        due = f"{due}-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
    elif match["end"] == "上半年":
        due = f"{due}-06"
    bound = bool(to or match["end"] or match["by"])
    bare_lead = after[:1] in (",", "", "度") or folded[max(0, start - 1) : start] in ("", ",", ";", ":", "。", "(")
    return Mention(start, end, (due, *years[1:]) if match["more"] else (due,), None, False, bound or bare_lead)
