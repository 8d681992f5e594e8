"""The site as a process (网站进程): `python -m guiju.web.server HOST PORT WORKERS`.

It ends when whoever started it is gone, and its workers end with it, however hard they were killed: a site nobody looks
after would keep the port.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_PR_SET_PDEATHSIG = 1
THREADS = 8


def end_with_parent(signum: int) -> None:
    """Get this signal when the parent process dies (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signum)


def main(host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    end_with_parent(signal.SIGTERM)
    os.register_at_fork(after_in_child=lambda: end_with_parent(signal.SIGKILL))
    Granian(
        "guiju.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
