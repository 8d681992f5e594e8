"""The step that finds the policy inside its page (正文定位), from its front matter to its last annex."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.page.ending import last_line
from guiju.domain.text.page.front import TitlePart, doubled_titles, first_line, is_remark, part_of_title
from guiju.domain.text.page.reading import Page, page_read
from guiju.domain.text.page.site import CLEAR
from guiju.domain.text.page.weighing import ENOUGH, page_weight
from guiju.domain.text.rewriting import Change, replaced

PAGE_WORDS = Words("删去政策以外的网页内容", "what the page has round the policy removed")
BEFORE_WORDS = Words(
    "删去政策之前的网页内容（导航、广告、转载说明等）", "what stands before the policy on its page removed"
)
AFTER_WORDS = Words(
    "删去政策之后的网页内容（链接、广告、转载说明等）", "what stands after the policy on its page removed"
)
INSIDE_WORDS = Words("删去正文中的网页信息行（来源、时间、页码等）", "a line of the site inside the text removed")
DOUBLED_WORDS = Words("删去重复的标题", "a title that stands twice removed")
PART_WORDS = Words("删去标题旁的站名、栏目名", "the site's name beside the title removed")


def _changes(page: Page) -> Iterator[Change]:
    found = first_line(page)
    if found is None:
        return
    core, top = found
    end = last_line(page, core)
    lines = page.lines
    if top:
        yield Change(0, page.start(top), "", BEFORE_WORDS, page.clear(0, top))
    doubled = doubled_titles(page, top, core)
    last = len(lines) if end is None else end
    for index in range(top, last):
        start, stop = page.start(index), page.start(index) + len(lines[index])
        after = page.start(index + 1) if index + 1 < len(lines) else stop
        part = part_of_title(lines[index]) if index < core else None
        if index in doubled:
            yield Change(start, after, "", DOUBLED_WORDS)
        elif part is not None:
            yield from _parted(start, stop, part)
        elif page.furniture(index, inside=index > core):
            yield Change(start, after, "", INSIDE_WORDS)
        elif index < core and (is_remark(page, index) or page.value(index)):
            yield Change(start, after, "", INSIDE_WORDS, page.site(index) >= CLEAR)
    if last < len(lines):
        yield Change(page.start(last) - 1, len(page.text), "", AFTER_WORDS, page.clear(last, len(lines)))


def _parted(start: int, stop: int, part: TitlePart) -> Iterator[Change]:
    if part.start:
        yield Change(start, start + part.start, "", PART_WORDS)
    if start + part.end < stop:
        yield Change(start + part.end, stop, "", PART_WORDS)


def _page(text: str) -> Rewrite | None:
    if not text or page_weight(text) < ENOUGH:
        return None
    return replaced(text, _changes(page_read(text)))


PAGE_STEP = Step("page", PAGE_WORDS, _page)
