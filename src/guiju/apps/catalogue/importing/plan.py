"""What an import would change (计划): records compared with what the catalogue holds, nothing written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from guiju.apps.catalogue.importing.held import Held, claims_known, editions_held, links_known
from guiju.apps.catalogue.importing.record import Claim, Link, Record
from guiju.domain.validity.said import rank

# Fields two sources may well write in their own way, without a contradiction worth keeping.
QUIET = frozenset({"titles", "url", "doctype"})


class Said(NamedTuple):
    """A claim about an edition: its place in `Plan.creates` when it is new, or its id."""

    new: int | None
    edition: int | None
    claim: Claim
    source: str


class Told(NamedTuple):
    """A relation, who told it, and with which edition: its place in `Plan.creates`, or its id, or neither."""

    link: Link
    source: str
    asserted_on: date | None
    fictitious: bool
    new: int | None = None
    edition: int | None = None


@dataclass(slots=True)
class Change:
    """Fields of an edition that change, before and after; `sources` and `days` say, by field, who gave the new value
    and when, where that is not the source and day of the edition."""

    edition: Held
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    days: dict[str, date | None] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """All changes of one batch of rows; applying it twice changes nothing the second time.

    `refreshed`: by the day their source was read again, the editions of which it says the same, with that source.
    `later`: records of numbers that this very plan creates from another source, to be planned when it is written.
    """

    creates: list[Record] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    claims: list[Said] = field(default_factory=list)
    links: list[Told] = field(default_factory=list)
    refreshed: dict[date, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    later: list[Record] = field(default_factory=list)
    unchanged: int = 0
    repeated: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.creates or self.changes or self.claims or self.links or self.refreshed)


class Planner:
    """Plans batch after batch of one list, and remembers which numbers and relations it has met.

    In a dry run it also remembers which numbers it would have created.
    """

    def __init__(self, *, dry_run: bool = False) -> None:
        self._created: dict[str, str] | None = {} if dry_run else None
        self._met: dict[tuple[str, str], tuple[str, ...]] = {}
        self._told: set[int] = set()

    def plan(self, records: Sequence[Record]) -> Plan:
        """Compare records with the catalogue. The k-th row of a number and source is its k-th edition; rows that say
        the very same are one."""
        plan = Plan()
        held = editions_held({record.identity.number for record in records})
        fresh = {} if self._created is None else self._created
        agreed: list[Said] = []
        for record in records:
            number, source = record.identity.number, record.source
            if fresh.get(number, source) != source:
                plan.later.append(record)
                continue
            rows = self._met.get((number, source), ())
            if record.digest and record.digest in rows:
                plan.repeated += 1
                continue
            rows = self._met[number, source] = (*rows, record.digest)
            editions = held.get(number, ())
            if len(rows) <= len(editions):
                edition = editions[len(rows) - 1]
                _compare(plan, record, edition, agreed)
                self._tell(plan, record, None, edition.pk)
            else:
                fresh[number] = source
                place = len(plan.creates)
                plan.claims += [Said(place, None, claim, source) for claim in record.claims]
                plan.creates.append(record)
                self._tell(plan, record, place, None)
        _drop_known(plan, agreed)
        plan.links = _unknown(plan.links)
        return plan

    def _tell(self, plan: Plan, record: Record, new: int | None, edition: int | None) -> None:
        """Note the relations of a record, each once in the whole list."""
        for link in record.links:
            key = hash((link.subject, link.kind, link.obj, link.scope, record.source))
            if key not in self._told:
                self._told.add(key)
                plan.links.append(Told(link, record.source, record.recorded_on, record.fictitious, new, edition))


def plan_claim(edition: int, claim: Claim, source: str) -> Plan:
    """The plan to add one claim about an edition held."""
    plan = Plan(claims=[Said(None, edition, claim, source)])
    _drop_known(plan, [])
    return plan


def plan_link(told: Told) -> Plan:
    """The plan to add one relation."""
    return Plan(links=_unknown([told]))


def wins(source: str, day: date | None, giver: str, present_day: date | None) -> bool:
    """Whether what `source` says on `day` is shown instead of what `giver` said on `present_day` (取舍): one source
    corrects itself unless it speaks of an earlier day; of two, the weightier is shown, of equals the later. Dated beats
    undated."""
    if source == giver:
        return not (day and present_day and day < present_day)
    one, other = rank(source), rank(giver)
    if one != other:
        return one > other
    return day is not None and (present_day is None or day > present_day)


def _compare(plan: Plan, record: Record, edition: Held, agreed: list[Said]) -> None:
    """What one row adds to an edition held: empty fields are filled; of two values one is shown, the other is kept as
    a claim."""
    change = Change(edition)
    source, day = record.source, record.recorded_on
    for name, value in record.fields.items():
        present = edition.values[name]
        if present == value:
            if edition.giver(name) != source and name not in QUIET:
                agreed.append(Said(None, edition.pk, Claim(name, claim_text(value), day), source))
            continue
        giver, present_day = edition.giver(name), edition.day(name)
        shown = not present or wins(source, day, giver, present_day)
        if name == "titles":
            value = {**present, **value} if shown else {**value, **present}
            shown = value != present
        if name not in QUIET and present and not (name == "stage" and value == "published"):
            loser = (present, giver, present_day) if shown else (value, source, day)
            plan.claims.append(Said(None, edition.pk, Claim(name, claim_text(loser[0]), loser[2]), loser[1]))
        if shown:
            change.before[name], change.after[name] = present, value
            if giver != source:
                change.sources[name], change.days[name] = source, day
            elif source != edition.source:
                change.days[name] = day
    plan.claims += [Said(None, edition.pk, claim, source) for claim in record.claims]
    if change.after:
        plan.changes.append(change)
    else:
        plan.unchanged += 1
    known = edition.recorded_on
    if edition.source == source and day and day != known and not (known and day < known):
        plan.refreshed[day][edition.pk] = edition.source_id


def claim_text(value: Any) -> str:
    """A field's value as a claim keeps it."""
    return "、".join(value) if isinstance(value, list) else str(value)


def _drop_known(plan: Plan, agreed: Sequence[Said]) -> None:
    """Leave out what the same source is already known to have said of the same field on the same day. What agrees with
    the value shown is a claim only where its source last said otherwise."""
    asked = {said.edition for said in (*plan.claims, *agreed) if said.edition is not None}
    known = claims_known(asked)
    last: dict[tuple[int | None, str, str], tuple[date, str]] = {}
    for edition, name, value, on, source in known:
        last[edition, name, source] = max(last.get((edition, name, source), (date.min, "")), (on or date.min, value))
    for said in agreed:
        held = last.get((said.edition, said.claim.field, said.source))
        if held is not None and held[1] != said.claim.value and (said.claim.asserted_on or date.min) > held[0]:
            plan.claims.append(said)
    fresh = (s for s in plan.claims if s.edition is None or (s.edition, *s.claim, s.source) not in known)
    plan.claims = list(dict.fromkeys(fresh))


def _unknown(links: Iterable[Told]) -> list[Told]:
    """Relations this source is not known to have told yet, each once."""
    told: dict[tuple[str, ...], Told] = {}
    for item in links:
        told.setdefault((item.link.subject, item.link.kind, item.link.obj, item.link.scope, item.source), item)
    known = links_known({key[0] for key in told})
    return [item for key, item in told.items() if key not in known]


def source_names(plan: Plan) -> set[str]:
    """Every source the plan speaks of."""
    named = {record.source for record in plan.creates} | {told.source for told in plan.links}
    return named | {said.source for said in plan.claims}
