"""The form of a scheme of assessment (考核方案的表单): what stands in its fields, made from a declaration and typed.

Fields are texts as typed, under the names they have on the page: `h-title`, `g0-zh`, `r3-points`, `a0-document`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from guiju.domain.assessment import scheme_values

Row = dict[str, str]
HEAD = (
    "code", "title", "title_en", "purpose", "purpose_en", "assessed", "starts", "ends", "full", "decimals", "late",
    "levels",
)  # fmt: skip
FIELDS: Mapping[str, tuple[str, ...]] = {
    "g": ("code", "zh", "en"),
    "r": (
        "code", "group", "zh", "en", "points", "kind", "unit", "unit_en", "definition", "definition_en", "source", "of",
        "ledger", "how", "goal", "each", "none_at", "full_at", "bands", "missing", "evidence", "scorer", "tie", "x1",
        "x2",
    ),
    "a": ("document", "place", "phrase"),
}  # fmt: skip
MOST: Mapping[str, int] = {"g": 20, "r": 60, "a": 20}
LONGEST = 4_000
_NAME = re.compile(r"([gra])(\d{1,4})-([a-z_0-9]+)")
_DEED = re.compile(r"(add|remove|up|down)-([gra])(?:-(\d{1,4}))?")
BETWEEN, WIDER = " / ", " // "
"""What stands between the two languages of a level; the wider one where the other is part of a name."""


@dataclass
class SchemeForm:
    """What is typed: the head, headings (一级指标), indicators with two example numbers each, what asks for it."""

    head: Row
    rows: dict[str, list[Row]] = field(default_factory=lambda: {"g": [], "r": [], "a": []})

    @property
    def groups(self) -> list[Row]:
        """The headings."""
        return self.rows["g"]

    @property
    def indicators(self) -> list[Row]:
        """The indicators."""
        return self.rows["r"]

    @property
    def asked(self) -> list[Row]:
        """What asks for it."""
        return self.rows["a"]


def form_posted(typed: Mapping[str, str]) -> SchemeForm:
    """The form as it was sent, bounded."""
    head = {name: _clean(typed.get(f"h-{name}", "")) for name in HEAD}
    found: dict[str, dict[int, Row]] = {kind: {} for kind in FIELDS}
    for key, value in typed.items():
        read = _NAME.fullmatch(key)
        if read and read[3] in FIELDS[read[1]]:
            found[read[1]].setdefault(int(read[2]), {})[read[3]] = _clean(value)
    made = SchemeForm(head)
    for kind, rows in found.items():
        made.rows[kind] = [_whole(kind, rows[n]) for n in sorted(rows)[: MOST[kind]]]
    return made


def form_of(text: str) -> SchemeForm:
    """The form of a declaration that holds."""
    values = scheme_values(text)
    ties: list[str] = values.get("ties", [])
    made = SchemeForm(
        {
            "code": values["code"], **_both(values, "words", "title"), **_both(values, "purpose", "purpose"),
            "assessed": values["assessed"], "starts": _said(values["starts"]), "ends": _said(values["ends"]),
            "full": _said(values.get("full", "")), "decimals": _said(values.get("decimals", 2)),
            "late": "1" if values.get("late") else "", "levels": "\n".join(map(_level, values.get("levels", ()))),
        }
    )  # fmt: skip
    made.rows["g"] = [{"code": code, **_both(row, "words", "")} for code, row in values["groups"].items()]
    made.rows["r"] = [_row(code, row, ties) for code, row in values["indicators"].items()]
    made.rows["a"] = [_whole("a", {key: _said(value) for key, value in row.items()}) for row in values.get("asked", ())]
    return made


def form_fits(text: str) -> bool:
    """Whether a declaration is not too large for the form."""
    values = scheme_values(text)
    held = {"g": values["groups"], "r": values["indicators"], "a": values.get("asked", ())}
    return all(len(held[kind]) <= most for kind, most in MOST.items())


def form_blank() -> SchemeForm:
    """A form with one heading and one indicator, to begin from nothing."""
    made = SchemeForm(_blank(HEAD) | {"assessed": "unit", "full": "100", "decimals": "2"})
    made.rows["g"] = [_blank(FIELDS["g"]) | {"code": "g1"}]
    form_act(made, "add-r")
    return made


def form_act(form: SchemeForm, deed: str) -> None:
    """Add a row, take one out, move one up or down (增加、移除、上移、下移); nothing for what is none of these."""
    read = _DEED.fullmatch(deed)
    if read is None:
        return
    kind, rows = read[2], form.rows[read[2]]
    at = int(read[3] or 0)
    if read[1] == "add" and len(rows) < MOST[kind]:
        rows.append(_new(form, kind))
    elif read[1] == "remove" and at < len(rows):
        del rows[at]
    elif read[1] in ("up", "down"):
        to = at + (1 if read[1] == "down" else -1)
        if at < len(rows) and 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]


def code_fresh(wanted: str, taken: Collection[str]) -> str:
    """This code, or the first like it that is not taken."""
    stem = re.sub(r"_\d+$", "", wanted)[:34] or "scheme"
    return next(code for n in range(1, len(taken) + 3) if (code := stem if n == 1 else f"{stem}_{n}") not in taken)


def sums(form: SchemeForm) -> dict[str, Decimal]:
    """What the points typed add up to, for each kind of indicator; what is no number counts as none."""
    found = {"base": Decimal(0), "bonus": Decimal(0), "deduction": Decimal(0)}
    for row in form.indicators:
        number = number_read(row["points"])
        if number is not None and row["kind"] in found:
            found[row["kind"]] += number
    return found


def number_read(text: str) -> Decimal | None:
    """A number as people type it; None for anything else."""
    plain = text.strip().translate(_WIDE).replace(",", "")
    return Decimal(plain) if re.fullmatch(r"\d{1,12}(\.\d{1,12})?", plain) else None


_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def _new(form: SchemeForm, kind: str) -> Row:
    row = _blank(FIELDS[kind])
    taken = {one.get("code", "") for one in form.rows[kind]}
    if kind == "g":
        return row | {"code": _numbered("g", taken)}
    if kind == "a":
        return row
    last = form.indicators[-1]["group"] if form.indicators else form.groups[0]["code"] if form.groups else ""
    return row | {
        "code": _numbered("i", taken), "group": last, "kind": "base", "source": "reported", "how": "proportion",
        "missing": "zero", "evidence": "1",
    }  # fmt: skip


def _numbered(stem: str, taken: Collection[str]) -> str:
    return next(f"{stem}{n}" for n in range(1, len(taken) + 2) if f"{stem}{n}" not in taken)


def _row(code: str, row: Mapping[str, Any], ties: list[str]) -> Row:
    scoring, source = row["scoring"], row["source"]
    made = _blank(FIELDS["r"]) | {
        "code": code, "group": row["group"], **_both(row, "words", ""), "points": _said(row["points"]),
        "kind": row.get("kind", "base"), **_both(row, "unit", "unit"), **_both(row, "definition", "definition"),
        "source": source, "of": row.get("of", "") if source == "measure" else "",
        "ledger": row.get("of", "") if source == "ledger" else "", "how": scoring["how"],
        "missing": row.get("missing", "zero"), "scorer": row.get("scorer", ""),
        "evidence": "1" if row.get("evidence", source == "reported") else "",
        "tie": str(ties.index(code) + 1) if code in ties else "",
    }  # fmt: skip
    for key in ("goal", "each", "none_at", "full_at"):
        made[key] = _said(scoring.get(key, ""))
    bands = scoring.get("bands", ()) if scoring["how"] == "bands" else ()
    made["bands"] = "\n".join(f"{_said(band['least'])} = {_said(band['points'])}" for band in bands)
    return made


def _both(values: Mapping[str, Any], key: str, name: str) -> Row:
    """The two languages of a text; the English one is left empty where it says the same."""
    words = values.get(key, {"zh": "", "en": ""})
    first, second = (name, f"{name}_en") if name else ("zh", "en")
    return {first: words["zh"], second: "" if words["en"] == words["zh"] else words["en"]}


def _level(row: Mapping[str, Any]) -> str:
    zh, en = row["words"]["zh"], row["words"]["en"]
    between = WIDER if BETWEEN in zh + en else BETWEEN
    return f"{_said(row['least'])} {zh}" + (f"{between}{en}" if en != zh or between == WIDER else "")


def _said(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _blank(names: Iterable[str]) -> Row:
    return dict.fromkeys(names, "")


def _whole(kind: str, row: Mapping[str, str]) -> Row:
    return _blank(FIELDS[kind]) | {name: row[name] for name in FIELDS[kind] if name in row}


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()[:LONGEST]
