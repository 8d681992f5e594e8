"""Documents that a policy orders to be issued (要求出台的文件): plans, opinions, measures, told by verb and kind.

A name in 《》, or the words between the verb and a kind of document that ends them. Standards are no documents of this
sort, nor is the policy itself (本办法) or one that is only followed (贯彻落实…意见).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guiju.domain.policy.tasks.deadlines import due_choose, dues_find
from guiju.domain.policy.tasks.model import Due

KINDS = (
    "实施方案", "工作方案", "建设方案", "行动方案", "行动计划", "工作计划", "指导意见", "实施意见", "管理办法",
    "实施办法", "实施细则", "专项规划", "发展规划", "若干措施", "管理规定", "管理制度", "工作要点",
    "方案", "意见", "办法", "规划", "细则", "条例", "规定", "指引",
)  # fmt: skip
"""What the names of such documents end in, longer ones first."""
MARKED_KINDS = (*KINDS, "指南", "规范", "目录", "名录", "清单", "手册", "导则", "规则", "白皮书")
"""Kinds that only a name in 《》 says to be a document; elsewhere they are mostly things or verbs."""

_VERB = (
    r"(?:研究)?(?:制定出台|编制印发|制定印发|制订出台|研究出台|制修订|制定|制订|编制|出台|印发|起草|修订|修改|完善)"
    r"(?:完善|并?(?:印发|出台|实施|发布|落实))?"
)
_KIND = "|".join(KINDS)
_STAGE = r"(?:[(（][\u4e00-\u9fff]{2,8}[)）])?"
_MARKED = rf"《[^《》\n]{{3,80}}(?:{'|'.join(MARKED_KINDS)}){_STAGE}》"
_FOUND = re.compile(
    rf"(?<![已经本])(?:{_VERB})(?:了)?"
    rf"(?P<name>[^,，。;；:：、《》()（）\n]{{2,36}}?(?P<kind>{_KIND}))(?=[,，。;；、)）\n]|等|并|和|及|以及|$)"
    rf"|(?<![已经本])(?:{_VERB}|发布|公布|推出)(?:了)?(?P<marked>{_MARKED}(?:(?:、|和|与|及|以及)?{_MARKED})*)"
    r"(?=[,，。;；、)）\n]|等|并|和|及|以及|$)"
)
_STAGED = re.compile(r"[(（][\u4e00-\u9fff]{2,8}[)）]$")
_ONE_MARKED = re.compile(_MARKED)
_NOT_ITS_OWN = re.compile("本|该|此|其|有关|相关|各类|各项|上述|配套|一批|的")
_NO_DOCUMENT = re.compile("标准$|解决方案|技术方案|治疗方案|应用方案")
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
        for met in _FOUND.finditer(said):
            for start, end in _names(met):
                name = said[start:end].strip("《》")
                kind = next(one for one in MARKED_KINDS if _STAGED.sub("", name).endswith(one))
                if name == kind or _NOT_ITS_OWN.match(name) or _NO_DOCUMENT.search(name):
                    continue
                due = due_choose(dues_find(said, source="item"))
                at = sentence.start()
                yield Ordered(name, kind, at + start, at + end, said.strip()[:_LONGEST], due)


def _names(met: re.Match[str]) -> list[tuple[int, int]]:
    """Where the names stand that one verb orders: one in words, or all in 《》 that follow each other."""
    if met["marked"] is None:
        return [met.span("name")]
    return [one.span() for one in _ONE_MARKED.finditer(met.string, *met.span("marked"))]
