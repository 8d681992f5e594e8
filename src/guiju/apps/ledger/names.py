"""What policies call bodies (单位简称), and which organisations they mean."""

from __future__ import annotations

import re
from collections.abc import Collection

from guiju.apps.ledger.models import BodyName
from guiju.apps.parties.queries.organisations import organisation_open, organisation_resolved
from guiju.apps.parties.typed import name_folded
from guiju.kernel.accounts.models import Organisation as Account

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
    return list(dict.fromkeys(" ".join(name.split())[:LONGEST_NAME] for name in names if name.strip()))


def bodies_found(office: Account, names: Collection[str]) -> dict[str, int]:
    """The organisations that names are known to mean: settled by this office, or the one that bears the name."""
    wanted = list(dict.fromkeys(names))[:MOST_LOOKED_UP]
    folded = {name: name_folded(name) for name in wanted}
    settled = dict(
        BodyName.objects.filter(office=office, folded__in=set(folded.values())).values_list("folded", "body_id")
    )
    found: dict[str, int] = {}
    for name in wanted:
        known = settled.get(folded[name])
        body = organisation_resolved(known) if known else organisation_open(name)
        if body is not None:
            found[name] = body.pk
    return found
