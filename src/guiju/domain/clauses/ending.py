"""What stands after the last clause (公文尾部): list of annexes, signature and day, closing words, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guiju.domain.clauses.front import DATE, Line

_ANNEX = re.compile(
    r"(?P<n>(?:附件|附表|附录|附图|附)[\s　]*"
    r"(?:[0-9０-９]{1,2}(?:[-—.][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?)(?P<gap>[\s　]*[:：.．、]?[\s　]*)"
)
_BOX = re.compile(r"(?P<n>专[栏栏][\s　]*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?)[\s　]*[:：.．、]?[\s　]*")
_LISTED = re.compile(r"[0-9０-９]{1,2}[\s　]*[.．、:：]|附件|《")
_SIGNATURE = re.compile(
    r"[^。;；:：]{2,80}(?:政府|委员会|办公室|办公厅|[局厅部委院署会办处行]|中心|小组|集团|公司|总队|支队|省委|市委|区委|县委)(?:[(（][^()（）]{1,6}[)）])?"
)
_AFTER = re.compile(
    r"[(（]?(?:此件|公开|主动公开|依申请|联系|信息公开)|抄送|.{2,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发"
)
_ENTRY = re.compile(
    r"特此(?:通知|公告|通告)|(?:此前|原)[^。]{0,60}(?:废止|为准)|以上[^。]{0,20}请[^。]{0,20}执行|请[^。]{0,20}(?:遵照|贯彻|认真)[^。]{0,10}执行|"
    r"[本此](?:意见|方案|办法|规定|细则|通知|规划|计划|措施|政策|若干措施|行动计划|实施意见|实施方案|实施细则|纲要|条例|规则|通告|决定)"
    r"[^。]{0,40}(?:施行|实施|执行|有效期|生效|负责解释)"
)
_CALL = re.compile(r"各(?:地|级|市|县|区|镇|部门|单位|有关|省|盟)[^。]{0,40}(?:要|应|须|请)")
_TITLE_LINE = 60


def annex_mark(text: str) -> tuple[str, int] | None:
    """Number and length of the mark of an annex (附件2) at the start of a line that is no sentence about it."""
    found = _ANNEX.match(text)
    if found is None:
        return None
    number = found["n"].strip()
    rest = text[found.end() :]
    if rest and not found["gap"] and (not number[-1].isdigit() or rest[0] in "的中所之和与、"):
        return None
    if number == "附" and not (":" in found["gap"] or "：" in found["gap"] or not rest):
        return None
    if len(rest) > _TITLE_LINE or "。" in rest:
        return None
    return number, found.end()


def box_mark(text: str) -> tuple[str, int] | None:
    """Number and length of the mark of a box (专栏3) at the start of a line."""
    found = _BOX.match(text)
    if found is None or len(text) > _TITLE_LINE or "。" in text[:-1]:
        return None
    return found["n"].strip(), found.end()


def is_reference(lines: Sequence[Line], at: int, length: int, repeated: bool) -> bool:
    """Whether the line that names an annex only lists it (附件说明): its content does not follow."""
    rest = lines[at].text[length:]
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    if not rest:
        return ":" in lines[at].text or "：" in lines[at].text if _LISTED.match(following) else False
    if repeated:
        return True
    colon = lines[at].text[length - 1] in ":： 　" and not lines[at].text[:length].strip(":： 　")[-1].isdigit()
    return colon or bool(
        annex_mark(following) or not following or DATE.fullmatch(following) or _SIGNATURE.fullmatch(following)
    )


def listed_below(lines: Sequence[Line], at: int) -> int:
    """How many lines after the first belong to the list of annexes."""
    count = 0
    while at + 1 + count < len(lines):
        text = lines[at + 1 + count].text
        if not _LISTED.match(text) or len(text) > 2 * _TITLE_LINE or text[-1] == "。" or " | " in text:
            break
        if annex_mark(text) and annex_mark(text) == (text.strip(), len(text)):
            break
        count += 1
    return count


def is_annex_title(text: str) -> bool:
    """Whether a line below the mark of an annex may be its title."""
    return len(text) <= _TITLE_LINE and text[-1] not in "。;；:：,，" and " | " not in text and not text.endswith(" |")


def closings(lines: Sequence[Line]) -> dict[int, int]:
    """Where signatures begin: first line → line after the last one; found by the line that is only a day."""
    found: dict[int, int] = {}
    reached = 0
    for at, line in enumerate(lines):
        if at < reached or len(line.text) > 40 or not DATE.fullmatch(line.text):
            continue
        start = at
        while start > max(reached, at - 40) and _signs(lines[start - 1].text):
            start -= 1
        end = at + 1
        while end < len(lines) and end < at + 8 and _AFTER.match(lines[end].text[:100]):
            end += 1
        if start < at or end == len(lines) or end > at + 1 or annex_mark(lines[end].text):
            found[start] = reached = end
    return found | _undated(lines, found)


def _undated(lines: Sequence[Line], dated: dict[int, int]) -> dict[int, int]:
    """A signature without a day: the last line, or the one before the first annex, if a sentence ends above it."""
    ends = (at for at, line in enumerate(lines) if annex_mark(line.text) == (line.text, len(line.text)))
    after = next(ends, len(lines))
    at = after - 1
    if at < 1 or any(end > at for end in dated.values()):
        return {}
    alone = len(lines[at].text) <= 30 and _signs(lines[at].text) and lines[at - 1].text[-1] in "。)）〕"
    return {at: after} if alone and mark_free(lines[at].text) else {}


def mark_free(text: str) -> bool:
    """No number, duty or list in a line that may be a signature."""
    return not re.search(r"[0-9、一二三四五六七八九十][、.．)）]|责任|牵头|负责|单位|——", text)


def _signs(text: str) -> bool:
    return len(text) <= 80 and bool(_SIGNATURE.fullmatch(text)) and " | " not in text


def is_entry(text: str) -> bool:
    """Whether a paragraph without a number says when the document begins and who explains it, or takes its leave."""
    return bool(_ENTRY.match(text[:200]))


def is_call(text: str) -> bool:
    """Whether it calls on everybody to carry the document out, as the last paragraph of some does."""
    return bool(_CALL.match(text[:200]))
