"""Several numbers in one text: ranges, lists, pairs of adoption, editions side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from guiju.domain.numbers.model import StandardNumber
from guiju.domain.numbers.reading import Kind

ReadSingle = Callable[[str], StandardNumber | None]


class Found(NamedTuple):
    """What one text holds: `numbers` as printed (a pair's first carries `adopted`), `members` each on its own."""

    kind: Kind
    form: str
    numbers: tuple[StandardNumber, ...]
    members: tuple[StandardNumber, ...]
    degree: str = ""


def read_all(text: str, read_single: ReadSingle) -> Found | None:
    """Read the whole of a folded text, as one number or as several; None when it is neither."""
    number = read_single(text)
    return Found("single", number.text, (number,), (number,)) if number is not None else None
