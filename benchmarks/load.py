"""A steady load on a site (负载试验): searches and pages arrive at a fixed rate, answered or not.

    python -m benchmarks.load [--searches 30] [--pages 60] [--seconds 120] [--workers 2] [--ceiling]

Starts the site of the data folder (`GUIJU_VAR`) on a free port, asks it, stops it. Requests are due at fixed moments
and their time counts from the moment they were due, so that a site that falls behind cannot hide it. `--ceiling` then
raises the rate by a quarter every 20 seconds until the 99th percentile passes one second or something fails.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from benchmarks.asking import Asker
from benchmarks.questions import page_paths, search_paths

SAMPLE = 3_000
LIMIT = 1.0
STEP_SECONDS = 20
SEED = 20261122


class Outcome(NamedTuple):
    """What came of a stretch of load: how many were asked, the seconds each took, and what failed by kind."""

    asked: int
    seconds: list[float]
    failures: dict[str, int]

    def share(self, part: float) -> float:
        """The time within which this share of the answers came."""
        return sorted(self.seconds)[min(int(len(self.seconds) * part), len(self.seconds) - 1)] if self.seconds else 0.0


def main() -> None:
    """Run the trial; the exit code is 1 when something failed or the 99th percentile passed one second."""
    options = _options()
    random.seed(SEED)
    searches, pages = search_paths(SAMPLE), page_paths(SAMPLE)
    print(f"{len(searches)} searches and {len(pages)} pages to choose from")
    with _site(options.workers) as port:
        asyncio.run(_run(port, searches[:60], pages[:60], 10, 10, 3))  # the first requests of a process are slow
        found = asyncio.run(_run(port, searches, pages, options.searches, options.pages, options.seconds))
        _say(f"{options.searches} searches + {options.pages} pages a second for {options.seconds} s", found)
        if options.ceiling:
            _ceiling(port, searches, pages, options)
    sys.exit(1 if found.failures or found.share(0.99) > LIMIT else 0)


def _ceiling(port: int, searches: list[str], pages: list[str], options: argparse.Namespace) -> None:
    for step in itertools.count(1):
        factor = 1.25**step
        asked = round(options.searches * factor), round(options.pages * factor)
        found = asyncio.run(_run(port, searches, pages, *asked, STEP_SECONDS))
        _say(f"{asked[0]} + {asked[1]} a second for {STEP_SECONDS} s", found)
        if found.failures or found.share(0.99) > LIMIT or step == 12:
            return


async def _run(port: int, searches: list[str], pages: list[str], few: int, many: int, seconds: int) -> Outcome:
    """Ask `few` searches and `many` pages a second, evenly spread; wait for the last answer at most ten seconds."""
    asker = Asker("127.0.0.1", port)
    due = sorted(
        [(nth / few, random.choice(searches)) for nth in range(few * seconds)]
        + [(nth / many, random.choice(pages)) for nth in range(many * seconds)]
    )
    begun = time.perf_counter() + 0.2
    tasks = []
    for moment, path in due:
        wait = begun + moment - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(asker.ask(path, begun + moment)))
    await asyncio.wait(tasks, timeout=10)
    for task in tasks:
        task.cancel()
    asker.close()
    unanswered = len(due) - len(asker.seconds) - sum(asker.failures.values())
    failures = dict(asker.failures) | ({"no answer": unanswered} if unanswered else {})
    return Outcome(len(due), asker.seconds, failures)


@contextmanager
def _site(workers: int) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "guiju", "serve", "--port", str(port), "--workers", str(workers)]
    site = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "GUIJU_QUOTAS": "0"})
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        site.terminate()
        site.wait(20)


def _say(what: str, found: Outcome) -> None:
    times = " ".join(f"p{round(part * 100)} {found.share(part) * 1000:.0f} ms" for part in (0.5, 0.9, 0.99, 1.0))
    print(f"{what}: {len(found.seconds)} of {found.asked} answered, {times}, failures {found.failures or 'none'}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--searches", type=int, default=30, help="searches a second")
    parser.add_argument("--pages", type=int, default=60, help="pages of standards a second")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2, help="processes of the site")
    parser.add_argument("--ceiling", action="store_true", help="then find the rate it breaks at")
    return parser.parse_args()


if __name__ == "__main__":
    main()
