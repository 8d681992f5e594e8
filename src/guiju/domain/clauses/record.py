"""The tree as Policy JSON writes it (结构的 JSON)."""

from __future__ import annotations

from typing import Any

from guiju.domain.clauses.model import Clause, Outline


def outline_record(outline: Outline) -> list[dict[str, Any]]:
    """The clauses of a document as nested objects; a row has its cells, a leaf no children."""
    return [_record(clause) for clause in outline.clauses]


def _record(clause: Clause) -> dict[str, Any]:
    written: dict[str, Any] = {
        "number": clause.number,
        "kind": clause.kind,
        "title": clause.title,
        "text": clause.text,
        "path": clause.path,
        "start": clause.start,
        "end": clause.end,
    }
    if clause.cells:
        written["cells"] = [{"column": cell.column, "text": cell.text} for cell in clause.cells]
    if clause.children:
        written["children"] = [_record(child) for child in clause.children]
    return written
