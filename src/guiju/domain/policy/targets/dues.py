"""By when a number is to be reached and what it counts from (期限与基期): its sentence, its section, the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from guiju.domain.clauses.model import Clause
from guiju.domain.policy.targets.amounts import Amount
from guiju.domain.policy.targets.dates import Mention, mentions
from guiju.domain.policy.targets.folding import fold
from guiju.domain.policy.targets.model import DueSource
from guiju.domain.policy.targets.sentences import Sentence

_ALONE = re.compile(r"[”\"]?年?[底末]?(?:的?(?:基础|水平)上?|相比|比较)?[,]?")
_OF_YEAR = re.compile(r"(?:其中|[、,])(?P<year>20\d\d) ?年$")
_OF_ONE = re.compile(r"的 ?\d")
_STOP = re.compile(r"[,;)。]")
_CHANGES = re.compile(r"增|提|降|减|翻|扩|缩|升")
_YEARLY = re.compile(r"年均|逐年")
_LEADING = 12
_TOLD = re.compile(r"(?:完成时限|完成时间|时间节点|时限要求|时限|完成期限)[:为]?[^,;()]{4,24}|\([^()]{0,40}前完成\)")
_TIME_COLUMN = re.compile(r"时限|期限|完成时间|时间节点|时间要求|进度")


class Due(NamedTuple):
    """A deadline and where it was read; `since` is the first year of its stretch; `sure` where there is but one."""

    due: str | None
    source: DueSource | None
    since: str | None = None
    sure: bool = True


def due_in(sentence: Sentence, amounts: Sequence[Amount], which: int) -> Due | None:
    """The deadline the sentence itself gives the amount: the last before it, else one behind it in its stretch."""
    amount = amounts[which]
    own = [_OF_YEAR.search(sentence.folded, max(0, one.lead - 12), one.lead) for one in amounts]
    year = own[which]
    if year is not None and len({met["year"] for met in own if met}) > 1:
        return Due(year["year"], "explicit")
    start, end = sentence.piece_of(amount.start)
    before = [
        date for date in sentence.limits
        if date.end <= amount.start and (date.start >= start or not _OF_ONE.match(sentence.folded, date.end))
    ]  # fmt: skip
    within = [
        date for date in sentence.limits
        if (start <= date.start < end or sentence.folded[amount.end : date.start] == "(")
        and not _of_next(sentence, date, amounts, which)
    ]  # fmt: skip
    chosen = before[-1] if before else within[0] if within else None
    if chosen is None and len(sentence.limits) == 1 and _YEARLY.search(sentence.folded, start, end):
        chosen = sentence.limits[0]
    if chosen is None:
        return None
    if len(chosen.dues) == 1:
        return Due(chosen.dues[0], "explicit", chosen.since)
    together = [one for one in amounts if sentence.piece_of(one.start) == (start, end)]
    if len(together) == len(chosen.dues):
        return Due(chosen.dues[together.index(amount)], "explicit", chosen.since)
    return Due(chosen.dues[-1], "explicit", chosen.since, sure=False)


def _of_next(sentence: Sentence, date: Mention, amounts: Sequence[Amount], which: int) -> bool:
    """Whether a date behind an amount belongs to the next one (420公里,其中2022年150公里)."""
    if which + 1 == len(amounts):
        return False
    stop = _STOP.search(sentence.folded, date.end)
    return date.end <= amounts[which + 1].start < (stop.start() if stop else len(sentence.folded))


def baseline_in(sentence: Sentence, amount: Amount) -> str | None:
    """The year a change is measured from (较2020年): in the amount's stretch, or alone in one before it."""
    start, end = sentence.piece_of(amount.start)
    near = [date for date in sentence.dates if date.baseline and start <= date.start < end]
    if not near and _CHANGES.search(sentence.folded, start, amount.end):
        near = [
            one
            for one in sentence.dates
            if one.baseline and sentence.part_start(start) <= one.start and one.end <= start and _alone(sentence, one)
        ]
    return near[-1].since if near else None


def _alone(sentence: Sentence, date: Mention) -> bool:
    """Whether a date fills a stretch of its own (与2020年相比,), so that it governs those behind it."""
    return _ALONE.fullmatch(sentence.folded, date.end, sentence.piece_of(date.start)[1]) is not None


def lead_due(sentences: Sequence[Sentence]) -> Due | None:
    """The deadline a lead text sets for what stands below it: of a sentence that ends in a colon, else the first."""
    dated = [(sentence, limit) for sentence in sentences if (limit := opening_limit(sentence)) is not None]
    if not dated:
        return None
    for sentence, limit in dated:
        if sentence.text.endswith((":", "：")):
            return Due(limit.dues[0], "section", limit.since)
    limit = dated[0][1]
    return Due(limit.dues[0], "section", limit.since, sure=len({one.dues for _, one in dated}) == 1)


def opening_limit(sentence: Sentence) -> Mention | None:
    """The deadline a sentence opens with (到2025年,…), or a heading names."""
    for date in sentence.dates:
        if date.dues and not date.baseline and not sentence.is_past(date) and (date.bound or sentence.title):
            return date if sentence.title or date.start <= _LEADING else None
    return None


def told_due(clause: Clause) -> Due | None:
    """The deadline that stands behind the work, in brackets or after 完成时限."""
    if clause.kind == "row":
        return None
    told = _TOLD.search(fold(clause.text[-400:]))
    limits = [date for date in mentions(told[0]) if date.dues and not date.baseline] if told else []
    return Due(limits[-1].dues[-1], "explicit", limits[-1].since) if limits else None


def cell_due(clause: Clause) -> Due | None:
    """The deadline in a row's own column (完成时限)."""
    for cell in clause.cells:
        if _TIME_COLUMN.search(cell.column):
            for date in mentions(fold(cell.text[:80])):
                if date.dues and not date.baseline:
                    return Due(date.dues[-1], "explicit", date.since)
    return None
