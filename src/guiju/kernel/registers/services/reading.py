"""Sheets read (读取表格): small ones at once, large ones by the worker while the page says how far it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction

from guiju.domain.documents import read
from guiju.domain.language import Words, WordsError
from guiju.domain.registers.sheets import Row, Sheet, columns_guess, names_of, sheet_of
from guiju.kernel.files.services import file_bytes, file_delete, file_store
from guiju.kernel.registers.layout import Layout, layout_get
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.services.held import gone, sheet_pack

MOST_ROWS = 200_000
KEEP_DAYS = 30
PURPOSE = "registers.import"
_PAUSE = 0.5
_READING = Words("正在读取表格", "Reading the sheet")
Progress = Callable[[int, int, Words], None]
Packed = tuple[Sheet, bytes]
T = TypeVar("T")


def sheet_read(layout: Layout, data: bytes, name: str) -> Packed:
    """The list in a file (Excel, CSV, JSON), and the same packed. Raises `WordsError` where it cannot be read."""
    if name.lower().endswith((".json", ".jsonl", ".ndjson")):
        sheet = _json_sheet(data, name)
    else:
        sheet = sheet_of(read(data, name), names_of(layout.register))
    if len(sheet.rows) > MOST_ROWS:
        message = Words(f"超过 {MOST_ROWS:,} 行。", f"There are more than {MOST_ROWS:,} rows.")
        raise WordsError("rows", message, Words("请分成几份导入。", "Import it in several parts."), where=name)
    return sheet, sheet_pack(sheet)


def intake_read(*, intake: int, job: int, at: datetime, progress: Progress) -> None:
    """Read a sheet that was handed in (读取). A file that cannot be read is kept no longer; a job that was overtaken
    does nothing, one that was interrupted reads again."""
    rows = Intake.objects.filter(pk=intake, job_id=job, stage=Intake.Stage.READING)
    held = rows.select_related("stored", "owner").first()
    if held is None:
        return
    if held.stored is None:
        raise gone()
    try:
        layout, data = layout_get(held.register), file_bytes(stored=held.stored)
        packed = read_aside(lambda: sheet_read(layout, data, held.name), progress)
    except WordsError:
        file_delete(stored=held.stored)
        raise
    with transaction.atomic():
        if rows.select_for_update(of=("self",)).exists():
            raw = held.stored
            intake_fill(held, packed, at)
            held.save()
            file_delete(stored=raw)


def intake_fill(intake: Intake, packed: Packed, at: datetime) -> None:
    """What was read of a sheet put into its intake, and the rows kept as long as it would have been."""
    sheet, data = packed
    intake.stored = file_store(
        name=f"{intake.name[:200]}.rows.jsonl.gz",
        data=data,
        purpose=PURPOSE,
        owner=intake.owner,
        at=at,
        expires_at=intake.created_at + timedelta(days=KEEP_DAYS),
    )
    intake.header = list(sheet.header)
    intake.columns = columns_guess(layout_get(intake.register).register, sheet.header)
    intake.counts = {"rows": len(sheet.rows)}
    intake.stage = Intake.Stage.MAPPED


def read_aside(read: Callable[[], T], progress: Progress) -> T:
    """Read in a thread, so that the worker is heard of meanwhile and can be told to stop."""
    pool = ThreadPoolExecutor(1)
    try:
        reading = pool.submit(read)
        while not wait((reading,), timeout=_PAUSE).done:
            progress(0, 0, _READING)
        return reading.result()
    finally:
        pool.shutdown(wait=False)


def _json_sheet(data: bytes, name: str) -> Sheet:
    """A list of objects, or one object a line; of records as they are exported their values."""
    try:
        text = data.decode("utf-8-sig")
        if name.lower().endswith(".json"):
            found = json.loads(text)
            found = found.get("records", []) if isinstance(found, dict) else found
        else:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        message = Words(f"“{name}”不是有效的 JSON。", f"“{name}” is no valid JSON.")
        raise WordsError("json", message, where=name) from error
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        message = Words(f"“{name}”里没有登记的列表。", f"“{name}” holds no list of records.")
        raise WordsError("json", message, Words("请写成对象的列表。", "Write a list of objects."), where=name)
    found = [one["values"] if isinstance(one.get("values"), dict) and "id" in one else one for one in found]
    header = tuple(dict.fromkeys(str(key)[:100] for one in found[:200] for key in one))[:200]
    return Sheet(header, [Row(place, one) for place, one in enumerate(found, 1)], "")
