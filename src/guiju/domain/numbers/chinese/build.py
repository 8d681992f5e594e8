"""Put a Chinese number together."""

from __future__ import annotations

import re

from guiju.domain.numbers.chinese.prefixes import Prefix
from guiju.domain.numbers.chinese.tail import read_tail
from guiju.domain.numbers.model import StandardNumber


def build(prefix: Prefix, rest: str, serial: re.Pattern[str]) -> StandardNumber:
    """The number of this prefix that the text behind it makes, or `NumberError`."""
    tail = read_tail(prefix.text, rest, serial)
    return StandardNumber(
        prefix.publisher, prefix.level, prefix.nature, prefix.text, tail.serial, tail.part, tail.join, tail.year,
        f"{prefix.text} {tail.text}", tail.notes.supplements, tail.notes.note, (), tail.notes.language,
    )  # fmt: skip
