"""The measures the catalogue offers (标准库的指标)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from guiju.apps.catalogue.queries.counting import Asked, search_address, search_counts, search_read, values_listed
from guiju.domain.indicators import Measure, Reading
from guiju.domain.language import Words
from guiju.kernel.indicators.offers import Offer, Share, declare

_UNIT = Words("项", "standards")
_BY = ("level", "region", "industry")


def _in_force(on: date) -> Asked:
    return search_read(f"status=in_force&as_of={on.isoformat()}", on)


def _read(on: date) -> Reading:
    return Reading(on, Decimal(search_counts(_in_force(on), ()).total))


def _records(on: date) -> str:
    return search_address(_in_force(on))


def _split(by: str, on: date) -> Sequence[Share]:
    ask = _in_force(on)
    counts = search_counts(ask, (by,)).by.get(by, {})
    values = sorted(counts, key=lambda value: (-counts[value], value))
    found = values_listed(ask, by, counts, values)
    return [Share(one.value, one.label, Decimal(one.count), one.href) for one in found]


declare(
    Offer(
        Measure(
            "catalogue.in_force",
            Words("现行标准", "Standards in force"),
            _UNIT,
            "count",
            Words(
                "本站标准库中某日状态为“现行”的版本数，状态按各来源的日期推算；库里没有收的标准不在其中。",
                "Editions in this catalogue whose status on the day, computed from the dates of its sources, is “in "
                "force”; standards the catalogue lacks are not counted.",
            ),
            _BY,
        ),
        _read,
        _records,
        _split,
        public=True,
        source=Words("标准库", "Catalogue"),
    )
)
