"""What history keeps of a new edition (录入事件), in the shapes of docs/history-events.md; and back again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from guiju.apps.catalogue.identity import Identity
from guiju.apps.catalogue.importing.record import Claim, Link, Record
from guiju.domain.language import Words
from guiju.kernel.history.canonical import canonical

# Writes what records hold, which are texts, lists, days and names in ASCII, as canonical JSON, four times as fast.
_PLAIN = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
)


def told_of(record: Record, claims: Iterable[Claim], links: Iterable[Link]) -> dict[str, Any]:
    """All that is on record of a new edition; what is empty is left out."""
    identity, source = record.identity, record.source
    told: dict[str, Any] = {
        "number": identity.number,
        "series": identity.series,
        "level": identity.level,
        **record.fields,
        "source": source,
        "recorded_on": record.recorded_on,
    }
    if identity.supplement:
        told["supplement"] = identity.supplement
    if record.fictitious:
        told["fictitious"] = True
    assertions = [claim_told(claim, source) for claim in claims]
    relations = [link_told(link, source, record.recorded_on) for link in links]
    return told | ({"assertions": assertions} if assertions else {}) | ({"relations": relations} if relations else {})


def claim_told(claim: Claim, source: str) -> dict[str, Any]:
    """A claim with who made it."""
    return {"field": claim.field, "value": claim.value, "asserted_on": claim.asserted_on, "source": source}


def link_told(link: Link, source: str, asserted_on: date | None) -> dict[str, Any]:
    """A relation with who told it and when; its empty parts are left out."""
    told: dict[str, Any] = {"kind": link.kind, "subject": link.subject, "obj": link.obj}
    for name in ("scope", "degree", "starts", "ends"):
        if value := getattr(link, name):
            told[name] = value
    return {**told, "source": source, "asserted_on": asserted_on}


def content_of(record: Record) -> str:
    """The canonical payload of the event that records it, with all its claims and relations."""
    told = {"before": None, "after": told_of(record, record.claims, record.links)}
    titles = record.fields.get("titles", {})
    return _PLAIN.encode(told) if all(map(str.isascii, titles)) else canonical(told).decode()


def record_of(place: Words, identity: Identity, content: str, digest: str) -> Record:
    """The record a payload made by `content_of` is of."""
    fields: dict[str, Any] = json.loads(content)["after"]
    for name in ("number", "series", "level", "supplement"):
        fields.pop(name, None)
    return Record(
        place,
        identity,
        fields,
        fields.pop("source"),
        _day(fields.pop("recorded_on")),
        [_link(told) for told in fields.pop("relations", ())],
        [Claim(told["field"], told["value"], _day(told["asserted_on"])) for told in fields.pop("assertions", ())],
        fields.pop("fictitious", False),
        digest,
        content,
    )


def _link(told: Mapping[str, Any]) -> Link:
    return Link(
        told["kind"],
        told["subject"],
        told["obj"],
        told.get("scope", ""),
        told.get("degree", ""),
        _day(told.get("starts")),
        _day(told.get("ends")),
    )


@lru_cache(4_096)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
