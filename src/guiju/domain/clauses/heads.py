"""Where a heading ends and the text begins (标题与正文的分界).

Three forms are headings: a line without a stop ("一、总体要求"); a line that is one short sentence with text below it
("(一)指导思想。"); a first sentence that reads as a heading ("1.加强地方标准管理。强化…"). Evidence for the third:
it is short, promises no figure or day, gives no rule (给予, 不得, 应当 …), holds no list; where a sentence is in
between, the form of its siblings decides. A clause of a law and an item that ends with a semicolon have no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Head(NamedTuple):
    """What follows the number on its line: its span, whether text or clauses stand below, and the kind of clause."""

    start: int
    end: int
    text_below: bool
    clauses_below: bool
    style: str


class Split(NamedTuple):
    """The heading (start, end), or None; where the text begins."""

    heading: tuple[int, int] | None
    text_start: int


SHORT, LONG = 24, 40
"""A first sentence up to SHORT is a heading if nothing speaks against it; up to LONG if its siblings have headings."""

LABEL = 12
"""A sentence this short above a text is its heading whatever it says ("2025年发展目标。")."""

LINE = 60
"""A line without a stop is a heading up to this length."""

_STOP = re.compile(r"[。;；!！?？]")
_OPENERS, _CLOSERS = "(（〔[【“‘《〈", ")）〕]】”’》〉"
_RULE = re.compile(
    r"给予|予以|不得|应当|必须|可以|可按|是指|视同|由[^,，]{2,20}(?:负责|制定|承担)|按照[^,，]{2,20}执行|另行|每[年月季家个项]"
    r"|[0-9０-９]+(?:\.[0-9]+)?(?:%|％|个百分点|[万亿]?(?:元|项|个|家|人|次|件|份|天|日|小时|倍|户|亩|吨|公里|所|处|种))"
    r"|[0-9]{4}年|年底前|月底前|以上|以下|不少于|不低于"
)
_OPENING_RULE = re.compile(
    r"(?:对[^标接口外][^,，]{2,}|凡|各[^,，]{1,12}要|本[^,，]{1,10}(?:所称|适用)|为了?[^,，]{4,}[,，]|根据|按照|依据|到20)"
)
_LEADS_ON = re.compile(r"(?:如下|以下|下列|包括|具体为|分别为|其中)[^:：]{0,10}[:：]?$")
_DUTY = re.compile(r"[(（〔\[【][^()（）〔〕\[\]【】]{0,300}(?:负责|牵头|配合|责任|落实|参与|单位)")
_ARTICLE_TITLE = re.compile(r"[【〔\[(（][\u4e00-\u9fff、]{2,16}[】〕\])）]")
_KNOWN = re.compile(
    r"(?:指导思想|基本原则|总体要求|总体思路|总体目标|工作目标|主要目标|发展目标|工作原则|工作要求|主要任务|实施步骤|时间安排|适用范围"
    r"|申报条件|支持对象|支持标准|奖励标准|资助标准|工作任务|目标任务|保障措施)[:：\s　]"
)
_LABEL = re.compile(r"[^,，。;；:：]{2,18}[:：](?=.)")
_SPACED = re.compile(r"[^,，。;；:：\s　]{3,24}[\s　]+(?=[^\s　].{20})")


_DUTY_LINE = re.compile(
    r"[(（〔\[【]?(?:责任|牵头|配合|主办|协办|参与|完成)(?:单位|部门|时限|处室)|[(（〔\[【]?[^。]{2,240}"
    r"(?:负责(?:落实|实施|推进)?|牵头|配合|参与|落实|参加)[)）〕\]】]?。?$"
)


def is_duty_line(text: str) -> bool:
    """Whether a paragraph only says who is responsible (责任单位行)."""
    return len(text) <= 240 and bool(_DUTY_LINE.match(text)) and "。" not in text[:-1]


def first_stop(text: str, start: int, end: int) -> int:
    """Where the first sentence ends (its stop), brackets and quotes closed; `end` if it does not. Bounded."""
    depth = 0
    for at in range(start, min(end, start + 200)):
        sign = text[at]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign in "。;；!！?？" and depth == 0:
            return at
    return end


def looks_like_heading(sentence: str) -> bool:
    """Nothing in it says that it is a provision."""
    return not (
        _RULE.search(sentence)
        or _OPENING_RULE.match(sentence)
        or sentence.count(",") + sentence.count("，") > 2
        or sentence[-1:] in ":：,，、"
        or ("：" in sentence or ":" in sentence)
    )


def split_heads(text: str, heads: Sequence[Head]) -> list[Split]:
    """Heading and text of every clause of one group of siblings of the same numbering."""
    if heads and heads[0].style == "article" and not _measures(text, heads):
        return [_article(text, head) for head in heads]
    forms = [_form(text, head) for head in heads]
    sure = sum(form in ("line", "sentence", "short", "label", "known", "duty") for form in forms)
    rules = sum(form in ("rule", "list") for form in forms)
    labels = sum(form in ("label", "known") for form in forms)
    if forms.count("list") * 3 >= len(heads):
        return [Split(None, head.start) for head in heads]
    titled = sure * 2 >= len(heads) and sure >= rules
    return [_split(text, head, form, titled, labels * 2 >= len(heads)) for head, form in zip(heads, forms, strict=True)]


def _measures(text: str, heads: Sequence[Head]) -> bool:
    """Whether these articles are measures with headings (若干措施), not clauses of a law: nearly all look like it."""
    titled = sum(_form(text, head) in ("line", "sentence", "short") for head in heads)
    return len(heads) > 2 and titled * 10 >= len(heads) * 7


def _article(text: str, head: Head) -> Split:
    """A clause of a law has a heading only in brackets (【目的】)."""
    found = _ARTICLE_TITLE.match(text, head.start, head.end)
    if found and found.end() < head.end:
        return Split((head.start + 1, found.end() - 1), _after(text, found.end(), head.end, "\u3000 "))
    return Split(None, head.start)


def _form(text: str, head: Head) -> str:
    """Which of the forms this one has, looked at alone."""
    start, end = head.start, head.end
    if start >= end:
        return "empty"
    stop = first_stop(text, start, end)
    length = stop - start
    if _KNOWN.match(text, start, end):
        return "known"
    if stop == end:
        return _line_form(text, head)
    sentence = text[start:stop]
    if stop + 1 >= end and text[stop] == "。" and length <= LABEL and (head.text_below or head.clauses_below):
        return "sentence"
    if text[stop] in ";；":
        return "list"
    if _LABEL.match(text, start, min(stop, start + 24)) and not _RULE.search(sentence[:20]):
        return "label"
    if not looks_like_heading(sentence):
        return "rule"
    alone = stop + 1 >= end
    if alone and (head.text_below or head.clauses_below):
        return "sentence" if length <= LONG else "rule"
    if alone:
        return "lone"
    if _DUTY.match(text, stop + 1, end) and text[end - 1] in ")）〕]】。" and _only_bracket(text, stop + 1, end):
        return "duty" if head.text_below else "lone"
    if length <= SHORT:
        return "short"
    return "middle" if length <= LONG else "rule"


def _line_form(text: str, head: Head) -> str:
    """A line without a stop: a heading, the last of a list, an introduction of what follows."""
    content = text[head.start : min(head.end, head.start + 200)]
    if content[-1] in ":：":
        return "line" if len(content) <= 15 and not _LEADS_ON.search(content) else "leads"
    if head.end - head.start > LINE:
        return "rule"
    if _LABEL.match(content) and not head.text_below:
        return "label"
    if _DUTY.search(content):
        return "line" if head.text_below else "lone"
    if _SPACED.match(content):
        return "spaced"
    return "line" if head.text_below or head.clauses_below or looks_like_heading(content) else "rule"


def _only_bracket(text: str, start: int, end: int) -> bool:
    inside = text[start : min(end, start + 600)].rstrip("。")
    return inside[:1] in "(（〔[【" and inside[-1:] in ")）〕]】" and not any(s in inside[1:-1] for s in "。〔〕")


def _split(text: str, head: Head, form: str, titled: bool, labelled: bool) -> Split:
    start, end = head.start, head.end
    stop = first_stop(text, start, end)
    if form == "line":
        duty = _DUTY.search(text, start, end)
        if duty and duty.start() > start:
            return Split((start, duty.start()), duty.start())
        heading_end = end - 1 if text[end - 1] in ":：" else end
        return Split((start, heading_end), end)
    if (
        form in ("sentence", "short", "duty")
        or (form == "middle" and titled)
        or (form == "lone" and _as_title(titled, stop - start, head))
    ):
        return Split((start, stop), _after(text, stop, end, "。!！?？ 　"))
    if form == "known" or (form == "label" and labelled):
        colon = next(at for at in range(start, end) if text[at] in ":： 　")
        return Split((start, colon), _after(text, colon, end, ":： 　"))
    if form == "spaced" and (titled or head.text_below):
        gap = next(at for at in range(start, end) if text[at] in " 　")
        return Split((start, gap), _after(text, gap, end, " 　"))
    return Split(None, start)


def _as_title(titled: bool, length: int, head: Head) -> bool:
    return titled and length <= SHORT and head.clauses_below


def _after(text: str, at: int, end: int, signs: str) -> int:
    while at < end and text[at] in signs:
        at += 1
    return at
