"""The half of `guiju import` that needs the database; loaded after Django has started."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.utils import timezone

from guiju.apps.catalogue.importing.jsonl import SUFFIXES
from guiju.apps.catalogue.importing.record import Defaults, Progress
from guiju.apps.catalogue.services import Outcome, import_apply


def import_file(
    path: Path,
    wishes: Mapping[str, str],
    *,
    source: str,
    said_on: date | None,
    dry_run: bool,
    progress: Progress,
) -> Outcome:
    """Import on behalf of the one who runs the installation."""
    lines = path.name.lower().endswith(SUFFIXES)
    defaults = Defaults(source=source or path.name, recorded_on=said_on, keep_unread=lines)
    return import_apply(
        actor=None, path=path, at=timezone.now(), defaults=defaults, wishes=wishes, dry_run=dry_run, progress=progress
    )
