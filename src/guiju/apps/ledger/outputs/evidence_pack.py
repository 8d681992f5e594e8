"""The evidence of an assessment in one file (佐证材料包): a zip with a manifest that names and hashes everything."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from guiju.apps.ledger.models import Assessment, ValueFile
from guiju.kernel.files.services import file_open, name_clean

MANIFEST = "manifest.json"
_CHUNK = 1 << 20
_OLD = (1980, 1, 1, 0, 0, 0)
"""Every entry bears this time, so that the same evidence gives the same file."""


def evidence_pack(assessment: Assessment) -> IO[bytes]:
    """A temporary file, to be read and closed: the evidence of every body below a folder of its own, the announced
    results, the scheme, and the manifest with SHA-256 of each. Memory stays bounded; the disk holds the rest."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    listed: list[dict[str, Any]] = []
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as pack:
        _text(pack, listed, "scheme.toml", assessment.scheme, {"is": "scheme"})
        for one in assessment.announcements.order_by("version"):
            text = json.dumps(one.result, ensure_ascii=False, indent=1, sort_keys=True)
            facts = {"is": "result", "version": one.version, "digest_of_canonical_json": one.digest}
            _text(pack, listed, f"result-{one.version}.json", text, facts)
        for path, row in _files(assessment):
            digest, size = _copied(pack, path, row)
            listed.append(
                {
                    "path": path, "sha256": digest, "size": size, "is": "evidence",
                    "body": row.value.assessed.body.name, "indicator": row.value.indicator,
                    "added_at": row.added_at.isoformat(),
                }
            )  # fmt: skip
        manifest = {"assessment": assessment.pk, "title": assessment.title, "files": listed}
        _write(pack, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
    kept.seek(0)
    return kept


def _files(assessment: Assessment) -> Iterator[tuple[str, ValueFile]]:
    rows = ValueFile.objects.filter(value__assessed__assessment=assessment, removed_at=None)
    for row in rows.select_related("stored", "value__assessed__body").order_by("value__assessed__body__name", "pk"):
        folder = name_clean(row.value.assessed.body.name)
        yield f"evidence/{folder}/{row.value.indicator}/{row.pk}-{name_clean(row.stored.name)}", row


def _copied(pack: zipfile.ZipFile, path: str, row: ValueFile) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with file_open(stored=row.stored) as source, pack.open(_entry(path), "w") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return digest.hexdigest(), size


def _text(pack: zipfile.ZipFile, listed: list[dict[str, Any]], path: str, text: str, facts: dict[str, Any]) -> None:
    data = text.encode()
    _write(pack, path, data)
    listed.append({"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), **facts})


def _write(pack: zipfile.ZipFile, path: str, data: bytes) -> None:
    pack.writestr(_entry(path), data)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _OLD)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
