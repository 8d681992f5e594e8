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
_PIECES = re.compile(
    r"<!--.*?-->"
    r"|<(script|style|textarea|title|select|svg)\b.*?</\1\s*>"
    r"|<[^>]*\blang=\"zh[^>]*>[^<]*"
    r"|<[^>]*>"
    rf"|([^<{_SIGN}]*[{_SIGN}][^<]*)",
    re.DOTALL,
)
"""What a page is made of: what holds no marks, what is marked already, tags, and text with Chinese (group 2)."""
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
    """The page with `lang` around each run of Chinese between its tags."""
    return _PIECES.sub(lambda found: _RUN.sub(_marked, found[2]) if found[2] else found[0], page)


def _marked(run: re.Match[str]) -> str:
    return f'<span lang="zh-Hans">{run[0]}</span>' if _HAN.search(run[0]) else run[0]
