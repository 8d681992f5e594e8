"""An installation to be ill-treated: its data folder, its processes, what its database and disk hold."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.faults.browser import Browser

GUIJU = [sys.executable, "-m", "guiju"]
PATIENCE = 90.0
SWEEP = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from guiju.kernel.files.services import orphans_sweep
print(orphans_sweep(at=datetime.now(UTC) + timedelta(hours=2)))
"""
DRAIN = """
import django; django.setup()
from guiju.kernel.search.services import outbox_drain
outbox_drain()
"""
INDEXED = """
import django; django.setup()
from datetime import date
from guiju.kernel.search.port import SearchQuery
from guiju.kernel.search.queries import search
print(search("edition", SearchQuery(on=date(2026, 11, 22), limit=1)).total)
"""


class Gave(Exception):
    """What was waited for did not happen in time, or a command failed."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: str, look: Callable[[], Any], patience: float = PATIENCE, pause: float = 0.02) -> Any:
    """Wait until `look` gives something true, and return it. Raises `Gave`."""
    deadline = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > deadline:
            raise Gave(f"waited {patience:.0f} s for {what}")
        time.sleep(pause)
    return found


class Installation:
    """One data folder below `folder`, served on a port of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.var = folder / name
        self.temporary = folder / f"{name}-tmp"
        self.temporary.mkdir()
        self.log = folder / f"{name}.log"
        self.port = free_port()
        self.server: subprocess.Popen[bytes] | None = None
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("GUIJU_", "DJANGO_"))}
        self.env |= {"GUIJU_VAR": str(self.var), "TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}
        self.env |= {"DJANGO_SETTINGS_MODULE": "guiju.web.settings", "GUIJU_QUOTAS": "0"}

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own; its output goes to the log."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*GUIJU, *arguments], env=self.env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def run(self, *arguments: str) -> str:
        """Run a command to its end and return what it printed. Raises `Gave` when it failed."""
        done = subprocess.run([*GUIJU, *arguments], env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Gave(f"guiju {arguments[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-300:]}")
        return done.stdout

    def serve(self, *, file_size: int | None = None) -> Browser:
        """Serve, and return a browser once a page comes; no file may grow beyond `file_size` bytes."""
        if file_size is None:
            self.server = self.start("serve", "--port", str(self.port))
        else:
            self.log.unlink(missing_ok=True)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))
            try:
                self.server = self.start("serve", "--port", str(self.port))
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        browser = Browser(self.port)
        until("the first page", lambda: self._alive() and browser.answers("/healthz"))
        until("the worker", lambda: self._alive() and self.pid_of("worker"))
        return browser

    def _alive(self) -> bool:
        if self.server is None or self.server.poll() is not None:
            raise Gave(f"the site ended: {self.log.read_text(errors='replace')[-300:]}")
        return True

    def kill_all(self) -> None:
        """kill -9 to the site, the worker and whoever looks after them, all at once."""
        if self.server is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            until("the port to be free", lambda: not self._listening())

    def stop(self) -> None:
        """End the site as Ctrl-C does."""
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(20)
        self.kill_all()

    def pid_of(self, role: str) -> int | None:
        """The process of this site that is "worker", or "site" (the one that answers requests)."""
        wanted = "guiju.web.server" if role == "site" else " worker "
        return max((pid for pid in self._group() if wanted in _command(pid)), default=None)

    def _group(self) -> Iterator[int]:
        assert self.server is not None
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != self.server.pid:
                with contextlib.suppress(ProcessLookupError):
                    if os.getpgid(int(entry.name)) == self.server.pid:
                        yield int(entry.name)

    def _listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Read the database from outside; nothing when it has no such table yet."""
        if not (self.var / "guiju.sqlite3").exists():
            return []
        connection = sqlite3.connect(self.var / "guiju.sqlite3", timeout=20)
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError:
            return []
        finally:
            connection.close()

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int((self.rows(f"SELECT COUNT(*) FROM {table}") or [(0,)])[0][0])

    def drain(self) -> None:
        """Work off what waits for the index."""
        subprocess.run([sys.executable, "-c", DRAIN], env=self.env, check=True, capture_output=True)

    def indexed(self) -> int:
        """How many editions the index holds."""
        done = subprocess.run([sys.executable, "-c", INDEXED], env=self.env, check=True, capture_output=True, text=True)
        return int(done.stdout)

    def blobs(self) -> set[str]:
        """The contents on disk, by digest."""
        return {path.name for path in (self.var / "files").glob("??/??/*")}

    def left_behind(self) -> list[str]:
        """What is half-stored once the sweep has been: each as a sentence; and whether the history chain holds."""
        subprocess.run([sys.executable, "-c", SWEEP], env=self.env, check=True, capture_output=True)
        digests = {row[0] for row in self.rows("SELECT digest FROM files_storedfile")}
        faults = [f"stored file without content {digest[:8]}" for digest in digests - self.blobs()]
        faults += [f"content without stored file {digest[:8]}" for digest in self.blobs() - digests]
        faults += [f"arrival {path.name}" for path in (self.var / "files" / "incoming").glob("*")]
        faults += [f"temporary file {path.name}" for path in self.temporary.glob("*upload*")]
        lost = "SELECT id FROM validity_check WHERE job_id IS NULL OR job_id NOT IN (SELECT id FROM jobs_job)"
        faults += [f"check {row[0]} without job" for row in self.rows(lost)]
        empty = "SELECT id FROM validity_check WHERE id NOT IN (SELECT owning_check_id FROM validity_checkfile)"
        faults += [f"check {row[0]} without files" for row in self.rows(empty)]
        try:
            self.run("history", "verify")
        except Gave as fault:
            faults.append(str(fault))
        return faults


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""
