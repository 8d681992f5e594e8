"""PostgreSQL: a tsvector of pre-segmented words with a GIN index, a B-tree on numbers."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg

from tools.bench_search.questions import FACETS, PAGE, Question
from tools.bench_search.records import Record
from tools.bench_search.segmented import Row, number_asked, row, words_asked


class Postgres:
    """One table in the cluster that the address names."""

    name = "PostgreSQL"

    def __init__(self, address: str) -> None:
        self._link = psycopg.connect(address, autocommit=True)

    def build(self, records: Iterable[Record]) -> None:
        run = self._link.cursor().execute
        run("DROP TABLE IF EXISTS records")
        run(
            'CREATE TABLE records (id int PRIMARY KEY, number text, title text, text text, spelled text COLLATE "C", '
            "level text, status text, body text, ics text, year int)"
        )
        with self._link.cursor() as cursor, cursor.copy(f"COPY records ({', '.join(Row._fields)}) FROM STDIN") as copy:
            for record in records:
                copy.write_row(row(record))
        run("ALTER TABLE records ADD words tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED")
        run("CREATE INDEX ON records USING gin (words)")
        run("CREATE INDEX ON records (spelled)")
        run("VACUUM ANALYZE records")

    def ask(self, asked: Question) -> int:
        where, values = self._where(asked)
        rank = "ts_rank(words, plainto_tsquery('simple', %s)) DESC" if asked.words else "spelled"
        again = [values[0]] if asked.words else []
        page = f"SELECT id, number, title FROM records WHERE {where} ORDER BY {rank} LIMIT {PAGE}"
        self._link.cursor().execute(page, [*values, *again]).fetchall()
        counts = " UNION ALL ".join(f"SELECT '{name}', {name}::text, count(*) FROM found GROUP BY 2" for name in FACETS)
        found = f"WITH found AS MATERIALIZED (SELECT {', '.join(FACETS)} FROM records WHERE {where}) {counts}"
        return sum(count for name, _, count in self._link.cursor().execute(found, values) if name == "level")

    def _where(self, asked: Question) -> tuple[str, list[str]]:
        level = " AND level = %s" if asked.level else ""
        chosen = [asked.level] if asked.level else []
        if asked.words:
            return f"words @@ plainto_tsquery('simple', %s){level}", [" ".join(words_asked(asked)), *chosen]
        return f"spelled >= %s AND spelled < %s{level}", [*number_asked(asked), *chosen]
