"""Whether what stands left and right of a candidate lets it be a citation."""

from __future__ import annotations

import re

from guiju.domain.citations.context import CUE_AFTER, CUE_BEFORE, NEXT_IN_LIST, STRONG_TRAPS, TRAPS, URL
from guiju.domain.citations.strength import Hit, dated

_REACH = 24
_LIST_REACH = 72
_URL_REACH = 200
_CLASSED = re.compile(r"[A-Za-z][ ]?/[ ]?[A-Z]")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|caj|txt|md|html?|png|jpe?g|zip|rar)(?![A-Za-z0-9])", re.I)
_NEXT_NUMBER = re.compile(r"-{1,2}(?:ISO|IEC|GB|idt|eqv|neq)")
_MISREAD_BRACKET = re.compile("[Kk(<](?=[\u4e00-\u9fff][^《\n]{1,60}》)")
"""《 as recognisers of print misread it: "GB13271-91K锅炉大气污染物排放标准》"."""

_GRADE = re.compile("(?:[A-D]|I{1,3}|IV|VI?)[ ]?[级类]")
"""A grade of the standard written without a gap: "GB/T 14848-2017III类"."""

_GLUED_WORD = re.compile(r"(?:GB|[A-Z]{2,3}/[TZ]|ISO)(?:/[TZ])?[ ]?\d|[A-Z][a-z]{2,}[ ]|and[ ]")
"""The next number or the title, when the separator was lost: "GB/T 19001-2016GB/T 24001-2016", "…-2016Quality …"."""

_NEXT_SENTENCE = re.compile(r"\.[A-Z]{2,}(?![A-Za-z0-9_]*[._(])")
_TOLERANCE = re.compile(r"-[A-Zcfmv](?![A-Za-z0-9])")
"""A class of tolerances behind the number (公差等级): GB/T 1804-m, GB/T 1184-K."""

_GLUED = re.compile(r"(?:idt|eqv|neq|mod|IDT|MOD|NEQ)")


def cued(folded: str, hit: Hit) -> bool:
    """Whether a word beside the candidate says that it is a standard."""
    before = folded[max(0, hit.start - _REACH) : hit.start]
    return bool(CUE_BEFORE.search(before) or CUE_AFTER.match(folded, hit.end))


def follows(folded: str, end: int, start: int) -> bool:
    """Whether a candidate at `start` stands in one list with the citation that ends at `end`."""
    return start - end <= _LIST_REACH and NEXT_IN_LIST.fullmatch(folded, end, start) is not None


def open_left(folded: str, hit: Hit, previous_end: int) -> bool:
    """Whether a number may begin here: not inside an identifier, a path, an address or another number."""
    start = hit.start
    if start == 0 or start == previous_end:
        return True
    sign = folded[start - 1]
    further = folded[start - 2] if start > 1 else " "
    if sign.isdigit() and sign.isascii():
        return dated(hit.text) and bool(_CLASSED.search(hit.text))
    if sign in "/\\":
        return start - 1 == previous_end or not (further.isascii() and (further.isalnum() or further in "._-/:"))
    if sign in "-.@#&=$+%~·":
        if sign == "-" and further == "-":
            return True
        if sign in "=#&@$%":
            return not (further.isascii() and not further.isspace())
        return not (
            further.isascii() and (further.isalpha() or (sign in "-+" and further.isdigit()) or further in "_/")
        )
    return not _in_address(folded, start)


def _in_address(folded: str, start: int) -> bool:
    """Whether the token that runs up to `start` is a web address; looked at only where such a token can be."""
    if folded[start - 1] in " \t\n\"'()《》、,;|`*" or not folded[start - 1].isascii():
        return False
    return URL.search(folded, max(0, start - _URL_REACH), start) is not None


def open_right(folded: str, hit: Hit, end: int) -> bool:
    """Whether a number may end at `end`: not in the middle of a word, a code identifier or a longer number."""
    following = folded[end : end + 2]
    if not following:
        return True
    sign, further = following[0], following[1:]
    if sign.isascii() and (sign.isalnum() or sign == "_"):
        if _MISREAD_BRACKET.match(folded, end) or (dated(hit.text) and _GRADE.match(folded, end)):
            return True
        if _GLUED.match(folded, end):
            return True
        return dated(hit.text) and (sign == "_" or _GLUED_WORD.match(folded, end) is not None)
    if sign == "." and further.isascii() and further.isalpha():
        if dated(hit.text) and _NEXT_SENTENCE.match(folded, end):
            return True
        return _FILE.match(folded, end) is not None and (dated(hit.text) or bool(_CLASSED.search(hit.text)))
    if sign == "-" and further.isascii() and further.isalnum() and not _NEXT_NUMBER.match(folded, end):
        classed = bool(_CLASSED.search(hit.text))
        return classed and (_TOLERANCE.match(folded, end) is not None or (dated(hit.text) and further.isalpha()))
    if (sign == "#" and further.isascii() and further.isalpha()) or (sign == "(" and further == ")"):
        return False
    return not (sign in "/\\" and further.isascii() and further.isalpha() and further.islower())


def trapped(folded: str, hit: Hit, end: int, *, sure: bool) -> bool:
    """Whether the words beside the candidate make it something else; a clear shape yields to strong traps only."""
    before = folded[max(0, hit.start - _REACH) : hit.start]
    for trap in STRONG_TRAPS if sure else TRAPS:
        if trap.before is not None and not trap.before.search(before):
            continue
        if trap.after is not None and not trap.after.match(folded, end):
            continue
        return True
    return False
