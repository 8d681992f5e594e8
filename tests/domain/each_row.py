"""One test walks a whole table and tells of every row that fails: thousands of rows need no thousands of tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def each(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """`@each(rows)`: the test is asked of each row, given as its parameters when the row is a list or tuple of them."""
    table = list(rows)

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        @wraps(check)
        def test() -> None:
            assert table, "the table is empty"
            told = []
            for row in table:
                try:
                    check(*row) if check.__code__.co_argcount > 1 else check(row)
                except Exception as error:
                    told.append(f"{row}\n    {type(error).__name__}: {error}")
            assert not told, f"{len(told)} of {len(table)} rows:\n" + "\n".join(told)

        del test.__wrapped__  # its parameters are no fixtures
        return test

    return decorate
