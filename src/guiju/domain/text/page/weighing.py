"""How much speaks for a policy in a text, and which of its lines may not belong to it (政策文本的把握)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.domain.language import Words
from guiju.domain.text.page.lines import (
    ADDRESSEE,
    DATE,
    DOC_NUMBER,
    MAIN_NUMBER,
    PREAMBLE,
    TRANSMITTAL,
    kind_of,
)
from guiju.domain.text.page.site import CLEAR, site_weight
from guiju.domain.text.page.words import any_of

ENOUGH = 3
_FRONT = 60
_MOST = 4000
_DUTY_HEADING = re.compile(r"牵头|责任单位|责任部门|配合单位|完成时[限间]|主要任务|重点任务|工作任务")
_REPORT = re.compile(
    "^"
    + any_of("site", "reports")
    + "|记者从|记者获悉|本报记者|接受记者|一图读懂|政策解读|(?:文件|文字|图文|专家)解读$|答记者问$"
)

OTHER_WORDS = Words("可能不属于政策正文", "this may not belong to the policy")


def page_weight(text: str) -> int:
    """What speaks for a policy here: a title, a document number, addressees, an order, a run of numbered parts."""
    lines = text.split("\n", _MOST)[:_MOST]
    front = lines[:_FRONT]
    kinds = [kind_of(line) for line in front]
    weight = 2 * ("title" in kinds) + 2 * any(DOC_NUMBER.fullmatch(line) for line in front)
    sent = any(ADDRESSEE.match(line) and not site_weight(line) for line in front), any(map(TRANSMITTAL.search, front))
    weight += sum(sent) + any(PREAMBLE.match(line) for line in front)
    weight += 2 * (sum(MAIN_NUMBER.match(line) is not None for line in lines) > 2)
    weight += 2 * any(line.count("|") > 1 and _DUTY_HEADING.search(line) is not None for line in lines)
    weight += any(DATE.match(line) for line in lines)
    return weight if all(sent) else weight - 3 * any(_REPORT.search(line[:60]) for line in front)


def page_doubts(text: str) -> Iterator[tuple[int, int, Words]]:
    """(start, end, why) of lines of a clean text in which something speaks for another writer."""
    at = 0
    for line in text.split("\n")[:_MOST]:
        if line and site_weight(line) >= CLEAR and kind_of(line) not in {"numbered", "row"}:
            yield at, at + len(line), OTHER_WORDS
        at += len(line) + 1
