"""Many organisations at once (批量写入机构): what was planned, written with its history in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Max, Sum

from guiju.apps.parties.models import Organisation, OrganisationKind, OrganisationName
from guiju.apps.parties.planning import FACTS, Body, Plan
from guiju.apps.parties.recording import PARTY, differing
from guiju.apps.parties.search import NAME
from guiju.apps.parties.services.organisations import found_by_text
from guiju.apps.parties.typed import name_folded
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.bulk import ids_reserve, rows_insert, rows_update
from guiju.kernel.history.services import Change, events_record
from guiju.kernel.search.services import document_touch

_CHUNK = 2_000
_NEW = ("id", "name", *FACTS, "parent_id", "found_by", "closed_on", "fictitious", "account_id", "merged_into_id",
        "revision", "created_at", "changed_at")  # fmt: skip
T = TypeVar("T")


def organisations_state() -> dict[str, object]:
    """What differs after any change of any organisation: a plan holds for the state it was made from."""
    return Organisation.objects.aggregate(Count("pk"), Max("pk"), Sum("revision"))


def organisations_write(*, actor: User, plan: Plan, reason: str, at: datetime) -> None:
    """Write what was planned; nobody may have changed an organisation since, see `organisations_state`."""
    keys = ids_reserve(Organisation, len(plan.added))
    given = {body.key: pk for body, pk in zip(plan.added, keys, strict=True)}
    for added in _pieces(plan.added):
        _add(actor, added, given, reason, at)
    for changed in _pieces(list(plan.changed.values())):
        _change(actor, changed, reason, at)
    touched = [*keys, *plan.changed]
    document_touch(kind=NAME, ids=[str(pk) for pk in touched])


def _add(actor: User, bodies: Sequence[Body], given: dict[int, int], reason: str, at: datetime) -> None:
    rows = [(given[body.key], given.get(body.parent or 0, body.parent), body) for body in bodies]
    rows_insert(
        Organisation,
        _NEW,
        (
            (pk, body.name, *(body.facts[name] for name in FACTS), parent,
             found_by_text([body.name], body.facts["name_en"], body.facts["uscc"]),
             None, False, None, None, 1, at, at)
            for pk, parent, body in rows
        ),
    )  # fmt: skip
    names = ((pk, body.name, name_folded(body.name), None, None) for pk, _, body in rows)
    rows_insert(OrganisationName, ("organisation_id", "name", "folded", "since", "until"), names)
    rows_insert(OrganisationKind, ("organisation_id", "kind"), ((pk, kind) for pk, _, b in rows for kind in b.kinds))
    changes = [
        Change(str(pk), None, {"name": body.name, **body.facts, "closed_on": None, "parent_id": parent,
                               "account_id": None, "kinds": body.kinds})
        for pk, parent, body in rows
    ]  # fmt: skip
    _tell(actor, "added", changes, reason, at)


def _change(actor: User, bodies: Sequence[Body], reason: str, at: datetime) -> None:
    names: dict[int, list[str]] = {body.key: [body.name] for body in bodies}
    for pk, name in (
        OrganisationName.objects.filter(organisation__in=names).order_by("pk").values_list("organisation_id", "name")
    ):
        names[pk].append(name)
    rows_update(
        Organisation,
        (*FACTS, "found_by", "revision", "changed_at"),
        (
            (body.key, *(body.facts[name] for name in FACTS),
             found_by_text(names[body.key], body.facts["name_en"], body.facts["uscc"]), body.revision + 1, at)
            for body in bodies
        ),
    )  # fmt: skip
    others = [body for body in bodies if body.kinds != body.before["kinds"]]
    OrganisationKind.objects.filter(organisation__in=[body.key for body in others]).delete()
    rows_insert(OrganisationKind, ("organisation_id", "kind"), ((b.key, kind) for b in others for kind in b.kinds))
    changes = [Change(str(body.key), *differing(body.before, body.told())) for body in bodies]
    _tell(actor, "changed", [one for one in changes if one.after], reason, at)


def _tell(actor: User, deed: str, changes: list[Change], reason: str, at: datetime) -> None:
    events_record(
        actor=actor_of(actor), action=f"parties.organisation.{deed}", object_kind=PARTY, changes=changes,
        reason=reason, at=at,
    )  # fmt: skip


def _pieces(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
