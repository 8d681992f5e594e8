"""What stands around a number and is no part of it: labels, titles, brackets, file extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EXTENSION = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|txt|md|html?|csv|caj|ceb|zip|rar|7z|jpe?g|png|tiff?)$", re.I
)
_LATIN = r"A-Za-z\u0400-\u04ff"
_BEFORE = re.compile(
    r"^(?:\(?\d{1,3}\)|\[\d{1,3}\]|\d{1,3}(?:\.\d{1,3})*[._、: -]+|[①-⑳])?"  # 1. GB …, [3] GB …, 5.2 GB …
    rf"[^{_LATIN}0-9]*(?:[^{_LATIN}]*[：:、)】》])?"  # 中华人民共和国国家标准 GB …, 附件1：GB …
    rf"(?:(?:No|Nos|Std|Standards?|Number|Ref)(?:[.:]? No)?[.: ]+)?(?=[{_LATIN}])",
    re.I,
)
_TITLE = re.compile(
    r"(?<=[-:]\d{4}) [A-Z][a-z]{2,}.*$|[《〈「“\"<|]|[ _,;:.-]*[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff].*$"
)
_NOTE = re.compile(r"\d{4} ?年?(?:局部)?(?:版|修[订正]版?)[)\]]?")  # the title stands behind the edition note
_COPY = re.compile(r" ?\(\d{1,2}\)$")
_QUOTES = "†‡¹²³⁴⁵⁶⁷⁸⁹⁰《》〈〉「」『』“”\"'`*<>【】。，,;；:! "
_MARK = re.compile(r" ?\[(?:S|Z)(?:/OL)?\]", re.I)  # the document type in a list of references (GB/T 7714)
_SLUG = re.compile(r"(?<=\d)[ _-]+[A-Za-z][A-Za-z0-9 _-]*$")


def trimmings(text: str) -> Iterator[str]:
    """The folded text, then ever more of its surroundings taken away; each different from the one before."""
    yield text
    last = text
    bare = _MARK.sub("", _EXTENSION.sub("", text))
    inner = bare.strip(_QUOTES)
    inner = inner[m.end() :] if (m := _BEFORE.match(inner)) else inner
    candidates = [bare, inner, _through_note(inner), _without_title(inner)]
    if _EXTENSION.search(text):
        candidates += [_COPY.sub("", inner), _SLUG.sub("", candidates[-1])]
    for candidate in candidates:
        candidate = _unwrapped(candidate.strip(_QUOTES))
        if candidate and candidate != last:
            last = candidate
            yield candidate


def _through_note(text: str) -> str:
    found = _NOTE.search(text)
    return text[: found.end()] if found else text


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
