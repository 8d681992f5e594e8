"""Reading the declaration of a scheme (读取考核方案)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from guiju.domain.assessment.model import (
    ASSESSED,
    BY_PEOPLE,
    HOW,
    KINDS,
    LEDGER,
    SOURCES,
    Asked,
    Band,
    Group,
    Indicator,
    Scheme,
    Scoring,
)
from guiju.domain.assessment.numbers import decimal_read, shown
from guiju.domain.declarations import CODE, Table, declaration_open
from guiju.domain.language import NO_WORDS, Words

MOST_DECIMALS, MOST_INDICATORS = 4, 200
ONE = Decimal(1)


def scheme_load(text: str, where: str) -> Scheme:
    """A scheme from its declaration. Raises `DeclarationError` with all that is wrong."""
    root = declaration_open(text, where)
    groups = {code: Group(code, row.words("words")) for code, row in root.named("groups", required=True).items()}
    rows = root.named("indicators", required=True)
    if len(rows) > MOST_INDICATORS:
        zh, en = f"指标最多 {MOST_INDICATORS} 个。", f"{MOST_INDICATORS} indicators at most."
        root.wrong("indicators", zh, en)
        rows = {}
    indicators = {code: _indicator(code, row, groups) for code, row in rows.items()}
    scheme = Scheme(
        code=root.text("code", pattern=CODE),
        version=root.number("version", least=1, most=10_000),
        words=root.words("words"),
        purpose=root.words("purpose", default=NO_WORDS),
        assessed=root.choice("assessed", ASSESSED) or "unit",  # type: ignore[arg-type]
        starts=root.day("starts", required=True) or date.min,
        ends=root.day("ends", required=True) or date.max,
        decimals=root.number("decimals", default=2, most=MOST_DECIMALS),
        groups=groups,
        indicators=indicators,
        asked=tuple(
            Asked(row.text("document"), row.text("place", default=""), row.text("phrase", default=""))
            for row in root.tables("asked")
        ),
        ties=root.texts("ties", allowed=tuple(indicators)),
        levels=_levels(root),
        late=root.flag("late"),
    )
    _proved(scheme, root)
    root.finish()
    return scheme


def _indicator(code: str, row: Table, groups: Mapping[str, Group]) -> Indicator:
    source = row.choice("source", SOURCES)
    asked = LEDGER if source == "ledger" else None
    if source in BY_PEOPLE:
        code_of = ""
    elif asked is not None:
        code_of = row.choice("of", asked)
    else:
        code_of = row.text("of", pattern=CODE)
    points = decimal_read(row, "points") or ONE
    scoring = _scoring(row.table("scoring", required=True), points)
    return Indicator(
        code=code,
        group=row.choice("group", groups),
        words=row.words("words"),
        points=points,
        kind=row.choice("kind", KINDS, default="base"),  # type: ignore[arg-type]
        definition=row.words("definition", default=NO_WORDS),
        unit=row.words("unit", default=Words("", "")),
        source=source or "reported",  # type: ignore[arg-type]
        code_of=code_of,
        scoring=scoring,
        missing=row.choice("missing", ("zero", "left_out"), default="zero"),  # type: ignore[arg-type]
        evidence=row.flag("evidence", default=source == "reported"),
        scorer=row.text("scorer", default=""),
    )


def _scoring(table: Table | None, most: Decimal) -> Scoring:
    if table is None:
        return Scoring("judged")
    how = table.choice("how", HOW)
    wanted = {"proportion": ("goal",), "each": ("each",), "line": ("none_at", "full_at")}.get(how, ())
    read = {key: decimal_read(table, key) for key in wanted}
    if read.get("goal") == 0 or read.get("each") == 0:
        table.wrong(next(iter(read)), "不能是 0。", "this may not be 0.")
    if how == "line" and read["none_at"] is not None and read["none_at"] == read["full_at"]:
        table.wrong("full_at", "满分点和零分点不能相同。", "the ends of the line may not be the same.")
    bands = tuple(sorted(_band(below) for below in table.tables("bands", required=how == "bands")))
    for band in bands:
        if band.points > most:
            points, limit = shown(band.points), shown(most)
            table.wrong("bands", f"一档 {points} 分超过指标的 {limit} 分。", f"a band of {points} is above {limit}.")
    return Scoring(how or "judged", bands=bands, **read)  # type: ignore[arg-type]


def _band(row: Table) -> Band:
    least, points = decimal_read(row, "least"), decimal_read(row, "points")
    return Band(least or Decimal(0), points or Decimal(0))


def _levels(root: Table) -> tuple[tuple[Decimal, Words], ...]:
    rows = [(decimal_read(row, "least") or Decimal(0), row.words("words")) for row in root.tables("levels")]
    return tuple(sorted(rows, key=lambda pair: -pair[0]))


def _proved(scheme: Scheme, root: Table) -> None:
    if scheme.starts > scheme.ends:
        root.wrong("ends", "结束日期早于开始日期。", "the end is before the beginning.")
    if scheme.indicators and not scheme.full:
        root.wrong("indicators", "至少要有一个计基本分的指标。", "at least one indicator has to give points.")
    for code, group in scheme.groups.items():
        if not any(one.group == code for one in scheme.indicators.values()):
            zh, en = f"“{group.words.zh}”下没有指标。", f"no indicator is under “{group.words.en}”."
            root.wrong("groups", zh, en)
    stated = root.value("full")
    if stated is not None and (not isinstance(stated, int | float) or Decimal(str(stated)) != scheme.full):
        full = shown(scheme.full)
        root.wrong("full", f"各指标的基本分合计 {full}，与这里写的不同。", f"the points add up to {full}, not to this.")
