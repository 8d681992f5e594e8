"""The one worker (后台进程): takes what is due, again and again, until it is told to stop."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from datetime import datetime
from types import FrameType

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from guiju.kernel.jobs.recurring import periodic_run, watches_run
from guiju.kernel.jobs.run import Clock, job_run, job_take, jobs_revive

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 0.1, 0.4
REVIVE_EVERY = 50
# Long work makes a million lasting objects and no cycles: looking through them less often saves an eighth of its time.
COLLECT_AFTER = (100_000, 50, 50)


def run_due(*, now: datetime | None = None) -> int:
    """Run everything that is due, until nothing is; for tests and for a single turn. Returns how many jobs ran.

    With `now`, that is the time throughout; otherwise the clock's.
    """
    clock: Clock = timezone.now if now is None else (lambda: now)
    jobs_revive(clock())
    count = 0
    busy = True
    while busy:
        busy = watches_run(clock())
        while job := job_take(clock()):
            job_run(job, clock=clock)
            count, busy = count + 1, True
    periodic_run(clock())
    return count


class Worker:
    """Runs until `stop` is called, SIGTERM or SIGINT comes, or the parent process it was started by is gone."""

    def __init__(self, *, parent: int | None = None) -> None:
        self._stop = threading.Event()
        self._parent = parent

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Ask it to stop: a running job is handed back at its next progress call."""
        self._stop.set()

    def listen(self) -> None:
        """Stop on SIGTERM and SIGINT."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def run(self) -> None:
        """Work until told to stop."""
        gc.set_threshold(*COLLECT_AFTER)
        pause, turn = SHORTEST, 0
        while not self.stopping():
            try:
                busy = self._turn(turn)
            except DatabaseError:
                log.exception("the database does not answer")
                busy = False
                close_old_connections()
            turn += 1
            pause = SHORTEST if busy else min(pause * 1.3, LONGEST)
            if not busy:
                self._stop.wait(pause)
        connections.close_all()

    def stopping(self) -> bool:
        """Whether it has been told to stop, or its parent has gone."""
        return self._stop.is_set() or (self._parent is not None and os.getppid() != self._parent)

    def _turn(self, turn: int) -> bool:
        now = timezone.now()
        if turn % REVIVE_EVERY == 0:
            jobs_revive(now, starting=turn == 0)
            close_old_connections()
        busy = watches_run(now)
        if job := job_take(now):
            job_run(job, clock=timezone.now, stopping=self.stopping)
            busy = True
        return periodic_run(now) > 0 or busy
