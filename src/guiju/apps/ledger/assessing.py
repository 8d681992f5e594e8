"""Values of an assessment from their sources (取数): measures, the ledger, what was reported; then points and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from guiju.apps.ledger.models import Assessed, AssessedValue, Assessment
from guiju.apps.ledger.shares import shares_of
from guiju.apps.ledger.splitting import measured
from guiju.domain.assessment import BY_PEOPLE, Indicator, Rank, Result, Scheme, Value, ranked, scheme_load, total
from guiju.domain.language import Words

NOT_REPORTED = Words("未填报", "not reported")
NOT_FOUND = Words("考核单位还没有评定", "the office gave no number yet")


@dataclass(frozen=True, slots=True)
class Table:
    """An assessment worked out on a day (考核表): the values of every body, their points, the order;
    `late` what was reported after its day."""

    scheme: Scheme
    on: date
    rows: Mapping[int, Assessed]
    values: Mapping[int, Mapping[str, Value]]
    held: Mapping[tuple[int, str], AssessedValue]
    late: frozenset[tuple[int, str]]
    results: Mapping[int, Result]
    ranks: tuple[Rank, ...]


def scheme_of(assessment: Assessment) -> Scheme:
    """The scheme an assessment was opened with."""
    return scheme_load(assessment.scheme, assessment.title)


def table_of(assessment: Assessment, on: date) -> Table:
    """Everything about an assessment as of a day, or of the end of its period if that is over."""
    scheme = scheme_of(assessment)
    day = min(on, scheme.ends)
    rows = {row.pk: row for row in assessment.assessed.select_related("body", "body__account").order_by("body__name")}
    held = {(row.assessed_id, row.indicator): row for row in AssessedValue.objects.filter(assessed__in=rows)}
    values: dict[int, dict[str, Value]] = {pk: {} for pk in rows}
    for indicator in scheme.indicators.values():
        for pk, value in _sourced(indicator, scheme, rows.values(), day).items():
            values[pk][indicator.code] = value
        if indicator.source in BY_PEOPLE:
            for pk in rows:
                values[pk][indicator.code] = _given(indicator, held.get((pk, indicator.code)))
    peers = {
        code: [known.number for told in values.values() if (known := told[code]).number is not None]
        for code in scheme.indicators
    }
    results = {pk: total(scheme, told, peers) for pk, told in values.items()}
    late = frozenset(key for key, row in held.items() if _late(row, assessment))
    return Table(scheme, day, rows, values, held, late, results, tuple(ranked(results, scheme)))


def _late(row: AssessedValue, assessment: Assessment) -> bool:
    return row.reported_at is not None and localdate(row.reported_at) > assessment.reports_due


def _given(indicator: Indicator, row: AssessedValue | None) -> Value:
    if row is None or (row.reported is None and row.number is None):
        return Value(None, NOT_REPORTED) if indicator.source == "reported" else Value(None, NOT_FOUND, checked=False)
    checked = row.checked_at is not None
    return Value(row.number if checked else row.reported, None, checked)


def _sourced(indicator: Indicator, scheme: Scheme, rows: Iterable[Assessed], day: date) -> dict[int, Value]:
    """The values a program can tell; none for what is reported."""
    if indicator.source == "ledger":
        shares = shares_of([row.body_id for row in rows], indicator.code_of, scheme.starts, day)
        return {row.pk: shares[row.body_id] for row in rows}
    if indicator.source == "measure":
        return measured(indicator, scheme, {row.pk: row.body for row in rows}, day)
    return {}
