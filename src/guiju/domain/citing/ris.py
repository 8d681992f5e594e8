"""Records of RIS, type `STAND`: a tag, two spaces, a hyphen, a space; lines end in CR LF, a record in `ER`."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.domain.citing.work import Work, tidy


def ris(works: Sequence[Work]) -> str:
    """One record after the other, in UTF-8."""
    return "".join(_record(work) for work in works)


def _record(work: Work) -> str:
    year, month, day = (*work.published.split("-"), "", "")[:3]
    tags = [
        ("TY", "STAND"),
        ("AU", tidy(work.responsible)),
        ("TI", tidy(work.title)),
        ("SN", work.printed_number),
        ("PY", work.published_year),
        ("DA", f"{year}/{month}/{day}/" if work.published else ""),
        ("LA", work.language),
        ("UR", tidy(work.url)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
