"""Build every peer from the same records, ask all the same questions, print times and ratios.

`GUIJU_BENCH_RECORDS` says how many records (100,000 if not given), `GUIJU_BENCH_QUESTIONS` how many of each kind (30).
Each question is asked three times and the best time taken, for every peer alike, as machines are busy with other work.
A peer that is not there (no PostgreSQL, no Datasette) is left out, and the report says so.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tools.bench_search.ours import Ours
from tools.bench_search.questions import Question, questions
from tools.bench_search.records import Made
from tools.bench_search.sqlite import Sqlite

RECORDS, QUESTIONS = 100_000, 30
TRIES = 3


def main() -> None:
    """Build, ask, print."""
    count = int(os.environ.get("GUIJU_BENCH_RECORDS", RECORDS))
    each = int(os.environ.get("GUIJU_BENCH_QUESTIONS", QUESTIONS))
    made = Made()
    asked = questions(made, list(islice(made(count), 2_000)), each)
    print(f"{count:,} records, {len(asked)} questions, each a page of hits and five facets counted; {_load()}")
    answers: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for peer in _peers(Path(folder)):
            _build(peer, made, count)
            answers[peer.name] = _ask(peer, asked)
    _print(answers)


def _peers(folder: Path) -> Iterator[Any]:
    yield Ours(folder)
    sqlite = Sqlite(folder)
    yield sqlite
    if importlib.util.find_spec("datasette"):
        yield importlib.import_module("tools.bench_search.datasette").Peer(sqlite)
    else:
        print("Datasette is not installed (requirements/bench.lock): left out")
    if address := os.environ.get("GUIJU_DATABASE_URL"):
        yield importlib.import_module("tools.bench_search.postgres").Postgres(address)
    else:
        print("GUIJU_DATABASE_URL names no PostgreSQL (bash tools/postgres.sh …): left out")


def _build(peer: Any, made: Made, count: int) -> None:
    if not hasattr(peer, "build"):
        return
    records = list(made(count))
    wall, processor = time.perf_counter(), time.process_time()
    peer.build(records)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{peer.name:<14} built in {wall:.1f} s ({count / wall:,.0f} records/s), {processor:.1f} s of processor time "
        f"in this process; peak {peak:,.0f} MB with the records; {_load()}",
        flush=True,
    )


def _ask(peer: Any, asked: list[Question]) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = defaultdict(list)
    found = 0
    for question in asked:
        tries = []
        for _ in range(TRIES):
            start = time.perf_counter()
            count = peer.ask(question)
            tries.append((time.perf_counter() - start) * 1000)
        found += count
        spent[question.kind].append(min(tries))
    print(f"{peer.name:<14} found {found:,} records in all; {_load()}", flush=True)
    return spent


def _print(answers: dict[str, dict[str, list[float]]]) -> None:
    name, ours = next(iter(answers.items()))
    for kind in (*ours, ""):
        print(f"\n{kind or 'all questions'}")
        base = sum(_times(ours, kind))
        for peer, spent in answers.items():
            times = sorted(_times(spent, kind))
            middle, late, total = times[len(times) // 2], times[int(len(times) * 0.99)], sum(times)
            print(
                f"  {peer:<14} p50 {middle:9.2f} ms   p99 {late:9.2f} ms   total {total:10.0f} ms   "
                f"{total / base:7.1f} × {name}"
            )


def _times(spent: dict[str, list[float]], kind: str) -> list[float]:
    return spent[kind] if kind else [one for times in spent.values() for one in times]


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


if __name__ == "__main__":
    sys.exit(main())
