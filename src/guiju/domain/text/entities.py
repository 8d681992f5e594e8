"""The step that reads what a page's source left in the text: &ldquo;, &#12304;, <br/> (网页标记残留)."""

from __future__ import annotations

import html
import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

ENTITY_WORDS = Words("还原网页中的字符实体", "signs written as entities of a page were restored")
TAG_WORDS = Words("删去残留的网页标签", "left-over tags of a page removed")

_ENTITY = re.compile(r"&(?:amp;){0,4}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BLOCK = "p|br|div|tr|li|ul|ol|h[1-6]|table|tbody|thead|section|article|center"
_INLINE = "span|b|strong|font|a|img|td|th|em|i|u|o:p|sup|sub|input|label"
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK})|{_INLINE})(?:\s[^<>\n]{{0,500}})?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^\n]{0,500}?-->|<(script|style)\b[^<>\n]{0,200}>[^<\n]{0,5000}</\1>", re.IGNORECASE)


def _restore(match: re.Match[str]) -> Replacement:
    sign = match.group()
    for _ in range(5):
        read = html.unescape(sign)
        if read == sign:
            break
        sign = read
    return None if "&" in sign and len(sign) > 1 else sign


def _entities(text: str) -> Rewrite | None:
    return rewrite(text, _ENTITY, _restore, ENTITY_WORDS) if "&" in text else None


def _tags(text: str) -> Rewrite | None:
    if "<" not in text:
        return None
    return rewrite(text, _TAG, lambda match: "\n" if match["block"] else "", TAG_WORDS)


def _comments(text: str) -> Rewrite | None:
    return rewrite(text, _COMMENT, lambda match: "", TAG_WORDS) if "<" in text else None


ENTITIES_STEPS = (
    Step("comments", TAG_WORDS, _comments),
    Step("tags", TAG_WORDS, _tags),
    Step("entities", ENTITY_WORDS, _entities),
)
