"""Numbers that are no promise (非目标): names, history, conditions, rules, subsidies, what a change starts from."""

from __future__ import annotations

import re

from guiju.domain.policy.targets.amounts import Amount
from guiju.domain.policy.targets.context import Context
from guiju.domain.policy.targets.sentences import Sentence
from guiju.domain.policy.targets.units import TIMES

_LOOKED_BACK = 200
_FUNDING = re.compile(r"给予|资助|补助|补贴(?!性)|奖补|奖金|总额度|奖励.{0,12}元|元.{0,6}奖励")
_INVESTED = re.compile(r"投资|经费|预算|资金|贷款|出资|注册资本")
_TO_INVEST = re.compile(r"(?:完成|实现|带动|拉动|撬动|新增|吸引|发放|投放).{0,10}(?:投资|贷款|资金)")
_SET_UP = re.compile(r"(?:设立|建立|组建|发起|成立)[^,;\d]{0,6}$")
_HISTORY = re.compile(
    r"截[至止]|目前|现有|已有|现已|已经|已(?=累计|[建制发完达有形培获成批取实开组突超颁参主承])|以来|近年来|近几年|多年来|上年|去年|过去|此前"
)
_AHEAD = re.compile(r"力争|争取|今后|未来|到期末")
_FROM = re.compile(r"(?:由|从)(?:目前的?|现有的?|[^,;。]{0,12}年(?:底|末)?的?)?$")
_RISES = re.compile(
    r"[^,;。]{0,4}(?:提高|提升|增加|压缩|缩短|降低|下降|减少|增长|上升|扩大|精简|压减|发展|调整|优化|降|增|减)(?:到|至|为)"
)
_RULE = re.compile(
    r"公示期|公告期|公示时间|征求意见|有效期|试行|复审周期|应当|须|不得|可以|自.{1,12}之日起|(?:收到|接到|受理|提交|报送|作出)[^,;]{0,12}后|日起|满$|最长|按.{0,10}比例|排名|记.{0,2}分|扣|所称|是指"
)
_WEIGHT = re.compile(r"权重|分值|赋分|(?:考核|考评|评价|评审|评分|绩效).{0,8}(?:占比|比重|比例)")
_SCORED = re.compile(r"(?:扣|得|加|计|记|减) ?\d+(?:\.\d+)?分|每[少多降增] ?\d")
_MEMBERS = re.compile(r"(?:成员)?(?:单位|部门)")
_SET_UP_EARLIER = re.compile(r"组建|选派|成立")
_REACHED = re.compile(r"(?:完成|实现|新增|压减至|精简为)$")
REGULAR = re.compile(r"每(?:个?季度|个?月|半年|年|周|旬)")
_TELLING = r"(?:通报|报告|汇报|报送|上报|反馈|小结|总结)"
_TOLD = re.compile(rf"{_TELLING}[^,;\d]{{0,4}}$")
_TELLS = re.compile(rf"[^,;\d]{{0,6}}?{_TELLING}")
_SESSION = re.compile(r"届|人大|政协|常委会|代表大会|全委会")
_SCOPE_FIRST = re.compile(
    r"(?:围绕|聚焦|针对|面向|依托|瞄准|突出)(?:(?!制定|建设|培育|开展|形成|打造|新增|建立|推动|实施|发布|完成).)*$"
)
_AND_OTHERS = re.compile(
    r"在?(?:(?!制定|建设|培育|开展|形成|打造|新增|建立|推动|实施|发布|完成|创建|建成|支持|推广|选树).)*等$"
)
_BY_RULE = re.compile(r"(?<![目依])按照?(?:[^,;]{0,30}的)?$")
_SCOPE = re.compile(
    r"(?:围绕|聚焦|针对|面向|依托|涉及|涵盖|涵括|瞄准|突出|抓好|把握|按照|上述|以上|以下|下列|这|其他|其余|前|(?:发现|存在|现有|涉及)的)$"
)
_NAMED_AFTER = re.compile(
    r"(?:大|范围|半径|方面|部门|委办局|成员单位|环节|重点(?!实验室|企业|项目)|层面|层级|板块|维度|阶段|步骤|关键|关系|转变|意识|原则|统一|坚持|走在|确保|到位)"
)
_SIZE = re.compile(
    r"(?:级|规模)?(?:的)?(?:企业|单位|项目|人口|城市|机构|用户|园区|基地|集群|产业|品牌|单品)"
    r"(?=[,;。、)\d]|的|建立|应|须|开展|进行|实施|推行|达|数|不少|超|突破)"
)
_SIZED = frozenset(["吨", "亩", "千瓦", "人", "张", "平方米", "公顷", "户"])
_SHORTER = re.compile(r"缩短|压缩|压减|减少|延长|提前|寿命|缩减|精简|控制|时限|时间|周期|学时|年限")
_LIFE = re.compile(r"寿命|年龄")
_SURE_VERB = re.compile(
    r"(?:新增|累计|制定|修订|制修订|新建|培育|发布|研制|完成|获评|获批|争取|力争|创建|建成|编制|举办)[^,;。]{0,2}$"
)
_DONE = re.compile(r"完成|实现|达到|建成|开展|建立|通过|实施|公开|采用|执行|参与")
_MADE = re.compile(r"(?:组建|建立|建设|形成|打造|培养|建成|新建|培育|开展|组织|举办|安排|配备)(?:一[支批个])?$")
_INDEFINITE = re.compile(r"(?:第|每|同|各|任|另|某|这|那)$")
_PART_OF_A_WORD = re.compile(r"(?:之|统|唯|进|单|归|合|专|不|逐)$")


def refused(amount: Amount, sentence: Sentence, context: Context) -> bool:
    """Whether the number is certainly no promise, whatever stands around it."""
    folded = sentence.folded
    if any(low <= amount.start < high for low, high in sentence.sheltered):
        return True
    start, end = sentence.piece_of(amount.start)
    before, after = folded[max(start, amount.lead - _LOOKED_BACK) : amount.lead], folded[amount.end : end]
    neighbour = folded[max(0, amount.start - 1) : amount.start]
    each = neighbour == "各" and amount.figures and folded[amount.end : amount.end + 1] in ("", ",", ";", "。")
    if (_INDEFINITE.search(neighbour) and not each) or (not amount.figures and _PART_OF_A_WORD.search(neighbour)):
        return True
    if (
        amount.end < end
        and after[0] in "的为"
        and not ((amount.stated or amount.unit in ("人", "名")) and _MADE.search(before))
        and not (amount.unit == "%" and _subject(amount, start, after, context))
    ):
        return True
    if _SCORED.search(folded):
        return True
    part = folded[sentence.part_start(amount.start) : end]
    return (
        bool(_FUNDING.search(part))
        or (
            amount.money
            and (_only_invested(folded[start:end], context) or bool(_SIZE.match(after)))
            and not _is_fund(before, after)
        )
        or (amount.unit in _SIZED and bool(_SIZE.match(after)) and folded[amount.core_end : amount.end] != "")
        or _past(sentence, amount.lead)
        or (bool(_FROM.search(before)) and bool(_RISES.match(after)))
        or bool(
            not amount.stated and (_SCOPE.search(before) or _SCOPE_FIRST.match(before) or _AND_OTHERS.match(before))
        )
        or bool(_WEIGHT.search(before))
        or (amount.unit == "岁" and not _LIFE.search(before))
        or _composition(before, after)
        or (not amount.figures and bool(_SESSION.search(before)) and after.startswith("会"))
        or _named(amount, before, after)
        or (amount.unit == "%" and bool(_BY_RULE.search(before)))
        or (context != "goal" and bool(_RULE.search(before)))
        or _told_of(amount, before, after)
        or (amount.unit in TIMES and not _within(amount, before))
        or (not amount.figures and not amount.stated and _word_only(amount, before, after))
    )


def _told_of(amount: Amount, before: str, after: str) -> bool:
    """How often work is told of (每半年通报一次) is the rhythm of a task; at least so often is a promise."""
    once = amount.unit == "次" and amount.value == 1 and not amount.stated and REGULAR.search(before) is not None
    return once and (_TOLD.search(before) is not None or _TELLS.match(after) is not None)


def _only_invested(piece: str, context: Context) -> bool:
    """Money that is put in is no promise, unless the goals name it or its amount is what is to be reached."""
    return context != "goal" and bool(_INVESTED.search(piece)) and not _TO_INVEST.search(piece)


def _composition(before: str, after: str) -> bool:
    """Who sits on a body is its rule (由32个单位组成); how many make up one that is to be set up is a promise."""
    return (
        before.endswith("由") and "组成" in after and bool(_MEMBERS.match(after) or not _SET_UP_EARLIER.search(before))
    )


def _named(amount: Amount, before: str, after: str) -> bool:
    """A number that goes with a name for parts of a thing (6个方面), not with what is to be completed or reached."""
    done = amount.figures and after.startswith(("重点", "环节")) and _REACHED.search(before)
    return bool(_NAMED_AFTER.match(after)) and not amount.stated and not done


def _is_fund(before: str, after: str) -> bool:
    """A fund that is to be set up, with its size (设立10亿元的产业基金)."""
    return bool(_SET_UP.search(before)) and "基金" in after[:20]


def _past(sentence: Sentence, at: int) -> bool:
    """Whether the words before speak of what has been done (已制定, 截至), and not of what lies ahead since."""
    behind = [match.start() for match in _HISTORY.finditer(sentence.folded, 0, at)]
    behind += [date.start for date in sentence.dates if date.end <= at and sentence.is_past(date)]
    ahead = [match.start() for match in _AHEAD.finditer(sentence.folded, 0, at)]
    ahead += [date.start for date in sentence.limits if date.end <= at]
    return max(behind, default=-1) > max(ahead, default=-1)


def _subject(amount: Amount, start: int, after: str, context: Context) -> bool:
    """A share of something that is to do a thing (80%以上的企业完成改造), not one that only describes it."""
    return amount.start == start or context == "goal" or bool(_DONE.search(after))


def _within(amount: Amount, before: str) -> bool:
    """A stretch of time is promised where it is to be kept within or made shorter."""
    return amount.comparator in ("<=", "<") or bool(_SHORTER.search(before))


def _word_only(amount: Amount, before: str, after: str) -> bool:
    """A small numeral in words without comparator before a noun is mostly a name or an article (三项工程, 一个平台)."""
    small = amount.value_to is None and amount.value <= 10 and amount.unit not in ("%", "个百分点", "倍", "比值")
    counted = bool(before) and after[:1] in ("", ",", ";", "、", ")")
    if amount.unit in ("次", "场", "期") and REGULAR.search(before):
        return False
    return small and (amount.value == 1 or not (counted or _SURE_VERB.search(before)))
