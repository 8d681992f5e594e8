"""Reads of committees (委员会的查询): lists, who sits now, whether that keeps the composition rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from guiju.apps.parties.models import Committee, CommitteeMember, CommitteeScore, CommitteeTerm
from guiju.apps.parties.terms import KINDS, RATIOS, SCORES
from guiju.domain.language import Words

_SITTING = ("chair", "vice_chair", "secretary", "member")


class AskedCommittees(NamedTuple):
    """What a list of committees is asked for."""

    text: str = ""
    kind: str = ""
    level: str = ""
    closed: bool = False


def committees_asked(asked: AskedCommittees) -> QuerySet[Committee]:
    """Committees as asked for."""
    rows = Committee.objects.filter(closed_on__isnull=not asked.closed).select_related("secretariat")
    for word in asked.text.casefold().split()[:8]:
        rows = rows.filter(found_by__contains=word)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return rows.filter(level=asked.level) if asked.level else rows


def committee_get(pk: int) -> Committee:
    """One committee. Raises `Committee.DoesNotExist`."""
    if pk.bit_length() > 63:
        raise Committee.DoesNotExist
    return Committee.objects.select_related("parent", "secretariat", "account").get(pk=pk)


def committee_numbered(number: str) -> Committee | None:
    """The committee of a number in its normal form."""
    return Committee.objects.filter(number=number).first()


def committees_meant(numbers: Collection[str]) -> Mapping[str, int]:
    """The committees of these numbers in their normal form."""
    return dict(Committee.objects.filter(number__in=numbers).values_list("number", "pk"))


def term_now(committee: Committee, day: date) -> CommitteeTerm | None:
    """The term of office on a day; without dates the last one."""
    rows = committee.terms.filter(Q(since=None) | Q(since__lte=day)).filter(Q(until=None) | Q(until__gte=day))
    return rows.order_by("-ordinal").first()


def members_of(term: CommitteeTerm | None, day: date) -> list[CommitteeMember]:
    """Who sits in a term on a day, the chair first."""
    if term is None:
        return []
    rows = term.members.filter(Q(until=None) | Q(until__gte=day)).select_related("organisation", "expert")
    order = ("chair", "vice_chair", "secretary", "member", "observer")
    return sorted(rows, key=lambda row: (order.index(row.role), row.organisation.name, row.pk))


def composition_faults(committee: Committee, members: list[CommitteeMember]) -> list[Words]:
    """Which composition rules are not kept (组成规则), with the figures; observers do not count."""
    sitting = [row for row in members if row.role in _SITTING]
    faults, total = [], len(sitting)
    if committee.least is not None and total < committee.least:
        faults.append(
            Words(f"委员 {total} 人，少于 {committee.least} 人", f"{total} members, {committee.least} at least")
        )
    if committee.most is not None and total > committee.most:
        faults.append(Words(f"委员 {total} 人，多于 {committee.most} 人", f"{total} members, {committee.most} at most"))
    for name, number in Counter(row.organisation.name for row in sitting).items():
        if committee.most_each is not None and number > committee.most_each:
            faults.append(
                Words(f"{name} 有 {number} 人，每单位至多 {committee.most_each} 人",
                      f"{name} has {number}, each organisation {committee.most_each} at most")
            )  # fmt: skip
    if committee.most_share is not None and total:
        kinds = Counter(kind for row in sitting for kind in row.organisation.kinds.values_list("kind", flat=True))
        for kind, number in kinds.items():
            if number * 100 > committee.most_share * total:
                faults.append(
                    Words(f"{KINDS[kind].zh}占 {number}/{total}，同一类别至多 {committee.most_share}%",
                          f"{KINDS[kind].en}: {number} of {total}, {committee.most_share}% of one kind at most")
                )  # fmt: skip
    return faults


class Year(NamedTuple):
    """A year of a committee: its figures in the order of `terms.SCORES` (None: not known), ratios in percent."""

    row: CommitteeScore
    figures: list[int | None]
    ratios: list[int | None]


def years_of(committee: Committee) -> list[Year]:
    """The scorecard (年度工作情况), the last six years, the newest first."""
    found = []
    for row in committee.scores.order_by("-year")[:6]:
        held = row.figures
        ratios = [
            round(100 * held[done] / held[due]) if held.get(due) and done in held else None for _, done, due in RATIOS
        ]
        found.append(Year(row, [held.get(name) for name in SCORES], ratios))
    return found
