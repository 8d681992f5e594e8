"""The order of all assessed bodies (排名)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from guiju.domain.assessment.model import Result, Scheme

Body = TypeVar("Body", bound=Hashable)


class Rank(NamedTuple):
    """A place in the order (名次): bodies equal in total and in every tie-breaker share it, the next are skipped."""

    rank: int
    body: Hashable
    result: Result


def ranked(results: Mapping[Body, Result], scheme: Scheme) -> list[Rank]:
    """Highest total first; equal totals by the indicators of `scheme.ties`; equal in all, the order they came in."""
    order = sorted(results.items(), key=lambda pair: _key(pair[1], scheme), reverse=True)
    ranks: list[Rank] = []
    for at, (body, result) in enumerate(order):
        same = ranks and _key(ranks[-1].result, scheme) == _key(result, scheme)
        ranks.append(Rank(ranks[-1].rank if same else at + 1, body, result))
    return ranks


def _key(result: Result, scheme: Scheme) -> tuple[Decimal, ...]:
    return (result.total, *(result.points[code].points for code in scheme.ties))
