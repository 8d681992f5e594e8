"""Trials of load, full disks and memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

from tools.faults.browser import Browser
from tools.faults.inputs import MEGABYTE, hostile
from tools.faults.installation import Installation, until
from tools.faults.outcome import Outcome

READERS, WRITERS, SECONDS = 8, 4, 10.0
MOST_MEMORY = 500 * MEGABYTE
OVER = {"succeeded", "failed", "cancelled"}


def loaded(house: Installation, browser: Browser) -> Outcome:
    """8 readers and 4 writers at once for 10 seconds."""
    example = browser.hand_in(text="GB/T 1.1-2009 GB/T 19001-2016 ISO 9001:2015").location
    until("the first check", lambda: browser.progress(example)["state"] in OVER)
    pk = house.rows("SELECT id FROM catalogue_edition LIMIT 1")[0][0]
    pages = (
        "/",
        "/standards/?q=" + quote("GB/T 1"),
        "/standards/?q=" + quote("质量管理"),
        f"/standards/{pk}/",
        example,
    )
    read: list[tuple[int, float]] = []
    written: list[tuple[int, float]] = []
    ends = time.monotonic() + SECONDS

    def reader(first: int) -> None:
        own = Browser(house.port)
        for n in _while(ends, first):
            began = time.monotonic()
            read.append((own.get(pages[n % len(pages)]).status, time.monotonic() - began))

    def writer(first: int) -> None:
        own = Browser(house.port)
        for n in _while(ends, first):
            began = time.monotonic()
            status = own.hand_in(text=f"GB/T {n}-2001 GB/T 1.1-2009").status
            written.append((status, time.monotonic() - began))

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(READERS)]
    threads += [threading.Thread(target=writer, args=(1_000 * n,)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    began = time.monotonic()
    until("all checks to end", lambda: not house.count("jobs_job WHERE state IN ('queued', 'running')"), pause=0.2)
    outcome = Outcome(
        f"reads {_figures(read)}; checks {_figures(written)}, done {time.monotonic() - began:.1f} s later"
    )
    outcome.require({status for status, _ in read} == {200}, f"pages answered {_statuses(read)}")
    outcome.require({status for status, _ in written} == {302}, f"checks answered {_statuses(written)}")
    failed = house.count("jobs_job WHERE state = 'failed'")
    outcome.require(failed == 0, f"{failed} checks failed")
    locked = house.log.read_text(errors="replace").count("database is locked")
    outcome.require(locked == 0, f"the database was locked {locked} times")
    outcome.require_none(house.left_behind())
    return outcome


def disk_full(house: Installation) -> Outcome:
    """No file may grow beyond 30 MB, then beyond 48 KB; 40 MB, then a small file come in."""
    outcome, seen = Outcome(""), []
    for limit, size in ((30 * MEGABYTE, 40 * MEGABYTE), (48 * 1024, 1_000)):
        before = house.count("files_storedfile"), house.count("validity_check")
        browser = house.serve(file_size=limit)
        answer = browser.hand_in(name="a.txt", data=b"GB/T 1.1-2009\n" + b"-" * size)
        seen.append(answer.status)
        clear = answer.status == 507 and "disk" in answer.text
        outcome.require(clear, f"beyond {limit:,} bytes: {answer.status}, not a clear page")
        outcome.require(browser.answers("/"), "afterwards the home page does not come")
        if limit > MEGABYTE:
            outcome.require(browser.hand_in(text="GB/T 1.1-2009").status == 302, "afterwards no check is taken")
            before = before[0] + 1, before[1] + 1
        house.stop()
        after = house.count("files_storedfile"), house.count("validity_check")
        outcome.require(before == after, f"{before} files and checks before, {after} after")
        outcome.require_none(house.left_behind())
    outcome.figures = f"answers {seen}"
    return outcome


def hostile_files(house: Installation, browser: Browser) -> Outcome:
    """Files made to exhaust memory; whoever takes one must finish it, and nobody may need more than 500 MB."""
    outcome, told = Outcome(""), []
    for name, data in hostile():
        pids = {role: house.pid_of(role) for role in ("site", "worker")}
        for pid in pids.values():
            Path(f"/proc/{pid}/clear_refs").write_text("5")
        began = time.monotonic()
        answer = browser.hand_in(name=name, data=data)
        said = str(answer.status)
        if answer.status == 302:
            last = until(name, lambda answer=answer: (p := browser.progress(answer.location))["state"] in OVER and p)  # type: ignore[misc]
            said = str(last["state"])
            outcome.require(said == "succeeded" or bool(last["reason"]), f"{name} failed without a reason")
        seconds = time.monotonic() - began
        outcome.require(answer.status in (302, 422), f"{name} was answered with {answer.status}")
        outcome.require(
            answer.status != 422 or name.partition(".")[0] in answer.text, f"{name} is not named in its refusal"
        )
        peaks = {role: _peak(pid) for role, pid in pids.items()}
        told.append(f"{name} {said} {seconds:.1f} s {'/'.join(str(peak // MEGABYTE) for peak in peaks.values())} MB")
        for role, peak in peaks.items():
            outcome.require(0 < peak <= MOST_MEMORY, f"{name}: the {role} needed {peak // MEGABYTE} MB")
        del data
    outcome.figures = "; ".join(told)
    outcome.require_none(house.left_behind())
    return outcome


def _peak(pid: int | None) -> int:
    """Most memory a process had since it was last asked, in bytes; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _while(ends: float, first: int) -> Iterator[int]:
    """Count from `first` until the time is over."""
    for n in count(first):
        if time.monotonic() >= ends:
            return
        yield n


def _figures(times: list[tuple[int, float]]) -> str:
    spent = sorted(seconds for _, seconds in times)
    if not spent:
        return "none"
    middle, slow = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    return f"{len(spent)} (p50 {middle * 1000:.0f} ms, p99 {slow * 1000:.0f} ms)"


def _statuses(times: list[tuple[int, float]]) -> str:
    statuses = [status for status, _ in times]
    return ", ".join(f"{status}: {statuses.count(status)}" for status in sorted(set(statuses)))
