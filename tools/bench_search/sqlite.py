"""SQLite FTS5 on pre-segmented words, a B-tree on numbers; what is found is found once, then counted five times."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tools.bench_search.questions import FACETS, PAGE, Question
from tools.bench_search.records import Record
from tools.bench_search.segmented import Row, number_asked, row, words_asked


class Sqlite:
    """One database file with the records and a full-text table beside."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "records.sqlite3"
        self._link = sqlite3.connect(self.path)

    def build(self, records: Iterable[Record]) -> None:
        run = self._link.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        columns = ", ".join(Row._fields[1:])
        run(f"CREATE TABLE records (id INTEGER PRIMARY KEY, {columns})")
        self._link.executemany(f"INSERT INTO records VALUES ({', '.join('?' * len(Row._fields))})", map(row, records))
        run("CREATE INDEX by_number ON records (spelled)")
        run('CREATE VIRTUAL TABLE records_fts USING fts5 (text, content="records", content_rowid="id")')
        run("INSERT INTO records_fts (records_fts) VALUES ('rebuild')")
        run("INSERT INTO records_fts (records_fts) VALUES ('optimize')")
        run("ANALYZE")
        self._link.commit()

    def ask(self, asked: Question) -> int:
        where, values = self._where(asked)
        ranked = "ORDER BY records_fts.rank" if asked.words else "ORDER BY spelled"
        self._link.execute(f"SELECT id, number, title {where} {ranked} LIMIT {PAGE}", values).fetchall()
        counts = " UNION ALL ".join(f"SELECT '{name}', {name}, count(*) FROM found GROUP BY 2" for name in FACETS)
        found = f"WITH found AS MATERIALIZED (SELECT {', '.join(FACETS)} {where}) {counts}"
        return sum(count for name, _, count in self._link.execute(found, values) if name == "level")

    def _where(self, asked: Question) -> tuple[str, list[str]]:
        level = " AND level = ?" if asked.level else ""
        chosen = [asked.level] if asked.level else []
        if asked.words:
            match = " ".join(f'"{word}"' for word in words_asked(asked))
            joined = "FROM records_fts JOIN records ON id = records_fts.rowid"
            return f"{joined} WHERE records_fts MATCH ?{level}", [match, *chosen]
        return f"FROM records WHERE spelled >= ? AND spelled < ?{level}", [*number_asked(asked), *chosen]
