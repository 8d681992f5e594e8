"""`python -m tools.faults [TRIAL…]`: run the trials, one line each; the exit code is 1 when one fails."""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.faults import killing, straining
from tools.faults.installation import Installation
from tools.faults.outcome import Outcome

Trial = tuple[str, Callable[[], Outcome]]


def main(wanted: list[str]) -> int:
    """Run the trials whose names are given, or all."""
    began, failed = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="guiju-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for title, trial in _trials(folder, wanted):
            outcome = _tried(trial)
            failed += bool(outcome.faults)
            verdict = "FAIL" if outcome.faults else "PASS"
            print(f"{verdict}  {title}: {outcome.figures}", flush=True)
            for fault in dict.fromkeys(outcome.faults):
                print(f"      {fault}", flush=True)
    print(f"{failed} failed, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def _trials(folder: Path, wanted: list[str]) -> Iterator[Trial]:
    first, house = Installation(folder, "undisturbed"), Installation(folder, "house")
    apart = Installation(folder, "apart")
    here: list[Installation] = [house, first]

    def on_site(trial: Callable[..., Outcome]) -> Callable[[], Outcome]:
        return lambda: trial(house, house.serve())

    trials: dict[str, Trial] = {
        "setup": ("kill -9 of setup", lambda: killing.setup_killed(house, first)),
        "worker": ("kill -9 of the worker in a check", on_site(killing.worker_killed)),
        "site": ("kill -9 of the site in a check", on_site(killing.site_killed_in_check)),
        "uploads": ("kill -9 of the site in uploads", on_site(killing.site_killed_in_uploads)),
        "import": ("kill -9 of an import", lambda: killing.import_killed(house, folder)),
        "deeds": ("kill -9 of moves, imports, declarations", lambda: killing.deeds_interrupted(apart)),
        "disk": ("full disk", lambda: straining.disk_full(house)),
        "load": ("8 readers, 4 writers", on_site(straining.loaded)),
        "hostile": ("memory on hostile files, site/worker", on_site(straining.hostile_files)),
    }
    if set(wanted) - {"setup", "deeds"} and "setup" not in wanted:
        house.run("setup")
    try:
        for key, trial in trials.items():
            if not wanted or key in wanted:
                yield trial
                for one in here:
                    one.stop()
    finally:
        for one in here:
            one.stop()


def _tried(trial: Callable[[], Outcome]) -> Outcome:
    try:
        return trial()
    except Exception as error:
        return Outcome("", [f"{type(error).__name__}: {error}", traceback.format_exc().splitlines()[-3].strip()])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
