"""Where a policy begins on its page (正文起点): its front matter is read upwards from its first part."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.text.page.lines import DOC_NUMBER, PREAMBLE, TITLE, TRANSMITTAL, kind_of
from guiju.domain.text.page.reading import Page
from guiju.domain.text.page.site import CLEAR

_FRONT = frozenset({"number", "addressee", "title", "subtitle", "date", "notice", "signature", "annex"})
_STRONG = frozenset({"number", "addressee"})
_LOOKED_AT = 400
_MOST_GAP = 40
_MOST_BEFORE_TITLE = 20
_TITLE_LENGTH = range(5, 81)
_SIGNS = re.compile(r"[^\w\u4e00-\u9fff]+")
_PARTED = re.compile(
    r"(?P<before>[^|_丨｜]{2,16}(?:\s?[|丨｜_]\s?|\s-\s)|【[^【】]{2,24}】\s?)?(?P<title>[^|_丨｜]{8,}?)(?P<after>(?:\s?[|丨｜_]\s?|\s-\s)[^|丨｜]{2,24})?$"
)


class TitlePart(NamedTuple):
    """Where the title stands in a line that also names the site."""

    start: int
    end: int


def first_line(page: Page) -> tuple[int, int] | None:
    """(the first line of the text itself, the first line of its front matter); None when neither can be told."""
    core = _core(page)
    return None if core is None else (core, _top(page, core))


def _core(page: Page) -> int | None:
    size = min(len(page.lines), 4000)
    for index in range(size):
        main = page.main(index)
        if main and main[1] == 1 and page.site(index) < CLEAR:
            return index
    for wanted in ("order", "numbered"):
        for index in range(size):
            if page.site(index) < 2 and (
                _is_order(page, index) if wanted == "order" else page.kind(index) == "numbered"
            ):
                return index
    return None


def _is_order(page: Page, index: int) -> bool:
    line = page.lines[index]
    return page.kind(index) == "sentence" and bool(PREAMBLE.match(line) or TRANSMITTAL.search(line))


def _top(page: Page, core: int) -> int:
    """The first line of the front matter. A gap of the site's own lines is crossed where something official follows, or
    the title that an order must have."""
    top, gap, remarks, titled = core, 0, False, False
    for index in range(core - 1, max(-1, core - _LOOKED_AT), -1):
        role = _role(page, index, titled=titled, gap=gap)
        is_title = page.kind(index) == "title" or part_of_title(page.lines[index]) is not None
        wanted = is_title and gap <= _MOST_BEFORE_TITLE and _lacks_title(page, top, titled=titled)
        if role == "official" or (role == "front" and (wanted or not remarks)):
            top, gap, remarks = index, 0, False
            titled = titled or is_title
            continue
        gap += 1
        remarks = remarks or role != "furniture"
        if gap > _MOST_GAP:
            break
    return top


def _lacks_title(page: Page, top: int, *, titled: bool) -> bool:
    """Whether the front matter begins with what always stands under a title: addressees, an order."""
    kind, line = page.kind(top), page.lines[top]
    if kind == "number":
        return not titled or (top + 1 < len(page.lines) and page.kind(top + 1) == "addressee")
    return kind == "addressee" or (kind == "sentence" and TRANSMITTAL.search(line) is not None)


def _role(page: Page, index: int, *, titled: bool, gap: int) -> str:
    """What a line above the text is: official (what no site writes), front, furniture of the site, or a remark."""
    line, kind, site = page.lines[index], page.kind(index), page.site(index)
    if part_of_title(line) is not None:
        return "front"
    if page.furniture(index):
        return "furniture"
    if site >= CLEAR:
        return "remark"
    if page.named(index):
        return "official"
    if kind in _STRONG or (kind == "sentence" and site < 2 and TRANSMITTAL.search(line)):
        return "official"
    if kind in _FRONT:
        return "front"
    if site >= 2:
        return "remark"
    if kind in {"sentence", "numbered", "row", "copies"}:
        return "front"
    return "front" if not titled and gap == 0 and len(line) in _TITLE_LENGTH else "remark"


def is_remark(page: Page, index: int) -> bool:
    """Whether a line between title and text is the site's or a reposter's: enough speaks for it."""
    return page.kind(index) not in {"title", *_STRONG} and page.site(index) >= 2


def part_of_title(line: str) -> TitlePart | None:
    """The title in "某区 | 某区关于……的意见" and "……的通知_某市人民政府"; None where nothing stands beside it."""
    if len(line) > 200:
        return None
    match = _PARTED.fullmatch(line)
    if match is None or not (match["before"] or match["after"]):
        return None
    if not TITLE.fullmatch(match["title"]) or kind_of(match["title"]) != "title":
        return None
    return TitlePart(*match.span("title"))


def doubled_titles(page: Page, top: int, core: int) -> frozenset[int]:
    """The lines of the front matter that say a title which stands again below, whole or over several lines."""
    doubled: set[int] = set()
    front = [index for index in range(top, core) if not page.furniture(index) and page.site(index) < CLEAR]
    plain = {index: _plain(page.lines[index]) for index in front}
    for place, index in enumerate(front):
        headed = _headed(page, index, front[place + 1 :])
        if page.kind(index) != "title" and not headed and part_of_title(page.lines[index]) is None:
            continue
        said = headed or plain[index]
        following = plain[front[place + 1]] if place + 1 < len(front) else ""
        broken = len(said) > 11 and len(following) > len(said) and following.startswith(said)
        echoed = len(following) > 7 and said.startswith(following) and following in said[len(following) :]
        if broken or echoed or any(plain[other] == said for other in front[place + 1 :]):
            doubled.add(index)
            continue
        below = front[place + 1 : place + 5]
        for first in range(min(2, len(below))):
            if any("".join(plain[one] for one in below[first : first + size]) == plain[index] for size in (2, 3)):
                doubled.add(index)
    for before, index, after in zip(front, front[1:], front[2:], strict=False):
        if before in doubled and page.kind(index) == "signature" and plain[after] == plain[before]:
            doubled.add(index)
    return frozenset(doubled)


def _headed(page: Page, index: int, below: list[int]) -> str:
    """The plain title in 鲁政发〔2014〕20号《……的意见》, where its number stands again below; else nothing."""
    line = page.lines[index]
    number = DOC_NUMBER.match(line) if len(line) <= 200 else None
    if number is None or not any(page.lines[other].startswith(number.group()) for other in below):
        return ""
    return _SIGNS.sub("", line[number.end() :])


def _plain(line: str) -> str:
    part = part_of_title(line)
    return _SIGNS.sub("", line[part.start : part.end] if part else line)
