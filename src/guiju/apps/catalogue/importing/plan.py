"""What an import would change (计划): records compared with what the catalogue holds, nothing written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from guiju.apps.catalogue.importing.record import Claim, Link, Record
from guiju.apps.catalogue.models import Assertion, Edition, Relation
from guiju.domain.validity.said import rank

_CHUNK = 900
# Fields two sources may well write in their own way, without a contradiction worth keeping.
_QUIET = frozenset({"titles", "url", "doctype"})


class Said(NamedTuple):
    """A claim about an edition: its place in `Plan.creates` when it is new, or its id."""

    new: int | None
    edition: int | None
    claim: Claim
    source: str


class Told(NamedTuple):
    """A relation and who told it."""

    link: Link
    source: str
    asserted_on: date | None
    fictitious: bool


@dataclass(slots=True)
class Change:
    """Fields of an edition that change, before and after; `sources` names, by field, who gave the new value."""

    edition: Edition
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    recorded_on: date | None = None


@dataclass(slots=True)
class Plan:
    """All changes of one batch of rows; applying it twice changes nothing the second time.

    `refreshed`: by the day their source was read again, the editions of which it says the same, with that source.
    """

    creates: list[Record] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    claims: list[Said] = field(default_factory=list)
    links: list[Told] = field(default_factory=list)
    refreshed: dict[date, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    unchanged: int = 0
    repeated: int = 0


class Planner:
    """Plans batch after batch of one import, and remembers which numbers it has met."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str], list[tuple[object, ...]]] = defaultdict(list)

    def plan(self, records: Sequence[Record]) -> Plan:
        """Compare records with the catalogue. The k-th row of a number and source is its k-th edition; rows that say
        the very same are one."""
        plan = Plan()
        held = _held({record.identity.number for record in records})
        for record in records:
            rows = self._met[record.identity.number, record.source]
            content = (str(sorted(record.fields.items(), key=lambda f: f[0])), *record.claims, *record.links)
            if content in rows:
                plan.repeated += 1
                continue
            rows.append(content)
            editions = held.get(record.identity.number, [])
            if len(rows) <= len(editions):
                _compare(plan, record, editions[len(rows) - 1])
            else:
                plan.claims += [Said(len(plan.creates), None, claim, record.source) for claim in record.claims]
                plan.creates.append(record)
        _drop_known_claims(plan)
        told = (Told(link, r.source, r.recorded_on, r.fictitious) for r in records for link in r.links)
        plan.links = _unknown(told)
        return plan


def plan_claim(edition: Edition, claim: Claim, source: str) -> Plan:
    """The plan to add one claim about an edition held."""
    plan = Plan(claims=[Said(None, edition.pk, claim, source)])
    _drop_known_claims(plan)
    return plan


def plan_link(told: Told) -> Plan:
    """The plan to add one relation."""
    return Plan(links=_unknown([told]))


def _compare(plan: Plan, record: Record, edition: Edition) -> None:
    """What one row adds to an edition held: empty fields are filled; of two values the weightier, or for one source the
    newer, is shown, and the other is kept as a claim."""
    change = Change(edition)
    same_source = edition.source.name == record.source
    older = bool(edition.recorded_on and record.recorded_on and record.recorded_on < edition.recorded_on)
    for name, value in record.fields.items():
        present = getattr(edition, name)
        if name == "titles":
            value = {**present, **value}
        if present == value or (name == "stage" and value == "published" and not present):
            continue
        giver = edition.field_sources.get(name, edition.source.name)
        wins = not present or (giver == record.source and not older) or rank(record.source) > rank(giver)
        if name not in _QUIET and present:
            loser = (present, giver, edition.recorded_on) if wins else (value, record.source, record.recorded_on)
            plan.claims.append(Said(None, edition.pk, Claim(name, _text(loser[0]), loser[2]), loser[1]))
        if wins:
            change.before[name], change.after[name] = present, value
            if giver != record.source:
                change.sources[name] = record.source
    plan.claims += [Said(None, edition.pk, claim, record.source) for claim in record.claims]
    if change.after:
        plan.changes.append(change)
    else:
        plan.unchanged += 1
    if same_source and record.recorded_on and not older and record.recorded_on != edition.recorded_on:
        plan.refreshed[record.recorded_on][edition.pk] = edition.source_id


def _text(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def _held(numbers: Iterable[str]) -> dict[str, list[Edition]]:
    held: dict[str, list[Edition]] = defaultdict(list)
    for chunk in _chunks(sorted(numbers)):
        for edition in Edition.objects.filter(number__in=chunk).select_related("source").order_by("id"):
            held[edition.number].append(edition)
    return held


def _drop_known_claims(plan: Plan) -> None:
    """Leave out what the same source is already known to have said of the same field on the same day."""
    ids = sorted({said.edition for said in plan.claims if said.edition is not None})
    known = {
        row
        for chunk in _chunks(ids)
        for row in Assertion.objects.filter(edition_id__in=chunk).values_list(
            "edition_id", "field", "value", "asserted_on", "source__name"
        )
    }
    fresh = (s for s in plan.claims if s.edition is None or (s.edition, *s.claim, s.source) not in known)
    plan.claims = list(dict.fromkeys(fresh))


def _unknown(links: Iterable[Told]) -> list[Told]:
    """Relations this source is not known to have told yet, each once."""
    told: dict[tuple[str, ...], Told] = {}
    for item in links:
        told.setdefault((item.link.subject, item.link.kind, item.link.obj, item.link.scope, item.source), item)
    known = {
        row
        for chunk in _chunks(sorted({key[0] for key in told}))
        for row in Relation.objects.filter(subject__in=chunk).values_list(
            "subject", "kind", "obj", "scope", "source__name"
        )
    }
    return [item for key, item in told.items() if key not in known]


def source_names(plan: Plan) -> set[str]:
    """Every source the plan speaks of."""
    named = {record.source for record in plan.creates} | {told.source for told in plan.links}
    return named | {said.source for said in plan.claims}


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
