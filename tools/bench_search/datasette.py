"""Datasette on the file built for SQLite, asked through its JSON interface within the process (no network)."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

from datasette.app import Datasette

from tools.bench_search.questions import FACETS, PAGE, Question
from tools.bench_search.segmented import number_asked, words_asked
from tools.bench_search.sqlite import Sqlite

_MOST_MS = 600_000


class Peer:
    """What a reader of open data would run over the file: search, facets and page in one answer."""

    name = "Datasette"

    def __init__(self, sqlite: Sqlite) -> None:
        limits = {"sql_time_limit_ms": _MOST_MS, "facet_time_limit_ms": _MOST_MS, "suggest_facets": False}
        self._site = Datasette([str(sqlite.path)], settings=limits)
        self._loop = asyncio.new_event_loop()
        self._address = f"/{sqlite.path.stem}/records.json"

    def ask(self, asked: Question) -> int:
        fields = [("_facet", name) for name in FACETS] + [("_size", str(PAGE))]
        if asked.level:
            fields.append(("level", asked.level))
        if asked.words:
            fields.append(("_search", " ".join(words_asked(asked))))
        else:
            first, behind = number_asked(asked)
            fields += [("spelled__gte", first), ("spelled__lt", behind)]
        answer = self._loop.run_until_complete(self._site.client.get(f"{self._address}?{urlencode(fields)}"))
        answer.raise_for_status()
        return int(answer.json()["filtered_table_rows_count"] or 0)
