"""Dated facets on any day (按日分面): a plain column of the nearest mark, put right for what turns in between.

Each mark of `schema.MARKS` has a column with the values held on that day, and there is a column for what turns between
two marks: values that begin ("+") or end ("-") on a day. Counts are those of the mark, and the turns up to the day
asked; a filter takes the documents that do not turn in between from the mark, the others from their blocks of days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from guiju.kernel.search.days import between_terms, day_number, day_terms
from guiju.kernel.search.engine.clauses import either, one_of
from guiju.kernel.search.engine.schema import MARK_DAYS, MARKS, mark_field, turns_field


class Nearby(NamedTuple):
    """The mark nearest to a day, and the place of the column of what turns in between."""

    mark: date
    after: int

    def columns(self, name: str) -> tuple[str, str]:
        """The column of the mark, and that of the turns."""
        return mark_field(name, self.mark), turns_field(name, self.after)

    def put_right(self, held: Mapping[str, int], turns: Mapping[str, int], day: date) -> dict[str, int]:
        """How many hold each value on the day, from how many did on the mark."""
        counts, number, mark = dict(held), day_number(day), day_number(self.mark)
        for turn, count in turns.items():
            on, sign, value = _turn(turn)
            if mark < on <= number:
                counts[value] = counts.get(value, 0) + sign * count
            elif number < on <= mark:
                counts[value] = counts.get(value, 0) - sign * count
        return counts


def nearby(day: date) -> Nearby:
    """The mark before or after the day, whichever is nearer."""
    number = day_number(day)
    after = bisect_left(MARK_DAYS, number)
    around = [place for place in (after - 1, after) if 0 <= place < len(MARKS)]
    return Nearby(MARKS[min(around, key=lambda place: abs(MARK_DAYS[place] - number))], after)


def holding(schema: tantivy.Schema, name: str, value: str, day: date) -> Query:
    """The documents that have the value on the day."""
    mark = nearby(day).mark
    column = Query.term_query(schema, mark_field(name, mark), value, "basic")
    terms = between_terms(min(mark, day), max(mark, day))
    if not terms:
        return column
    turned = one_of(schema, f"u_{name}", terms)
    stayed = Query.boolean_query([(Occur.Must, column), (Occur.MustNot, turned)])
    blocks = one_of(schema, f"d_{name}", day_terms(value, day))
    return either([stayed, Query.boolean_query([(Occur.Must, turned), (Occur.Must, blocks)])])


@lru_cache(100_000)
def _turn(text: str) -> tuple[int, int, str]:
    """The day of a turn, 1 when a value begins and -1 when it ends, and the value."""
    digits = len(text) - len(text.lstrip("0123456789"))
    return int(text[:digits]), 1 if text[digits] == "+" else -1, text[digits + 1 :]
