"""Reads of targets that fell behind (落后目标的查询): which do now, who answers for them, what is said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from guiju.apps.ledger.measuring import Measured, Readings, measured
from guiju.apps.ledger.models import PaceAlarm, Policy, TaskBody
from guiju.apps.ledger.queries.targets import targets_standing
from guiju.apps.ledger.queries.work import accounts_of
from guiju.apps.ledger.roles import KEEPERS, LEAD
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where

_HUNDRED = Decimal(100)


class Short(NamedTuple):
    """A target behind its pace: how it stands, what ought to be done by now, and how much is missing."""

    held: Measured
    done: Decimal
    expected: Decimal

    @property
    def missing(self) -> Decimal:
        """By how much it is behind, whichever way it has to move."""
        return abs(self.expected - self.done)

    def said(self) -> Words:
        """Measure, value, pace and by how much, in words."""
        assert self.held.offer is not None
        measure = self.held.offer.measure
        done, ought, short = _shown(self.done), _shown(self.expected), _shown(self.missing)
        zh = f"“{measure.words.zh}”现为 {done} {measure.unit.zh}，按时序进度应为 {ought}，相差 {short}"
        en = f"{measure.words.en} at {done} {measure.unit.en}; {ought} ought to be there by now, {short} off"
        return Words(zh, en)


def targets_short(on: date, *, by: int) -> tuple[dict[int, Short], set[int]]:
    """Of the targets a measure counts: those behind by so many hundredths of the goal, and all that are behind.

    Each measure is asked once for a day, however many targets it counts.
    """
    policies = Policy.objects.filter(confirmed_at__isnull=False, withdrawn_at=None, replaced_by=None)
    rows = targets_standing(policies).filter(kind="quantified").exclude(measure="").select_related("policy__office")
    readings = Readings()
    short: dict[int, Short] = {}
    behind: set[int] = set()
    for target in rows:
        held = measured(target, readings, on, records=False)
        told, goal = held.progress, held.goal
        if held.state != "behind" or goal is None or told.done is None or told.expected is None:
            continue
        behind.add(target.pk)
        one = Short(held, told.done, told.expected)
        if one.missing * _HUNDRED >= goal.value * by:
            short[target.pk] = one
    return short, behind


def leads_of(targets: Collection[int]) -> Mapping[int, tuple[tuple[int, str], ...]]:
    """Who leads the tasks that are to reach each target: account and name."""
    rows = TaskBody.objects.filter(
        task__targets__in=targets, task__removed_at=None, part=LEAD, body__account__isnull=False
    )
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for target, account, name in rows.values_list("task__targets", "body__account", "body__name").distinct():
        if target in targets:
            found[target] = (*found.get(target, ()), (account, name))
    return found


def alarms_for(user: User, *, on: date) -> QuerySet[PaceAlarm]:
    """The targets behind their pace for which somebody keeps the policy, or whose tasks their body leads."""
    mine = TaskBody.objects.filter(
        task__targets=OuterRef("target"), task__removed_at=None, part=LEAD, body__account__in=accounts_of(user, on=on)
    )
    kept = Q(target__policy__office__in=organisations_where(user=user, roles=KEEPERS, on=on))
    rows = PaceAlarm.objects.filter(kept | Exists(mine), ended_at=None, target__removed_at=None)
    rows = rows.filter(target__policy__withdrawn_at=None).select_related("target__policy__office")
    return rows.defer("target__policy__found_text", "target__policy__clean_text", "target__policy__reading").order_by(
        "target__due", "pk"
    )


def said_short(alarm: PaceAlarm) -> Words:
    """What a list says of a target behind its pace."""
    done, ought, unit = _shown(alarm.done), _shown(alarm.expected), alarm.target.unit
    return Words(f"落后：{done}，应为 {ought} {unit}".rstrip(), f"behind: {done} of {ought} {unit}".rstrip())


def _shown(number: Decimal) -> str:
    plain = format(round(number, 1), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
