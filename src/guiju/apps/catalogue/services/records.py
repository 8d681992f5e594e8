"""Recording single facts by hand (登记): an edition, a relation, what a source said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from guiju.apps.catalogue.identity import key_of
from guiju.apps.catalogue.importing.plan import Plan, Planner, Told, plan_claim, plan_link
from guiju.apps.catalogue.importing.record import Claim, Defaults, Link, Row
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services.apply import plan_write
from guiju.apps.catalogue.services.state import state_advance
from guiju.apps.catalogue.services.telling import Writer
from guiju.domain.language import NO_WORDS, Words, WordsError
from guiju.domain.validity import RelationKind
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

RULE = "catalogue.edit"


@transaction.atomic
def edition_record(
    *,
    actor: User | None,
    number: str,
    source: str,
    at: datetime,
    recorded_on: date | None = None,
    reason: str = "",
    **fields: Any,
) -> Edition:
    """Record an edition, or add to the one of this number (登记标准); `actor` None is the system.

    `fields` are those an import row may have: title_zh, title_en, published, effective, asserted_status, replaces,
    ics, drafters … `source` is a link, a file's name or a name; `recorded_on` the day it was read (default: that of
    `at`). Raises `WordsError` naming the field at fault.
    """
    permission_require(actor, RULE)
    reader = RowReader(Defaults(source=source, recorded_on=recorded_on or at.date()), None)
    record = reader.record(Row(NO_WORDS, {"number": number, **fields}))
    if record is None or reader.problems:
        first = reader.problems[0]
        raise WordsError(first.code, first.message, where=first.field)
    _write(Planner().plan([record]), actor, at, reason)
    return Edition.objects.filter(number=record.identity.number).order_by("id")[0]


@transaction.atomic
def relation_record(
    *,
    actor: User | None,
    kind: RelationKind,
    subject: str,
    obj: str,
    source: str,
    at: datetime,
    scope: str = "",
    degree: str = "",
    starts: date | None = None,
    ends: date | None = None,
    asserted_on: date | None = None,
    reason: str = "",
) -> None:
    """Record that `subject` `kind` `obj` (登记关系), in the direction of `guiju.domain.validity.RelationFact`."""
    permission_require(actor, RULE)
    link = Link(kind, key_of(subject), key_of(obj), scope, degree, starts, ends)
    if link.subject == link.obj:
        raise WordsError(
            "self_relation", Words("标准不能与自身相关。", "A standard cannot relate to itself."), where="obj"
        )
    _write(plan_link(Told(link, source, asserted_on or at.date(), fictitious=False)), actor, at, reason)


@transaction.atomic
def assertion_record(
    *,
    actor: User | None,
    edition: Edition,
    field: str,
    value: str,
    source: str,
    asserted_on: date,
    at: datetime,
    reason: str = "",
) -> None:
    """Record what a source said of one field of an edition on a day (登记来源主张)."""
    permission_require(actor, RULE)
    _write(plan_claim(edition.pk, Claim(field, value, asserted_on), source), actor, at, reason)


def _write(plan: Plan, actor: User | None, at: datetime, reason: str) -> None:
    plan_write(plan, Writer(actor.actor if actor else "system", at, reason=reason))
    state_advance(at=at)
