"""A scheme from its form (由表单成方案): the declaration it makes, or what is wrong, each with its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from guiju.apps.ledger.scheme_form import BETWEEN, WIDER, Row, SchemeForm, number_read
from guiju.domain.assessment import Points, Result, Scheme, Value, points, scheme_load, scheme_write, total
from guiju.domain.declarations import CODE, DeclarationError, Problem
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.written import DateUnread, whole_day

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_LEVEL = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:分|[:：=])?\s*(\S.*)")
_PLACE = re.compile(r"indicators\.(\w+)(?:\.(\w+))?(?:\.(\w+))?")
_ROW_FIELDS = {"words": "zh", "scoring": "how", "of": "of"}
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "proportion": ("goal",),
    "each": ("each",),
    "line": ("none_at", "full_at"),
}


class Read(NamedTuple):
    """What a form makes: the scheme and its text, or why not."""

    scheme: Scheme | None
    text: str
    errors: list[WordsError]


class Example(NamedTuple):
    """How two invented bodies would stand (试算): points of each by indicator, and the whole."""

    points: list[dict[str, Points]]
    results: list[Result]


def form_read(form: SchemeForm) -> Read:
    """The scheme of a form. Everything that is wrong is told at once; the loading of declarations has the last word."""
    errors: list[WordsError] = []
    _codes_mend(form)

    def wrong(where: str, zh: str, en: str) -> None:
        errors.append(WordsError("field", Words(zh, en), where=where))

    values = _head(form, wrong)
    values["groups"] = {row["code"]: {"words": _words(row["zh"], row["en"])} for row in form.groups}
    for n, row in enumerate(form.groups):
        if not row["zh"]:
            wrong(f"g{n}-zh", "请写一级指标的名称，或移除这一行。", "Name this heading, or take it out.")
    values["indicators"] = {row["code"]: _indicator(n, row, form, wrong) for n, row in enumerate(form.indicators)}
    if not form.indicators:
        wrong("h-rows", "至少要有一个指标，请按“增加指标”。", "Add at least one indicator.")
    text = scheme_write(values)
    if errors:
        return Read(None, text, errors)
    try:
        return Read(scheme_load(text, values["words"]["zh"] or "scheme.toml"), text, [])
    except DeclarationError as error:
        return Read(None, text, [_placed(form, problem) for problem in error.problems])


def example_of(scheme: Scheme, form: SchemeForm) -> Example | None:
    """Two bodies with the example numbers typed; None where nothing is."""
    told = [
        {row["code"]: Value(number_read(row[name])) for row in form.indicators if row["code"] in scheme.indicators}
        for name in ("x1", "x2")
    ]
    if all(value.number is None for one in told for value in one.values()):
        return None
    peers = {code: [one[code].number for one in told if one[code].number is not None] for code in scheme.indicators}
    results = [total(scheme, one, peers) for one in told]  # type: ignore[arg-type]
    return Example([{code: points(scheme.indicators[code], one[code], peers[code], decimals=scheme.decimals)  # type: ignore[arg-type]
                     for code in one} for one in told], results)  # fmt: skip


def _head(form: SchemeForm, wrong: Callable[[str, str, str], None]) -> dict[str, Any]:
    head = form.head
    if not head["title"]:
        wrong("h-title", "请写方案名称，如“2026 年度标准化工作考核方案”。", "Name the scheme.")
    values: dict[str, Any] = {
        "code": head["code"], "version": 1, "words": _words(head["title"], head["title_en"]),
        "assessed": head["assessed"], "starts": _day(head, "starts", wrong), "ends": _day(head, "ends", wrong),
    }  # fmt: skip
    if head["purpose"]:
        values["purpose"] = _words(head["purpose"], head["purpose_en"])
    for name in ("full", "decimals"):
        if head[name]:
            values[name] = _number(head[name])
    if head["late"]:
        values["late"] = True
    values["ties"] = _ties(form, wrong)
    levels = []
    for line in filter(str.strip, head["levels"].splitlines()):
        read = _LEVEL.fullmatch(line)
        if read is None:
            zh, en = f"“{line[:40]}”读不出来，请写成“90 优秀”。", f"“{line[:40]}”: write it “90 excellent”."
            wrong("h-levels", zh, en)
            continue
        zh, _, en = read[2].strip().partition(WIDER if WIDER in read[2] else BETWEEN)
        levels.append({"least": _number(read[1]), "words": _words(zh, en)})
    values["levels"] = levels
    values["asked"] = [{key: value for key, value in row.items() if value} for row in form.asked if any(row.values())]
    return values


def _ties(form: SchemeForm, wrong: Callable[[str, str, str], None]) -> list[str]:
    chosen: dict[int, str] = {}
    for n, row in enumerate(form.indicators):
        place = int(row["tie"]) if row["tie"].isascii() and row["tie"].isdigit() and len(row["tie"]) < 3 else 0
        if place in chosen:
            wrong(f"r{n}-tie", f"已有别的指标排在第 {place} 位。", f"Another indicator stands at {place} already.")
        elif place:
            chosen[place] = row["code"]
    return [chosen[place] for place in sorted(chosen)]


def _indicator(n: int, row: Row, form: SchemeForm, wrong: Callable[[str, str, str], None]) -> dict[str, Any]:
    if not row["zh"]:
        wrong(f"r{n}-zh", "请写指标名称，或移除这一行。", "Name this indicator, or take it out.")
    if row["group"] not in {group["code"] for group in form.groups}:
        wrong(f"r{n}-group", "请选所在的一级指标；没有的先在上面增加。", "Choose its heading; add one above if needed.")
    if number_read(row["points"]) is None:
        wrong(f"r{n}-points", "请写分值，例如 20。", "Give its points, such as 20.")
    source, of = row["source"], {"measure": "of", "ledger": "ledger"}.get(row["source"], "")
    if of and not row[of]:
        wrong(f"r{n}-{of}", "请选数从哪里来。", "Choose what counts it.")
    values: dict[str, Any] = {"group": row["group"], "words": _words(row["zh"], row["en"])}
    for key in ("unit", "definition"):
        if row[key]:
            values[key] = _words(row[key], row[f"{key}_en"])
    values |= {"points": _number(row["points"]), "kind": row["kind"], "source": source}
    if of:
        values["of"] = row[of]
    if row["missing"] != "zero":
        values["missing"] = row["missing"]
    if bool(row["evidence"]) != (source == "reported"):
        values["evidence"] = bool(row["evidence"])
    if row["scorer"]:
        values["scorer"] = row["scorer"]
    values["scoring"] = _scoring(n, row, wrong)
    return values


def _scoring(n: int, row: Row, wrong: Callable[[str, str, str], None]) -> dict[str, Any]:
    how = row["how"]
    values: dict[str, Any] = {"how": how}
    for key in _NEEDS.get(how, ()):
        if number_read(row[key]) is None:
            wrong(f"r{n}-{key}", "请写一个数。", "Give a number.")
        values[key] = _number(row[key])
    if how == "bands":
        bands = []
        for line in filter(str.strip, row["bands"].splitlines()):
            found = _NUMBERS.findall(line.replace(",", ""))
            if len(found) != 2:
                zh, en = f"“{line[:40]}”读不出来，请写成“3 = 18”。", f"“{line[:40]}”: write it “3 = 18”."
                wrong(f"r{n}-bands", zh, en)
            else:
                bands.append({"least": _number(found[0]), "points": _number(found[1])})
        if not bands and not row["bands"].strip():
            zh, en = "每行写一档：达到的数 = 得分，如“3 = 18”。", "One band a line: number = points, such as “3 = 18”."
            wrong(f"r{n}-bands", zh, en)
        values["bands"] = bands
    return values


def _placed(form: SchemeForm, problem: Problem) -> WordsError:
    """A problem of the declaration, at the field it comes from."""
    rows = {row["code"]: (n, row) for n, row in enumerate(form.indicators)}
    found = _PLACE.match(problem.place)
    where = ""
    if found and found[1] in rows:
        n, row = rows[found[1]]
        name = found[3] if found[2] == "scoring" and found[3] else found[2] or "zh"
        name = _ROW_FIELDS.get(name, name)
        where = f"r{n}-{'ledger' if name == 'of' and row['source'] == 'ledger' else name}"
    elif problem.place.startswith("groups"):
        where = next((f"g{n}-zh" for n, row in enumerate(form.groups) if _empty(form, row["code"])), "g0-zh")
    elif problem.place.startswith("asked"):
        where = "a0-document"
    else:
        name = problem.place.partition("[")[0].partition(".")[0]
        where = f"h-{ {'words': 'title', 'indicators': 'rows'}.get(name, name) }"
    return WordsError("scheme", problem.message, where=where)


def _empty(form: SchemeForm, code: str) -> bool:
    return not any(row["group"] == code for row in form.indicators)


def _codes_mend(form: SchemeForm) -> None:
    """Codes are hidden fields: what is none, or stands twice, gets one of its own."""
    for kind, stem in (("g", "g"), ("r", "i")):
        taken: set[str] = set()
        for row in form.rows[kind]:
            if not CODE.fullmatch(row["code"]) or row["code"] in taken:
                row["code"] = next(code for n in range(1, 200) if (code := f"{stem}{n}x") not in taken)
            taken.add(row["code"])


def _words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en or zh}


def _day(head: Row, name: str, wrong: Callable[[str, str, str], None]) -> date | str:
    try:
        day = whole_day(head[name])
    except DateUnread:
        day = None
    if day is None:
        wrong(f"h-{name}", "请填写日期，例如 2026-01-01。", "Give a day, such as 2026-01-01.")
    return day or ""


def _number(text: str) -> Decimal | int | str:
    """A number to be written; what is none is written as it is, for the loading to complain of."""
    number = number_read(text)
    if number is None:
        return text
    return int(number) if number == number.to_integral_value() else number
