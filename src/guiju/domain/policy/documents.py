"""Documents that a policy orders to be issued (要求出台的文件): plans, opinions, measures, told by verb and kind.

A name in 《》, or the words between the verb and a kind of document that ends them. Standards are no documents of this
sort, nor is the policy itself (本办法) or one that is only followed (贯彻落实…意见).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guiju.domain.policy.tasks.deadlines import Found, due_choose, dues_find
from guiju.domain.policy.tasks.model import Due

KINDS = (
    "实施方案", "工作方案", "建设方案", "行动方案", "行动计划", "工作计划", "指导意见", "实施意见", "管理办法",
    "实施办法", "实施细则", "专项规划", "发展规划", "若干措施", "管理规定", "管理制度", "工作要点",
    "方案", "意见", "办法", "规划", "细则", "条例", "规定", "指引",
)  # fmt: skip
"""What the names of such documents end in, longer ones first."""
MARKED_KINDS = (*KINDS, "实施标准", "指南", "规范", "目录", "名录", "清单", "手册", "导则", "规则", "白皮书")
"""Kinds that only a name in 《》 says to be a document; elsewhere they are mostly things or verbs."""

_VERB = (
    r"(?:研究)?(?:制定出台|编制印发|制定印发|制订出台|研究出台|制修订|制定|制订|编制|出台|印发|起草|修订|修改|完善)"
    r"(?:完善|并?(?:印发|出台|实施(?!细则|方案|办法|意见|条例)|发布|落实))?"
)
_KIND = "|".join(KINDS)
_STAGE = r"(?:[(（][\u4e00-\u9fff\d—–-]{2,12}[)）])"
_MARKED = rf"《[^《》\n]{{3,80}}(?:{'|'.join(MARKED_KINDS)}){_STAGE}?》"
_STOPS = r"(?=[,，。;；、)）\n]|等|并|和|及|以及|$)"
_MUST = r"(?:要|应当?|须|必须|需|力争|争取|抓紧|尽快)"
_AHEAD = (
    rf"(?P<ahead>{_MARKED})[,，]?"
    rf"(?:(?:{_MUST}|(?:于|在)?(?:20\d\d年|今年|年底|本)[^,，。;；《》\n]{{0,16}}?[前内](?=[由印出发公修要应须,，])"
    r"|由[^,，。;；《》\n]{3,24}?)[,，]?){1,3}"
    r"(?:修订)?(?:印发|出台|发布|公布)(?:实施|施行|执行)?" + _STOPS
)
_NOT_SINCE = r"(?!之?[日前后]|以[前后]|起)"
_PART = rf"(?:(?!{_VERB})[^,，。;；:：、《》()（）\n]){{2,20}}"
_FOUND = re.compile(
    rf"(?<![已经本])(?:{_VERB})(?:了)?{_NOT_SINCE}"
    rf"(?P<name>[^,，。;；:：、《》()（）\n]{{0,36}}?(?P<kind>{_KIND})){_STOPS}"
    rf"|(?<![已经本])(?:{_VERB})(?:了)?{_NOT_SINCE}(?P<several>(?:{_PART}、){{1,4}}{_PART}(?:{_KIND})){_STOPS}"
    rf"|(?<![已经本])(?:{_VERB}|发布|公布|推出)(?:了)?(?P<marked>{_MARKED}(?:(?:、|和|与|及|以及)?{_MARKED})*){_STOPS}"
    rf"|(?<!贯彻)(?<!落实)(?<!按照)(?<!根据)(?<!依据)(?<!对照)(?<!执行)(?<!围绕){_AHEAD}"
)
_STAGED = re.compile(rf"{_STAGE}$")
_ONE_MARKED = re.compile(_MARKED)
_NOT_ITS_OWN = re.compile("本|该|此|其|有关|相关|各类|各项|上述|配套|一批|的")
_NO_DOCUMENT = re.compile("(?<!实施)标准$|解决方案|技术方案|治疗方案|应用方案")
_THINGS = re.compile(
    r"(?:标准|规范|机制|制度|体系|清单|目录|指南|台账|名录|手册|导则|规则|图谱|流程|平台|规程|模板|数据库|指标)$"
)
_JOINT = re.compile("、|和|及|与")
_BARE = 4
"""A bare kind so long (实施细则) is a document where the sentence says by when; elsewhere it is any such paper."""
_ISSUED = re.compile(rf"[,，]?(?:由[^,，。;；\n]{{3,24}}?)?(?:印发|出台|发布|公布)(?:实施|施行|执行)?{_STOPS}")
_SENTENCE = re.compile(r"[^。;；\n]*[。;；\n]?")
_LONGEST = 200


class Ordered(NamedTuple):
    """A document that is ordered: its name as written, its kind, where it stands in the text, by when."""

    name: str
    kind: str
    start: int
    end: int
    sentence: str
    due: Due | None


def documents_find(text: str) -> tuple[Ordered, ...]:
    """The documents a text orders, in its order. Linear in the text."""
    return tuple(_in(text))


def _in(text: str) -> Iterator[Ordered]:
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        orders = list(_FOUND.finditer(said))
        dues = dues_find(said, source="item") if orders else []
        for met in orders:
            due = _due(dues, said, met)
            for start, end in _names(met):
                name = said[start:end].strip("《》")
                kind = next(one for one in MARKED_KINDS if _STAGED.sub("", name).endswith(one))
                bare = name == kind and (len(name) < _BARE or due is None or due.every is not None)
                if bare or _NOT_ITS_OWN.match(name) or _NO_DOCUMENT.search(_STAGED.sub("", name)):
                    continue
                at = sentence.start()
                yield Ordered(name, kind, at + start, at + end, said.strip()[:_LONGEST], due)


def _due(found: list[Found], said: str, met: re.Match[str]) -> Due | None:
    """The deadline of the sentence that governs an order: the next that says by when it is issued, else the last that
    stands before it, else the last behind it; a rhythm only where there is no day."""
    found = [one for one in found if one.due.every is None] or found
    issued = [one for one in found if one.start >= met.start() and _ISSUED.match(said, one.end)]
    before = [one for one in found if one.end <= met.start()]
    return due_choose(issued[:1] or before[-1:] or found)


def _names(met: re.Match[str]) -> list[tuple[int, int]]:
    """Where the names stand that one verb orders: one in words, or all in 《》 that follow each other.

    Of a list in words (农村供水、垃圾分类管理办法) the last alone where those before it are things of their own.
    """
    if met["name"] is not None:
        return [met.span("name")]
    if met["several"] is not None:
        start, end = met.span("several")
        *others, last = _JOINT.split(met["several"])
        return [(end - len(last) if any(map(_THINGS.search, others)) else start, end)]
    return [one.span() for one in _ONE_MARKED.finditer(met.string, *met.span("marked" if met["marked"] else "ahead"))]
