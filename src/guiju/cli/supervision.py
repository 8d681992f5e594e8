"""Two processes kept running together (进程看护): the site, and the worker, which is started again when it dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

LOOK_EVERY = 0.2
PATIENCE = 10.0
WORKER_PAUSE = 1.0
# How a worker ends that finds the data folder set up by an earlier version.
BEHIND = 3
# Threads that each keep a heap of their own give little back of what a large file took.
ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}


def port_is_free(host: str, port: int) -> bool:
    """Whether somebody could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def site_command(host: str, port: int, workers: int) -> list[str]:
    """How the site is started: it ends by itself when this process is gone."""
    return [sys.executable, "-m", "guiju.web.server", host, str(port), str(workers)]


def worker_command() -> list[str]:
    """How the worker is started: it stops by itself when this process is gone."""
    return [sys.executable, "-m", "guiju", "worker", "--parent", str(os.getpid())]


class Pair:
    """The site and its worker, which `watch` starts, so that the first page comes sooner."""

    def __init__(self, site: Sequence[str], worker: Sequence[str]) -> None:
        self._worker_command = worker
        self._stopping = False
        self._worker_since = float("-inf")
        self.site = subprocess.Popen(site, env=_environment())
        self.worker: subprocess.Popen[bytes] | None = None

    def listen(self) -> None:
        """Stop on SIGTERM and SIGINT."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Ask both to stop."""
        self._stopping = True

    def wait_for(self, host: str, port: int) -> bool:
        """Wait until the site answers; False when it ended instead, or was told to stop."""
        while not self._stopping and self.site.poll() is None:
            if answers(host, port):
                return True
            time.sleep(LOOK_EVERY)
        return False

    def watch(self) -> int:
        """Look after both until told to stop or until the site ends; returns the exit code.

        A worker that says the data folder is behind ends both.
        """
        while not self._stopping and self.site.poll() is None and not self._is_behind():
            self._look_after_worker()
            time.sleep(LOOK_EVERY)
        code = 0 if self._stopping else BEHIND if self._is_behind() else self.site.returncode or 1
        self._end()
        return code

    def _is_behind(self) -> bool:
        return self.worker is not None and self.worker.poll() == BEHIND

    def _look_after_worker(self) -> None:
        ended = self.worker is None or self.worker.poll() is not None
        if ended and time.monotonic() - self._worker_since > WORKER_PAUSE:
            self.worker = subprocess.Popen(self._worker_command, env=_environment())
            self._worker_since = time.monotonic()

    def _end(self) -> None:
        processes = [process for process in (self.site, self.worker) if process is not None]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _environment() -> dict[str, str]:
    return {**ENVIRONMENT, **os.environ}
