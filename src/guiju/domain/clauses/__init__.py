"""Clause trees of normative documents (条款树): numbering grammars kept apart from the tree they make.

- `Clause`: one node, with its own text, its span in the clean text and its stable path
- `Outline`: the roots of a document and what was odd about its numbers
"""

from guiju.domain.clauses.model import Clause, ClauseKind, Outline, Remark

__all__ = ["Clause", "ClauseKind", "Outline", "Remark"]
