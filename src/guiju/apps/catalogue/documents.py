"""The search document of an edition (索引文档): by what it is found, filtered, counted and sorted."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from guiju.apps.catalogue.fields import industry_words, region_code, region_words
from guiju.apps.catalogue.intervals import status_intervals
from guiju.apps.catalogue.kinds import kind_of
from guiju.apps.catalogue.synonyms import other_titles
from guiju.domain.validity import CatalogueFacts, EditionFacts, Status
from guiju.kernel.search.port import Dated, SearchDocument

FACETS = ("level", "nature", "kind", "prefix", "body", "ics", "ccs", "industry", "region")
_REGION = re.compile(r"D(?:BS?|BJ|GJ)(\d\d)(\d\d)?")
_BODIES = re.compile(r"[、,，;；\n]+")
_LASTING = frozenset(
    {Status.UPCOMING, Status.IN_FORCE, Status.IN_FORCE_AMENDED, Status.PARALLEL, Status.PARTLY_REPLACED,
     Status.PARTLY_WITHDRAWN, Status.IN_FORCE_TO_BE_REPLACED}
)  # fmt: skip
_LONGEST = 60
_MOST = 40


class Written(NamedTuple):
    """What a document takes from the row of an edition, under the names of its columns."""

    pk: int
    number: str
    sort_key: str
    year: str
    supplement: str
    kind: str
    jurisdiction: str
    publisher: str
    prefix: str
    level: str
    nature: str
    title_zh: str
    title_en: str
    titles: dict[str, str]
    body: str
    department: str
    committee: str
    drafters: list[str]
    ics: list[Any]
    ccs: list[Any]
    published_day: int
    effective_day: int
    fictitious: bool


def document_of(
    edition: Written, own: EditionFacts, facts: CatalogueFacts, events: tuple[int, int] | None
) -> SearchDocument:
    """The document; `events`: the first and the last event of its history."""
    titles = tuple(filter(None, (edition.title_zh, edition.title_en, *edition.titles.values())))
    statuses = status_intervals(own, facts)
    year = year_of(edition)
    ranges = {"year": year} if year else {}
    if events:
        ranges |= {"created": events[0], "changed": events[1]}
    return SearchDocument(
        id=str(edition.pk),
        label=f"{edition.number} {titles[0] if titles else ''}",
        numbers=(edition.number,),
        titles=(*titles, *other_titles(titles)),
        facets=_facets(edition),
        dated={"status": statuses},
        orders={
            "number": edition.sort_key,
            "published": edition.published_day,
            "effective": edition.effective_day,
        },
        fields={
            "drafters": tuple(edition.drafters),
            "committee": (edition.committee,) if edition.committee else (),
        },
        ranges=ranges,
        weight=_weight(edition, year, statuses),
    )


def year_of(edition: Written) -> int:
    """The year of its number, else that of its publication; 0 unknown."""
    return int(edition.year[:4]) if edition.year[:4].isdigit() else edition.published_day // 10_000


def _weight(edition: Written, year: int, statuses: tuple[Dated, ...]) -> float:
    """Among equals first what is or will be in force, then the standard before its supplements, then the newer.

    Fictitious ones last.
    """
    if edition.fictitious:
        return 0.0
    lasting = 0.5 if statuses[-1].value in _LASTING else 0.25 if statuses[-1].value == Status.UNKNOWN else 0.0
    own = 0.2 if not edition.supplement else 0.0
    return lasting + own + 0.3 * min(max((year - 1950) / 100, 0.0), 1.0)


def _facets(edition: Written) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {
        "level": (edition.level,) if edition.level else (),
        "nature": (edition.nature,),
        "kind": (kind_of(edition),),
        "prefix": (edition.prefix,) if edition.prefix else (),
        "body": _bodies(edition),
        "ics": _ics(edition.ics),
        "ccs": _ccs(edition.ccs),
        "industry": (edition.publisher,)
        if edition.level == "industry" and edition.publisher in industry_words()
        else (),
        "region": _regions(edition.prefix),
    }
    return {name: values for name, values in found.items() if values}


def _bodies(edition: Written) -> tuple[str, ...]:
    """Who issued it and whose it is, by name; the bodies of other numbers by their code ("ISO", "IEC")."""
    named = (part.strip() for text in (edition.body, edition.department) for part in _BODIES.split(text))
    bodies = [name for name in named if 0 < len(name) <= _LONGEST]
    if not bodies and edition.level in ("international", "regional", "foreign"):
        bodies = [code.upper() for code in edition.publisher.split("/") if code != "other"]
    return tuple(dict.fromkeys(bodies))[:_MOST]


def _ics(codes: list[str]) -> tuple[str, ...]:
    """Each code with those above it: 13.040.20, 13.040, 13."""
    kept = (str(code).strip() for code in codes[:_MOST])
    return tuple(dict.fromkeys(code[:end] for code in kept for end in (2, 6, 9) if len(code) >= end))


def _ccs(codes: list[str]) -> tuple[str, ...]:
    kept = (str(code).strip().upper().replace(" ", "")[:4] for code in codes[:_MOST])
    return tuple(dict.fromkeys(part for code in kept if code for part in (code[0], code)))


def _regions(prefix: str) -> tuple[str, ...]:
    """The province and the prefecture of a local standard, by the code in its number."""
    found = _REGION.match(prefix)
    if found is None:
        return ()
    codes = (region_code(found[1]), region_code(found[1] + (found[2] or "")))
    return tuple(dict.fromkeys(code for code in codes if code in region_words()))
