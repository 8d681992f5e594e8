"""Small catalogues for tests of status and verdict: invented editions, said by invented sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from guiju.domain.numbers import NumberError, parse, series_key
from guiju.domain.validity import AssertionFact, CatalogueFacts, EditionFacts, RelationFact

TODAY = date(2026, 11, 22)
READ_ON = date(2026, 6, 1)


def edition(number: str, *said: str | tuple[str, str] | tuple[str, str, str], **fields: Any) -> EditionFacts:
    """`edition("GB/T 1-2020", "现行", ("废止", "2025-01-02", "official"), published="2020")`."""
    claims = [(s, "2026-06-01", "list") if isinstance(s, str) else (*s, "list")[:3] for s in said]
    try:
        parsed = parse(number)
        given = {"series": series_key(parsed), "level": parsed.level}
        given["supplement"] = " ".join(f"{s.kind}{s.number}" for s in parsed.supplements)
    except NumberError:
        given = {"series": number}
    assertions = tuple(AssertionFact("asserted_status", w, date.fromisoformat(d), s) for w, d, s in claims)
    fields = {"id": abs(hash(number)) % 10**6 + 1, "source": "list", "recorded_on": READ_ON} | given | fields
    return EditionFacts(number=number, assertions=assertions, **fields)


def relation(sentence: str, **fields: Any) -> RelationFact:
    """`relation("GB/T 1-2020 replaces GB/T 1-2009")`; the kind is the word between."""
    kinds = ("replaces", "amends", "corrects", "adopts", "renumbered_from", "converted_to_recommended")
    kind = next(k for k in kinds if f" {k} " in sentence)
    subject, obj = sentence.split(f" {kind} ")
    return RelationFact(kind, subject, obj, **({"source": "list", "asserted_on": READ_ON} | fields))


def catalogue(editions: Sequence[EditionFacts] = (), relations: Sequence[str | RelationFact] = ()) -> CatalogueFacts:
    """Facts holding exactly these."""
    by_number, by_series, by_end = defaultdict(list), defaultdict(list), defaultdict(list)
    for e in editions:
        by_number[e.number].append(e)
        by_series[e.series].append(e)
    for item in relations:
        r = relation(item) if isinstance(item, str) else item
        by_end[r.subject].append(r)
        if r.object != r.subject:
            by_end[r.object].append(r)
    return CatalogueFacts(by_number, by_series, by_end, editions=len(editions))
