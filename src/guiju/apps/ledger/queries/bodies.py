"""Reads of the bodies policies name (责任单位的查询): which organisation each name means, and which it may mean."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Max

from guiju.apps.ledger.models import Policy, TaskBody
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import Asked, organisations_asked
from guiju.domain.codes.regions import region

MOST = 400
_OFFERED = 5
_OF_PLACE = ("市", "省", "区", "县", "州")


class Named(NamedTuple):
    """A name as policies print it, how many tasks bear it, what it means, and what else it may mean."""

    written: str
    tasks: int
    body: Organisation | None
    offered: list[Organisation]


def names_in(policy: Policy) -> list[Named]:
    """Every name of a policy, those that nobody has settled first, then by how many tasks bear them."""
    rows = TaskBody.objects.filter(task__policy=policy, task__removed_at=None)
    counted = rows.values("written").annotate(n=Count("task"), meant=Max("body")).order_by("-n", "written")[:MOST]
    bodies = Organisation.objects.in_bulk([row["meant"] for row in counted if row["meant"]])
    found = [
        Named(
            row["written"], row["n"], body := bodies.get(row["meant"]), [] if body else offered(policy, row["written"])
        )
        for row in counted
    ]
    return sorted(found, key=lambda one: (one.body is not None, -one.tasks))


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
        for row in organisations_asked(Asked(text=spelling)).order_by("name", "pk")[:_OFFERED]:
            kept.setdefault(row.pk, row)
    return list(kept.values())[:_OFFERED]
