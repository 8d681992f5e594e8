"""The list of results as a file (导出结果): CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from guiju.apps.catalogue.asking import Asked
from guiju.apps.catalogue.queries.page import Listed
from guiju.apps.catalogue.terms import LEVELS, NATURES
from guiju.domain.documents.sheets.inert import inert
from guiju.domain.language import Words
from guiju.domain.validity import STATUS_WORDS

MOST = 2_000
FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_COLUMNS = (
    Words("标准号", "Number"), Words("名称", "Title"), Words("英文名称", "English title"), Words("状态", "Status"),
    Words("级别", "Level"), Words("性质", "Nature"), Words("发布日期", "Published"), Words("实施日期", "Effective"),
    Words("ICS", "ICS"), Words("CCS", "CCS"), Words("归口", "Committee"), Words("来源", "Source"),
)  # fmt: skip


def exported(rows: Sequence[Listed], ask: Asked, total: int, ending: str, lang: str) -> bytes:
    """The file; its first lines, or its head, say what was asked and for which day."""
    return (_csv if ending == "csv" else _json)(rows, ask, total, lang)


def _csv(rows: Sequence[Listed], ask: Asked, total: int, lang: str) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([column.pick(lang) for column in _COLUMNS] + [Words("状态日期", "Status on").pick(lang)])
    for row in rows:
        writer.writerow([inert(cell) for cell in (*_cells(row, lang), ask.day.isoformat())])
    return held.getvalue().encode("utf-8-sig")


def _cells(row: Listed, lang: str) -> list[str]:
    edition = row.edition
    level, nature = LEVELS.get(edition.level), NATURES.get(edition.nature)
    return [
        edition.number,
        edition.title,
        edition.title_en,
        STATUS_WORDS[row.status].pick(lang),
        level.pick(lang) if level else "",
        nature.pick(lang) if nature else "",
        edition.published,
        edition.effective,
        " ".join(edition.ics),
        " ".join(edition.ccs),
        edition.committee,
        edition.url,
    ]


def _json(rows: Sequence[Listed], ask: Asked, total: int, lang: str) -> bytes:
    body = {
        "query": ask.whole(),
        "as_of": ask.day.isoformat(),
        "total": total,
        "standards": [
            {
                "id": row.edition.pk,
                "number": row.edition.number,
                "title_zh": row.edition.title_zh,
                "title_en": row.edition.title_en,
                "status": row.status.value,
                "level": row.edition.level,
                "nature": row.edition.nature,
                "published": row.edition.published,
                "effective": row.edition.effective,
                "ics": row.edition.ics,
                "ccs": row.edition.ccs,
                "committee": row.edition.committee,
                "fictitious": row.edition.fictitious,
            }
            for row in rows
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()
