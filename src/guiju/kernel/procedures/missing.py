"""What a case was given back for (需补正的内容): told beside what completes it, and in the notice."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.domain.procedures import Procedure
from guiju.kernel.procedures.models import Case, CaseStep


def missing_of(case: Case, procedure: Procedure, last: CaseStep | None) -> list[tuple[Words, str]]:
    """What the last step says is missing, each with its name; nothing unless it was a request for completion."""
    move = procedure.moves.get(last.move) if last is not None else None
    if last is None or move is None or move.kind != "completion" or case.closed_at is not None:
        return []
    fields = [procedure.fields[code] for code in move.asks if case.facts.get(code)]
    said = [(field.words, str(case.facts[field.code])) for field in fields]
    return said + ([(Words("说明", "Note"), last.note)] if last.note else [])
