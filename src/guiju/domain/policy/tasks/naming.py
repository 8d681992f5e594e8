"""Names of tasks (任务编号与路径): ids from printed numbers, headings as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guiju.domain.clauses import Clause
from guiju.domain.policy.tasks.model import Task

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WRAPPED = re.compile(r"[()（）第章节条编款项.．、\s]")
_STOP = re.compile(r"[、.．,，]")


def number_plain(number: str) -> str:
    """A printed number in Arabic digits: 二十一 → 21, (三) → 3, 第四条 → 4; what is no number stays as it is."""
    bare = _WRAPPED.sub("", number)
    if bare.isascii():
        return bare
    if re.fullmatch(r"[〇零一二三四五六七八九十百两]+", bare) is None:
        return bare
    total, digit = 0, 0
    for char in bare:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)


def heading(clause: Clause, text: str, title: str | None) -> tuple[str, ...]:
    """A clause's number and title as printed; an annex has them apart."""
    number = clause.number or ""
    if clause.kind == "annex":
        return tuple(part for part in (number, title) if part)
    begin = text.find(number, clause.start, clause.start + len(number) + 8) if number else -1
    stop = _STOP.match(text, begin + len(number)) if begin >= 0 else None
    said = number + (stop.group() if stop else "") + (title or "")
    return (said,) if said else ()


def identified(tasks: Sequence[Task], document: str) -> tuple[Task, ...]:
    """The tasks with their ids: the document and the numbers; a single series of numbers is padded to its width.

    `Task.id` holds the numbers joined by "-" until then, a block's after a slash (4-1/2).
    """
    numbers = [task.id.partition("/")[0] for task in tasks]
    flat = all(number.isdigit() for number in numbers)
    width = max((len(number) for number in numbers if number.isdigit()), default=0)
    taken: dict[str, int] = {}
    named = []
    for task in tasks:
        number, _, block = task.id.partition("/")
        padded = number.zfill(width) if number.isdigit() and (flat or task.cells is not None) else number
        said = "-".join(part for part in (document, padded, block) if part)
        taken[said] = taken.get(said, 0) + 1
        named.append(replace(task, id=said if taken[said] == 1 else f"{said}~{taken[said]}"))
    return tuple(named)
