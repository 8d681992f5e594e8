"""Reads of the crosswalk (上下级对应的查询): what is settled, suggested and missing between two policies."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from guiju.apps.ledger.models import Policy, SuggestedPairs, Task, TaskPair
from guiju.domain.crosswalk import Item, gaps

_WORDS = 14
_RULES = "1"
"""Raised when other pairs are suggested for the same words: what is kept is then made anew."""


class Entry(NamedTuple):
    """A task as it is compared: light, for policies have thousands."""

    pk: int
    number: str
    title: str
    heading: str
    text: str


class Suggested(NamedTuple):
    """A pair a person is to settle, with the words both have, tabs between."""

    below: Entry
    above: Entry
    likely: bool
    said: str

    @property
    def reasons(self) -> list[str]:
        """The words both have."""
        return self.said.split("\t") if self.said else []


class Settled(NamedTuple):
    """A pair a person confirmed or refused; `by` is empty where the system did."""

    below: int
    above: int
    carries: bool
    reason: str
    by: str
    at: datetime


class Crosswalk(NamedTuple):
    """Two policies side by side: pairs confirmed and refused, suggested ones, and the gaps both ways.

    `made_at` is when pairs were suggested, None for never; `fresh`: the tasks are still as they were then.
    """

    above: list[Entry]
    below: list[Entry]
    confirmed: list[Settled]
    refused: list[Settled]
    suggested: list[Suggested]
    open_above: list[Entry]
    open_below: list[Entry]
    called: dict[int, str]
    made_at: datetime | None
    fresh: bool


def crosswalk_of(above: Policy, below: Policy) -> Crosswalk:
    """The crosswalk of two policies: what is settled, and what is kept of suggestions for tasks that still stand."""
    upper, lower = entries_of(above), entries_of(below)
    settled = pairs_between(upper, lower, below)
    confirmed = [pair for pair in settled if pair.carries]
    by_id = {str(entry.pk): entry for entry in (*upper, *lower)}
    missing = gaps(items_of(upper), items_of(lower), {(str(pair.below), str(pair.above)) for pair in confirmed})
    kept = SuggestedPairs.objects.filter(above=above, below=below).first()
    return Crosswalk(
        upper, lower, confirmed, [pair for pair in settled if not pair.carries],
        _suggested(kept, upper, lower, {(pair.below, pair.above) for pair in settled}) if kept else [],
        [by_id[one] for one in missing.above], [by_id[one] for one in missing.below],
        names_of(upper) | names_of(lower), kept.made_at if kept else None,
        kept is not None and kept.digest == digest_of(upper, lower),
    )  # fmt: skip


def names_of(entries: Sequence[Entry]) -> dict[int, str]:
    """What the tasks of a policy are called: number and title, and their first words where several have one title."""
    spread = Counter(entry.title for entry in entries)
    return {
        entry.pk: f"{entry.number} {entry.title}".strip()
        + (f"（{entry.text[:_WORDS]}…）" if spread[entry.title] > 1 else "")
        for entry in entries
    }


def entries_of(policy: Policy) -> list[Entry]:
    """The tasks of a policy that are compared, in their order."""
    rows = Task.objects.filter(policy=policy, removed_at=None, parent=None).order_by("place", "pk")
    return [Entry(*row) for row in rows.values_list(*Entry._fields)]


def items_of(entries: Sequence[Entry]) -> list[Item]:
    """The same for the comparison."""
    return [Item(str(entry.pk), entry.title, entry.text) for entry in entries]


def digest_of(upper: Sequence[Entry], lower: Sequence[Entry]) -> str:
    """The words that are compared, as one digest."""
    told = hashlib.sha256(_RULES.encode())
    for entries in (upper, lower):
        for entry in entries:
            told.update(f"{entry.pk}\0{entry.title}\0{entry.text}\0".encode("utf-8", "surrogatepass"))
        told.update(b"\0\0")
    return told.hexdigest()


def pairs_between(upper: Sequence[Entry], lower: Sequence[Entry], below: Policy) -> list[Settled]:
    """What is settled between the tasks of two policies, in the order of the lower one.

    Reads what the lower policy's tasks have, not what both have: a database told of both tries every pair of tasks.
    """
    uppers, lowers = ({entry.pk: place for place, entry in enumerate(entries)} for entries in (upper, lower))
    rows = TaskPair.objects.filter(below__in=Task.objects.filter(policy=below).values("pk"))
    shown = ("below_id", "above_id", "carries", "reason", "settled_by__display_name", "settled_at")
    found = [
        Settled(one, other, carries, reason, by or "", at)
        for one, other, carries, reason, by, at in rows.values_list(*shown)
        if one in lowers and other in uppers
    ]
    return sorted(found, key=lambda pair: (lowers[pair.below], uppers[pair.above]))


def pairs_of_task(task: Task) -> tuple[list[TaskPair], list[TaskPair]]:
    """The items from above a task carries out, and the tasks below that carry it out; for the page of the task."""
    rows = TaskPair.objects.filter(carries=True, above__removed_at=None, below__removed_at=None)
    upward = rows.filter(below=task).select_related("above__policy").order_by("above__place")
    downward = rows.filter(above=task).select_related("below__policy").order_by("below__policy_id", "below__place")
    return list(upward), list(downward)


def _suggested(
    kept: SuggestedPairs, upper: Sequence[Entry], lower: Sequence[Entry], settled: set[tuple[int, int]]
) -> list[Suggested]:
    """What nobody has settled, of tasks that still stand."""
    uppers, lowers = {entry.pk: entry for entry in upper}, {entry.pk: entry for entry in lower}
    return [
        Suggested(lowers[below], uppers[above], likely, said)
        for (below, above, likely), said in zip(kept.pairs, kept.reasons.split("\n"), strict=False)
        if (below, above) not in settled and below in lowers and above in uppers
    ]
