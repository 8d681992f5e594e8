"""The procedure of a register's records (登记的办理程序): as declared, and whether the procedure fits."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.domain.declarations import CODE, DeclarationError, Problem, Table
from guiju.domain.declarations.lines import Path, key_lines, line_of
from guiju.domain.language import Words
from guiju.domain.procedures import Procedure
from guiju.domain.registers.model import Course, Field, Register, Setting
from guiju.domain.registers.values import READERS, Unread

STAGE = "case_stage"
BY_HAND, ON_SUBMIT = "by_hand", "on_submit"
MOST = 60


def course_read(root: Table, fields: tuple[Field, ...]) -> Course | None:
    """`procedure = "code"`, or a table `[procedure]` that also says when a case is opened and what its steps write."""
    if "procedure" not in root:
        return None
    if isinstance(root.values["procedure"], str):
        return Course(root.text("procedure", pattern=CODE), BY_HAND, ())
    table = root.table("procedure")
    if table is None:
        return None
    for at, one in enumerate(fields):
        if one.code == STAGE:
            root.wrong("fields", f"{STAGE} 留给办理阶段。", f"{STAGE} is kept for the stage of the case.", at)
    rows = table.tables("sets", most=MOST)
    if len(table.values.get("sets") or ()) > MOST:
        table.wrong("sets", f"最多 {MOST} 项。", f"has more than {MOST} of them.")
    of = {one.code: one for one in fields if one.compute is None and one.type != "file"}
    return Course(
        table.text("code", pattern=CODE),
        table.choice("opens", (BY_HAND, ON_SUBMIT), default=BY_HAND),
        tuple(_setting(row, of) for row in rows),
        table.texts("later", allowed=[one.code for one in fields if one.compute is None]),
    )


def _setting(row: Table, fields: dict[str, Field]) -> Setting:
    move, stage = (row.text(key, default="", pattern=CODE) if key in row else "" for key in ("move", "stage"))
    if bool(move) == bool(stage):
        row.wrong("", "写 move 或 stage 之一。", "name either a move or a stage.")
    field = row.choice("field", fields)
    value, fact = row.text("value", default=""), row.text("fact", default="", pattern=CODE) if "fact" in row else ""
    day = row.flag("day")
    if bool(value) + bool(fact) + day != 1:
        row.wrong("", "写 value、fact、day 之一。", "say one of value, fact and day.")
    known = fields.get(field)
    if known is not None and day and known.type != "date":
        row.wrong("day", "只有日期字段能写入办理日期。", "only a date takes the day of the step.")
    if known is not None and value:
        try:
            READERS[known.type](known, value)
        except Unread as error:
            row.wrong("value", error.words.zh, error.words.en)
    return Setting(move, stage, field, value, fact, day)


def course_prove(register: Register, procedure: Procedure | None, where: str) -> None:
    """Raise `DeclarationError` where the procedure is not there, or lacks what the register says of it."""
    problems = course_problems(register, procedure)
    if problems:
        raise DeclarationError(where, problems)


def course_problems(register: Register, procedure: Procedure | None) -> list[Problem]:
    """What the register says of its procedure that is not so, each with its line."""
    lines = key_lines(register.text)
    return [Problem(line_of(lines, path), "procedure", said) for path, said in _faults(register, procedure)]


def _faults(register: Register, procedure: Procedure | None) -> Iterator[tuple[Path, Words]]:
    course = register.procedure
    if course is None:
        return
    if procedure is None:
        said = Words(f"没有已生效的程序“{course.code}”。", f"no procedure “{course.code}” is in force.")
        yield ("procedure", "code"), said
        return
    for at, one in enumerate(course.settings):
        for key, code, known, zh, en in (
            ("move", one.move, procedure.moves, "动作", "move"),
            ("stage", one.stage, procedure.stages, "环节", "stage"),
            ("fact", one.fact, {**procedure.fields, **register.by_code}, "字段", "field"),
        ):
            if code and code not in known:
                yield (
                    ("procedure", "sets", at, key),
                    Words(f"程序“{course.code}”没有{zh}“{code}”。", f"“{course.code}” has no {en} “{code}”."),
                )
