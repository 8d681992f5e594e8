"""Reads of the bodies policies name (责任单位的查询): which organisation each name means, and which it may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from django.db.models import Count, Max

from guiju.apps.ledger.bare_names import bare, may_be
from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.ledger.queries.policies import HEAVY
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisation_lists import organisations_offered
from guiju.domain.codes.regions import region
from guiju.domain.language import Words

MOST = 400
_OFFERED = 5
_OFFERED_FOR = 20
"""Names for which what is written alike is offered too."""
_KNOWN = 600
_NEAR = 200
_ALIKE = 0.6
_BEGINS = 3
_OF_PLACE = ("市", "省", "区", "县", "州")
_NO_ONE = ("各", "有关", "相关")


class Named(NamedTuple):
    """A name as policies print it, how many tasks bear it, what it means, and what else it may mean."""

    written: str
    tasks: int
    body: Organisation | None
    offered: list[Organisation]


class Untied(NamedTuple):
    """A name in a task that nobody has tied, the organisations it may mean, and how far tying it reaches."""

    written: str
    offered: list[Organisation]
    reach: Words


def names_in(policy: Policy) -> list[Named]:
    """Every name of a policy, those that nobody has settled first, then by how many tasks bear them."""
    rows = TaskBody.objects.filter(task__policy=policy, task__removed_at=None)
    counted = rows.values("written").annotate(n=Count("task"), meant=Max("body")).order_by("-n", "written")[:MOST]
    bodies = Organisation.objects.in_bulk([row["meant"] for row in counted if row["meant"]])
    offers = _Offers()
    found = [
        Named(
            row["written"],
            row["n"],
            body := bodies.get(row["meant"]),
            [] if body else offers.of(policy, row["written"]),
        )
        for row in counted
    ]
    return sorted(found, key=lambda one: (one.body is not None, -one.tasks))


def names_untied(policy: Policy) -> list[tuple[str, int]]:
    """The names of a policy that nobody has tied to an organisation, with how many tasks bear them, most first.

    What names many at once (各区人民政府、有关部门) cannot be tied to one and is left out.
    """
    rows = TaskBody.objects.filter(task__policy=policy, task__removed_at=None, body=None)
    for word in _NO_ONE:
        rows = rows.exclude(written__startswith=word)
    return list(rows.values_list("written").annotate(n=Count("task")).order_by("-n", "written")[:MOST])


def untied_in(tasks: Iterable[Task]) -> dict[int, list[Untied]]:
    """The names of these tasks that nobody has tied, with what they may mean."""
    rows = TaskBody.objects.filter(task__in=list(tasks), body=None).select_related("task__policy__office")
    found: dict[int, list[Untied]] = defaultdict(list)
    offers = _Offers()
    for row in rows.defer(*(f"task__policy__{name}" for name in HEAVY)).order_by("task", "place")[:MOST]:
        if not row.written.startswith(_NO_ONE):
            policy = row.task.policy
            found[row.task_id].append(
                Untied(row.written, offers.of(policy, row.written), tie_reach(policy, row.written))
            )
    return dict(found)


def tie_reach(policy: Policy, written: str) -> Words:
    """Which policies follow when a name is tied: all of the office, or those of one place where it leaves that out."""
    office = policy.office.name
    if not bare(written):
        zh = f"对应后，{office}各份政策里的“{written}”都指这个机构，以后的政策也照此认。"
        return Words(zh, f"Once tied, “{written}” is this organisation in every policy of {office}, later ones too.")
    place = region(policy.region)
    where = place.full_name if place else policy.issuers or policy.office.name
    zh = f"对应后，{office}台账中{where}各份政策里的“{written}”都指这个机构，以后的也照此认；别处的政策不受影响。"
    en = f"Once tied, “{written}” is this organisation in every policy of {where} that {office} keeps, later ones too."
    return Words(zh, en)


class _Offers:
    """What names may mean, each looked for once; the first few also among names written alike, of the
    office's policies and of organisations whose names hold how it begins."""

    def __init__(self) -> None:
        self._made: dict[str, list[Organisation]] = {}
        self._known: dict[str, int] | None = None

    def of(self, policy: Policy, written: str) -> list[Organisation]:
        if written not in self._made:
            found = {row.pk: row for row in offered(policy, written)}
            if len(self._made) < _OFFERED_FOR:
                found |= {row.pk: row for row in self._alike(policy, written)}
            place = policy.region
            kept = [row for row in found.values() if may_be(written, row.name, row.region, place)]
            self._made[written] = kept[:_OFFERED]
        return self._made[written]

    def _alike(self, policy: Policy, written: str) -> Iterable[Organisation]:
        if self._known is None:
            rows = TaskBody.objects.filter(task__policy__office=policy.office_id, body__isnull=False)
            self._known = dict(rows.order_by().values_list("written", "body").distinct()[:_KNOWN])
        near = {row.name: row.pk for row in organisations_offered(written[:_BEGINS], _NEAR)}
        pool = self._known | near
        names = [name for name in pool if _shortened(written, name)][:_OFFERED]
        names += get_close_matches(written, pool, n=3, cutoff=_ALIKE)
        return Organisation.objects.filter(pk__in=[pool[name] for name in names], merged_into=None)


def _shortened(written: str, name: str) -> bool:
    """Whether a name is short for another: all of its signs in order (市发展改革委, 某市发展和改革委员会)."""
    signs = iter(name)
    return len(written) > _BEGINS and all(sign in signs for sign in written)


def offered(policy: Policy, written: str) -> list[Organisation]:
    """Organisations a name may mean: those that bear it, in the policy's place first."""
    short = written.partition("(")[0].partition("（")[0].strip()
    if not short:
        return []
    place = region(policy.region)
    spellings = [short]
    if place is not None and short[0] in _OF_PLACE:
        spellings.insert(0, place.name + short.removeprefix(short[0]))
    if short[0] in _OF_PLACE and len(short) > 3:
        spellings.append(short[1:])
    kept: dict[int, Organisation] = {}
    for spelling in spellings:
        for row in organisations_offered(spelling, _OFFERED):
            kept.setdefault(row.pk, row)
    return list(kept.values())[:_OFFERED]
