"""Clause trees of normative documents (条款树): numbering grammars kept apart from the tree they make.

- `outline(text) -> Outline`: the tree of an official document (policy, notice, regulation) in its clean text
- `outline_standard(text) -> Outline`: the tree of a standard (1, 1.1, a), 附录A)
- `outline_record(outline)`: the tree as Policy JSON writes it
- `Outline.clauses`, `.walk()`, `.titles` (the title lines), `.remarks` (what is odd about its numbers)
- `Clause`: one node, with its own text, its span in the clean text and its stable path; a row has `Cell`s
"""

from guiju.domain.clauses.model import Cell, Clause, ClauseKind, Outline, Remark
from guiju.domain.clauses.policy import outline
from guiju.domain.clauses.record import outline_record
from guiju.domain.clauses.standard import outline_standard

__all__ = ["Cell", "Clause", "ClauseKind", "Outline", "Remark", "outline", "outline_record", "outline_standard"]
