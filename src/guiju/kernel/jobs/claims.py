"""Who has taken a job (认领): a text naming machine, process and moment, so that a dead worker is recognised."""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
from functools import cache
from pathlib import Path


@cache
def machine() -> str:
    """This machine since its last start, in 8 hex digits."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    seed = platform.node() + (boot.read_text(encoding="ascii") if boot.exists() else "")
    return hashlib.sha256(seed.encode()).hexdigest()[:8]


def claim_make() -> str:
    """A fresh claim of this process."""
    return f"{machine()}:{os.getpid()}:{secrets.token_hex(6)}"


def is_dead(claim: str) -> bool:
    """Whether the claiming process surely runs no more: it was of this machine, and is gone or has been our number."""
    where, _, rest = claim.partition(":")
    pid = rest.partition(":")[0]
    if where != machine() or not pid.isdecimal():
        return False
    return int(pid) == os.getpid() or not _alive(int(pid))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
