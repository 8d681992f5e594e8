"""Loads what the program carries (随附数据): sample and fictitious editions, classifications, committees."""

from __future__ import annotations

import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import as_file, files
from typing import Any

import zstandard
from django.db import transaction

from guiju.apps.catalogue.importing.record import Defaults, Progress
from guiju.apps.catalogue.models import CcsCode, Committee, IcsCode, ImportBatch, Source
from guiju.apps.catalogue.services.imports import RULE, file_digest, import_apply
from guiju.domain.validity.said import rank
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

_DATA = files("guiju.apps.catalogue").joinpath("data")
SAMPLES = ("cn.jsonl", "iso.jsonl.zst")
FICTITIOUS = "fictitious.jsonl"
_SOURCES = "sources.toml"


def sample_load(*, actor: User | None, at: datetime, progress: Progress | None = None) -> Counter[str]:
    """Load sample and fictitious editions; a file loaded before is passed over. Returns what was counted."""
    permission_require(actor, RULE)
    sources_describe()
    counts: Counter[str] = Counter()
    for name in (*SAMPLES, FICTITIOUS):
        defaults = Defaults(source=name, keep_unread=True, fictitious=name == FICTITIOUS)
        with as_file(_DATA.joinpath(name)) as path:
            if ImportBatch.objects.filter(sha256=file_digest(path)).exists():
                continue
            outcome = import_apply(actor=actor, path=path, at=at, defaults=defaults, progress=progress)
        counts += outcome.counts
    return counts


@transaction.atomic
def reference_load(*, actor: User | None) -> Counter[str]:
    """Load ICS, CCS and committees; rows held already are brought up to date. Returns how many of each."""
    permission_require(actor, RULE)
    sources = sources_describe()
    ics = [IcsCode(**row) for row in _lines("ics.jsonl.zst")]
    IcsCode.objects.bulk_create(ics, 500, **_upsert("code", "level", "parent", "title_zh", "title_en"))
    ccs = [CcsCode(**row) for row in _lines("ccs.jsonl.zst")]
    CcsCode.objects.bulk_create(ccs, 500, **_upsert("code", "level", "parent", "title_zh"))
    rows = list(_lines("committees.jsonl.zst"))
    parents = {row["reference"]: row.pop("parent") for row in rows}
    made = [Committee(source_id=sources["ISO Open Data"], **row) for row in rows]
    fields = ("reference", "title_zh", "title_en", "secretariat", "active")
    Committee.objects.bulk_create(made, 500, **_upsert(*fields))
    keys = dict(Committee.objects.values_list("reference", "id"))
    children = Committee.objects.filter(reference__in=[child for child, parent in parents.items() if parent in keys])
    for child in children:
        child.parent_id = keys[parents[child.reference]]
    Committee.objects.bulk_update(children, ["parent"], 500)
    return Counter(ics=len(ics), ccs=len(ccs), committees=len(made))


def sources_describe() -> dict[str, int]:
    """Write down what is known of the sources of the carried data: name, address, licence, attribution."""
    keys: dict[str, int] = {}
    for entry in tomllib.loads(_DATA.joinpath(_SOURCES).read_text(encoding="utf-8"))["source"]:
        code = entry.pop("code")
        source, _ = Source.objects.update_or_create(code=code, defaults={"name": code, "rank": rank(code), **entry})
        keys[code] = source.pk
    return keys


def _upsert(key: str, *fields: str) -> dict[str, Any]:
    return {"update_conflicts": True, "unique_fields": [key], "update_fields": list(fields)}


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with _DATA.joinpath(name).open("rb") as raw:
        stream = zstandard.ZstdDecompressor().stream_reader(raw)
        for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
            yield json.loads(line)
