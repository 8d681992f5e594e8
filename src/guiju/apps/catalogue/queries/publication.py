"""What of the catalogue may be passed on (公开数据): records as dumps and the change feed give them.

A record is passed on when the licence of its source allows it; fields, claims and relations of other sources when
theirs do. A record tells facts, dates and who said so; its status follows from them and from the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from guiju.apps.catalogue.licences import LICENCES
from guiju.apps.catalogue.models import Assertion, Edition, Relation, Source

FIELDS = (
    "number", "kind", "jurisdiction", "level", "publisher", "prefix", "year", "supplement", "nature", "stage",
    "doctype", "title_zh", "title_en", "titles", "published", "effective", "withdrawn", "parallel_until", "body",
    "department", "committee", "drafters", "ics", "ccs", "plan_number", "announcement", "filing_number", "language",
    "url", "fictitious",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"titles": {}, "drafters": [], "ics": [], "ccs": [], "nature": "unknown", "stage": "published"}
_CHUNK = 500
Record = dict[str, Any]


def sources_open() -> dict[int, Source]:
    """The sources whose licence lets their records be passed on."""
    return {source.pk: source for source in Source.objects.filter(licence__in=LICENCES)}


def records_public(ids: Collection[int] | None = None) -> Iterator[Record]:
    """Records that may be passed on, of these editions or of all, by their key; read in pieces."""
    sources = sources_open()
    for editions in _pieces(ids):
        held = [edition for edition in editions if edition.source_id in sources]
        claims, links = _claims(held, sources), _links(held, sources)
        names = {source.name for source in sources.values()}
        for edition in held:
            yield _record(edition, sources, names, claims[edition.pk], links[edition.number])


def editions_numbered(numbers: Iterable[str]) -> dict[str, list[int]]:
    """The keys of all editions of these numbers."""
    found: dict[str, list[int]] = defaultdict(list)
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), _CHUNK):
        rows = Edition.objects.filter(number__in=wanted[start : start + _CHUNK]).values_list("number", "pk")
        for number, pk in rows:
            found[number].append(pk)
    return found


def _pieces(ids: Collection[int] | None) -> Iterator[list[Edition]]:
    rows = Edition.objects.select_related("series").order_by("pk")
    if ids is not None:
        wanted = sorted(ids)
        for start in range(0, len(wanted), _CHUNK):
            yield list(rows.filter(pk__in=wanted[start : start + _CHUNK]))
        return
    last = 0
    while editions := list(rows.filter(pk__gt=last)[:_CHUNK]):
        yield editions
        last = editions[-1].pk


def _record(edition: Edition, sources: dict[int, Source], names: set[str], claims: Any, links: Any) -> Record:
    told = {name: source for name, source in edition.field_sources.items() if source in names}
    closed = edition.field_sources.keys() - told.keys()
    record: Record = {"id": edition.pk, "series": edition.series.key}
    for name in FIELDS:
        record[name] = _EMPTY.get(name, "") if name in closed else getattr(edition, name)
    record["source"] = sources[edition.source_id].name
    record["recorded_on"] = _day(edition.recorded_on)
    record["field_sources"] = dict(sorted(told.items()))
    record["assertions"], record["relations"] = claims, links
    return record


def _claims(editions: Collection[Edition], sources: dict[int, Source]) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    rows = Assertion.objects.filter(edition__in=[edition.pk for edition in editions], source__in=list(sources))
    values = rows.order_by("pk").values_list("edition_id", "field", "value", "asserted_on", "source_id")
    for pk, field, value, asserted_on, source in values:
        claim = {"field": field, "value": value, "asserted_on": _day(asserted_on), "source": sources[source].name}
        found[pk].append(claim)
    return found


def _links(editions: Collection[Edition], sources: dict[int, Source]) -> dict[str, list[Record]]:
    """Relations by number, at both of their ends."""
    numbers = {edition.number for edition in editions}
    found: dict[str, list[Record]] = defaultdict(list)
    ends = Q(subject__in=numbers) | Q(obj__in=numbers)
    rows = Relation.objects.filter(ends, source__in=list(sources)).order_by("pk").values_list(
        "kind", "subject", "obj", "scope", "degree", "starts", "ends", "source_id", "asserted_on"
    )  # fmt: skip
    for kind, subject, obj, scope, degree, starts, until, source, asserted_on in rows:
        link = {
            "kind": kind, "subject": subject, "object": obj, "scope": scope, "degree": degree, "starts": _day(starts),
            "ends": _day(until), "asserted_on": _day(asserted_on), "source": sources[source].name,
        }  # fmt: skip
        for end in {subject, obj} & numbers:
            found[end].append(link)
    return found


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
