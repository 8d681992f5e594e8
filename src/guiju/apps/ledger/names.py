"""What policies call bodies (单位简称), and which organisations they mean."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db.models import Max, Q

from guiju.apps.ledger.bare_names import bare
from guiju.apps.ledger.models import BodyName, Policy, TaskBody
from guiju.apps.parties.queries.organisations import organisation_open, organisation_resolved
from guiju.apps.parties.typed import name_folded

LONGEST_NAME = 200
MOST_LOOKED_UP = 500
"""Names of one policy that are looked up; the rest is settled by a person."""
_PARTS = re.compile(r"[、，,；;\n]+")


def names_typed(text: str) -> list[str]:
    """Names as people type them, parted by 、 or a comma or each on a line; brackets keep what stands in them."""
    names, depth, begun = [], 0, 0
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign in "(（") - (sign in ")）"))
        if depth == 0 and _PARTS.match(sign):
            names.append(text[begun:at])
            begun = at + 1
    names.append(text[begun:])
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def bodies_found(policy: Policy, names: Collection[str]) -> dict[str, int]:
    """The organisations that names are known to mean: settled by the office of the policy, or the one that bears the
    name. A name that leaves its place out (市商务局) is known only from a policy of the same place, or where the one
    that bears it is of that place."""
    office = policy.office_id
    wanted = list(dict.fromkeys(names))[:MOST_LOOKED_UP]
    folded = {name: name_folded(name) for name in wanted}
    settled = dict(
        BodyName.objects.filter(office_id=office, folded__in=set(folded.values())).values_list("folded", "body_id")
    )
    here = _settled_here(policy, [name for name in wanted if bare(name)])
    found: dict[str, int] = {}
    for name in wanted:
        known = (here if bare(name) else settled).get(folded[name])
        body = organisation_resolved(known) if known else organisation_open(name)
        if body is not None and bare(name) and not known and body.region != policy.region:
            continue
        if body is not None:
            found[name] = body.pk
    return found


def same_place(policy: Policy, path: str = "task__policy__") -> Q:
    """Rows of policies of the same region or issuer as this one; of those that say neither where it says neither."""
    here = Q(**{f"{path}region": policy.region, f"{path}issuers": policy.issuers})
    if policy.region:
        here |= Q(**{f"{path}region": policy.region})
    if policy.issuers:
        here |= Q(**{f"{path}issuers": policy.issuers})
    return here


def _settled_here(policy: Policy, names: Collection[str]) -> dict[str, int]:
    """What names that leave their place out are tied to in policies of the same place, by their folded spelling."""
    signs = {bare(name) for name in names}
    begins = Q()
    for sign in signs:
        begins |= Q(written__startswith=sign)
    rows = TaskBody.objects.filter(begins, same_place(policy), task__policy__office=policy.office_id)
    tied = rows.exclude(body=None).values_list("written", "body").annotate(last=Max("pk")).order_by("last")
    return {name_folded(written): body for written, body, _ in tied} if signs else {}
