"""Deeds killed at any moment (随时中断), again and again: moves of cases, imports into a register, declaration changes.

`python -m tools.faults.interrupting TIMES` works on the installation of GUIJU_VAR, which it fills itself, and prints
what it found as JSON. Every deed runs in a process of its own, as a fork is quicker to start than a program.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
django.setup()

from django.apps import apps  # noqa: E402 - after Django knows its rooms
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from guiju.kernel.history.queries import chain_verify  # noqa: E402
from tools.faults.interrupted import DEEDS, Deed, people_make  # noqa: E402

LATER = 1.1
STARTED, DONE, BROKE = b"s", b"d", b"!"


def main(times: int) -> dict[str, Any]:
    """Kill each deed so many times in turn; what was found."""
    settings.MIGRATION_MODULES = {room.label: None for room in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    people_make()
    chance, faults = random.Random(5), list[str]()
    told: dict[str, dict[str, int]] = {}
    usual: dict[str, float] = {}
    deeds = [make() for make in DEEDS]
    for deed in deeds:
        _undisturbed(deed.begin)
        told[deed.name] = {"killed": 0, "undone": 0, "done": 0, "acknowledged": 0}
        _round(deed, None, told[deed.name], usual, faults)
    for place in range(times):
        deed = deeds[place % len(deeds)]
        _round(deed, chance.uniform(0, LATER) * usual[deed.name], told[deed.name], usual, faults)
    report = chain_verify()
    if not report.ok:
        faults.append(f"the history does not verify: {report}")
    return {"told": told, "faults": faults}


def _round(deed: Deed, moment: float | None, told: dict[str, int], usual: dict[str, float], faults: list[str]) -> None:
    """Do it once, killed after `moment` seconds (None: never), look, and do it again where nothing came of it."""
    _undisturbed(deed.prepare)
    before = deed.look()
    said = _forked(deed.act, moment)
    after = deed.look()
    acknowledged = DONE in said
    if BROKE in said or after not in (before, deed.whole(before)):
        faults.append(f"{deed.name}: {before} became {after}; {said.decode(errors='replace')}")
    if acknowledged:
        usual[deed.name] = float(said.partition(DONE)[2])
        if after != deed.whole(before):
            faults.append(f"{deed.name}: what was acknowledged is lost: {after}")
    if moment is not None:
        told["killed"] += 1
        told["undone" if after == before else "done"] += 1
        told["acknowledged"] += acknowledged
    if after == before:
        usual[deed.name] = _undisturbed(deed.again)
        last = deed.look()
        if last != deed.whole(before):
            faults.append(f"{deed.name}: done again, {before} became {last}")


def _undisturbed(act: Callable[[], None]) -> float:
    """Act to the end; returns the seconds it took."""
    said = _forked(act, None)
    if DONE not in said:
        raise RuntimeError(said.decode(errors="replace"))
    return float(said.partition(DONE)[2])


def _forked(act: Callable[[], None], moment: float | None) -> bytes:
    """Act in a process of its own, killed after so many seconds; returns what it could say before."""
    connections.close_all()
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(act, there)
    os.close(there)
    said = os.read(here, 1)
    if moment is not None:
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
    while more := os.read(here, 10_000):
        said += more
    os.close(here)
    os.waitpid(pid, 0)
    return said


def _child(act: Callable[[], None], there: int) -> None:
    os.write(there, STARTED)
    began = time.monotonic()
    try:
        act()
        os.write(there, DONE + f"{time.monotonic() - began:.4f}".encode())
    except BaseException:
        os.write(there, BROKE + traceback.format_exc()[-2_000:].encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1])), ensure_ascii=False))
