"""Reads of targets (目标的查询): those of a policy, of a task, of the board; measures suggested for one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from guiju.apps.ledger.measuring import Measured, Readings, measured
from guiju.apps.ledger.models import Policy, Target, Task
from guiju.apps.ledger.queries.keeping import Kept
from guiju.apps.ledger.queries.policies import HEAVY, policies_inside
from guiju.domain.codes.regions import region
from guiju.domain.ties import Countable, Part, Promise, Suggestion, suggest
from guiju.kernel.accounts.models import User
from guiju.kernel.indicators.offers import Offer

FAINT, MOST_ASKED = 0.25, 8
"""Measures that share this much are asked for their parts before suggesting."""
_JUDGED_BY = (
    "kind", "value", "unit", "comparator", "incremental", "per", "due", "measure", "part", "base", "counted_from",
    "from_value",
)  # fmt: skip
"""All of a target on which its state depends, besides the first year of its policy."""
MOST_PARTS = 200
"""Parts of one split that are offered to choose from."""


class TieSuggested(NamedTuple):
    """A suggestion with the measure it speaks of."""

    told: Suggestion
    offer: Offer

    @property
    def part(self) -> str:
        """The part as it is tied."""
        return f"{self.told.part.by}={self.told.part.value}" if self.told.part else ""


def targets_standing(policies: QuerySet[Policy]) -> QuerySet[Target]:
    """The targets of policies that count: with a number, not taken out, each promise once."""
    rows = Target.objects.filter(policy__in=policies.values("pk"), removed_at=None, duplicate_of=None)
    heavy = [f"policy__{name}" for name in HEAVY]
    return rows.select_related("policy").defer(*heavy).order_by("-policy__issued", "policy_id", "place")


def targets_of_board(person: User | AnonymousUser) -> QuerySet[Target]:
    """The targets with a number of the confirmed policies a person sees, those of the newest policy first."""
    policies = policies_inside(person)
    return targets_standing(policies).filter(kind="quantified")


def states_of(rows: QuerySet[Target], readings: Readings, on: date) -> list[tuple[int, str]]:
    """The state of each target, with its number; alike ones are worked out once."""
    known: dict[tuple[object, ...], str] = {}
    untied = rows.filter(measure="").values_list("pk", "why")
    found = [(pk, "unmeasured" if why else "untied") for pk, why in untied]
    target = Target(policy=Policy())
    for pk, *key in rows.exclude(measure="").values_list("pk", "policy__starts", *_JUDGED_BY):
        told = tuple(key)
        if told not in known:
            target.policy.starts = key[0]
            for name, value in zip(_JUDGED_BY, key[1:], strict=True):
                setattr(target, name, value)
            known[told] = measured(target, readings, on, records=False).state
        found.append((pk, known[told]))
    return found


def states_kept(
    person: User | AnonymousUser, asked: tuple[object, ...], rows: QuerySet[Target], readings: Readings, on: date
) -> list[tuple[int, str]]:
    """`states_of` the targets asked for, kept for one state of the history and one day, for people who see the same."""
    return Kept(person).get(("states", asked, on), lambda: states_of(rows, readings, on))


def targets_of_policy(policy: Policy) -> list[Target]:
    """All targets of a policy that count, those without a number too, in their order."""
    rows = policy.targets.filter(removed_at=None, duplicate_of=None).order_by("place")
    found = list(rows)
    for target in found:
        target.policy = policy
    return found


def targets_of_task(task: Task, *, on: date) -> list[Measured]:
    """The targets a task is to reach, measured; for the page of the task (`ledger/task/targets.html`)."""
    rows = task.targets.filter(removed_at=None).select_related("policy").order_by("place")
    readings = Readings()
    firsts = {target.pk: target for target in map(_first, rows)}
    return [measured(target, readings, on) for target in firsts.values()]


def _first(target: Target) -> Target:
    """The target it repeats, if it does: that one is tied."""
    return target.duplicate_of if target.duplicate_of is not None else target


def ties_suggested(target: Target, readings: Readings, on: date) -> list[TieSuggested]:
    """Measures that may count a target, without those refused, each with the part that fits."""
    refused = set(target.refusals.values_list("measure", flat=True))
    place = region(target.policy.region)
    promise = Promise(target.name, target.unit, target.per, place.full_name if place else "")
    countables = [
        Countable(code, offer.measure.words.zh, offer.measure.unit.zh, offer.measure.definition.zh, offer.measure.by)
        for code, offer in readings.offers.items()
        if code not in refused
    ]
    return [
        TieSuggested(told, readings.offers[told.measure]) for told in _with_parts(promise, countables, readings, on)
    ]


def _with_parts(
    promise: Promise, countables: Collection[Countable], readings: Readings, on: date
) -> tuple[Suggestion, ...]:
    """Suggest twice: parts are asked only of measures whose names fit at all."""
    near = {one.measure for one in suggest(promise, list(countables), least=FAINT, most=MOST_ASKED)}
    split = [one._replace(parts=parts_of(one.code, readings, on)) for one in countables if one.code in near]
    return suggest(promise, split)


def parts_of(code: str, readings: Readings, on: date) -> tuple[Part, ...]:
    """What a measure can be split by on a day, as far as anything has it; of regions also those they lie in."""
    found: dict[Part, None] = {}
    for name in readings.offers[code].measure.by:
        shares = [share for share in readings.shares(code, name, on)[:MOST_PARTS] if share.value]
        if readings.offers[code].within is not None and name == "region":
            above = {one.code: one for share in shares if (place := region(share.value)) for one in place.parents}
            found |= dict.fromkeys(Part(name, one.code, one.full_name) for one in above.values())
        found |= dict.fromkeys(Part(name, share.value, share.words.zh) for share in shares)
    return tuple(found)
