"""What lists and graphs show of a record (简要记录): its number, title and day, without the rest."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from guiju.apps.catalogue.queries.rows import places, rows

_COLUMNS = "id, number, title_zh, title_en, titles, published, fictitious"
_NUMBERED = f"SELECT {_COLUMNS} FROM catalogue_edition WHERE number IN ({{}}) ORDER BY fictitious DESC, id DESC"
_SERIES = f"SELECT {_COLUMNS} FROM catalogue_edition WHERE series_id = %s ORDER BY year DESC, sort_key, id LIMIT {{}}"
_IDS = "SELECT number, id FROM catalogue_edition WHERE number IN ({}) ORDER BY id DESC"


class Brief(NamedTuple):
    """A record in brief; `title` is the first there is: Chinese, English, any other."""

    pk: int
    number: str
    title: str
    published: str
    fictitious: bool


def briefs_numbered(numbers: Collection[str]) -> dict[str, Brief]:
    """Our record of each number; of two with one number the real one, and the one recorded first."""
    found = rows(_NUMBERED.format(places(numbers)), list(numbers)) if numbers else []
    return {row[1]: _brief(row) for row in found}


def briefs_of_series(series: int, most: int) -> list[Brief]:
    """The editions of a series, the newest first."""
    return [_brief(row) for row in rows(_SERIES.format(most), [series])]


def keys_numbered(numbers: Collection[str]) -> dict[str, int]:
    """The key of the record of each number, of two the one recorded first."""
    found = rows(_IDS.format(places(numbers)), list(numbers)) if numbers else []
    return dict(found)


def _brief(row: Sequence[Any]) -> Brief:
    pk, number, chinese, english, others, published, fictitious = row
    title = chinese or english or next(iter(json.loads(others).values()), "")
    return Brief(pk, number, title, published, bool(fictitious))
