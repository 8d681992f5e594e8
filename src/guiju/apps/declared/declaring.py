"""A declaration as its writer sees it (声明的预览): its lines with what is wrong, and the form and list it makes."""

from __future__ import annotations

from typing import Any, NamedTuple

from guiju.apps.declared.forms import Control, controls
from guiju.domain.declarations import Problem
from guiju.domain.language import Words
from guiju.domain.registers import Field, Register
from guiju.kernel.registers.checking import declaration_check
from guiju.kernel.registers.sight import PUBLIC

_SHOWN = 100
_MARK = "preview-"


class Said(NamedTuple):
    """Something said of a line: its number, the place in the file, the line itself, and what is allowed."""

    line: int
    place: str
    source: str
    words: Words


class Looked(NamedTuple):
    """A declaration looked at: what is wrong, what to think of, and the register it describes, None for none yet."""

    problems: list[Said]
    remarks: list[Said]
    more: int
    register: Register | None
    controls: list[Control]
    columns: list[Field]
    facets: list[Field]
    public: list[Field]


def looked_at(text: str, lang: str) -> Looked:
    """Look at a declaration."""
    checked = declaration_check(text)
    lines = text.splitlines()
    register = checked.register
    made: dict[str, Any] = {"controls": [], "columns": [], "facets": [], "public": []}
    if register is not None:
        by_code = register.by_code
        made = {
            "controls": controls(register.fields, {}, {}, {}, lang),
            "columns": [by_code[code] for code in register.columns],
            "facets": [by_code[code] for code in register.facets],
            "public": [one for one in register.fields if register.public and (not one.see or PUBLIC in one.see)],
        }
    return Looked(
        [_said(one, lines) for one in checked.problems[:_SHOWN]],
        [_said(one, lines) for one in checked.remarks[:_SHOWN]],
        max(len(checked.problems) - _SHOWN, 0),
        register,
        **made,
    )


def _said(problem: Problem, lines: list[str]) -> Said:
    source = lines[problem.line - 1].strip()[:120] if 0 < problem.line <= len(lines) else ""
    return Said(problem.line, problem.place, source, problem.message)
