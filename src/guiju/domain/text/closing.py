"""The step that closes spaces which no Chinese sentence has (多余空格): after its signs, round its figures.

A space between two Chinese characters stays in running text: it parts two bodies in a row of signatures, a number from
its heading, a heading from its text. A line that ends with 《 was broken by a link. Inside a cell of a table it is
where the cell was broken (see `tables`).
"""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

CLOSING_WORDS = Words("合拢中文标点、数字旁的多余空格", "needless spaces beside Chinese signs and figures closed")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CLOSERS = "，。；：、！？》”’）】〕,;:)"
_OPENERS = "《“‘（【〔("
_UNITS = "年月日项个家%％万亿元件种次名条人类批号份户亩倍天位座所场套篇期届级小以余多至"
_SPACE = re.compile(
    rf"(?<=[{_CLOSERS}])(?P<after>[ ]+)(?=[{_HAN}{_OPENERS}])"
    rf"|(?<=[{_HAN}{_CLOSERS}])(?P<before>[ ]+)(?=[，。；：、！？》”’）】〕,;)])"
    rf"|(?<=[{_OPENERS}])(?P<open>[ ]+)(?=[{_HAN}])"
    rf"|(?<=[《〈])(?P<broken>\n)(?=[{_HAN}“])"
    rf"|(?<=[{_HAN}])(?P<figure>[ ]+)(?=\d[\d.,]{{0,12}}[ ]?[{_UNITS}])"
    rf"|(?<=\d)(?P<unit>[ ]+)(?=[{_UNITS}])"
    rf"|(?:(?<=\n)|\A)(?P<letters>(?:[{_HAN}][ ]+){{1,30}}[{_HAN}])(?=\n|\Z)"
)


def _close(match: re.Match[str]) -> Replacement:
    if match["letters"]:
        return match.group().replace(" ", "")
    if match["unit"] and _starts_line(match):
        return None
    return ""


def _starts_line(match: re.Match[str]) -> bool:
    """Whether the figures before are a clause's number: "1 总则"."""
    before = match.string[max(0, match.start() - 5) : match.start()]
    return before.rsplit("\n", 1)[-1].isdigit() and ("\n" in before or match.start() < 5)


def _closing(text: str) -> Rewrite | None:
    return rewrite(text, _SPACE, _close, CLOSING_WORDS)


CLOSING_STEP = Step("closing", CLOSING_WORDS, _closing)
