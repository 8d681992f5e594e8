"""Items of CSL-JSON, which Zotero and others read: type `standard` of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guiju.domain.citing.work import Work, keys, tidy


def csl(works: Sequence[Work]) -> list[dict[str, Any]]:
    """One item each."""
    return [_item(key, work) for key, work in zip(keys(works), works, strict=True)]


def _item(key: str, work: Work) -> dict[str, Any]:
    day = work.published or work.published_year
    item = {
        "id": key,
        "type": "standard",
        "title": tidy(work.title),
        "number": work.printed_number,
        "author": [{"literal": tidy(work.responsible)}] if work.responsible else [],
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else {},
        "language": {"zh": "zh-CN"}.get(work.language, work.language),
        "URL": work.url,
    }
    return {name: value for name, value in item.items() if value}
