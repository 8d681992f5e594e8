"""What a crosswalk draws (矩阵与流向图): the spans of tasks that were asked for, by chapters where there are many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.apps.ledger.chapters import Chapter, cells_of, chapters_of
from guiju.apps.ledger.flow import flow_of
from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.queries.crosswalk import Crosswalk, entries_of, names_of, pairs_between
from guiju.apps.ledger.views.request import whole

Span = tuple[int, int | None]
_SPANS = ("highest", "upper", "lower")
"""The columns of the picture and how an address calls the span of tasks each shows."""


class Opened:
    """Addresses that open a chapter of one column, or of two, and leave the others as they are."""

    def __init__(self, here: str, spans: Mapping[str, Span]) -> None:
        self.here = here
        self.spans = spans

    def __call__(self, section: str, **chapters: Chapter | None) -> str:
        """The address with the spans of these chapters in place of those shown now."""
        shown = {name: f"{start}-{end}" for name, (start, end) in self.spans.items() if end}
        shown |= {name: f"{one.start}-{one.end}" for name, one in chapters.items() if one is not None}
        return self.here + "".join(f"&{name}={span}" for name, span in shown.items()) + f"#{section}"


def drawn(told: Mapping[str, str], here: str, held: Crosswalk, above: Policy, top: Policy | None) -> dict[str, Any]:
    """The matrix and the picture; `told` names the spans, `here` is the address of the page without them."""
    spans = {name: _span(told.get(name, "")) for name in (_SPANS if top else _SPANS[1:])}
    rows = chapters_of(held.above, held.called, *spans["upper"])
    columns = chapters_of(held.below, held.called, *spans["lower"])
    confirmed = [(pair.above, pair.below) for pair in held.confirmed]
    shown, pairs = [rows, columns], confirmed
    if top is not None:
        highest = entries_of(top)
        shown = [chapters_of(highest, names_of(highest), *spans["highest"]), *shown]
        pairs = [*((one.above, one.below) for one in pairs_between(highest, held.above, above) if one.carries), *pairs]
    return {
        "rows": rows,
        "columns": columns,
        "spans": list(spans),
        "narrowed": any(end for _, end in spans.values()),
        "opened": Opened(here, spans),
        "cells": cells_of(rows, columns, confirmed, ((one.above.pk, one.below.pk) for one in held.suggested)),
        "flow": flow_of(shown, pairs),
    }


def _span(text: str) -> Span:
    """The first and the last place `12-40` names; all for anything else."""
    first, dash, last = text.partition("-")
    start, end = whole(first), whole(last)
    return (start, end) if dash and start < end else (0, None)
