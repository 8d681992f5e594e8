"""A declaration as it is written (核对声明): read as taking it into use would, but without touching a record."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.declarations import DeclarationError, Problem
from guiju.domain.declarations.lines import key_lines, line_of
from guiju.domain.language import Words
from guiju.domain.registers import Register, register_load, registers_compare
from guiju.domain.registers.course import course_problems
from guiju.domain.registers.proposing import placeholders_left
from guiju.kernel.indicators.offers import offers
from guiju.kernel.registers.layout import Layout, layout_find
from guiju.kernel.registers.stages import procedure_named


class Checked(NamedTuple):
    """The register a text describes, None where it does not load; what is wrong, and what to think of, by line."""

    register: Register | None
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()


def declaration_check(text: str) -> Checked:
    """Read a declaration; every error with its line."""
    try:
        register = register_load(text, "")
    except DeclarationError as error:
        return Checked(None, error.problems)
    now = layout_find(register.code)
    problems = _measures_taken(register, now) + course_problems(register, procedure_named(register))
    if now is not None and now.register.text != text:
        try:
            registers_compare(now.register, register)
        except DeclarationError as error:
            problems += error.problems
    return Checked(
        register,
        tuple(sorted(problems, key=lambda one: one.line)),
        tuple(placeholders_left(register) + _unknown(register)),
    )


def _measures_taken(register: Register, now: Layout | None) -> list[Problem]:
    """Measures whose codes others have: an address and a target name a measure by its code alone."""
    own = {one.code for one in now.register.measures} if now is not None else set()
    taken = set(offers()) - own if register.measures else set()
    lines = key_lines(register.text)
    return [
        Problem(
            line_of(lines, ("measures", at, "code")),
            f"measures[{at + 1}].code",
            Words(
                f"已有指标叫“{one.code}”，请换一个代码。", f"there is a measure “{one.code}” already; choose another."
            ),
        )
        for at, one in enumerate(register.measures)
        if one.code in taken
    ]


def _unknown(register: Register) -> list[Problem]:
    """Fields that name a register there is not (yet)."""
    lines = key_lines(register.text)
    return [
        Problem(
            line_of(lines, ("fields", at, "register")),
            f"fields[{at + 1}].register",
            Words(f"还没有登记簿“{one.register}”。", f"there is no register “{one.register}” yet."),
        )
        for at, one in enumerate(register.fields)
        if one.type == "record" and one.register != register.code and layout_find(one.register) is None
    ]
