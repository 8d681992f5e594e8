"""What a gathering of standards needs of the catalogue (专题取数): by a rule or by number, as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from guiju.apps.catalogue.fields import LANGUAGE
from guiju.apps.catalogue.identity import key_of
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries.page import with_status
from guiju.apps.catalogue.search import NAME
from guiju.domain.language import Words
from guiju.domain.numbers import NumberError, parse, series_key
from guiju.domain.validity import Status
from guiju.kernel.search.port import SearchQuery
from guiju.kernel.search.queries import search

_CHUNK = 900


class Standing(NamedTuple):
    """A standard as it stands on a day; a number the catalogue lacks has nothing but itself."""

    number: str
    edition: int | None = None
    title: str = ""
    level: str = ""
    status: Status | None = None
    published: str = ""
    effective: str = ""
    year: str = ""
    sort_key: str = "~"


class FoundByRule(NamedTuple):
    """The editions a rule finds, how many there are in all, and what of it was not understood."""

    ids: tuple[int, ...]
    total: int
    remarks: tuple[Words, ...] = ()


def found_by(rule: str, day: date, most: int) -> FoundByRule:
    """The editions a rule in the search language finds, by number. A rule that asks for nothing finds nothing; nor
    does one whose words are not all in any title."""
    typed = LANGUAGE.parse(rule)
    asks = typed.terms or typed.facets or typed.fields or typed.ranges
    if not asks:
        return FoundByRule((), 0, typed.remarks)
    query = SearchQuery(
        on=typed.day or day,
        text=typed.words,
        facets=typed.facets,
        without=typed.facets_without,
        fields=typed.fields,
        ranges=typed.ranges,
        not_text=typed.without,
        counts=(),
        order="number",
        limit=most,
    )
    found = search(NAME, query)
    if found.loosened:
        return FoundByRule((), 0, typed.remarks)
    return FoundByRule(tuple(int(hit.id) for hit in found.hits), found.total, typed.remarks)


def editions_for(numbers: Sequence[str]) -> dict[str, int | None]:
    """The record of each number in its normal form; the newest edition where it names no year; None where there is
    none. Fictitious records are none."""
    keys = {number: key_of(number) for number in numbers}
    held = _held("number", set(keys.values()))
    undated = {number: series for number in numbers if (series := _undated(number))}
    newest = _held("series__key", set(undated.values()))
    return {number: held.get(keys[number]) or newest.get(undated.get(number, "")) for number in numbers}


def standing_of(ids: Sequence[int], day: date) -> list[Standing]:
    """Editions as they stand on a day; fictitious ones are left out."""
    rows: list[Standing] = []
    for start in range(0, len(ids), _CHUNK):
        editions = Edition.objects.filter(pk__in=ids[start : start + _CHUNK], fictitious=False)
        rows += [
            Standing(
                row.edition.number, row.edition.pk, row.edition.title, row.edition.level,
                row.status, row.edition.published, row.edition.effective, row.edition.year[:4], row.edition.sort_key,
            )
            for row in with_status(list(editions), day)
        ]  # fmt: skip
    return rows


def _undated(number: str) -> str:
    """The series of a number without a year, "" of any other."""
    try:
        parsed = parse(number)
    except NumberError:
        return ""
    return "" if parsed.dated else series_key(parsed)


def _held(field: str, values: Iterable[str]) -> dict[str, int]:
    """Keys of real editions by a field; of several the newest, and of equals the first recorded."""
    wanted = sorted(values)
    held: dict[str, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = Edition.objects.filter(fictitious=False, **{f"{field}__in": wanted[start : start + _CHUNK]})
        held |= dict(rows.order_by("year", "-id").values_list(field, "id"))
    return held


def editions_in_order(ids: Sequence[int]) -> list[Edition]:
    """Editions in the order of their keys; those that are gone are left out."""
    held = Edition.objects.in_bulk(ids)
    return [held[pk] for pk in ids if pk in held]
