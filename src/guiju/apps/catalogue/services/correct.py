"""Correcting one field of an edition on evidence (更正): the new value is shown, the old one is kept as a claim."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from guiju.apps.catalogue.importing.held import EMPTY, Held, editions_held
from guiju.apps.catalogue.importing.plan import Change, Plan, Said, claim_text
from guiju.apps.catalogue.importing.record import Claim, Defaults, Row
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.models import Assertion, Edition
from guiju.apps.catalogue.search import editions_reindex
from guiju.apps.catalogue.services.apply import plan_write
from guiju.apps.catalogue.services.state import state_advance
from guiju.apps.catalogue.services.telling import CHANGED, OBJECT, Writer
from guiju.domain.language import NO_WORDS, Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record

RULE = "catalogue.edit"
# Weighs more than any source that is read by machine (said.toml), so that the next import does not undo it.
SOURCE = "纠错核实"
STATUS = "asserted_status"
FIELDS = (
    "title_zh", "title_en", "published", "effective", "withdrawn", "nature", "body", "department", "committee", "ics",
    "ccs", "drafters", "plan_number", "announcement", "filing_number", STATUS,
)  # fmt: skip


class Corrected(NamedTuple):
    """What a correction did, so that it can be taken back: the value before with its giver and day, the value after,
    and the claim it made."""

    field: str
    before: Any
    giver: str
    day: str
    after: Any
    source: str
    said_on: str


@transaction.atomic
def edition_correct(
    *,
    actor: User | None,
    edition: Edition,
    field: str,
    value: str,
    evidence: str,
    said_on: date,
    at: datetime,
    reason: str,
) -> Corrected:
    """Make `value` what is on record of `field`, on evidence (a web address, or words); `reason` names the case.

    The value becomes a dated claim too. A status is no field: it is a claim only. Raises `WordsError` for a value that
    cannot be read.
    """
    permission_require(actor, RULE)
    if field not in FIELDS:
        raise WordsError("field", Words(f"不能更正字段 {field}。", f"{field} cannot be corrected."), where="field")
    held = _held(edition)
    source = f"{SOURCE}：{evidence}"[:200]
    if field == STATUS:
        plan = Plan(claims=[Said(None, held.pk, Claim(field, value, said_on), source)])
        result = Corrected(field, None, "", "", value, source, said_on.isoformat())
    else:
        new, old, day = _read(held.number, field, value), held.values[field], held.day(field)
        claims = [Said(None, held.pk, Claim(field, claim_text(new), said_on), source)]
        if old:
            claims.append(Said(None, held.pk, Claim(field, claim_text(old), day), held.giver(field)))
        change = Change(held, {field: old}, {field: new}, {field: source}, {field: said_on})
        plan = Plan(changes=[change] if new != old else [], claims=claims)
        result = Corrected(field, old, held.giver(field), _iso(day), new, source, said_on.isoformat())
    plan_write(plan, Writer(actor_of(actor), at, reason=reason, evidence=evidence))
    state_advance(at=at)
    return result


@transaction.atomic
def correction_take_back(*, actor: User | None, edition: Edition, done: Corrected, at: datetime, reason: str) -> None:
    """Show again what stood there before a correction, and withdraw the claim it made (撤销更正)."""
    permission_require(actor, RULE)
    held = _held(edition)
    writer = Writer(actor_of(actor), at, reason=reason)
    if done.field != STATUS and done.before != done.after:
        day = date.fromisoformat(done.day) if done.day else None
        former = done.before or EMPTY.get(done.field, "")
        change = Change(held, {done.field: held.values[done.field]}, {done.field: former})
        change.sources[done.field], change.days[done.field] = done.giver, day
        plan_write(Plan(changes=[change]), writer)
    claim = {"field": done.field, "value": claim_text(done.after), "asserted_on": done.said_on, "source": done.source}
    made = Assertion.objects.filter(
        edition=held.pk, field=done.field, value=claim["value"], asserted_on=done.said_on, source__code=done.source
    )
    if made.delete()[0]:
        event_record(
            actor=writer.actor, action=CHANGED, object_kind=OBJECT, object_id=str(held.pk),
            before={"assertions": [claim]}, after=None, reason=reason, at=at,
        )  # fmt: skip
        editions_reindex([held.pk])
    state_advance(at=at)


def _held(edition: Edition) -> Held:
    """The edition as it is on record now, locked until the transaction ends."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    return next(held for held in editions_held({locked.number})[locked.number] if held.pk == locked.pk)


def _read(number: str, field: str, value: str) -> Any:
    """The value as an import would read it."""
    reader = RowReader(Defaults(source=SOURCE, keep_unread=True), None)
    record = reader.record(Row(NO_WORDS, {"number": number, field: value}))
    problem = next((p for p in reader.problems if p.field == field and p.code != "no_title"), None)
    if problem is not None:
        raise WordsError(problem.code, problem.message, where="value")
    read = record.fields.get(field) if record else None
    if not read:
        raise WordsError("value", Words("请填写正确的内容。", "Enter what it should be."), where="value")
    return read


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
