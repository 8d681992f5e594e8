"""What stands around a number and is no part of it: labels, titles, brackets, file extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EXTENSION = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|txt|md|html?|csv|caj|ceb|zip|rar|7z|jpe?g|png|tiff?)$", re.I
)
_BEFORE = re.compile(
    r"^(?:\(?\d{1,3}\)|\[\d{1,3}\]|\d{1,3}[.、](?= )|[①-⑳])?[^A-Za-z0-9\u0400-\u04ff]*(?=[A-Za-z\u0400-\u04ff])"
)
_TITLE = re.compile(
    r"(?<=[-:]\d{4}) [A-Z][a-z]{2,}.*$|[《〈「“\"<|]|[ _,;:.-]*[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff].*$"
)
_QUOTES = "《》〈〉「」『』“”\"'`*<>【】。，,;；:! "
_MARK = re.compile(r" ?\[(?:S|Z)(?:/OL)?\]", re.I)  # the document type in a list of references (GB/T 7714)
_SLUG = re.compile(r"(?<=\d)[ _-]+[A-Za-z][A-Za-z _-]*$")


def trimmings(text: str) -> Iterator[str]:
    """The folded text, then ever more of its surroundings taken away; each different from the one before."""
    yield text
    last = text
    bare = _MARK.sub("", _EXTENSION.sub("", text))
    is_file = _EXTENSION.search(text) is not None
    inner = bare.strip(_QUOTES)
    inner = inner[m.end() :] if (m := _BEFORE.match(inner)) else inner
    for candidate in (bare, inner, _without_title(inner), _SLUG.sub("", _without_title(inner)) if is_file else inner):
        candidate = _unwrapped(candidate.strip(_QUOTES))
        if candidate and candidate != last:
            last = candidate
            yield candidate


def _unwrapped(text: str) -> str:
    """Without the brackets that are opened or closed once too often: what is left of a pair around it all."""
    for opening, closing in ("()", "[]"):
        excess = text.count(closing) - text.count(opening)
        if excess > 0 and text.endswith(closing * excess):
            text = text[:-excess]
        elif excess < 0 and text.startswith(opening * -excess):
            text = text[-excess:]
        elif text.startswith(opening) and text.endswith(closing):
            text = text[1:-1]
    return text.strip(_QUOTES)


def _without_title(text: str) -> str:
    return _TITLE.split(text, maxsplit=1)[0].rstrip(" _-.([")
