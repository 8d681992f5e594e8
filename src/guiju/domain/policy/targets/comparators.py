"""Words that say how a number binds (比较词): before it 不少于, 达到, 控制在; behind it 以上, 以内, 左右.

达到 and 提高到 are floors, 降至 and 缩短至 are ceilings: who goes further has kept the promise. A bare number is "=".
"""

from __future__ import annotations

import re

from guiju.domain.policy.targets.model import Comparator

_BEFORE: dict[Comparator, str] = {
    ">=": "不少于 不低于 不小于 不得少于 不得低于 不能少于 不下于 至少 最少 达到 达 提高到 提高至 提升到 提升至 "
    "提到 增加到 增加至 增至 增长到 增长至 上升到 上升至 扩大到 扩大至 稳定在 保持在 维持在 发展到 发展至 壮大到 保持",
    "<=": "不超过 不高于 不多于 不大于 不得超过 不得高于 不突破 控制在 压缩至 压缩到 压减至 压减到 缩短至 缩短到 "
    "缩减至 缩减到 降至 降到 降低到 降低至 下降到 下降至 减少到 减少至 减至 精简到 精简至 限制在 至多 最多",
    ">": "超过 突破 高于 大于 多于 超出 超",
    "<": "低于 少于 小于 不足 不到",
}
_WORDS = {word: comparator for comparator, words in _BEFORE.items() for word in words.split()}
_ORDER = "|".join(sorted(_WORDS, key=len, reverse=True))
_BETWEEN = r"(?:分别|均|各|总数|全部|累计|每年|年均|约|大约|[\s:为到在])*"
_LEAD = re.compile(rf"(?P<word>{_ORDER}){_BETWEEN}$")
_FAR = re.compile(r"(?P<word>至少|最少|至多|最多)[\u4e00-\u9fff]{1,6}$")
_OF = re.compile(rf"(?P<word>{_ORDER})[^,;:]{{2,20}}的$")
_ABOUT = re.compile(r"(?:大?约|将?近|接近)$")
_AFTER = re.compile(
    r"[ ]?(?:\((?:及|含)\))?(?:及|或)?(?:\(含\))?"
    r"(?P<word>以上|以下|以内|之内|左右|上下|内(?=[,;。、)\]]|$|办[结理]|完成|审[结批核]|出具))"
)
_LATE = re.compile(r"[\u4e00-\u9fff“”\"()]{1,14}?(?P<word>以上)(?=[,;。、)]|$)")
_OF_AFTER: dict[str, Comparator | None] = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<="}


def comparator_before(before: str) -> tuple[Comparator | None, bool, int]:
    """The comparator whose word ends `before`, whether the number is but about right, and the words' length."""
    about = _ABOUT.search(before)
    bare = before[: about.start()] if about else before
    lead = _LEAD.search(bare[-24:])
    if lead is None:
        far = _FAR.search(bare[-12:]) or _OF.search(bare)
        return _WORDS[far["word"]] if far else None, about is not None, len(before) - len(bare)
    return _WORDS[lead["word"]], about is not None, len(before) - (len(bare) - len(bare[-24:]) + lead.start())


def comparator_after(folded: str, end: int) -> tuple[Comparator | None, bool, int]:
    """The comparator printed behind the unit, whether it says about (左右), and where its words end."""
    found = _AFTER.match(folded, end)
    if found is None:
        late = _LATE.match(folded, end, end + 24)
        return (">=", False, late.end()) if late and folded[late.end() - 3] not in "级县省国" else (None, False, end)
    return _OF_AFTER.get(found["word"]), found["word"] in ("左右", "上下"), found.end()
