"""When a document of a case may be brought (何时可以提交或更换材料): while somebody works on what it is for.

What has been handed in, reviewed or signed is not changed behind the backs of those who went by it.
"""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.domain.procedures.case import Actor, Case
from guiju.domain.procedures.engine import open_to
from guiju.domain.procedures.model import APPLICANT, Document, Procedure


def may_bring(procedure: Procedure, case: Case, actor: Actor, document: Document, *, earlier: bool) -> bool:
    """Whether the actor may bring the document, or a newer one, in the present stage.

    They may while a move that is theirs needs it, or while they are asked for an opinion that such a move waits for;
    whoever applies, also while they work on what is handed in. A document that no move needs is brought while a move is
    theirs, and replaced only there: `earlier` says that there is one from before the present stage.
    """
    roles = actor.roles.union(*(standing.roles for standing in actor.standing_for))
    if not roles & set(document.by):
        return False
    if applies(procedure, document) and case.stage in procedure.amending:
        return True
    leaving = procedure.leaving(case.stage)
    if not any(document.code in move.documents for move in procedure.moves.values()):
        mine = [move for move in leaving if set(move.who) & set(document.by)]
        return (
            not applies(procedure, document) and not earlier and any(open_to(procedure, case, m, actor) for m in mine)
        )
    opinions = procedure.stages[case.stage].opinions
    asked = opinions is not None and opinions.by in roles & set(document.by)
    needing = [move for move in leaving if document.code in move.documents]
    return any(asked or open_to(procedure, case, move, actor) for move in needing)


def applies(procedure: Procedure, document: Document) -> bool:
    """Whether it is for the applicant to bring."""
    return bool({APPLICANT, *procedure.applicants} & set(document.by))


def brought_at(procedure: Procedure, document: Document) -> Words:
    """The stages in which it is brought, in words."""
    needed = {stage for move in procedure.moves.values() if document.code in move.documents for stage in move.sources}
    if not needed:
        theirs = [move for move in procedure.moves.values() if set(move.who) & set(document.by)]
        needed = set() if applies(procedure, document) else {stage for move in theirs for stage in move.sources}
    if applies(procedure, document):
        needed |= procedure.amending
    found = [stage.words for stage in procedure.stages.values() if stage.code in needed and not stage.ends]
    return Words("".join(f"“{words.zh}”" for words in found), ", ".join(f"“{words.en}”" for words in found))
