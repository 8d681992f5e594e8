"""The sentences of a policy that speak of money paid out (资金条款): cut at 。 and ;, told from goals and fines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

GRANT = re.compile(
    r"奖励|资助|补助|补贴|奖补|扶持|配套|激励|奖金|经费支持|资金支持|支持资金|给予[^,。;]{0,20}支持|一次性支持|额度|"
    r"总额"
)
MONEY = re.compile(r"元|%|百分之|\d ?[:比] ?\d")
_FINE = re.compile(r"罚款|处以|没收|违法所得|罚金")
_GOAL = re.compile(
    r"(?:产值|增加值|营业收入|销售收入|主营业务收入|产业规模|总量|进出口额|贸易额|投资额|税收|利润|覆盖率|合格率|"
    r"普及率|比率|占比|比重|满意度|"
    r"增长率|转化率|完成率|达标率)[^,。;]{0,12}(?:达到?|超过|突破|为|提高|增长|增至|以上)"
)
_CUT = re.compile(r"[。;\n]")
_NEXT = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章条]|[一二三四五六七八九十]{1,3}、")
_LONGEST = 1200


class Sentence(NamedTuple):
    """One sentence, with its span in the clean text; `listed` where a line before it announces the grants (如下:)."""

    start: int
    end: int
    folded: str
    listed: bool


def sentences(folded: str) -> Iterator[Sentence]:
    """All sentences, in order, without their stops; a list after "奖励标准如下:" is told so."""
    listed = False
    start = 0
    for stop in _CUT.finditer(folded + "\n"):
        piece = folded[start : stop.start()]
        if listed and _NEXT.match(piece.lstrip()):
            listed = False
        left = start + len(piece) - len(piece.lstrip())
        body = piece.strip()
        if 1 < len(body) <= _LONGEST:
            yield Sentence(left, left + len(body), body, listed)
        if stop[0] == "\n" and body:
            if body.endswith(":") or (len(body) < 40 and not MONEY.search(body) and _announces(body)):
                listed = bool(GRANT.search(body))
            elif listed and not MONEY.search(body):
                listed = False
        start = stop.end()


def _announces(body: str) -> bool:
    return body.endswith(("标准", "额度", "如下", "办法")) or bool(
        re.search(r"(?:奖励|资助|补助|扶持)(?:标准|额度|范围)", body)
    )


def pays(sentence: Sentence) -> bool:
    """Whether a sentence grants money: it names money and a grant, and is neither a goal nor a fine."""
    text = sentence.folded
    if not MONEY.search(text) or _FINE.search(text):
        return False
    if not (sentence.listed or GRANT.search(text) or budgets(text)):
        return False
    return not _GOAL.search(text)


def budgets(text: str) -> bool:
    """Whether a sentence sets money aside (每年安排专项资金500万元)."""
    return (
        bool(
            re.search(
                r"(?:安排|设立|预算|统筹|列支)[^。;]{0,30}(?:专项资金|经费|奖励资金|扶持资金|补助资金|引导资金|基金)",
                text,
            )
        )
        and "元" in text
    )
