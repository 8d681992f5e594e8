"""Which tasks of a policy are to reach one of its targets (承担目标的任务): suggestions with their reasons.

A target of the goals' chapter names no task. What it shares with a task is mostly an object that every such policy
speaks of (地方标准, 试点示范), which `suggest` leaves out: here they count by how few tasks of the policy have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from guiju.domain.crosswalk.model import Item, Suggestion
from guiju.domain.crosswalk.suggesting import LIKELY, LONGEST, TITLE_WEIGHT, suggest

MOST = 5
_RUN = 4
"""Words of so many signs are an object; shorter ones are part of too many."""
_SPREAD = 0.34
"""What more of the tasks have tells nothing."""
_NEAR_BEST = 0.5
_STRIPPED = "、,，。;；:：“”()（） \n和与及的或"


def carriers(target: Item, tasks: Sequence[Item]) -> tuple[Suggestion, ...]:
    """The tasks that may carry a target, best first, each as `below`; at most `MOST`, none where nothing is shared."""
    told = {one.above: one for one in suggest(tasks, [target]) if one.reasons}
    found = [Suggestion(one.above, target.id, one.score, one.certainty, one.reasons) for one in told.values()]
    shared = {task.id: _runs(target.title, task) for task in tasks}
    spread = Counter(run for runs in shared.values() for run in runs)
    scores = {}
    for task in tasks:
        runs = [run for run in shared[task.id] if spread[run] <= max(1, len(tasks) * _SPREAD)]
        score = sum(
            len(run) * log(1 + len(tasks) / spread[run]) * (TITLE_WEIGHT if run in task.title else 1) for run in runs
        )
        if runs:
            scores[task.id] = (score, tuple(sorted(runs, key=lambda run: (-len(run), run))[:3]))
    best = max((score for score, _ in scores.values()), default=0.0)
    for name, (score, runs_shared) in sorted(scores.items(), key=lambda one: -one[1][0]):
        if name not in told and score >= best * _NEAR_BEST:
            found.append(Suggestion(name, target.id, round(LIKELY * score / (2 * best), 4), "possible", runs_shared))
    return tuple(sorted(found, key=lambda one: (one.certainty != "likely", -one.score))[:MOST])


def _runs(name: str, task: Item) -> list[str]:
    """The longest runs of words of a name that a task says too."""
    said = f"{task.title}\n{task.text[:LONGEST]}"
    found: list[str] = []
    start = 0
    while start + _RUN <= len(name):
        end = start + _RUN
        if name[start:end] not in said:
            start += 1
            continue
        while end < len(name) and name[start : end + 1] in said:
            end += 1
        run = name[start:end].strip(_STRIPPED)
        if len(run) >= _RUN:
            found.append(run)
        start = end
    return list(dict.fromkeys(found))
