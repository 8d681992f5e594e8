"""The history everybody can download (公开的历史链): up to the last signed checkpoint, in one file that is made anew.

It ends with a signed event, so that a shorter file does not verify. It is made at most daily, and at once after an
erasure by law, so that what was erased leaves it too.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from guiju.kernel.history.canonical import moment_text
from guiju.kernel.history.chain import ERASED
from guiju.kernel.history.export import chain_write
from guiju.kernel.history.models import Checkpoint, Event
from guiju.kernel.history.queries import public_entries, statements

EVERY = timedelta(days=1)


class PublicExport(NamedTuple):
    """The file as it lies there: when it was made, its last event, its size in bytes and the SHA-256 of its bytes."""

    made_at: str
    sequence: int
    size: int
    sha256: str


def export_path() -> Path:
    """Where the file lies: `var/public/history.jsonl.gz`."""
    return Path(settings.VAR) / "public" / "history.jsonl.gz"


def export_state() -> PublicExport | None:
    """What is known of the file; None while there is none."""
    try:
        return PublicExport(**json.loads(_state_path().read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def public_export_refresh(*, at: datetime) -> PublicExport | None:
    """Make the file again where it is a day old, or where something was erased since; None when nothing was done."""
    last = Checkpoint.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    made = export_state()
    if last is None or (made is not None and made.sequence >= last):
        return None
    if made is not None and not _due(made, at):
        return None
    return public_export_write(export_path(), last=last, at=at)


def public_export_write(path: Path, *, last: int, at: datetime) -> PublicExport:
    """Write the public chain up to the checkpoint at `last`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with (
            os.fdopen(handle, "wb") as raw,
            gzip.GzipFile("", "wb", 6, raw, 0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as text,
        ):
            chain_write(text, [s for s in statements() if s.sequence <= last], public_entries(last))
        with Path(temporary).open("rb") as whole:
            state = PublicExport(
                moment_text(at), last, Path(temporary).stat().st_size, hashlib.file_digest(whole, "sha256").hexdigest()
            )
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    if path == export_path():
        _state_path().write_text(json.dumps(state._asdict()), encoding="utf-8")
    return state


def _due(made: PublicExport, at: datetime) -> bool:
    if datetime.fromisoformat(made.made_at) + EVERY <= at:
        return True
    return Event.objects.filter(sequence__gt=made.sequence, object_kind="event", action=ERASED).exists()


def _state_path() -> Path:
    return export_path().with_name("history.json")
