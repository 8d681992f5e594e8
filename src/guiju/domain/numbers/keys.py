"""What makes two numbers the same series or the same edition, and their order."""

from __future__ import annotations

import re

from guiju.domain.numbers.canonical import canonical
from guiju.domain.numbers.model import StandardNumber

_RUN = re.compile(r"(\d+)")

SortKey = tuple[str, str, tuple[tuple[int, int, str], ...], str, tuple[tuple[int, int, str], ...]]


_FOREIGN = ("international", "regional", "foreign")
_BODIES = ("group", "enterprise")
_RECOMMENDED = ("/tj", "/t", "/")
_ONE_SPACE = frozenset(
    {"aami", "amca", "api", "ashrae", "asme", "astm", "aws", "ieee", "nace", "nema", "nfpa", "tia", "ul"}
)
"""Bodies whose prefix is written in several ways before the same number: IEEE, IEEE Std, ANSI/IEEE, IEEE P."""
_COUNTED_BY_SERIES = frozenset({"nist", "tgpp"})
"""Bodies whose numbers are counted within a series, with or without the body's name: NIST FIPS 140-3, FIPS 140-3."""


def series_key(number: StandardNumber) -> str:
    """Publisher and number without year ("gb:19001", "gb:2423.1", "iso/iec:17025").

    GB, GB/T and GB/Z share one key space, for a number keeps its place when it is made recommended (转号); so do the
    two of an industry or a region (HJ, HJ/T; DB44/, DB44/T). The issuer (DB44, T/CECS, ISO/IEC TR) belongs to the key.
    """
    return f"{_issuer(number)}:{_serial(number)}".casefold()


def _issuer(number: StandardNumber) -> str:
    if number.level in _FOREIGN:
        return _foreign(number.publisher, canonical(number).prefix.casefold())
    prefix = number.prefix.casefold()
    if number.publisher == "gb":
        return "gb"
    if number.level not in _BODIES:
        for suffix in _RECOMMENDED:
            if prefix.endswith(suffix):
                return prefix.removesuffix(suffix)
    return prefix.replace(" ", "-")


def _foreign(publisher: str, prefix: str) -> str:
    if publisher in _ONE_SPACE or not prefix:
        return publisher
    if publisher in _COUNTED_BY_SERIES:
        return f"{publisher}-{prefix.rpartition(' ')[2]}"
    return prefix.replace(" ", "-")


def _serial(number: StandardNumber) -> str:
    return number.serial + (number.part_join + number.part if number.part else "")


def edition_key(number: StandardNumber) -> str:
    """The normal form with year and supplements, without adopted pair and edition note (nor remarks printed as one).

    It does not depend on the style of writing: /AMD1:2012 and /Amd 1:2012, GOST and ГОСТ, CEI and IEC have one key.
    """
    single = alone(number)
    if number.edition_note:
        single = single._replace(text=single.text.removesuffix(f" ({number.edition_note})"))
    return canonical(single).text


def alone(number: StandardNumber) -> StandardNumber:
    """The number without the numbers printed behind it as adopted."""
    if not number.adopted:
        return number
    behind = sum(len(adopted.text) + 1 for adopted in number.adopted)
    return number._replace(adopted=(), text=number.text[:-behind])


def sort_key(number: StandardNumber) -> SortKey:
    """Natural order: publisher, prefix, serial and part by value of their digits, year, supplements."""
    return (
        number.publisher,
        _issuer(number),
        _natural(_serial(number)),
        number.year,
        tuple(piece for s in number.supplements for piece in _natural(f"{s.kind}{s.number} {s.year}")),
    )


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    pieces = (piece for piece in _RUN.split(text.casefold()) if piece)
    return tuple((0, int(piece), piece) if piece.isascii() and piece.isdigit() else (1, 0, piece) for piece in pieces)


def same_series(first: StandardNumber, second: StandardNumber) -> bool:
    """Whether two numbers are editions of one standard (同一标准的不同版本)."""
    return series_key(first) == series_key(second)


def compare(first: StandardNumber, second: StandardNumber) -> int | None:
    """-1, 0 or 1 as the first is an earlier, the same or a later edition; None when the years cannot tell."""
    if not same_series(first, second) or not (first.year and second.year):
        return None
    one, other = sort_key(first)[3:], sort_key(second)[3:]
    return (one > other) - (one < other)
