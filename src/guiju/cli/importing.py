"""The half of `guiju import` that needs the database; loaded after Django has started."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.utils import timezone

from guiju.apps.catalogue.importing.formats import FORMAT_WORDS, reference_of
from guiju.apps.catalogue.importing.record import Defaults, Progress
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.services import Outcome, ReferenceOutcome, import_apply, reference_import
from guiju.domain.language import Words


def import_file(
    path: Path,
    wishes: Mapping[str, str],
    *,
    source: str,
    said_on: date | None,
    format: str,
    dry_run: bool,
    progress: Progress,
) -> Outcome | ReferenceOutcome:
    """Import on behalf of the one who runs the installation."""
    now = timezone.now()
    if reference_of(SourceFile(path.name, path=path), format):
        return reference_import(actor=None, path=path, at=now, format=format, dry_run=dry_run)
    return import_apply(
        actor=None,
        path=path,
        at=now,
        defaults=Defaults(source, said_on),
        wishes=wishes,
        format=format,
        dry_run=dry_run,
        progress=progress,
    )


def format_words(adapter: str) -> Words:
    """What a format is called."""
    return FORMAT_WORDS.get(adapter, Words(adapter, adapter))
