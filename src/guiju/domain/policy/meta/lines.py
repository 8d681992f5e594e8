"""Lines of a document's head and foot, and what each is: title, number, addressees, date … (版头与落款)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from guiju.domain.policy.meta.bodies import body_names
from guiju.domain.policy.meta.dates import DATE
from guiju.domain.policy.meta.document_numbers import LETTERED, number_line

Kind = Literal[
    "number", "addressees", "sending", "date", "signature", "note", "label", "title", "bracket", "prose", "other"
]

HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3} ?[、.,]|\([一二三四五六七八九十]{1,3}\)|"
    r"第[一二三四五六七八九十百\d]{1,4}[章条节编]|1 ?[.、])"
)
"""The first line of numbered text: the head ends here."""
TITLE_END = re.compile(
    r"(?:意见|通知|办法|规划|计划|方案|措施|规定|细则|纲要|公告|通告|决定|条例|要点|清单|政策|指南|规程|复函|批复|"
    r"规则|制度|函|决议|"
    r"行动|工程|部署|安排|路线图|目录|意见书|指引|通报|实施稿|责任制|条款|标准|规范|任务书|分工|分工表|章程|若干措施)"
    r"(?:[\"”》]?(?:\([^()]{1,24}\)|〔[^〕]{1,24}〕)){0,3}$"
)
_BRACKET = re.compile(r"(?:\([^()]{1,40}\)|〔[^〕]{1,24}〕){1,3}$")
_SENDING = re.compile(
    r"印发(?:给)?你们|现印发|转发给你们|现予|予以(?:公布|印发|发布|公告)|现(?:将|就)[^。]{0,160}?(?:印发|下发|公布|"
    r"转发|征求意见)|"
    r"(?:公开)?征求(?:社会)?(?:各界)?意见[。,]|请(?:认真)?(?:遵照|贯彻)执行"
)
_LABEL = re.compile(
    r"(?:索 ?引 ?号|主题分类|发文(?:机关|机构|单位|字号|日期)|发布(?:机构|机关|日期|时间|单位)|成文日期|生成日期|"
    r"公开日期|文 ?号|来 ?源|作者|时间|字体|"
    r"浏览|阅读|访问|点击|标 ?题|名 ?称|有效性|体裁|信息来源|文章来源|编辑|责任编辑|分享|打印) ?[:|]"
)
_NOTE = re.compile(r"\((?:此件|本件|联系|内部|不予公开|依申请公开|主动公开|公开发布)[^()]{0,60}\)$")
_ADDRESSED = re.compile(r"^(?!为|根据|按照|经|现)[^。;]{2,400}:$")
_ADDRESSEE = re.compile(r"各|有关|政府|单位|部门|局|委|办|厅|院|校|企业|公司|会|社|公民")
_ANNOUNCING = re.compile(r"(?:如下|以下[^,。]{0,20}|意见|措施|规定|通知|如次|公告|内容|要求):$")
LONGEST_HEAD = 8000
"""Characters in which the head of a document must have ended."""


class Line(NamedTuple):
    """One line (行): its span in the clean text, as printed, folded, and what it is."""

    start: int
    end: int
    text: str
    folded: str
    kind: Kind


def kind_of(folded: str) -> Kind:
    """What one line of a head or foot is, by its own form."""
    if _NOTE.fullmatch(folded):
        return "note"
    if _LABEL.match(folded):
        return "label"
    if number_line(folded):
        return "number"
    if DATE.fullmatch(folded.strip("()")):
        return "date"
    if _BRACKET.fullmatch(folded):
        return "bracket"
    if _ADDRESSED.match(folded) and _ADDRESSEE.search(folded) and not _ANNOUNCING.search(folded):
        return "addressees"
    if len(folded) <= 90 and TITLE_END.search(folded) and "。" not in folded:
        return "title"
    if _SENDING.search(folded):
        return "sending"
    if body_names(folded):
        return "signature"
    return "prose" if folded.endswith(("。", ":", ";")) or len(folded) > 60 else "other"


def lines_of(text: str, folded: str, start: int, end: int) -> Iterator[Line]:
    """The lines of a stretch; one that holds title, number, addressees or signature and date in one is taken apart."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        for left, right in _pieces(folded, start, stop):
            while left < right and folded[left] == " ":
                left += 1
            while right > left and folded[right - 1] == " ":
                right -= 1
            if left < right:
                yield Line(left, right, text[left:right], folded[left:right], kind_of(folded[left:right]))
        start = stop + 1


def _pieces(folded: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut a line around a document number between spaces, around a date between spaces, and after addressees."""
    if stop - start > 600:
        yield start, stop
        return
    line = folded[start:stop]
    cuts = {0, len(line)}
    for found in LETTERED.finditer(line):
        left = line.rfind(" ", 0, found.start() + 1) + 1 if line[: found.start()].strip() else found.start()
        spaced = found.start() == 0 or line[found.start() - 1] == " " or line[found.start()] == " "
        if spaced and (found.end() == len(line) or line[found.end()] == " " or DATE.match(line, found.end())):
            cuts |= {min(left, found.start()), found.end()}
    for found in DATE.finditer(line):
        before, after = line[: found.start()], line[found.end() :]
        if (body_names(before) and after[:1] in ("", " ")) or (not before and after.startswith(" ")):
            cuts |= {found.start(), found.end()}
    edges = sorted(cuts)
    yield from ((start + left, start + right) for left, right in pairwise(edges))
