"""Reading the declaration of a procedure (读取程序声明)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from guiju.domain.calendar import LIMITS, UNITS, Basis, Limit, Period
from guiju.domain.calendar.basis import NO_BASIS
from guiju.domain.calendar.periods import MOST
from guiju.domain.declarations import CODE, Table, declaration_open
from guiju.domain.language import NO_WORDS, Words
from guiju.domain.procedures.conditions import FIELD_TYPES, ORDERED, TESTS, value_of
from guiju.domain.procedures.model import (
    APPLICANT,
    APPLICANTS,
    BACK,
    CLOCK,
    ENDS,
    KINDS,
    NAMED,
    ROLES,
    Apart,
    Condition,
    Deadline,
    Document,
    Field,
    Migration,
    Move,
    Opinions,
    Procedure,
    Stage,
)
from guiju.domain.procedures.proving import prove

_FORM = re.compile(r"[a-z0-9_]{1,60}\.docx")
_PEOPLE = tuple(role for role in ROLES if role != CLOCK)


def procedure_load(text: str, where: str, *, limits: Mapping[str, tuple[Limit, ...]] = LIMITS) -> Procedure:
    """A procedure from its declaration, proved to hold together. Raises `DeclarationError` with all that is wrong."""
    root = declaration_open(text, where)
    fields = {code: _field(code, row) for code, row in root.named("fields").items()}
    documents = {code: _document(code, row) for code, row in root.named("documents").items()}
    stages = root.named("stages", required=True)
    moves = root.named("moves", required=True)
    deadlines = root.named("deadlines")
    codes = (tuple(stages), tuple(moves))
    read_moves = {code: _move(code, row, codes[0], deadlines, documents, fields) for code, row in moves.items()}
    procedure = Procedure(
        code=root.text("code", pattern=CODE),
        version=root.number("version", least=1, most=10_000),
        begins_on=root.day("begins_on", required=True) or date.min,
        words=root.words("words"),
        purpose=root.words("purpose"),
        object=root.words("object", default=Words("事项", "case")),
        applicants=root.texts("applicants", allowed=(*APPLICANTS, "officer"), required=True),
        begins=root.choice("begins", codes[0]),
        stages={code: _stage(code, row) for code, row in stages.items()},
        moves=read_moves,
        deadlines={code: _deadline(code, row, codes, fields, limits) for code, row in deadlines.items()},
        documents=documents,
        fields=fields,
        apart=tuple(_apart(row, codes[0]) for row in root.tables("apart")),
        migration=_migration(root.table("migration"), codes[0]),
        limits=limits,
    )
    prove(procedure, root, stages, moves, deadlines)
    root.finish()
    return procedure


def _field(code: str, row: Table) -> Field:
    kind = row.choice("type", FIELD_TYPES, default="text")
    choices = {name: below.words("words") for name, below in row.named("choices").items()}
    if (kind == "choice") != bool(choices):
        row.wrong("type", "type 为 choice 时要有 choices，否则不要。", "a choice has choices, nothing else does.")
    return Field(code, row.words("words"), kind, row.words("unit", default=NO_WORDS), choices)


def _document(code: str, row: Table) -> Document:
    by = row.texts("by", allowed=_PEOPLE) or (APPLICANT,)
    return Document(code, row.words("words"), by, row.text("form", default="", pattern=_FORM), row.flag("public"))


def _stage(code: str, row: Table) -> Stage:
    opinions = row.table("opinions")
    return Stage(
        code,
        row.words("words"),
        row.choice("ends", ENDS, default=""),
        row.flag("stops"),
        row.flag("side"),
        row.texts("turn", allowed=tuple(ROLES)),
        None if opinions is None else _opinions(opinions),
    )


def _opinions(row: Table) -> Opinions:
    says = {code: below.words("words") for code, below in row.named("says", required=True).items()}
    if len(says) < 2:
        row.wrong("says", "意见至少有两种。", "there are at least two opinions to choose from.")
    return Opinions(row.choice("by", NAMED), row.number("least", default=1, least=1, most=100), says)


def _move(
    code: str,
    row: Table,
    stages: Sequence[str],
    deadlines: Mapping[str, Table],
    documents: Mapping[str, Document],
    fields: Mapping[str, Field],
) -> Move:
    kind = row.choice("kind", KINDS, default="forward")
    at_most = row.number("at_most", default=1 if kind == "completion" else 0, most=100)
    if kind == "completion" and at_most != 1:
        row.wrong("at_most", "一次性告知补正最多一次。", "a request for completion is made once at most.")
    asks = row.texts("asks", allowed=tuple(fields))
    return Move(
        code,
        row.words("words"),
        kind,
        row.texts("from", allowed=stages, required=True),
        row.choice("to", (*stages, BACK)),
        row.texts("who", allowed=tuple(ROLES), required=True),
        row.texts("documents", allowed=tuple(documents)),
        tuple(_condition(below, fields) for below in row.tables("when")),
        asks,
        row.flag("note"),
        at_most,
        row.texts("after", allowed=tuple(deadlines)),
        row.flag("opinions"),
        _basis(row),
    )


def _condition(row: Table, fields: Mapping[str, Field]) -> Condition:
    code, test = row.choice("field", fields), row.choice("test", TESTS)
    value = row.value("value") if "value" in row else None
    words = row.words("words", default=NO_WORDS)
    field = fields.get(code)
    if field is not None and test in ORDERED and field.type not in ("number", "date"):
        row.wrong("test", "只有数和日期可以比大小。", "only numbers and dates can be compared.")
    elif field is not None and test and test != "given" and value_of(field, value) is None:
        zh, en = FIELD_TYPES[field.type]
        row.wrong("value", f"“{code}”的类型是{zh}，这个值不合。", f"“{code}” is a {en}; this value is none.")
    return Condition(code, test, value, words)


def _deadline(
    code: str,
    row: Table,
    codes: tuple[Sequence[str], Sequence[str]],
    fields: Mapping[str, Field],
    limits: Mapping[str, tuple[Limit, ...]],
) -> Deadline:
    stages, moves = codes
    limit = row.choice("limit", limits, default="")
    period = None
    if not limit:
        unit = row.choice("unit", UNITS)
        period = Period(row.number("amount", least=1, most=MOST.get(unit, 1_000)), unit or "days")
    least = row.flag("least")
    if limit and limit in limits and limits[limit][-1].least != least:
        row.wrong("least", "与该法定时限的性质不符。", "this is not what the limit of law says.")
    basis = _basis(row)
    if not limit and basis == NO_BASIS:
        row.wrong(
            "", "期限要写明依据（basis）或引用法定时限（limit）。", "a deadline names its basis or a limit of law."
        )
    warn = row.numbers("warn", most=365)
    return Deadline(
        code,
        row.words("words"),
        period,
        limit,
        _event(row, stages, moves, fields),
        row.texts("in", allowed=stages, required=True),
        least,
        row.flag("unstopped"),
        basis,
        warn,
        row.choice("escalates", _PEOPLE, default=""),
        row.choice("move", moves, default=""),
    )


def _event(row: Table, stages: Sequence[str], moves: Sequence[str], fields: Mapping[str, Field]) -> tuple[str, str]:
    """The event a deadline runs from: `from = { move = "submit" }`, `{ stage = … }` or `{ field = … }`."""
    below = row.table("from", required=True)
    if below is None:
        return ("", "")
    dates = tuple(code for code, field in fields.items() if field.type == "date")
    known = {"move": moves, "stage": stages, "field": dates}
    kinds = [kind for kind in known if kind in below]
    if len(kinds) != 1:
        below.wrong("", "写 move、stage、field 之一。", "name one of move, stage and field.")
        return ("", "")
    return (kinds[0], below.choice(kinds[0], known[kinds[0]]))


def _apart(row: Table, stages: Sequence[str]) -> Apart:
    roles = row.texts("roles", allowed=_PEOPLE, required=True)
    if len(roles) < 2:
        row.wrong("roles", "至少两个角色才谈得上分离。", "it takes two roles to keep them apart.")
    return Apart(roles, row.texts("stages", allowed=stages))


def _migration(row: Table | None, stages: Sequence[str]) -> Migration | None:
    if row is None:
        return None
    renamed = row.table("stages")
    names = {old: renamed.choice(old, stages) for old in renamed.values} if renamed is not None else {}
    return Migration(row.numbers("from", required=True), names)


def _basis(row: Table) -> Basis:
    below = row.table("basis")
    if below is None:
        return NO_BASIS
    return Basis(Words(below.text("zh"), below.text("en")), below.flag("seen"))
