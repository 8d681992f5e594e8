"""One rule for each amount or share in a sentence (逐额规则): what stands beside it, for whom, in what role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from guiju.domain.policy.funding.model import FundingRule
from guiju.domain.policy.funding.money import Amount, Share, amounts, ratios, shares
from guiju.domain.policy.funding.sentences import Sentence, budgets

LEVEL = re.compile(r"(?:国际|国家|行业|地方|团体|企业|湾区)标准(?!化)|国际、国家(?:、行业)?标准")
ROLE = re.compile(
    r"第[一二三四五六七八九十]{1,2}(?:至第?[一二三四五六七八九十]{1,2})?(?:[、和][第二三四五]{1,2})?(?:主要)?(?:起草|"
    r"完成|承担|编制|制定|参与)(?:单位|人|者)|"
    r"(?:非第一|其他|其余|主要|负责|独立)(?:主要)?(?:起草|完成|承担|编制|参与|制定)(?:单位|人)|"
    r"排名(?:第[一二三四五六七八九十]|前[一二三四五六七八九十\d]+)(?:至第?[一二三四五六七八九十]+)?|"
    r"主导|牵头|主持|参与|承担|主要起草单位|组长单位"
)
_KIND = re.compile(r"奖励|资助|补助|补贴|奖补|扶持|配套|激励|奖金|支持")
_MONEY_KIND = re.compile(r"经费|资金")
_PER = re.compile(
    r"每(?:个|一|1)?(?P<unit>项目|项|家|年度|年|个|件|人次|人|次|户|所|单位)|(?P<annual>年度内|每一年度|同一年度|"
    r"全年|当年|/年)|/(?P<slash>项|家|年|个|人)"
)
_ONE_OFF = re.compile(r"一次性")
_CAP = re.compile(
    r"(?:同一|单个|单户|单一|每家|每个(?:企业|单位)|每户|每单位|全年|(?<!上一)(?<!上)年度|累计|合计|总额)"
    r"(?:(?!给予)[^。;]){0,40}?(?:最高|不超过|不高于|为限|上限|封顶|限额)"
)
_FOR = re.compile(r"(?:^|[,:)( ])对(?:于)?(?P<for>[^,。;:]{2,120}?)(?=,|:|分别|一次性|按|每[项个家年]|给予|予以|$)")
_WHO = re.compile(
    r"(?P<who>(?:本|我|全|辖区|区内|市内|省内)?[市区县省州]?(?:内)?(?:企事业单位及社会团体|企事业单位|事业单位|"
    r"社会团体|社会组织|企业|单位|机构|"
    r"组织|团体|个人|高校|科研院所|技术委员会|协会|项目)(?:[、和及与](?:社会团体|社会组织|企业|事业单位|单位|机构|"
    r"组织|个人|高校|科研院所|协会)){0,5})$"
)
_GRANTED_TO = re.compile(
    r"(?:给予|奖励|资助|补助)(?:每个|每家)?(?P<who>[^,。;\d每一最不分]{0,16}?(?:单位|企业|组织|机构|团体|个人|高校|"
    r"院所|协会|起草人|项目))(?=[\d每一最不]|分别)"
)
_BASIS = re.compile(r"(?:按照?|以|给予)(?:不超过|不高于|最高)?(?P<basis>[^,。;%\d]{2,40}?)(?:的|之)?(?:不超过|最高)?$")
_TOGETHER = frozenset(("、", "和", ",", "及", "或", "、最高", "、不超过"))
_ITEMS = re.compile(r"(?P<items>[^,。;、:()]{1,40}(?:[、和及或][^,。;、:()]{1,40}){1,7})")
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.,]|第[一二三四五六七八九十百]+条) ?")
_STOP_WORDS = re.compile(
    r"^(?:[^,]{0,12}总额度?(?:分别)?为|其中|对于?|分别|每项|每个|每家|最高|不超过|给予|予以|为|奖励|资助|补助|按|的|"
    r"一次性|和|及|与|、|,|:)+|(?:每项|每个|每家|最高|不超过|给予|予以|为|奖励|资助|补助|按|的|一次性|不高于|总额|"
    r"资金|额度|分别|标准为|按照|以|,|、|:)+$"
)
_MOST = 400


class Part(NamedTuple):
    """An amount or a share with the words between the one before and itself."""

    value: Amount | Share
    before: str
    after: str


def rules_in(sentence: Sentence, where: str, text: str, cut: bool) -> Iterator[FundingRule]:
    """The rules of one sentence."""
    folded = sentence.folded
    money = amounts(folded)
    percents = shares(folded)
    if not money and not percents:
        yield from _split_only(sentence, where, text, cut)
        return
    capped = _cap_of_share(money, percents, folded)
    if capped is not None:
        money = [one for one in money if one is not capped]
    values: list[Amount | Share] = sorted((*money, *percents), key=lambda one: one.start)
    subjects = _subjects(folded, values)
    context = _Context(folded)
    left = 0
    for at, value in enumerate(values):
        stop = values[at + 1].start if at + 1 < len(values) else len(folded)
        part = Part(value, folded[left : value.start], folded[value.end : stop])
        left = value.end
        yield _rule(sentence, where, text, cut, context, part, subjects[at], capped)


class _Context:
    """What holds for the amounts of a sentence: whom each is for, and roles and levels where there is but one."""

    def __init__(self, folded: str) -> None:
        self._targets = [(found.start(), found["for"]) for found in _FOR.finditer(folded)]
        self.levels = list(dict.fromkeys(level[0] for level in LEVEL.finditer(folded)))
        self.roles = list(dict.fromkeys(role[0] for role in ROLE.finditer(folded)))

    def target(self, at: int) -> tuple[str | None, str | None]:
        """What an amount is for (对…的), the nearest before it, and who that names."""
        words = next((words for start, words in reversed(self._targets) if start < at), None)
        if words is None:
            return None, None
        who = _WHO.search(words)
        return words.removesuffix("的"), who["who"] if who else None


def _rule(
    sentence: Sentence,
    where: str,
    text: str,
    cut: bool,
    context: _Context,
    part: Part,
    subject: str | None,
    cap: Amount | None,
) -> FundingRule:
    value, before, after = part
    folded = sentence.folded
    near = before + folded[value.start : value.end] + after
    kind = _kind(folded, part)
    level = _within(LEVEL, subject) or _last(LEVEL, before) or (context.levels[0] if len(context.levels) == 1 else None)
    role = _within(ROLE, subject) or _last(ROLE, before) or (context.roles[0] if len(context.roles) == 1 else None)
    per = _per(before, after) if kind != "cap" else _annual(folded)
    share = str(value.part) if isinstance(value, Share) else None
    basis = _basis(before) if isinstance(value, Share) else None
    for_what, who = context.target(value.start)
    granted = _GRANTED_TO.search(folded, max(0, value.start - 30), value.start)
    amount = value if isinstance(value, Amount) else None
    ratio = next(iter(ratios(folded)), None)
    return FundingRule(
        kind=kind,
        subject=subject,
        who=who or (granted["who"] if granted else None),
        for_what=for_what,
        level=level,
        role=role,
        amount_yuan=amount.yuan if amount else None,
        amount_from=amount.low if amount else None,
        share=share,
        basis=basis,
        split=":".join(str(one) for one in ratio.parts) if ratio else None,
        at_most=bool(amount and amount.at_most),
        at_least=bool(amount and amount.at_least),
        cap_yuan=cap.yuan if cap is not None and share is not None else None,
        per=per,
        one_off=bool(_ONE_OFF.search(near) or _ONE_OFF.search(folded)),
        conditions=_conditions(folded),
        truncated=cut,
        where=where,
        verbatim=text[sentence.start : sentence.end],
        at=(sentence.start, sentence.end),
    )


def _split_only(sentence: Sentence, where: str, text: str, cut: bool) -> Iterator[FundingRule]:
    """A sentence that only says how a sum is split (按6:4比例分配)."""
    for ratio in ratios(sentence.folded)[:1]:
        yield FundingRule(
            kind="split", subject=None, who=None, for_what=None, level=None, role=None, amount_yuan=None,
            amount_from=None, share=None, basis=_split_basis(sentence.folded),
            split=":".join(str(one) for one in ratio.parts),
            at_most=False, at_least=False, cap_yuan=None, per=None, one_off=False,
            conditions=_conditions(sentence.folded), truncated=cut, where=where,
            verbatim=text[sentence.start : sentence.end], at=(sentence.start, sentence.end),
        )  # fmt: skip


def _split_basis(folded: str) -> str | None:
    found = re.search(r"按(?:照)?(?P<basis>[^\d,。;]{2,16}?)(?=\d)", folded)
    return found["basis"] if found else None


def _kind(folded: str, part: Part) -> str:
    """cap, budget, or the word of the text nearest to the amount."""
    value = part.value
    if isinstance(value, Amount) and value.at_most and _CAP.search(part.before):
        return "cap"
    if isinstance(value, Amount) and budgets(folded) and not re.search(r"每项|每家|奖励|补助", folded):
        return "budget"
    before = folded[: value.start]
    for shape in (_KIND, _MONEY_KIND):
        after = shape.search(part.after[:14])
        found = [after[0]] if after else shape.findall(part.before) or shape.findall(before)
        later = shape.search(folded, value.end, value.end + 40)
        if found or later:
            return str(found[-1]) if found else (later[0] if later else "")
    return "资助"


def _cap_of_share(money: list[Amount], percents: list[Share], folded: str) -> Amount | None:
    """The amount that limits a share: 按30%给予补助,最高不超过50万元."""
    if not percents:
        return None
    after = [one for one in money if one.start > percents[0].start and one.at_most]
    return after[0] if len(after) == 1 and not _CAP.search(folded[percents[0].end : after[0].start]) else None


def _subjects(folded: str, values: list[Amount | Share]) -> list[str | None]:
    """What each value is for: a run (20万元、10万元) is aligned with a list before it, one takes its own words."""
    found: list[str | None] = []
    left = 0
    for run in _runs(folded, values):
        head = folded[left : run[0].start]
        words = _own_words(head, run[0])
        aligned = _aligned(folded[: run[0].start], run) if len(run) > 1 else None
        found.extend(aligned if aligned is not None else [words] * len(run))
        left = run[-1].end
    return found


def _runs(folded: str, values: list[Amount | Share]) -> list[list[Amount | Share]]:
    """Values that follow each other directly, together."""
    runs: list[list[Amount | Share]] = [[values[0]]]
    for one, two in pairwise(values):
        if folded[one.end : two.start] in _TOGETHER:
            runs[-1].append(two)
        else:
            runs.append([two])
    return runs


def _own_words(head: str, value: Amount | Share) -> str | None:
    """The words right before a value; before a share, those before what it is a share of."""
    basis = _basis(head) if isinstance(value, Share) else None
    if basis:
        head = head[: head.rfind(basis)]
    words = (_bare(word) for word in reversed(re.split(r"[,:]", head)))
    return next((word for word in words if len(word) > 1 and not word.endswith(("基础上", "范围内"))), None)


def _aligned(head: str, run: list[Amount | Share]) -> list[str] | None:
    """The items of the last list before a run that has as many."""
    for listed in reversed(list(_ITEMS.finditer(head))):
        items = re.split(r"[、和及或]", listed["items"])
        if len(items) == len(run):
            return _spread(items)
    return None


def _spread(items: list[str]) -> list[str]:
    """Items of a list share their ending: 国际、国家、行业标准 are three kinds of standards."""
    levels = [found[0] for item in items if (found := LEVEL.search(item))]
    if len(set(levels)) == len(items):
        return levels
    bare = [_bare(item) for item in items]
    prize = re.match(r"[二三四五]等(?:奖|次)?", bare[-1])
    if prize and all(item in "二三四" for item in bare[1:-1]) and bare[0].endswith(("一", "特")):
        ranks = (bare[0][-1], *bare[1:-1], prize[0][0])
        return [f"{bare[0][:-1]}{rank}{prize[0][1:]}" for rank in ranks]
    last = re.search(r"标准|奖|项目|单位", bare[-1])
    first = re.search(
        r"[一二三四]等奖|(?:国际|国家|行业|地方|团体)(?:标准)?|[^对于]*?(?P<name>[\u4e00-\u9fff]{2,24})$", bare[0]
    )
    if first and first["name"] is None:
        bare[0] = first[0]
    bare[0] = re.sub(r"^对?(?:新)?(?:承担|获得|主导|参与|制定|取得|通过|获评|认定为)+", "", bare[0])
    bare[-1] = re.sub(r"(?:的|工作的|秘书处)?(?:单位|企业|项目)?的?$", "", bare[-1]) or bare[-1]
    if last and last[0] == "标准" and all(len(item) == 2 for item in bare[:-1]):
        bare = [item if item.endswith("标准") else f"{item}标准" for item in bare]
    return bare


def _bare(words: str) -> str:
    return _STOP_WORDS.sub("", _NUMBERING.sub("", words.strip(" ()")).strip()).strip()


def _within(shape: re.Pattern[str], words: str | None) -> str | None:
    """The last match in the words beside an amount: 参与制定国家标准的第一起草单位 is the first drafter."""
    found = [match[0] for match in shape.finditer(words)] if words else []
    return found[-1] if found else None


def _last(shape: re.Pattern[str], words: str) -> str | None:
    found = [match[0] for match in shape.finditer(words)]
    return found[-1] if len(set(found)) == 1 else None


def _per(before: str, after: str) -> str | None:
    found = list(_PER.finditer(before)) or list(_PER.finditer(after[:6]))
    return next((unit for match in reversed(found) for unit in match.groups() if unit), None)


def _annual(folded: str) -> str | None:
    return "年" if re.search(r"每年|年度|全年|当年|一年", folded) else None


def _basis(before: str) -> str | None:
    found = _BASIS.search(before)
    return found["basis"].removesuffix("的") if found else None


def _conditions(folded: str) -> str | None:
    """The words that limit a grant: 只有…的, 经…后, 符合…的; and what stands in brackets."""
    found = re.search(r"(?:只有|同时存在|经|符合|满足|通过|被认定为|获得)[^,。;]{2,80}?(?:的|后)(?=,)", folded)
    return found[0] if found else None
