"""Puts one target together from what the rules say about a number, a dated state, or a row of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guiju.domain.clauses.model import Clause
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.targets.amounts import Amount
from guiju.domain.policy.targets.dates import Mention
from guiju.domain.policy.targets.doubts import SEVERAL_DATES, UNPAIRED
from guiju.domain.policy.targets.dues import Due, baseline_in, due_in
from guiju.domain.policy.targets.flags import flags_of
from guiju.domain.policy.targets.indicator_tables import indicated
from guiju.domain.policy.targets.measures import code_of, leading_verb, measure_of, nameless
from guiju.domain.policy.targets.model import Kind, Target
from guiju.domain.policy.targets.sentences import Sentence

_JOINT = re.compile(r"[、和及与]|以及|并|(?=\()")
_MARKS = ",，;；、。 "
_SHARES = re.compile(r"分别|各$|均$")
Period = tuple[int | None, int | None] | None


@dataclass(frozen=True)
class Draft:
    """A target before it has an id and a place: `fields` are those of `Target`."""

    kind: Kind
    fields: dict[str, object]
    doubts: list[Doubt] = field(default_factory=list)

    def target(self, name: str, where: str) -> Target:
        """The target itself."""
        return Target(id=name, kind=self.kind, where=where, **self.fields)  # type: ignore[arg-type]


def quantified_drafts(
    sentence: Sentence, amounts: Sequence[Amount], outside: Due | None, period: Period, topic: str
) -> list[Draft]:
    """One draft for each number of a sentence; `topic` is what a bare number in a cell of its own counts."""
    made: list[Draft] = []
    verb, verb_of = "", (-1, -1)
    for which, amount in enumerate(amounts):
        start, stop = _segment(sentence, amounts, which)
        piece = sentence.piece_of(amount.start)
        if piece != verb_of:
            verb, verb_of = leading_verb(sentence.folded[start : amount.lead]), piece
        due = due_in(sentence, amounts, which) or outside or Due(None, None)
        flags = flags_of(amount, sentence)
        since = due.since or (str(period[0]) if period and period[0] else None)
        baseline = baseline_in(sentence, amount)
        if baseline is None and flags.incremental and flags.per is None and since and since <= (due.due or since):
            baseline = since
        measure = _measure(sentence, amounts, which, (start, stop), verb) or (
            str(made[-1].fields["measure"]) if made else topic[:60]
        )
        if nameless(measure):
            measure = f"{measure}{topic or sentence.text}"[:60]
        text = sentence.text[start:stop]
        at = sentence.start + start
        draft = Draft(
            "quantified",
            {
                "text": sentence.text, "span": text, "start": at, "end": at + len(text), "measure": measure,
                "value": amount.value, "value_to": amount.value_to, "unit": amount.unit,
                "comparator": amount.comparator, "cumulative": flags.cumulative, "incremental": flags.incremental,
                "per": flags.per, "baseline_from": baseline, "due": due.due, "due_source": due.source,
                "measure_code": code_of(measure), "note": "约数" if amount.about else None,
            },
        )  # fmt: skip
        if not due.sure:
            why = UNPAIRED if due.source == "explicit" else SEVERAL_DATES
            draft.doubts.append(Doubt(at, at + len(text), "targets", why))
        made.append(draft)
    return made


def dated_draft(sentence: Sentence, limit: Mention) -> Draft:
    """A dated state of things without a number (到2025年,体系更加健全): the date and the stretch behind it."""
    pieces = [piece for piece in sentence.pieces if piece[1] > limit.end] or [(0, len(sentence.text))]
    first = pieces[0]
    if len(sentence.text[max(first[0], limit.end) : first[1]].strip(_MARKS)) < 3 and len(pieces) > 1:
        first = pieces[1]
    stop = len(sentence.text[: first[1]].rstrip(_MARKS))
    measure = sentence.text[max(first[0], limit.end) : stop].strip(_MARKS)
    return Draft(
        "dated_only",
        {
            "text": sentence.text, "span": sentence.text[:stop], "start": sentence.start, "end": sentence.start + stop,
            "measure": measure[:60], "due": limit.dues[0], "due_source": "explicit", "measure_code": "overall_goal",
        },
    )  # fmt: skip


def indicator_drafts(clause: Clause, period: Period) -> Iterator[Draft]:
    """The values of a row of indicators."""
    for one in indicated(clause):
        due, source = (one.due, "explicit") if one.due else (None, None)
        if due is None and period and period[1]:
            due, source = str(period[1]), "document_period"
        yield Draft(
            "quantified",
            {
                "text": " | ".join(cell.text for cell in clause.cells), "span": one.cell.text, "start": one.cell.start,
                "end": one.cell.end, "measure": one.measure, "value": one.value, "value_to": one.value_to,
                "unit": one.unit, "comparator": one.comparator, "baseline_from": one.baseline, "due": due,
                "due_source": source, "cumulative": "累计" in one.name, "incremental": "新增" in one.name,
                "per": "万人" if re.match("每万人", one.measure) else None, "measure_code": code_of(one.measure),
            },
        )  # fmt: skip


def _segment(sentence: Sentence, amounts: Sequence[Amount], which: int) -> tuple[int, int]:
    """The words of one number: its stretch, cut from its neighbours at the mark or conjunction between them."""
    amount = amounts[which]
    start, stop = sentence.piece_of(amount.start)
    folded = sentence.folded
    if which and amounts[which - 1].end > start:
        joint = _JOINT.search(folded, amounts[which - 1].end, amount.lead)
        start = joint.end() if joint else amounts[which - 1].end
    if which + 1 < len(amounts) and amounts[which + 1].start < stop:
        joint = _JOINT.search(folded, amount.end, amounts[which + 1].lead)
        stop = joint.start() if joint else amount.end
    while start < amount.start and folded[start] in " ,、(":
        start += 1
    while stop > amount.end and folded[stop - 1] in " ,;、()":
        stop -= 1
    return start, max(stop, amount.end)


def _measure(sentence: Sentence, amounts: Sequence[Amount], which: int, segment: tuple[int, int], verb: str) -> str:
    """The measure; where 分别 shares several numbers out, the one of several names, or the name they share."""
    amount = amounts[which]
    start, stop = segment
    piece = sentence.piece_of(amount.start)
    together = [one for one in amounts if sentence.piece_of(one.start) == piece]
    before = sentence.folded[piece[0] : together[0].lead]
    bare = sentence.text[start : max(start, amount.lead)].strip(_MARKS + "和及与")
    if len(together) > 1 and (_SHARES.search(before[-6:]) or (not bare and stop <= amount.end)):
        head = sentence.text[piece[0] : together[0].lead]
        names = [name for name in re.split(r"[、和及与]", re.sub(r"(?:分别|各|均).*$", "", head)) if name]
        if len(names) == len(together):
            return measure_of(names[together.index(amount)], "")
        return measure_of(head, "")
    return measure_of(sentence.text[start : max(start, amount.lead)], sentence.text[amount.end : stop], verb)
