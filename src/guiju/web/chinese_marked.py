"""Chinese on English pages (英文页面中的中文): titles and names that have no English stay as they are, and are marked,
so that they are read aloud, broken into lines and drawn as Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from guiju.web.language import lang

LARGEST = 2_000_000
_SIGN = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_TAG = re.compile("(<[^<>]*>)")
_UNMARKED = ("<script", "<style", "<textarea", "<title", "<select", "<svg")
"""What holds no marks: `span` has no place in it. A drawing may hold drawings."""
_RUN = re.compile(rf"[{_SIGN}](?:[^<>&A-Za-z]*[{_SIGN}])?")
Answer = Callable[[HttpRequest], HttpResponse]


def chinese_marked(answer: Answer) -> Answer:
    """Middleware: marks the Chinese of English pages."""

    def marked(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        if page and lang() == "en" and len(response.content) <= LARGEST and "Content-Disposition" not in response:
            response.content = page_marked(response.content.decode()).encode()
        return response

    return marked


def page_marked(page: str) -> str:
    """The page with `lang` around each run of Chinese between its tags, in time that grows with its length alone."""
    pieces, tag, within, depth = _TAG.split(page), "", "", 0
    for place, piece in enumerate(pieces):
        if place % 2:
            tag = piece
            if within:
                depth += tag.startswith(f"<{within}") - tag.startswith(f"</{within}")
                within = within if depth else ""
            elif tag.startswith(_UNMARKED):
                within, depth = re.split(r"[^a-z]", tag[1:], maxsplit=1)[0], 1
        elif not within and _HAN.search(piece) and 'lang="zh' not in tag:
            pieces[place] = _RUN.sub(_marked, piece)
    return "".join(pieces)


def _marked(run: re.Match[str]) -> str:
    return f'<span lang="zh-Hans">{run[0]}</span>' if _HAN.search(run[0]) else run[0]
