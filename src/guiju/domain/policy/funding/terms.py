"""Terms around the rules (配套条款): fund, procedure, duties of districts, stacking, from when and for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.domain.policy.funding.model import Effect, Stacking
from guiju.domain.policy.funding.sentences import Sentence
from guiju.domain.policy.meta.dates import DATE, iso_of, numeral

_FUND = re.compile(
    r"(?P<fund>[\u4e00-\u9fff“”]{2,30}?(?:专项资金|专项经费|奖补资金|奖励资金|补助资金|扶持资金|资助资金|发展资金|"
    r"奖励经费))(?!管理)"
)
_FUND_VERB = re.compile(
    r"^.*?(?:加大|设立|安排|统筹|利用|使用|发挥|用好|整合|本办法所称|申请|申报|拨付|列支|由|从|将|把|对)(?:的)?"
)
_LEFT_TO = re.compile(
    r"由(?P<owner>[^,。;\n由]{2,40}?)(?:另行|负责|研究|组织)?(?:制定|制订|发布|印发|明确|公布|规定)(?=[,。;\n]|$)"
)
_APPLYING = re.compile(r"申报|流程|程序|实施细则|操作规程|管理办法|具体办法|具体要求|申请指南|操作细则")
_OWNER_TAIL = re.compile(r"(?:另行|负责|研究|组织)$")
_DISTRICT = re.compile(
    r"^(?:各(?:区县?|县|市县?|镇|镇街|州市?|盟|旗|地|级|设区市)[^,。;]{0,16}?|县级以上[^,。;]{0,8})(?:人民)?(?:政府|"
    r"管委会|部门)?[^,。;]{0,6}"
    r"(?:要|应当?|可|须)?[^,。;]{0,4}(?:将|把|对|安排|加大|统筹|落实)[^。;]{0,60}(?:财政预算|经费|资金|配套|奖励|资助)"
)
_PURPOSE = re.compile(r",(?:推动|促进|确保|保障|为|以|努力|切实|形成)[^。;]*$")
_MODES = (
    ("highest_only", re.compile(
        r"就高不(?:就低|重复)|从高不重复|按最高(?:额度|标准|级别|项)|从高奖励|从高从优|从优不重复|取高"
    )),
    ("no_duplicates", re.compile(
        r"不(?:再)?重复(?:奖励|资助|补助|享受|申报|支持|计算)|不得重复|只(?:能)?(?:奖励|资助|享受)一次|不予重复|"
        r"不(?:可|得)?叠加"
    )),
    ("cumulative", re.compile(
        r"(?<!不)(?<!不可)(?<!不得)可(?:以)?(?:叠加|累计|同时|累加)(?:享受|奖励|资助|申报)?|可叠加"
    )),
    ("difference_only", re.compile(r"补(?:足)?差额|只补差额|按差额")),
)  # fmt: skip
_DAY = re.sub(r"\?P<\w+>", "?:", DATE.pattern)
_START = re.compile(
    rf"自(?P<start>{_DAY}|(?:发布|印发|公布|颁布)之日)起?(?:\d{{1,3}}日后)?(?:正式)?起?(?:施行|实施|执行|生效)"
)
_VALID = re.compile(r"有效期(?:为|限)?(?:至(?P<until>[^,。;]{6,16})|(?P<years>\d{1,2}|[一二三四五六七八九十两]) ?年)")


def fund_named(folded: str) -> str | None:
    """The fund that pays: the first named, without the verb before it."""
    for found in _FUND.finditer(folded):
        name = _FUND_VERB.sub("", found["fund"])
        if len(name) > 4:
            return name
    return None


def procedure_named(text: str, folded: str) -> tuple[str, str | None] | None:
    """How to apply, as far as the policy leaves it to somebody: the words and who is to lay it down."""
    for found in _LEFT_TO.finditer(folded):
        window = folded[max(0, found.start() - 60) : found.start()]
        start = found.start() - len(window) + max(window.rfind(sign) for sign in ",。;\n") + 1
        if _APPLYING.search(folded, start, found.start()):
            owner = _OWNER_TAIL.sub("", text[found.start("owner") : found.end("owner")])
            return text[start : found.end()].strip(), owner
    return None


def district_duty(text: str, sentences: list[Sentence]) -> str | None:
    """What the districts are to pay for: the sentence, without the purpose at its end."""
    for sentence in sentences:
        if _DISTRICT.search(sentence.folded):
            purpose = _PURPOSE.search(sentence.folded)
            stop = sentence.start + (purpose.start() if purpose else len(sentence.folded))
            return text[sentence.start : stop]
    return None


def stacking_of(text: str, sentences: list[Sentence]) -> Iterator[Stacking]:
    """Whether several grants may be had at once."""
    for sentence in sentences:
        if not re.search(r"奖励|资助|补助|扶持|政策|享受|支持|资金", sentence.folded):
            continue
        for mode, shape in _MODES:
            if shape.search(sentence.folded):
                yield Stacking(mode, text[sentence.start : sentence.end], (sentence.start, sentence.end))
                break


def effect_of(text: str, folded: str) -> Effect | None:
    """From when the policy holds and for how long: of its last article that says so."""
    start = None
    for start in _START.finditer(folded):  # noqa: B007  the last one counts
        pass
    valid = _VALID.search(folded, start.start() if start else 0) or _VALID.search(folded)
    if start is None and valid is None:
        return None
    spans = [found.span() for found in (start, valid) if found]
    at = (min(left for left, _ in spans), max(right for _, right in spans))
    if at[1] - at[0] > 200:
        at = spans[0]
    begins = None
    if start is not None:
        day = DATE.search(start["start"])
        begins = iso_of(day) if day else start["start"]
    until = DATE.search(valid["until"]) if valid and valid["until"] else None
    years = _years(valid["years"]) if valid and valid["years"] else None
    return Effect(begins, iso_of(until) if until else None, years, text[at[0] : at[1]], at)


def _years(printed: str) -> int:
    return 2 if printed == "两" else numeral(printed)
