"""The half of `guiju import` that needs the database; loaded after Django has started."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.utils import timezone

from guiju.apps.catalogue.importing.formats import FORMAT_WORDS, reference_of
from guiju.apps.catalogue.importing.record import Defaults, Progress
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.services import Outcome, ReferenceOutcome, imports_apply, reference_import
from guiju.domain.language import Words
from guiju.kernel.search.services import index_follow


def import_files(
    paths: Sequence[Path],
    wishes: Mapping[str, str],
    *,
    source: str,
    said_on: date | None,
    format: str,
    dry_run: bool,
    progress: Progress,
) -> list[Outcome | ReferenceOutcome]:
    """Import on behalf of the one who runs the installation: first files for reference tables, then all lists of
    standards by one switch."""
    now = timezone.now()
    told: dict[Path, Outcome | ReferenceOutcome] = {}
    lists: list[Path] = []
    for path in dict.fromkeys(paths):
        if reference_of(SourceFile(path.name, path=path), format):
            told[path] = reference_import(actor=None, path=path, at=now, format=format, dry_run=dry_run)
        else:
            lists.append(path)
    outcomes = imports_apply(
        actor=None,
        files=[(path, Defaults(source, said_on)) for path in lists],
        at=now,
        wishes=wishes,
        format=format,
        day_read=timezone.localdate(now),
        dry_run=dry_run,
        progress=progress,
    )
    told |= dict(zip(lists, outcomes, strict=True))
    return [told[path] for path in dict.fromkeys(paths)]


def index_bring_up(progress: Progress) -> None:
    """Bring the search index up to date with what came in."""
    index_follow(kind="edition", progress=lambda done: progress(done, 0))


def format_words(adapter: str) -> Words:
    """What a format is called."""
    return FORMAT_WORDS.get(adapter, Words(adapter, adapter))
