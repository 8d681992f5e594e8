"""The title beside a number (标准名称): in 《…》 or quotes, in the rest of its line, in the next cell of a row."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_TITLE = 120
_REACH = MAX_TITLE + 12

_MARKED_BEFORE = re.compile(
    rf"(?:《(?P<title>[^《》\n]{{2,{MAX_TITLE}}})》|[“\"](?P<quoted>[^“”\"\n]{{2,60}})[”\"])(?P<gap>[ *_`]{{0,2}}[(\[]?[ ]?"
    r"(?:(?:标准|文件)?编?号(?:为|是)?[ :]{0,2})?[《“\"`*]?[ ]?)$"
)
_MARKED_AFTER = re.compile(
    rf"[ `\"'”’)》*_\]]{{0,4}}(?:\([^()\n]{{0,20}}\))?[ ,:]{{0,3}}(?:《(?P<title>[^《》\n]{{2,{MAX_TITLE}}})》"
    r"|“(?P<quoted>[^“”\n]{2,60})”)"
)
_INSIDE = re.compile(rf"[ :_-]{{0,3}}(?P<title>[^《》\n]{{2,{MAX_TITLE}}})》")
_CELL = re.compile(r"[|\t]")
_SEGMENT_EDGE = re.compile(r"[\n{}|\t<>;]")
_LIST_MARK = re.compile(
    r"[ ]*(?:[#*•·●○■□▪>-]{1,4}[ ]*)?(?:\[\d{1,3}\]|\(?\d{1,3}(?:\.\d{1,3}){0,2}\)?[.、)]?(?=[ \u4e00-\u9fffA-Z《])"
    r"|[①-⑳]|\([a-z\d]{1,2}\)|[a-z]\)|[一二三四五六七八九十]{1,3}[、.])?[ ]*"
)
_LABEL = re.compile(
    r"(?:.{0,6}(?:执行|检测|检验|试验|引用|产品|采用|评价|判定|参考|相关|国家|行业|企业|地方|团体|现行|依据|主要|规范性|设计|施工|验收|技术)){0,4}"
    r"(?:标准|依据|方法|规范|文件|规程|标准号|编号|代号|名称|title|Title|source|标题|题名|注|说明|备注|见|按|符合|代替|替代|自|为|是|根据|按照|参照|执行|和|与|及|、)*[ :]*"
)
_NO_TITLE = re.compile(
    r"(?:的|和|与|及|等|中|第[一二三四五六七八九十\d]+[章节条款法]|规定|要求|执行|标准(?:的|规定|要求|中|$)|表|附录|条|进行|测定$|检测$|检验$|"
    r"是|为|由|对|将|于|应|可|不|并|已|现行|有效|废止|作废|实施|发布|见|参见|部分|协议(?!.{2,}规范)|[\d.,:;/ -]+$|\d+(?:\.\d+)+)"
)
_SENTENCE = re.compile(r"[。!?,;]|(?:应当|必须|不得|按照|依据|符合|执行|参照|规定了|适用于|以及|进行)")
_HAN = re.compile("[\u3400-\u9fff]")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\](?:\([^()\n]{0,300}\))?|</?[a-zA-Z][^<>\n]{0,120}>")


class Title(NamedTuple):
    """A title and where it stands, so that no two numbers take the same one."""

    text: str
    start: int
    end: int


NO_TITLE = Title("", -1, -1)


class Beside(NamedTuple):
    """What bounds the search for a title: the end of the citation before (and of its title), the start of the next."""

    taken: int
    following: int


def title_beside(text: str, folded: str, start: int, end: int, beside: Beside) -> Title:
    """The title of the number at `[start, end)`; `text` and `folded` have the same offsets."""
    return (
        _inside(text, folded, start, end)
        or _before(text, folded, start, beside)
        or _after(text, folded, end, beside)
        or _in_line(text, folded, start, end, beside)
        or NO_TITLE
    )


def tidy(title: str) -> str:
    """A title on one line, without the marks of Markdown or HTML around it."""
    return " ".join(_LINK.sub(lambda match: match[1] or "", title).split()).strip(" *_`:：-—,，.。;；\"'“”")


def _inside(text: str, folded: str, start: int, end: int) -> Title | None:
    if start == 0 or folded[start - 1] != "《":
        return None
    found = _INSIDE.match(folded, end)
    if found is None or not _HAN.search(found["title"]):
        return None
    return Title(tidy(text[found.start("title") : found.end("title")]), start, found.end())


def _before(text: str, folded: str, start: int, beside: Beside) -> Title | None:
    low = max(0, beside.taken, start - _REACH)
    found = _MARKED_BEFORE.search(folded, low, start)
    if found is None:
        return None
    group = "title" if found["title"] else "quoted"
    if group == "quoted" and not ("(" in found["gap"] and _HAN.search(found["quoted"])):
        return None
    return Title(tidy(text[found.start(group) : found.end(group)]), found.start(), start)


def _after(text: str, folded: str, end: int, beside: Beside) -> Title | None:
    found = _MARKED_AFTER.match(folded, end)
    if found is None or found.end() > beside.following:
        return None
    group = "title" if found["title"] else "quoted"
    if not _HAN.search(found[group]) and group == "quoted":
        return None
    return Title(tidy(text[found.start(group) : found.end(group)]), end, found.end())


def _in_line(text: str, folded: str, start: int, end: int, beside: Beside) -> Title | None:
    """A title without marks: only where the number begins or ends its line, cell or braces."""
    low = max(0, beside.taken, start - _REACH)
    edges = [edge.end() for edge in _SEGMENT_EDGE.finditer(folded, low, start)]
    left = edges[-1] if edges else low
    if not edges and low > 0 and low != beside.taken:
        return None
    edge = _SEGMENT_EDGE.search(folded, end, min(len(folded), end + _REACH))
    right = edge.start() if edge else min(len(folded), end + _REACH)
    mark = _LIST_MARK.match(folded, left, start)
    body = mark.end() if mark else left
    if (body >= start and left != beside.taken) or left == 0 == start:
        gap = re.compile(r"[ ]{1,4}[-:]?[ ]*|[:][ ]*").match(folded, end)
        if gap and right <= beside.following:
            return _titled(text, gap.end(), right, right)
        return None
    tail = folded[end:right].strip()
    if tail in ("", ",", ".", "。", ")", "),") and folded[start - 1] in " :(":
        return _titled(text, body, start, start)
    return None


def _titled(text: str, start: int, end: int, reach: int) -> Title | None:
    title = tidy(text[start:end].rstrip(" (（[:：").lstrip())
    if not looks_like_title(title):
        return None
    return Title(title, start, reach)


def looks_like_title(text: str) -> bool:
    """Whether a text without marks can be the title of a standard: Chinese, one phrase, no label, no sentence."""
    if not 4 <= len(text) <= MAX_TITLE or len(_HAN.findall(text)) < 3:
        return False
    return not (_LABEL.fullmatch(text) or _NO_TITLE.match(text) or _SENTENCE.search(text))
