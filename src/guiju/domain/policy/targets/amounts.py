"""Every number with a unit in a stretch of text (数量), promise or not, with the words that say how it binds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guiju.domain.policy.targets import comparators, units
from guiju.domain.policy.targets.model import Comparator, Number
from guiju.domain.policy.targets.numerals import HAN, number_value, ratio_value, share_value

_N = rf"(?:\d{{1,3}}(?:[, ]\d{{3}})+(?![\d.])|\d{{1,12}}(?:\.\d{{1,6}})?|[{HAN}]{{1,12}})"
_FIGURE = "二三四五六七八九十"
_AMOUNT = re.compile(
    rf"(?<![\dA-Za-z.第〔\[/+])(?<!\d[-:])(?:百分之(?P<percent>{_N})(?P<points>个百分点)?"
    rf"|(?P<below>[{_FIGURE}]{{1,2}})分之(?P<above>[一{_FIGURE}]{{1,2}})"
    r"|(?P<half>超?过?半数|[超过]{1,2}一?半(?!年|径)|一半(?!年|径))"
    r"|翻(?P<double>[一两二三]?)番"
    r"|(?P<tenths>[一二三四五六七八九])成(?=以上|以下|以内|左右|[,。;、)]|$)"
    r"|(?P<left>\d{1,6}(?:\.\d{1,4})?):(?P<right>\d{1,6}(?:\.\d{1,4})?)(?![\d:])"
    rf"|(?P<n>{_N})(?P<unit1>{units.PATTERN})?(?:[-~至到]{{1,2}}(?P<n2>{_N}))?(?P<vague>[余多])?"
    rf"(?P<scale>百万|千万|[百千万亿])?(?P<vague2>[余多])?[ ]?(?P<unit>{units.PATTERN})?"
    r"(?:\((?![含及])[\u4e00-\u9fff]{1,2}\))?)"
)
_BARE = re.compile(
    r"(?:(?:指数|系数|强度|密度|评分|得分)[\u4e00-\u9fff]{0,5}|(?:[至到达在破]|超过|高于|低于|不少于|大于|小于))(?<![\d.])(?P<n>\d{1,9}(?:\.\d{1,4})?)"
    r"(?=以上|以下|以内|左右|[,。;、)]|$)"
)
_SIDE_BY_SIDE = re.compile(r"[ ]?[、和及与][ ]?")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed: `lead` is where the words that belong to it begin (不少于), `end` where they end (以上)."""

    lead: int
    start: int
    core_end: int
    end: int
    value: Number
    value_to: Number | None
    unit: str | None
    comparator: Comparator
    stated: bool
    about: bool
    figures: bool

    @property
    def money(self) -> bool:
        """Whether it counts money (金额)."""
        return units.is_money(self.unit) and "/" not in (self.unit or "")


def amounts_in(folded: str) -> Iterator[Amount]:
    """The amounts of a sentence, from left to right."""
    found = [made for match in _AMOUNT.finditer(folded) if (made := _amount(folded, match))]
    taken = {made.start for made in found}
    for match in _BARE.finditer(folded):
        value = number_value(match["n"])
        if match.start("n") not in taken and value is not None and not _YEAR.match(match["n"]):
            bare = _with_words(folded, match.start("n"), match.end("n"), value, None, None, figures=True)
            found.extend([bare] if bare else [])
    yield from _shared(folded, sorted(found, key=lambda made: made.start))


def _shared(folded: str, found: list[Amount]) -> list[Amount]:
    """A number takes the word that stands before the one at its side (不低于25%和30%); 以上 is its own."""
    word: Comparator | None = None
    for at, amount in enumerate(found):
        beside = at > 0 and _SIDE_BY_SIDE.fullmatch(folded, found[at - 1].end, amount.lead) is not None
        if beside and found[at - 1].unit == "个" and (amount.unit or "").startswith("个"):
            found[at - 1] = replace(found[at - 1], unit=amount.unit)
        if beside and word is not None and not amount.stated:
            found[at] = replace(amount, comparator=word, stated=True)
        elif not beside:
            worded = amount.lead < amount.start and amount.comparator != "range" and not amount.about
            word = amount.comparator if worded else None
    return found


def _amount(folded: str, match: re.Match[str]) -> Amount | None:
    """What one match means, or None where it is a year or has no unit."""
    start, end = match.span()
    if match["percent"] is not None:
        value, unit = share_value("百", match["percent"]), "个百分点" if match["points"] else "%"
        return _with_words(folded, start, end, value, None, unit, figures=True)
    if match["below"] is not None:
        return _with_words(folded, start, end, share_value(match["below"], match["above"]), None, "%", figures=True)
    if match["half"] is not None:
        more = match["half"][0] in "超过"
        return _with_words(folded, start, end, 50, None, "%", figures=True, vague=more)
    if match["double"] is not None:
        times = 2 ** {"两": 2, "二": 2, "三": 3}.get(match["double"], 1)
        return _with_words(folded, start, end, times, None, "倍", figures=True)
    if match["tenths"] is not None:
        value = number_value(match["tenths"] + "十")
        return _with_words(folded, start, end, value, None, "%", figures=True)
    if match["left"] is not None:
        value = ratio_value(match["left"], match["right"])
        return _with_words(folded, start, end, value, None, "比值", figures=True)
    return _counted(folded, match)


def _counted(folded: str, match: re.Match[str]) -> Amount | None:
    """A number and its unit; a range has two numbers."""
    start, end = match.span()
    number, second, scale = match["n"], match["n2"], match["scale"] or ""
    unit = match["unit"]
    if unit is None:
        if match["unit1"] is None:
            return None
        unit, second, scale, end = match["unit1"], None, "", match.end("unit1")
    elif second is None and match["unit1"] is not None:
        unit, scale, end = match["unit1"], "", match.end("unit1")
    unit = unit.replace("(", "").replace(")", "")
    if unit == "年" and (_YEAR.match(number) or number[:2] in ("二〇", "二零", "一九")):
        return None
    if units.is_money(unit):
        tail = number[-1] if number[-1] in "万亿" and len(number) > 1 and second is None else ""
        number = number[: len(number) - len(tail)]
        unit, scale = f"{tail}{scale}{unit}", ""
    value, value_to = number_value(number, scale), number_value(second, scale) if second else None
    if second and (value is None or value_to is None or value_to <= value):
        return None
    vague = bool(match["vague"] or match["vague2"]) and end == match.end()
    return _with_words(folded, start, end, value, value_to, unit, figures=number[0].isdigit(), vague=vague)


def _with_words(
    folded: str, start: int, end: int, value: Number | None, value_to: Number | None, unit: str | None, *,
    figures: bool, vague: bool = False,
) -> Amount | None:  # fmt: skip
    """The amount with the comparator that stands before or behind it."""
    if value is None:
        return None
    before, near, length = comparators.comparator_before(folded[max(0, start - 32) : start])
    after, around, last = comparators.comparator_after(folded, end)
    comparator: Comparator = "="
    if value_to is not None:
        comparator = "range"
    elif before in (">", "<"):
        comparator = before
    elif after is not None or (before == "<=" and not around):
        comparator = after or "<="
    elif near or around:
        comparator = "="
    elif vague:
        comparator = ">"
    elif before is not None:
        comparator = before
    return Amount(
        lead=start - length, start=start, core_end=end, end=last, value=value, value_to=value_to, unit=unit,
        comparator=comparator, stated=bool(before or after or near or around or vague or value_to is not None),
        about=(near or around) and comparator == "=", figures=figures,
    )  # fmt: skip
