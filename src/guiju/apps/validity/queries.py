"""Reads of the validity check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from guiju.apps.validity.models import Check, UnlistedNumber
from guiju.apps.validity.packing import unpack
from guiju.apps.validity.passages import Passages
from guiju.domain.language import Words
from guiju.domain.validity.changes import Change, changes
from guiju.domain.validity.model import Evidence
from guiju.domain.validity.settlement import Settled
from guiju.kernel.accounts.models import User

_BY_HAND = Words("人工核实", "Settled by a person")
_CHUNK = 500


def check_by_key(key: str, user: User | None) -> Check | None:
    """The check behind a private link, if this reader may see it: its owner, or anybody when it has none."""
    found = Check.objects.select_related("job", "owner", "previous").filter(key=key).first()
    if found is None or (found.owner_id is not None and (user is None or user.pk != found.owner_id)):
        return None
    return found


def checks_of(user: User) -> QuerySet[Check]:
    """A person's checks, newest first, without their results."""
    return Check.objects.filter(owner=user).defer("result", "passages").order_by("-created_at")


def result_of(check: Check) -> dict[str, Any] | None:
    """The result, or None while there is none."""
    return unpack(check.result) if check.result else None


def passages_kept(check: Check) -> Passages:
    """The cited blocks of text by file position and place."""
    return unpack(check.passages) if check.passages else {}


def changes_since(check: Check) -> list[Change] | None:
    """What differs from the check before; None when there is none before or one of them has no result."""
    before = result_of(check.previous) if check.previous else None
    after = result_of(check) if before is not None else None
    return changes(before, after) if before is not None and after is not None else None


def unlisted(*, settled: bool) -> QuerySet[UnlistedNumber]:
    """The queue of numbers nobody has settled, most asked first; or the settled ones, newest first."""
    if settled:
        return UnlistedNumber.objects.exclude(outcome="").select_related("settled_by").order_by("-settled_at")
    return UnlistedNumber.objects.filter(outcome="").order_by("-asked", "number")


def settlements(numbers: Iterable[str]) -> Mapping[str, Settled]:
    """Settled numbers among `numbers` that a check must know of."""
    wanted = list(numbers)
    found: dict[str, Settled] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = UnlistedNumber.objects.filter(
            number__in=wanted[start : start + _CHUNK], outcome__in=["same_as", "no_such_number"]
        )
        found |= {row.number: _settled(row) for row in rows}
    return found


def _settled(row: UnlistedNumber) -> Settled:
    if row.outcome == "same_as":
        fact = Words(f"核实：{row.number} 即 {row.meant}", f"Settled: {row.number} means {row.meant}")
    else:
        fact = Words(f"核实：未查到 {row.number} 发布过", f"Settled: {row.number} was never published as far as found")
    source = row.evidence_link or (row.evidence_file.name if row.evidence_file else _BY_HAND.zh)
    said_on = row.settled_at.date() if row.settled_at else None
    return Settled(
        number=row.number,
        outcome="same_as" if row.outcome == "same_as" else "no_such_number",
        meant=row.meant,
        evidence=Evidence(fact, source, said_on),
    )
