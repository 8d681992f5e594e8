"""Which of the numbers of a sentence are promises (目标判定)."""

from __future__ import annotations

import re
from typing import Literal

from guiju.domain.policy.targets.amounts import Amount
from guiju.domain.policy.targets.context import Context
from guiju.domain.policy.targets.refusals import refused
from guiju.domain.policy.targets.sentences import Sentence

Answer = Literal["yes", "doubtful", "no"]
_VERB = re.compile(
    r"新增|新建|新[制修立认培研发设创引开获组]|制定|修订|制修订|研制|发布(?!会)|建成|建设|培育|打造|创建|完成|开展|组织|培训|培养|推广|实施|实现|提高|提升|增长|增加"
    r"|下降|降低|减少|压减|压缩|缩短|精简|翻|引进|承担|参与|主导|获|认定|评选|遴选|形成|建立|组建|覆盖|转化|申报|争取|力争|编制|出版|举办|提供"
    r"|布局|带动|推进|启动|推荐|招募|选派|选拔|宣传|推介|加强|加快|部署|推出|选树|扶持|孵化|支持|推动|改造|检查|抽查|抽检|检测|服务|帮扶|采用|征集|评估|复审|清理|转化|立项"
)
_AHEAD = re.compile(r"力争|争取|到20\d\d年|年底前|月底前|每年|年均|累计")
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
    if amount.money:
        return "no"
    beside = before_it is not None and amount.figures and sentence.part_start(amount.start) <= before_it.start
    if beside or _VERB.search(before) or (start > 0 and _AHEAD.search(sentence.folded[:start])):
        return "yes" if amount.figures else "doubtful"
    return "no"
