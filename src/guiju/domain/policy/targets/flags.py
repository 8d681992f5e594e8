"""Whether a number is a running total (累计), newly added (新增), by the year (每年), or a share of people (每万人)."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.policy.targets.amounts import Amount
from guiju.domain.policy.targets.sentences import Sentence

_TOTAL = re.compile(r"累计|累积|共计")
_TOTAL_FIRST = re.compile(r"(?:全[市省区县]|我[市省区县])?(?:累计|累积|共计)(?!不|超|达|突|至)[^\d]*\d")
_NEW_VERB = (
    r"(?:增(?!长|强|值|进|效|添|速)|建|制定|制修订|制\(修\)订|修订|培育|培养|培训|认定|发布|研制|设立|设|创建|创|引进|申报|申请|获|立项|组建|打造|自我声明|公开"
    r"|参与|主导|承担|开展|注册|登记|签约|落户|开工|投产|上市|开发|开通|改|扩|入选|评|招|投放|转化|颁布|出台|批准|规划|布局|推出|成立|发展(?!理念|格局|阶段))"
)
_NEW_WORK = rf"(?<![创更革全最翻刷高维])新{_NEW_VERB}"
_NEW = re.compile(rf"{_NEW_WORK}|净增(?!长)|(?<!每年)增加(?!到|至|值|额)")
_NEW_NUMBER = re.compile(rf"{_NEW_WORK}[^,;]*\d")
_DATED = re.compile(r"20\d\d年")
_NEW_ALL = re.compile(r"(?<![创更革])新增(?!长)")
_OWN_VERB = re.compile(
    r"^(?:全[市省区县国]|我[市省区县]|本[市省区县]|力争|并|同时|继续)*(?:累计|共)?(?:建成|建设|培育|打造|创建|完成|开展|组织|培训|培养|推广|实施|实现|引进|承担|参与"
    r"|主导|制定|修订|制修订|发布|研制|推动|形成|建立|组建|支持|获|高质量|争取"
    r"|改造|整治|提升|治理|举办|选树|遴选|认定|评选|落实|推出|开通|发放|服务|提供|配备|设立|聘任|更新|安装|攻克|转化|检查|抽查|扶持|孵化|惠及|带动)"
)
_STOCK = re.compile(r"(?:拥有量|保有量|总量|总数|总额|数量|存量|总规模|达到?|达|超过|突破|提高到|提升至)$")
_RATES = frozenset({"%", "个百分点", "百分点", "倍", "比值", "‰", None})
_EACH_YEAR = re.compile(
    r"每年|年均|(?<![\d今全本当上去同来近往历前每十一二三四五六七八九两几多半])年"
    r"(?=培训|检测|服务|接待|处理|开展|举办|组织|培养|输送|供应|巡查|更新)"
)
_GROWS = re.compile(r"增(?:长|速|幅)|提[高升]|下降|降低|递[增减]")
_GROWTH = re.compile(r"(?:年均|每年)[增提下降减递][^,;、]{0,6}\d[^,;、]*[、,和]")
_QUARTERLY = re.compile(r"每个?季度")
_HALF_YEARLY = re.compile(r"每半年")
_TEN_DAYS = re.compile(r"每旬")
_WEEKLY = re.compile(r"每周")
_DAILY = re.compile(r"每[天日]|日均")
_MONTHLY = re.compile(r"每个?月")
_RHYTHMS = (
    (_QUARTERLY, "quarter"), (_HALF_YEARLY, "半年"), (_MONTHLY, "month"), (_TEN_DAYS, "旬"), (_WEEKLY, "周"),
    (_DAILY, "day"), (_EACH_YEAR, "year"),
)  # fmt: skip
_HEADS = re.compile(
    r"每[个家条]?(?P<base>[百千十]?万?(?:(?:常住|户籍|农业)(?=人))?(?:人(?!次|员|才|均)|户|平方公里)|[百千十万][名位](?:[\u4e00-\u9fff]{0,4}(?:人口?|儿童|职工|学生))|[县镇村区](?!域)|(?:企业|产业链|社区|乡镇|街道|行业|领域))(?:口)?"
)


_KEPT = re.compile(
    r"(?:续建|整治|修复|维修|巩固|提升改造|改造提升|改善|完善|保护|保留|盘活|关闭|淘汰|清理|拆除|取缔|退出)"
)
"""Verbs of work on what is there: 新增 earlier in the sentence does not govern them."""
_BEHIND_ANOTHER = re.compile(r"(?<=\d)[^\d、和及]{1,8}[、和及]")


class Flags(NamedTuple):
    """How one number counts."""

    cumulative: bool
    incremental: bool
    per: str | None


def flags_of(amount: Amount, sentence: Sentence) -> Flags:
    """Read the flags from the number's own stretch, and from what governs it from before in the sentence."""
    start, end = sentence.piece_of(amount.start)
    folded = sentence.folded
    own = folded[start : amount.end]
    cumulative = _TOTAL.search(own) is not None or _TOTAL.match(folded[amount.end : end]) is not None
    per = _per(amount, sentence, start, own, cumulative=cumulative)
    incremental = not cumulative and amount.unit not in _RATES and _added(amount, sentence, start)
    return Flags(cumulative or _total_before(amount, sentence, start, own), incremental, per)


def _total_before(amount: Amount, sentence: Sentence, start: int, own: str) -> bool:
    """累计 heads an enumeration: it governs later stretches that have no verb of their own."""
    if _STOCK.search(own[: max(0, amount.start - start)]) or _HEADS.search(own):
        return False
    if start == 0 or amount.unit in _RATES or _OWN_VERB.match(own) or _NEW.search(own) or _EACH_YEAR.search(own):
        return False
    head = sentence.folded[sentence.part_start(amount.start) : start]
    pieces = [piece for piece in re.split(r"[,;:]", head) if piece.strip()]
    return bool(pieces) and _TOTAL_FIRST.match(pieces[-1]) is not None


def _added(amount: Amount, sentence: Sentence, start: int) -> bool:
    """新增 governs to the next semicolon, 新建 only stretches without a verb of their own; a stock is neither."""
    folded = sentence.folded
    before = folded[start : amount.start]
    _, *joined = _BEHIND_ANOTHER.split(before)
    if _KEPT.match(joined[-1] if joined else before) or (joined and _OWN_VERB.match(joined[-1])):
        return False
    if _NEW.search(before) or re.match(r"[\u4e00-\u9fff]{0,2}新(?:增|建)", folded[amount.end : amount.end + 4]):
        return True
    if _STOCK.search(before.rstrip("约近")) or _DATED.search(before) or _HEADS.search(before):
        return False
    part = sentence.part_start(amount.start)
    earlier = folded[part:start]
    if _TOTAL.search(earlier) or _EACH_YEAR.search(before):
        return False
    if _NEW_ALL.search(earlier) and (_heads(earlier) or not _OWN_VERB.match(before)):
        return True
    return _NEW_NUMBER.search(earlier) is not None and not _OWN_VERB.match(before)


def _heads(earlier: str) -> bool:
    """Whether 新增 opens an enumeration, so that it governs the verbs behind it too."""
    return _NEW_ALL.search(re.split(r"\d", earlier, maxsplit=1)[0].rsplit(",", 1)[-1]) is not None


def _per(amount: Amount, sentence: Sentence, start: int, own: str, *, cumulative: bool) -> str | None:
    """By the year, quarter, month or day; or the base of a rate as printed."""
    told = own
    if amount.unit not in _RATES and (grown := _GROWTH.search(own)):
        told = own[: grown.start()] + own[grown.end() :]
    for pattern, word in _RHYTHMS:
        if pattern.search(told):
            return word
    heads = _HEADS.search(own)
    if heads:
        return re.sub("常住|户籍|农业", "", heads["base"])
    if cumulative or amount.unit in _RATES or _STOCK.search(own[: max(0, amount.start - start)]):
        return None
    earlier = sentence.folded[sentence.part_start(amount.start) : start]
    last = max(
        (match.end() for match in _EACH_YEAR.finditer(earlier) if not _GROWS.match(earlier, match.end())), default=-1
    )
    between = (earlier + own)[last:] if last >= 0 else ""
    return "year" if last >= 0 and not re.search(r"累计|新增|20\d\d年|共", between) else None
