"""Declared procedures (声明式办事程序): read, proved, drawn and run, without a clock or a database.

- `procedure_load(text, where)` reads one; raises `DeclarationError` with everything that is wrong, each with its line
- `moves(procedure, case, actor, on=…)` says what somebody may do and, of everything else, why not; `moved` does it
- `clocks`, `due_on` reckon its deadlines; `diagram` draws it; `paths` walks it
"""

from guiju.domain.procedures.bringing import brought_at, may_bring
from guiju.domain.procedures.case import Actor, Case, Opinion, Refused, Standing, Step
from guiju.domain.procedures.clocks import Clock, clocks, due_on
from guiju.domain.procedures.conditions import value_of
from guiju.domain.procedures.diagram import diagram
from guiju.domain.procedures.engine import Choice, moved, moves, opined
from guiju.domain.procedures.loading import procedure_load
from guiju.domain.procedures.migrating import migrated
from guiju.domain.procedures.model import ENDS, KINDS, ROLES, Document, Field, Move, Procedure, Stage
from guiju.domain.procedures.paths import paths, walked

__all__ = [
    "ENDS",
    "KINDS",
    "ROLES",
    "Actor",
    "Case",
    "Choice",
    "Clock",
    "Document",
    "Field",
    "Move",
    "Opinion",
    "Procedure",
    "Refused",
    "Stage",
    "Standing",
    "Step",
    "brought_at",
    "clocks",
    "diagram",
    "due_on",
    "may_bring",
    "migrated",
    "moved",
    "moves",
    "opined",
    "paths",
    "procedure_load",
    "value_of",
    "walked",
]
