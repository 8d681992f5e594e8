"""How an edition is cited (参考文献著录): what is on record of it, in the formats of `guiju.domain.citing`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

from guiju.apps.catalogue.models import Edition
from guiju.domain.citing import Work, bibtex, csl, gbt_2015, gbt_2025, ris
from guiju.domain.language import Words

_ABROAD = frozenset({"international", "regional", "foreign"})


class Format(NamedTuple):
    """A format: its name, the ending and media type of a file of it, and how editions are written in it."""

    name: Words
    ending: str
    media_type: str
    write: Callable[[list[Work]], str]


def _lines(entry: Callable[[Work], str]) -> Callable[[list[Work]], str]:
    return lambda works: "".join(f"{entry(work)}\n" for work in works)


def _json(works: list[Work]) -> str:
    return json.dumps(csl(works), ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Format] = {
    "gbt2025": Format(Words("GB/T 7714—2025", "GB/T 7714—2025"), "txt", "text/plain", _lines(gbt_2025)),
    "gbt2015": Format(Words("GB/T 7714—2015", "GB/T 7714—2015"), "txt", "text/plain", _lines(gbt_2015)),
    "bib": Format(Words("BibTeX", "BibTeX"), "bib", "application/x-bibtex", bibtex),
    "json": Format(Words("CSL-JSON", "CSL-JSON"), "json", "application/vnd.citationstyles.csl+json", _json),
    "ris": Format(Words("RIS", "RIS"), "ris", "application/x-research-info-systems", ris),
}


def work_of(edition: Edition) -> Work:
    """What a reference list needs of an edition; the title in the language its body publishes in, if on record."""
    chinese = edition.level not in _ABROAD
    title = edition.title if chinese else edition.title_en or edition.title
    language = edition.language or ("zh" if title == edition.title_zh else "en" if title == edition.title_en else "")
    return Work(
        number=edition.number,
        title=title,
        responsible=(edition.committee or edition.body) if chinese else edition.body,
        published=edition.published,
        year=edition.year,
        language=language,
        url=edition.url,
        chinese=chinese,
    )


def citations_write(editions: Iterable[Edition], format_name: str) -> str:
    """Editions in a format of `FORMATS`, in their order."""
    return FORMATS[format_name].write([work_of(edition) for edition in editions])


def citations_of(edition: Edition) -> list[tuple[str, Format, str]]:
    """One edition in every format: the format's key, the format, the text."""
    return [(key, kind, citations_write([edition], key).rstrip()) for key, kind in FORMATS.items()]
