"""Rules a document states once for many tasks (通则): 以下均需地方人民政府负责, 排在第一位的为牵头单位."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.clauses import Outline
from guiju.domain.policy.tasks.bodies import bodies_split
from guiju.domain.policy.tasks.duty import duty_read
from guiju.domain.policy.tasks.model import Duty

LONGEST_NOTICE = 6000
_ASKS = re.compile(
    r"(?:面?向)(?:全?社会|公众|各)[^。\n]{0,24}(?:征求|征集)|公开(?:征求|征集)[^。\n]{0,24}意见|现予以?公示|现将[^。\n]{0,80}予以公示"
)
_EXPLAINS = re.compile(
    r"(?:解读|政策问答|图解|起草说明|编制说明|修订说明|新闻发布会|答记者问)(?:[(（][^()（）]{1,12}[)）])?$"
)
_ALSO = re.compile(
    r"(?P<scope>以下|以上|上述|下列)(?:各项)?(?:工作|任务|措施|重点任务)?(?:均|都)?(?:需要?|由|应由|须由|涉及)?(?P<who>[^,，;；。\n]{2,60}?)"
    r"(?:按照?[^,，;；。\n]{0,12}(?:职责|分工)[^,，;；。\n]{0,6})?(?:共同)?(?:负责|落实|配合|参与)[^,，。\n]{0,10}[,，]?(?P<more>不再|不一一|下同)?"
)
_ALL_TASKS = re.compile(
    r"(?:各项|本(?:方案|计划|意见|规划|措施|行动计划)(?:确定的|明确的|所列|提出的)?(?:各项)?)(?:工作|重点)?(?:任务|措施)[^,，。\n]{0,4}?由(?P<who>[^,，;；。\n]{2,60}?)"
    r"(?:按照?[^,，;；。\n]{0,12}(?:职责|分工)[^,，;；。\n]{0,6})?(?:负责|落实)"
)
_FIRST = re.compile(
    r"(?:第一位?|首位|最前|第1位?)(?:个|名)?的?[^,，。;；\n]{0,6}?(?:均)?(?:为|是)(?:总)?(?:牵头|主责|主办)[^,，。;；\n)）)]{0,12}[,，]?(?P<same>下同|以下同)?"
)
_ALL_LEAD = re.compile(
    r"(?:无|没有|未(?:明确|注明|列)|未设)牵头单位的?[^,，。\n]{0,6}[,，]?责任单位(?:均|都)?(?:即为?|视为|为|是)牵头单位"
)
_UNNAMED = re.compile(
    r"未(?:注明|明确|列明|标明|列出)(?:牵头|责任|负责|主责)?(?:单位|部门)?的?[^,，。\n]{0,6}[,，]?(?:均)?(?P<duty>由[^。;；\n]{2,80}?(?:负责|牵头)[^。;；\n]{0,40})"
)


def explains(outline: Outline) -> bool:
    """Whether the text explains a policy and is none (政策解读、起草说明): its points order nothing."""
    titles = [outline.text[start:end].strip() for start, end in outline.titles]
    titles = titles or [outline.text[:200].partition("\n")[0].strip()]
    return all(_EXPLAINS.search(title) for title in titles)


def consultation_end(outline: Outline) -> int:
    """Where the notice ends that puts a draft up for comment (征求意见公告); 0 where there is none."""
    asked = _ASKS.search(outline.text, 0, LONGEST_NOTICE)
    first = next((clause.start for clause in outline.clauses if clause.number), 0)
    if asked is None or asked.start() >= first:
        return 0
    following = [start for start, _ in outline.titles if start > asked.end()]
    following += [
        clause.start for clause in outline.walk() if clause.kind in ("annex", "closing") and clause.start > asked.end()
    ]
    return min(following, default=len(outline.text))


class Shared(NamedTuple):
    """Bodies that a rule adds to all tasks from `start` to `end`."""

    start: int
    end: int
    names: tuple[str, ...]


class Rules(NamedTuple):
    """Rules of a document: whom they add where, who leads where no lead is named, who answers where nobody is.

    `first_leads`: 排在第一位的为牵头单位; `all_lead`: 无牵头单位的,责任单位即为牵头单位.
    """

    shared: tuple[Shared, ...] = ()
    first_leads: bool = False
    all_lead: bool = False
    unnamed: tuple[Duty, str] | None = None

    def added(self, start: int) -> tuple[str, ...]:
        """The bodies that rules add to a task that begins at `start`."""
        return tuple(name for rule in self.shared if rule.start <= start < rule.end for name in rule.names)


def rules_find(text: str) -> Rules:
    """The rules that `text` states."""
    shared = []
    for met in _ALSO.finditer(text):
        if met["scope"] in ("以下", "下列") and met["more"]:
            shared.append(Shared(met.end(), len(text), bodies_split(met["who"]).names))
        elif met["scope"] in ("以上", "上述"):
            shared.append(Shared(0, met.start(), bodies_split(met["who"]).names))
    shared += [Shared(0, len(text), bodies_split(met["who"]).names) for met in _ALL_TASKS.finditer(text)]
    first = any(met["same"] or _stands_alone(text, met.start()) for met in _FIRST.finditer(text))
    return Rules(tuple(shared), first, _ALL_LEAD.search(text) is not None, _unnamed(text))


def _stands_alone(text: str, at: int) -> bool:
    """Whether a rule is said of the whole document and not of the names before it in one phrase."""
    begin = max(text.rfind(mark, max(0, at - 200), at) for mark in "。\n|(（〔[;；")
    before = text[begin + 1 : at]
    return len(bodies_split(before).names) < 2


def _unnamed(text: str) -> tuple[Duty, str] | None:
    met = _UNNAMED.search(text)
    duty = duty_read(met["duty"], bare=False) if met else None
    return (duty, met["duty"]) if met and duty else None
