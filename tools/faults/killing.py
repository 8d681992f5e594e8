"""Trials with kill -9: setup, worker, site, uploads, imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tools.faults.browser import Browser
from tools.faults.inputs import editions, list_of
from tools.faults.installation import Gave, Installation, until
from tools.faults.outcome import Outcome

ROOT = Path(__file__).resolve().parents[2]
LIST_LINES = 10_000
INTERRUPTED = 100
IMPORT_ROWS = 24_000
RELEASED = "history_event WHERE action = 'catalogue.import.released'"
NUMBERS = "SELECT number FROM catalogue_edition WHERE number <> '' ORDER BY id LIMIT 4000"
OVER = {"succeeded", "failed", "cancelled"}


def setup_killed(killed: Installation, undisturbed: Installation) -> Outcome:
    """kill -9 of `guiju setup` at five moments, each time begun again; the last time it is let through."""
    moments = {
        "key made": lambda: (killed.var / "keys" / "ed25519.pem").exists(),
        "tables made": lambda: killed.rows("SELECT 1 FROM django_migrations LIMIT 1"),
        "first editions": lambda: killed.count("catalogue_edition"),
        "all editions": lambda: killed.count("catalogue_importbatch") >= undisturbed.count("catalogue_importbatch"),
        "index begun": lambda: list((killed.var / "search").glob("*/*/meta.json")),
    }
    undisturbed.run("setup")
    hit = 0
    for moment, come in moments.items():
        process = killed.start("setup")
        until(moment, lambda process=process, come=come: come() or process.poll() is not None, pause=0.002)  # type: ignore[misc]
        hit += process.poll() is None
        process.kill()
        process.wait()
    killed.run("setup")
    wanted, got = ([one.count(table) for table in _TABLES] for one in (undisturbed, killed))
    outcome = Outcome(f"killed {hit} times, then {got[0]:,} editions, {got[1]:,} events")
    outcome.require(wanted == got, f"undisturbed it gives {wanted}, killed {got}")
    browser = killed.serve()
    found = browser.get("/standards/?q=GB/T 1.1".replace(" ", "%20"))
    outcome.require(found.status == 200 and "GB/T 1.1-" in found.text, "the site does not find GB/T 1.1")
    outcome.require_none(killed.left_behind())
    killed.stop()
    return outcome


_TABLES = ("catalogue_edition", "history_event", "catalogue_relation", "catalogue_assertion", "catalogue_committee",
           "catalogue_icscode", "catalogue_ccscode", "accounts_user", "accounts_membership")  # fmt: skip


def worker_killed(house: Installation, browser: Browser) -> Outcome:
    """kill -9 of the worker in the middle of a check of 10,000 lines."""
    data = list_of([row[0] for row in house.rows(NUMBERS)], LIST_LINES)
    quiet = _handed_in(browser, data)
    began = time.monotonic()
    _finished(browser, quiet)
    seconds = time.monotonic() - began
    disturbed = _handed_in(browser, data)
    _running(browser, disturbed)
    first = house.pid_of("worker")
    silent = _Listener(browser, disturbed)
    os.kill(first or 0, signal.SIGKILL)
    last = _finished(browser, disturbed)
    members, wanted = browser.verdicts(quiet)
    outcome = Outcome(
        f"{members:,} verdicts, {seconds:.1f} s undisturbed, {silent.stop():.1f} s killed, "
        f"{silent.asked} progress answers, {silent.missed} missed"
    )
    outcome.require(last["state"] == "succeeded", f"the check ended as {last}")
    outcome.require(house.pid_of("worker") != first, "the worker was not killed")
    outcome.require(browser.verdicts(disturbed) == (members, wanted), "the verdicts differ")
    outcome.require(silent.missed == 0, "progress fell silent")
    attempts = house.rows("SELECT MAX(attempts) FROM jobs_job")[0][0]
    outcome.require(attempts == 2, f"the killed job had {attempts} attempts, not 2")
    outcome.require_none(house.left_behind())
    return outcome


def site_killed_in_check(house: Installation, browser: Browser) -> Outcome:
    """kill -9 of everything during a check; then of `guiju serve` alone."""
    data = list_of([row[0] for row in house.rows(NUMBERS)], LIST_LINES)
    check = _handed_in(browser, data)
    _running(browser, check)
    house.kill_all()
    outcome = Outcome("")
    outcome.require_none(house.left_behind())
    began = time.monotonic()
    browser = house.serve()
    last = _finished(browser, check)
    outcome.require(last["state"] == "succeeded", f"the check ended as {last}")
    outcome.figures = f"{browser.verdicts(check)[0]:,} verdicts {time.monotonic() - began:.1f} s after the restart"
    assert house.server is not None
    parent = house.server
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    began = time.monotonic()
    until("site and worker to follow", lambda: not any(house.pid_of(role) for role in ("site", "worker")), 20)
    outcome.figures += f"; site and worker ended {time.monotonic() - began:.1f} s after their keeper"
    house.serve()
    outcome.require_none(house.left_behind())
    return outcome


def site_killed_in_uploads(house: Installation, browser: Browser) -> Outcome:
    """kill -9 of everything while five files of 1 to 45 MB come in, at three moments."""
    line = "依据 GB/T 1.1-2009 编写。".encode()
    outcome = Outcome("")
    answered: list[int] = []
    for moment in (0.15, 0.6, 1.5):
        before = house.count("validity_check")
        sizes = (1, 5, 12, 25, 45)
        files = [line + b"\n" + b"-" * 70 * (size * 1024 * 1024 // 70) for size in sizes]
        threads = [threading.Thread(target=_upload, args=(browser, data, answered)) for data in files]
        for thread in threads:
            thread.start()
        time.sleep(moment)
        house.kill_all()
        for thread in threads:
            thread.join()
        kept = house.count("validity_check") - before
        outcome.require_none(house.left_behind())
        browser = house.serve()
        _all_over(house)
        outcome.figures += f"{'; ' if outcome.figures else ''}after {moment} s {kept} of 5 kept"
    outcome.require(not any(status >= 500 for status in answered), f"answers {answered}")
    return outcome


def import_killed(house: Installation, folder: Path) -> Outcome:
    """kill -9 of `guiju import` when the first piece is read, some are, within the switch, and while it is indexed."""
    path = folder / "editions.jsonl"
    path.write_text("\n".join(editions(IMPORT_ROWS)) + "\n", encoding="utf-8")
    before, released = house.count("catalogue_edition"), house.count(RELEASED)
    wal = house.var / "guiju.sqlite3-wal"

    def pieces() -> int:
        return len(list((house.var / "imports").glob("*/*.zst")))

    moments = (
        lambda: pieces() >= 1,
        lambda: pieces() >= 4,
        lambda: list((house.var / "imports").glob("*/complete")) and wal.exists() and wal.stat().st_size > 4_000_000,
        lambda: house.count(RELEASED) > released,
    )
    kept, read, outcome = [], [], Outcome("")
    for come in moments:
        process = house.start("import", str(path))
        until("the moment", lambda process=process, come=come: come() or process.poll() is not None, pause=0.005)  # type: ignore[misc]
        process.kill()
        process.wait()
        kept.append(house.count("catalogue_edition") - before)
        read.append(pieces())
        outcome.require(kept[-1] in (0, IMPORT_ROWS), f"{kept[-1]} rows of a list were seen")
        outcome.require_none(house.left_behind())
    outcome.require(read[:2] == sorted(read[:2]), f"pieces read were lost: {read}")
    house.run("import", str(path))
    again = house.run("import", str(path))
    total = house.count("catalogue_edition") - before
    mine = "WHERE number LIKE 'T/GUIJU %'"
    doubled = house.rows(f"SELECT number FROM catalogue_edition {mine} GROUP BY 1 HAVING COUNT(*) > 1")
    relations = house.count("catalogue_relation WHERE subject LIKE 'T/GUIJU %'")
    told = house.count(
        "history_event WHERE action = 'catalogue.edition.created' AND object_id IN "
        f"(SELECT CAST(id AS TEXT) FROM catalogue_edition {mine})"
    )
    house.drain()
    indexed = house.indexed()
    outcome.figures = (
        f"{IMPORT_ROWS:,} rows; pieces read at the kills {read}, rows seen {kept}; in the end {total:,}, "
        f"{relations:,} relations, {told:,} events, {indexed:,} documents"
    )
    outcome.require(total == IMPORT_ROWS and relations == IMPORT_ROWS // 2, "rows or relations are missing")
    outcome.require(told == IMPORT_ROWS, f"{told} editions have their event")
    outcome.require(house.count(RELEASED) == released + 1, "the switch was told more than once")
    outcome.require(indexed == house.count("catalogue_edition"), "the index and the catalogue differ")
    outcome.require(not doubled, f"{len(doubled)} numbers twice")
    outcome.require("Nothing changes" in again, "importing it again changes something")
    outcome.require(not pieces(), "pieces were left behind")
    outcome.require_none(house.left_behind())
    return outcome


def deeds_interrupted(house: Installation) -> Outcome:
    """kill -9 at any moment of a move of a case, an import into a register, a change of a declaration."""
    command = [sys.executable, "-m", "tools.faults.interrupting", str(INTERRUPTED)]
    done = subprocess.run(command, env=house.env, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise Gave(done.stderr[-300:])
    found = json.loads(done.stdout)
    figures = (
        f"{name}: {told['killed']} killed, {told['undone']} undone, {told['acknowledged']} acknowledged"
        for name, told in found["told"].items()
    )
    return Outcome("; ".join(figures), found["faults"])


def _upload(browser: Browser, data: bytes, answered: list[int]) -> None:
    answered.append(browser.hand_in(name="a.txt", data=data).status)


def _handed_in(browser: Browser, data: bytes) -> str:
    answer = browser.hand_in(name="list.csv", data=data)
    if answer.status != 302:
        raise RuntimeError(f"the list was not taken: {answer.status} {answer.text[:200]}")
    return answer.location


def _running(browser: Browser, check: str) -> None:
    until("the check to run", lambda: browser.progress(check)["done"] > 0, pause=0.005)


def _finished(browser: Browser, check: str) -> dict[str, object]:
    return dict(until("the check to end", lambda: (now := browser.progress(check))["state"] in OVER and now))


def _all_over(house: Installation) -> None:
    until("all jobs to end", lambda: not house.count("jobs_job WHERE state IN ('queued', 'running')"), pause=0.2)


class _Listener:
    """Asks for progress ten times a second until stopped."""

    def __init__(self, browser: Browser, check: str) -> None:
        self.asked = self.missed = 0
        self._browser, self._check = browser, check
        self._over = threading.Event()
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._over.wait(0.1):
            self.asked += 1
            self.missed += self._browser.progress(self._check)["state"] == "silent"

    def stop(self) -> float:
        """Stop asking; returns how long it asked, in seconds."""
        self._over.set()
        self._thread.join()
        return time.monotonic() - self._began
