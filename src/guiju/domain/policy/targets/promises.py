"""Which of the numbers of a sentence are promises (目标判定)."""

from __future__ import annotations

import re
from typing import Literal

from guiju.domain.policy.targets.amounts import Amount
from guiju.domain.policy.targets.context import Context
from guiju.domain.policy.targets.refusals import REGULAR, refused
from guiju.domain.policy.targets.sentences import Sentence
from guiju.domain.policy.targets.units import TIMES

Answer = Literal["yes", "doubtful", "no"]
_VERB = re.compile(
    r"新增|新建|新[制修立认培研发设创引开获组]|制定|修订|制修订|研制|发布(?!会)|建成|建设|培育|打造|创建|完成|开展|组织|培训|培养|推广|实施|实现|提高|提升|增长|增加"
    r"|下降|降低|减少|压减|压缩|缩短|精简|翻|引进|承担|参与|主导|获|认定|评选|遴选|形成|建立|组建|覆盖|转化|申报|争取|力争|编制|出版|举办|提供"
    r"|布局|带动|推进|启动|推荐|招募|选派|选拔|宣传|推介|加强|加快|部署|推出|选树|扶持|孵化|支持|推动|改造|检查|抽查|抽检|检测|服务|帮扶|采用|征集|评估|复审|清理|转化|立项"
    r"|安排|配备|聘任|选聘|更新|拆除|攻克|开通|投放|安装|治理|修复|化解|发放|惠及|落地|盘活|淘汰|签约|建档"
)
_AHEAD = re.compile(r"力争|争取|到20\d\d年|年底前|月底前|每年|年均|累计")
_ENDS = ("", ",", ";", "。", "、", "(", ")")
_WORK = re.compile(
    r"(?!.*(?:共有|现有|拥有|涉及|距|占地|位于|第|约占|其中|属于|相当于|范围|半径|高度|直径|不足))[^\d]{4,}$"
)
_FOR = re.compile(
    r"(?:继续|全年|再|免费|分[\u4e00-\u9fff]{1,3})?(?:在|为|对|向|给|帮助|助力|指导|服务|选择)(?!.*(?:距|范围|涉及|发现的|存在的))[^\d]{0,30}$"
)
_ACT = re.compile(r"开展|实施|提供|建立|配备|建设|发放|进行|安装|推行|推广|改造|整治|设立|解决|培训")
_EARNS = re.compile(r"(?:完成|实现|力争|争取|带动|拉动|撬动)[^,;]{0,14}$|(?:设立|建立|组建|发起|成立)[^,;]{0,6}$")
_RATIO_CUE = re.compile(r"比")


def promise(amount: Amount, sentence: Sentence, context: Context, before_it: Amount | None = None) -> Answer:
    """Whether the number is a promise. Below a heading of goals any number is, elsewhere it needs a cue.

    `before_it` is the promise the sentence made last: what stands beside it (其中省级20个) is one too.
    """
    if refused(amount, sentence, context):
        return "no"
    if context == "closed":
        return "no"
    start, _ = sentence.piece_of(amount.start)
    before = sentence.folded[start : amount.lead]
    if amount.unit == "比值" and not (amount.stated and _RATIO_CUE.search(before)):
        return "no"
    if (context == "goal" or sentence.goal) and not sentence.title:
        return "yes"
    if amount.stated:
        if context == "preamble" and not sentence.limits and amount.unit != "%":
            return "no"
        if context == "funding" and (amount.money or amount.unit == "%"):
            return "no"
        return "yes"
    if context == "preamble" or (sentence.title and amount.value <= 10):
        return "no"
    if amount.money and not _EARNS.search(before):
        return "no"
    if amount.figures and (_counted(amount, sentence, before) or _served(amount, sentence, before)):
        return "yes"
    if amount.unit in ("次", "场", "期") and REGULAR.search(before):
        return "yes"
    beside = before_it is not None and amount.figures and sentence.part_start(amount.start) <= before_it.start
    if beside or _VERB.search(before) or (start > 0 and _AHEAD.search(sentence.folded[:start])):
        return "yes" if amount.figures else "doubtful"
    return "no"


def _counted(amount: Amount, sentence: Sentence, before: str) -> bool:
    """Work that ends in its number (拆除违章建筑120处): whatever the verb, the number says how much is to be done."""
    ends = sentence.folded[amount.end : amount.end + 1] in _ENDS
    return ends and amount.unit not in TIMES and _WORK.match(before) is not None


def _served(amount: Amount, sentence: Sentence, before: str) -> bool:
    """Work that begins with whom it is for (为1200名孕妇提供筛查, 在45所学校开展建设)."""
    _, end = sentence.piece_of(amount.start)
    counts = amount.unit not in TIMES and amount.unit != "岁"
    return counts and _FOR.match(before) is not None and _ACT.search(sentence.folded, amount.end, end) is not None
