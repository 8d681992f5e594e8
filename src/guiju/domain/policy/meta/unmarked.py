"""Documents named without 《 》 (未加书名号的引用), where nothing but a name can be meant."""

from __future__ import annotations

import re

from guiju.domain.codes.regions import regions_at_start
from guiju.domain.policy.places import Places

_KINDS = "管理办法|实施办法|条例|标准体系规划与路线图|体系规划与路线图|实施方案|行动计划|管理规定|实施细则"
_CANDIDATE = re.compile(rf"[\u4e00-\u9fffA-Z0-9“”-]{{4,40}}?(?:{_KINDS})(?![《》\u4e00-\u9fff]{{0,3}}[》])(?!征求)")
_AGREEMENT = re.compile(r"(?:WTO/)?(?:TBT|SPS)协定|WTO/TBT\([^()\n]{4,40}\)")
_VERBS = re.compile(r"(?:完善|根据|按照|依据|落实|贯彻|执行|实施|依照|遵守|修订|严格|对接|围绕|制定|编制)")
_MADE = re.compile(r"(?:制定|制订|编制|起草|出台|研究)$")
_MOST = 40


def unmarked_read(text: str, folded: str, places: Places, marked: list[tuple[int, int]], skip: int) -> tuple[str, ...]:
    """Names that begin with a region, 国家, 省 or a quoted word and end as documents do; with their places."""
    found: dict[str, list[str]] = {}
    for shape in (_CANDIDATE, _AGREEMENT):
        for match in shape.finditer(folded, skip):
            if len(found) >= _MOST:
                break
            start, end = match.span()
            if any(left <= start < right for left, right in marked):
                continue
            if shape is _CANDIDATE:
                own = _name_start(folded[start:end])
                if own is None:
                    continue
                start += own
            if _MADE.search(folded[max(0, start - 10) : start]):
                continue
            name = text[start:end]
            where = places.words(start)
            if where not in found.setdefault(name, []):
                found[name].append(where)
    return tuple(f"{name}({'、'.join(filter(None, wheres))})" for name, wheres in found.items())


def _name_start(words: str) -> int | None:
    """Where the name begins: after the last verb, if what follows begins with a place or a quotation."""
    for start in (0, *(verb.end() for verb in _VERBS.finditer(words[: max(len(words) - 6, 0)]))):
        rest = words[start:]
        if rest.startswith(("国家", "省", "全国", "中华人民共和国", "“")) or regions_at_start(rest[:12]):
            return start
    return None
