"""Find a known prefix however it is spelled: GB/T, GBT, gB_t, G B / T, JGJT, JTGD60."""

from __future__ import annotations

import re

from guiju.domain.numbers.chinese.prefixes import Prefix, compact, printed
from guiju.domain.numbers.chinese.tail import capitals

_RUN = re.compile(r"[A-Z]+(?:[ /_.\\|-]{1,3}[A-Z]+){0,8}", re.ASCII)
_WORD = re.compile(r"[A-Z]+")
# Styles whose serial may begin with a letter, which may stick to the prefix (JTGD60, TSGQ7015, ZBJ19009).
_GLUED = frozenset({"highway", "lettered", "classed"})


def split_prefix(text: str) -> tuple[Prefix, str] | None:
    """The known prefix at the start of a text, and the text behind it; None when there is none."""
    run = _RUN.match(capitals(text))
    if run is None:
        return None
    words = list(_WORD.finditer(run.group()))
    for count in range(len(words), 0, -1):
        key = "/".join(word.group() for word in words[:count])
        prefix = printed().get(key) or compact().get(key.replace("/", ""))
        if prefix is not None:
            return prefix, text[words[count - 1].end() :]
        last = words[count - 1]
        glued = printed().get(f"{key[: -len(last.group())]}{last.group()[0]}")
        if glued is not None and glued.style in _GLUED and count > 1:
            return glued, text[last.start() + 1 :]  # JTG/TD65-06
    first = words[0].group()
    for length in range(len(first) - 1, 1, -1):
        prefix = printed().get(first[:length])
        if prefix is not None and prefix.style in _GLUED:
            return prefix, text[length:]
    return None
