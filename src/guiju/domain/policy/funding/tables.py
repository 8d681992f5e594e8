"""Tables of grants (资助标准表): one rule for each cell that holds an amount, by its row and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.domain.policy.funding.model import FundingRule
from guiju.domain.policy.funding.rules import LEVEL, ROLE
from guiju.domain.policy.funding.sentences import GRANT

_UNIT = re.compile(r"(?P<unit>万元|亿元|元)")
_CELL = re.compile(r"^(?P<most>不超过|最高|≤)?(?P<number>\d{1,7}(?:\.\d{1,2})?) ?(?P<unit>万元?|元)?(?:/[项家年个])?$")
_YUAN = {"万元": 10_000, "万": 10_000, "亿元": 100_000_000, "元": 1}
_MOST_ROWS = 300


def table_rules(text: str, folded: str) -> Iterator[FundingRule]:
    """The rules of all tables whose heading, or the line above it, speaks of grants in a unit of money."""
    start = 0
    above = header = ""
    rows = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if " | " not in line:
            above, header, rows = line, "", 0
        elif not header:
            header = line
        elif rows < _MOST_ROWS:
            rows += 1
            context = f"{above} {header}"
            if GRANT.search(context) and _UNIT.search(context):
                yield from _row(text, line, start, header, context)
        start = end + 1


def _row(text: str, line: str, start: int, header: str, context: str) -> Iterator[FundingRule]:
    columns = [cell.strip() for cell in header.split(" | ")]
    cells = [cell.strip(" |") for cell in line.split(" | ")]
    unit = _UNIT.search(context)
    label = "".join(dict.fromkeys(cell for cell in cells if cell and not _CELL.match(cell) and not cell.isdigit()))[:80]
    for at, cell in enumerate(cells):
        found = _CELL.match(cell)
        column = columns[at] if at < len(columns) else ""
        if found is None or re.search(r"序号|编号|年份|数量", column):
            continue
        own = found["unit"] or (_UNIT.search(column) or unit or {"unit": "元"})["unit"]
        subject = f"{label}{'' if GRANT.search(column) else column}".strip()
        level, role = LEVEL.search(f"{column}{label}"), ROLE.search(f"{column}{label}")
        kind = GRANT.search(context)
        yield FundingRule(
            kind=kind[0] if kind else "资助", subject=subject, who=None, for_what=label or None,
            level=level[0] if level else None, role=role[0] if role else None,
            amount_yuan=int(float(found["number"]) * _YUAN[own]), amount_from=None, share=None, basis=None, split=None,
            at_most=bool(found["most"]) or bool(re.search(r"最高|不超过|上限", column)), at_least=False, cap_yuan=None,
            per=None, one_off=False, conditions=None, truncated=False, where="",
            verbatim=text[start : start + len(line)], at=(start, start + len(line)),
        )  # fmt: skip
