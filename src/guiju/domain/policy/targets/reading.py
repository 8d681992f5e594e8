"""Reads the targets of a policy (目标读取): every clause, sentence by sentence, and the tables of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from guiju.domain.clauses.model import Outline
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.targets.amounts import Amount, amounts_in
from guiju.domain.policy.targets.building import Draft, dated_draft, indicator_drafts, quantified_drafts
from guiju.domain.policy.targets.context import Placed, placed
from guiju.domain.policy.targets.doubts import INDISTINCT, MANY
from guiju.domain.policy.targets.dues import Due, cell_due, lead_due, opening_limit, told_due
from guiju.domain.policy.targets.duplicates import linked
from guiju.domain.policy.targets.indicator_tables import is_indicator_row
from guiju.domain.policy.targets.model import Target, TargetsRead, TaskAnchor
from guiju.domain.policy.targets.places import Ids, where_of
from guiju.domain.policy.targets.promises import promise
from guiju.domain.policy.targets.sentences import Sentence, sentences_of

_MOST = 2000
_PLAN_YEARS = 5
_HORIZON = re.compile(r"[到至](20\d\d) ?年")
_HORIZON_WITHIN = 300_000
_MOST_IN_ONE = 80
_MOST_LOOKED_AT = 20_000
Period = tuple[int | None, int | None] | None


def targets_read(outline: Outline, *, document: str, period: Period, tasks: Sequence[TaskAnchor]) -> TargetsRead:
    """All targets of a policy with their doubts; `period` is the document's own, `tasks` are what targets belong to."""
    reader = _Reader(outline, period)
    drafts: list[tuple[Placed, list[Draft]]] = []
    count = 0
    for here in placed(outline):
        made = list(islice(reader.clause(here), _MOST - count + 1))
        count += len(made)
        if made:
            drafts.append((here, made))
        if count > _MOST or reader.spent:
            reader.doubts.append(Doubt(here.clause.start, here.clause.start, "targets", MANY))
            break
    ids, targets, ranks = Ids(document), [], []
    for here, made in drafts:
        for which, draft in enumerate(made):
            targets.append(_named(ids, here, draft, which, len(made)))
            ranks.append(_rank(here))
    return TargetsRead(linked(targets, ranks, tasks), tuple(reader.doubts))


def _indicates(here: Placed) -> bool:
    """Whether a row is one of the goals' own table of indicators."""
    return here.context == "goal" and is_indicator_row(here.clause)


def _rank(here: Placed) -> int:
    """A goal comes before a clause of the body, and that before a row of a table."""
    if here.clause.kind == "row" and not _indicates(here):
        return 2
    return 0 if here.context == "goal" else 1


def _named(ids: Ids, here: Placed, draft: Draft, which: int, of: int) -> Target:
    """The draft with its id and place."""
    if here.clause.kind == "row" and not _indicates(here):
        name = ids.row(here.clause.number or str(here.order), which, of)
    elif here.context == "goal":
        name = ids.goal(leading=draft.kind == "dated_only")
    else:
        name = ids.other()
    return draft.target(name, where_of(here))


def _since(text: str, period: Period) -> int:
    """The first year that is not past: the period's first, else five before its last or the nearest horizon named."""
    start, end = period or (None, None)
    if start or end:
        return start or (end or 0) - _PLAN_YEARS
    horizons = [int(year) for year in _HORIZON.findall(text[:_HORIZON_WITHIN])]
    return min(horizons) - _PLAN_YEARS if horizons else 0


class _Reader:
    """One pass over the clauses; keeps the deadlines that lead texts set for what stands below them."""

    def __init__(self, outline: Outline, period: Period) -> None:
        self._text = outline.text
        self._period = period
        self._left = _MOST_LOOKED_AT
        self._since = _since(outline.text, period)
        self._leads: dict[str, Due] = {}
        self.doubts: list[Doubt] = []

    @property
    def spent(self) -> bool:
        """Whether more numbers have been looked at than any policy has."""
        return self._left <= 0

    def clause(self, here: Placed) -> Iterator[Draft]:
        """The targets of one clause without those below it."""
        if here.context == "closed":
            return
        if here.clause.kind == "row" and is_indicator_row(here.clause):
            yield from indicator_drafts(here.clause, self._period)
            return
        sentences = list(sentences_of(here.clause, self._text, self._since))
        lead = lead_due(sentences)
        if lead is not None:
            self._leads[here.clause.path] = lead
            if here.clause.kind == "paragraph" and here.above:
                self._leads.setdefault(here.above[-1].path, lead)
        carried: Due | None = None
        last = 0
        amounts: list[Amount] = []
        for sentence in sentences:
            if here.context != "goal" and "\n" in self._text[last : sentence.start]:
                carried = None
            last = sentence.start + len(sentence.text)
            if amounts and sentence.text.startswith("其中"):
                sentence = replace(sentence, goal=True)
            amounts = self._promised(sentence, here)
            drafts = (
                []
                if not amounts
                else quantified_drafts(
                    sentence,
                    amounts,
                    self._below(here, carried),
                    self._period,
                    here.clause.text if here.clause.kind == "row" else here.clause.title or "",
                )
            )
            for draft in drafts:
                self.doubts.extend(draft.doubts)
            yield from drafts
            limit = opening_limit(sentence)
            if limit is not None:
                carried = Due(limit.dues[0], "section", limit.since)
                if not amounts and here.context == "goal" and not sentence.title:
                    yield dated_draft(sentence, limit)
            elif here.context != "goal":
                carried = None

    def _promised(self, sentence: Sentence, here: Placed) -> list[Amount]:
        """The amounts of a sentence that are promises; what may be a name is a doubt."""
        kept: list[Amount] = []
        for amount in islice(amounts_in(sentence.folded), min(_MOST_IN_ONE, max(0, self._left))):
            self._left -= 1
            answer = promise(amount, sentence, here.context, kept[-1] if kept else None)
            if answer == "no":
                continue
            if answer == "doubtful":
                at = sentence.start + amount.start
                self.doubts.append(Doubt(at, sentence.start + amount.end, "targets", INDISTINCT))
            kept.append(amount)
        return kept

    def _below(self, here: Placed, carried: Due | None) -> Due | None:
        """The deadline from outside the sentence: its row, sentences before it, the goals above it, or the document."""
        outside = cell_due(here.clause) or told_due(here.clause) or carried
        if outside is None and here.context == "goal":
            outside = next((self._leads[one.path] for one in reversed(here.above) if one.path in self._leads), None)
        if outside is None and self._period is not None and self._period[1] is not None:
            outside = Due(str(self._period[1]), "document_period")
        return outside
