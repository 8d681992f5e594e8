"""Charts (图表) as data: rows with a label, a count and the address of the records counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guiju.apps.catalogue.queries.counting import Asked, Value, search_counts, values_listed
from guiju.domain.language import Words

YEARS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what it counts, with where the records are, and its length as a share of the longest (0 to 1)."""

    of: Value
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with its table: `left` values were left out, which count `rest` records together."""

    name: str
    title: Words
    note: Words
    rows: tuple[Row, ...]
    left: int = 0
    rest: int = 0


Order = Callable[[Mapping[str, int]], list[str]]


def _most(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _by_code(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts)


def _top_codes(length: int) -> Order:
    """Only the top codes of a classification: those of this many characters."""
    return lambda counts: sorted(value for value in counts if len(value) == length)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a facet becomes a chart: its title, its order, how many values at most, bars across or columns."""

    title: Words
    note: Words
    order: Order = _most
    most: int = 20
    columns: bool = False


KINDS: dict[str, Kind] = {
    "status": Kind(
        Words("今天的状态", "Status today"),
        Words("按发布、实施、代替、废止的日期推算，不照抄来源。", "Computed from dates and replacements, not copied."),
    ),
    "year": Kind(
        Words("按年份", "By year"),
        Words("标准号中的年份。", "The year in the standard's number."),
        order=_by_code,
        most=YEARS,
        columns=True,
    ),
    "level": Kind(
        Words("按级别", "By level"), Words("国家、行业、地方、团体、国际等。", "National, industry, local and so on.")
    ),
    "nature": Kind(
        Words("按性质", "By nature"),
        Words("来源没有写明的是未知。", "Unknown where no source says."),
    ),
    "ics": Kind(
        Words("按领域（ICS 一级类）", "By field (first level of ICS)"),
        Words("一项标准可属于几个领域。", "A standard may belong to several fields."),
        order=_top_codes(2),
        most=45,
    ),
    "ccs": Kind(
        Words("按中国标准文献分类一级类", "By first level of CCS"),
        Words("只有中国标准有此分类。", "Only Chinese standards have one."),
        order=_top_codes(1),
        most=30,
    ),
    "body": Kind(Words("按发布机构", "By issuing body"), Words("最多的二十个。", "The twenty with the most.")),
    "region": Kind(
        Words("按地区（地方标准）", "By region (local standards)"),
        Words("由地方标准代号的行政区划代码得出。", "From the region code in the number of a local standard."),
    ),
    "industry": Kind(
        Words("按行业", "By industry"), Words("由行业标准代号得出。", "From the prefix of an industry standard.")
    ),
}


def charts(ask: Asked) -> list[Chart]:
    """Every chart there is something to draw for, of the records of a search."""
    counted = search_counts(ask, tuple(KINDS))
    made = (chart(ask, name, counted.by[name]) for name in KINDS)
    return [one for one in made if len(one.rows) > 1]


def chart(ask: Asked, name: str, counts: Mapping[str, int]) -> Chart:
    """One chart: the rows with the most, in the order of the kind."""
    kind = KINDS[name]
    ordered = kind.order(counts)
    kept = ordered[-kind.most :] if kind.columns else ordered[: kind.most]
    left = ordered[: -kind.most] if kind.columns else ordered[kind.most :]
    highest = max((counts[value] for value in kept), default=1)
    rows = (Row(value, value.count / highest) for value in values_listed(ask, name, counts, kept))
    return Chart(name, kind.title, kind.note, tuple(rows), len(left), sum(counts[value] for value in left))
