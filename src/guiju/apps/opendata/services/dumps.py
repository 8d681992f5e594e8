"""Making dumps (制作数据包): written aside, kept, then seen at once; the few before it stay for those on their way."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from guiju.apps.catalogue.licences import LICENCES
from guiju.apps.catalogue.queries import snapshot
from guiju.apps.catalogue.queries.publication import records_public, sources_open
from guiju.apps.opendata.models import Dump, DumpFile
from guiju.apps.opendata.shapes import PublicStandard
from guiju.apps.opendata.writing import CSV, JSONL, JSONL_GZIP, dump_write
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.files.services import file_delete, file_store
from guiju.kernel.history.canonical import canonical, moment_text
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.queries import chain_length
from guiju.kernel.history.services import event_record
from guiju.kernel.history.signing import signature_make

PURPOSE = "opendata"
FORMAT = "guiju-dump-1"
SCHEMA, MANIFEST = "schema.json", "manifest.json"
MEDIA = {
    JSONL: "application/zstd",
    JSONL_GZIP: "application/gzip",
    CSV: "application/gzip",
    SCHEMA: "application/schema+json",
}
MEDIA[MANIFEST] = "application/json"
KEPT = 3
LARGEST = 4 * 1024**3
Progress = Callable[[int, int, Words], None]
_WRITING = Words("正在写数据包", "Writing the dump")


def dump_make(*, actor: User | None, at: datetime, progress: Progress | None = None) -> Dump:
    """Write a dump of all that may be passed on, and put it in the place of the last one.

    What changes while it is written is in it or not; the change feed after its `sequence` brings it up to date.
    """
    permission_require(actor, "opendata.make")
    sequence, now = chain_length(), snapshot()
    say = progress or (lambda done, total, message: None)
    total = now.editions + now.fictitious
    with tempfile.TemporaryDirectory(dir=_workshop()) as name:
        folder = Path(name)
        written = dump_write(records_public(), folder, lambda done: say(done, total, _WRITING))
        schema = PublicStandard.model_json_schema()
        (folder / SCHEMA).write_text(json.dumps(schema, ensure_ascii=False, indent=1), encoding="utf-8")
        paths = {**written.paths, SCHEMA: folder / SCHEMA}
        manifest = _manifest(paths, at, now.id, sequence, written.records)
        (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        return _keep({**paths, MANIFEST: folder / MANIFEST}, manifest, actor, at)


def dumps_purge() -> int:
    """Delete the dumps before the last few, with their files; returns how many."""
    old = list(Dump.objects.order_by("-pk")[KEPT:])
    for dump in old:
        with transaction.atomic():
            stored = [file.stored for file in dump.files.select_related("stored")]
            dump.delete()
            for one in stored:
                file_delete(stored=one)
    return len(old)


def _workshop() -> Path:
    """Where dumps are written; beside the kept files, whose folders it is none of."""
    folder = Path(settings.FILES_ROOT) / "dumps"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _manifest(paths: dict[str, Path], at: datetime, revision: str, sequence: int, records: int) -> dict[str, Any]:
    files = [
        {"name": name, "media_type": MEDIA[name], "bytes": path.stat().st_size, "sha256": _digest(path)}
        for name, path in paths.items()
    ]
    sources = [
        {
            "name": source.name,
            "url": source.url,
            "licence": source.licence,
            "licence_url": LICENCES[source.licence].url,
            "attribution": source.attribution,
        }
        for source in sources_open().values()
    ]
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": moment_text(at),
        "snapshot": revision,
        "sequence": sequence,
        "records": records,
        "files": files,
        "sources": sources,
    }
    signature = signature_make(installation_signer(), canonical(manifest))
    return {**manifest, "signature": signature._asdict()}


@transaction.atomic
def _keep(paths: dict[str, Path], manifest: dict[str, Any], actor: User | None, at: datetime) -> Dump:
    dump = Dump.objects.create(
        made_at=at,
        snapshot=manifest["snapshot"],
        sequence=manifest["sequence"],
        records=manifest["records"],
        manifest=manifest,
    )
    for name, path in paths.items():
        with path.open("rb") as data:
            stored = file_store(name=name, data=data, purpose=PURPOSE, limit_bytes=LARGEST, at=at)
        DumpFile.objects.create(dump=dump, name=name, media_type=MEDIA[name], stored=stored)
    event_record(
        actor=actor_of(actor),
        action="opendata.dump_made",
        object_kind="dump",
        object_id=str(dump.pk),
        before=None,
        after={"snapshot": dump.snapshot, "sequence": dump.sequence, "records": dump.records},
        at=at,
    )
    return dump


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
