"""Amounts of money and shares in sentences (金额与比例): 50万元, 5—10万元, 三万元, 30%, 7:3."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_SCALE = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_CHINESE = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[一二两三四五六七八九十百]{1,6}"
_AMOUNT = re.compile(
    rf"(?:(?P<low>\d+(?:\.\d+)?) ?(?P<low_scale>[百千]?万|亿)?元? ?[-~至到] ?)?(?P<number>{_NUMBER}) ?"
    r"(?P<scale>[十百千]?万|亿|千|百)? ?元(?:人民币)?"
)
_SHARE = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?) ?%|百分之(?P<chinese>[一二三四五六七八九十百]{1,4})")
_RATIO = re.compile(
    r"(?<![\d:])(?P<first>\d{1,2}) ?[:比] ?(?P<second>\d{1,2})(?: ?[:比] ?(?P<third>\d{1,2}))?(?![\d:])(?=的?比例|"
    r"[^,。;]{0,8}分)"
)
_MOST_BEFORE = re.compile(r"(?:最高|不超过|不高于|至多|最多|上限|限额)[^,。;]{0,12}$")
_MOST_AFTER = re.compile(r"(?:的?(?:限额|上限)|以内|以下|封顶)")
_LEAST_BEFORE = re.compile(r"(?:不低于|不少于|至少)[^,。;]{0,8}$")


class Amount(NamedTuple):
    """One amount (金额) in yuan, with its span; `low` where a range is given."""

    start: int
    end: int
    yuan: int
    low: int | None
    at_most: bool
    at_least: bool


class Share(NamedTuple):
    """A part of a whole (比例), with its span."""

    start: int
    end: int
    part: Fraction


class Ratio(NamedTuple):
    """How a whole is split (分配比例), with its span: 7:3."""

    start: int
    end: int
    parts: tuple[int, ...]

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Each part of the whole."""
        return tuple(Fraction(part, sum(self.parts)) for part in self.parts)


def amounts(folded: str) -> list[Amount]:
    """The amounts of a folded sentence, in order."""
    found = []
    for match in _AMOUNT.finditer(folded):
        scale = _SCALE[match["scale"] or ""]
        value = _value(match["number"])
        if value is None:
            continue
        low = None
        if match["low"]:
            low_scale = _SCALE[match["low_scale"]] if match["low_scale"] else scale
            low = int(Fraction(match["low"]) * low_scale)
        before = folded[max(0, match.start() - 16) : match.start()]
        at_most = bool(_MOST_BEFORE.search(before) or _MOST_AFTER.match(folded, match.end()))
        least = bool(_LEAST_BEFORE.search(before) or folded.startswith("以上", match.end()))
        found.append(Amount(*match.span(), int(value * scale), low, at_most, least))
    return found


def _value(number: str) -> Fraction | None:
    if number[0].isdigit():
        return Fraction(number.replace(",", ""))
    hundreds, hundred, rest = number.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    try:
        total = (_CHINESE[hundreds] * 100 if hundred else 0) + ((_CHINESE[tens] if tens else 1) * 10 if ten else 0)
        return Fraction(total + (_CHINESE[ones] if ones else 0))
    except KeyError:
        return None


def shares(folded: str) -> list[Share]:
    """The shares of a folded sentence, in order."""
    found = []
    for match in _SHARE.finditer(folded):
        value = Fraction(match["number"]) if match["number"] else _value(match["chinese"])
        if value is not None and value <= 1000:
            found.append(Share(*match.span(), value / 100))
    return found


def ratios(folded: str) -> list[Ratio]:
    """The splits of a folded sentence: 7:3, 按6:4比例分配."""
    return [
        Ratio(*match.span(), tuple(int(part) for part in match.groups() if part))
        for match in _RATIO.finditer(folded)
        if sum(int(part) for part in match.groups() if part)
    ]
