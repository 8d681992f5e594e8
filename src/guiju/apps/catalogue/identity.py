"""What the catalogue keeps of a number (编号的各部分): keys, order, level."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guiju.domain.numbers import NumberError, StandardNumber, edition_key, parse, series_key, sort_key

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """The parts of one number: `number` is the edition key, `base` that of the standard a supplement hangs on,
    `adopted` those printed behind it (双编号), `original` that of the text a foreign-language
    version (外文版) is of."""

    number: str
    series: str
    publisher: str
    prefix: str
    year: str
    supplement: str
    level: str
    nature: str
    sort_key: str
    base: str = ""
    corrects: bool = False
    adopted: tuple[str, ...] = ()
    original: str = ""


def identify(text: str) -> Identity:
    """The identity of a number in any spelling; raises `NumberError` for what is none."""
    return _identity(parse(text))


def identify_as_written(text: str) -> Identity:
    """The identity of an identifier no grammar knows: kept as its source writes it, a series of its own."""
    kept = " ".join(text.split())[:LONGEST]
    return Identity(
        kept, f"written:{kept.casefold()}", "other", "", "", "", "foreign", "unknown", f"~{kept.casefold()}"
    )


def identify_regulation(text: str, jurisdiction: str) -> Identity:
    """The identity of a technical regulation or guidance: as its authority numbers it, its jurisdiction before it.

    "2016/425" of EU → "EU 2016/425"; "(EU) 2016/425" stays. It has no level and is a series of its own, so that equal
    numbers of two authorities are two records. One that bears a number the grammars know (TSG 21-2016) keeps it.
    """
    try:
        return identify(text)
    except NumberError:
        written = " ".join(text.split())
    named = jurisdiction in re.split(r"[^A-Z]+", written)
    number = (written if named or not jurisdiction else f"{jurisdiction} {written}")[:LONGEST]
    series = f"regulation:{jurisdiction.casefold()}:{number.casefold()}"[:LONGEST]
    return Identity(number, series, "regulation", "", "", "", "", "unknown", f"~{number.casefold()}")


def key_of(text: str) -> str:
    """The edition key of a number in any spelling; what no grammar knows stays as written."""
    try:
        return edition_key(parse(text))
    except NumberError:
        return identify_as_written(text).number


def _identity(number: StandardNumber) -> Identity:
    key = edition_key(number)
    hanging = [s for s in number.supplements if s.join != "+"]
    supplement = " ".join(f"{s.kind}{s.number}" for s in number.supplements)
    return Identity(
        number=key,
        series=series_key(number)[:LONGEST],
        publisher=number.publisher,
        prefix=number.prefix.strip(),
        year=number.year,
        supplement=supplement[:60],
        level=number.level,
        nature=number.nature,
        sort_key=_order(number),
        base=_base(key) if hanging else "",
        corrects=bool(hanging) and hanging[-1].kind.casefold().startswith(("cor", "ac")),
        adopted=tuple(edition_key(other) for other in number.adopted),
        original=_original(number, key),
    )


def _base(key: str) -> str:
    """ISO 9001:2015 of ISO 9001:2015/Amd 1:2024; "" when what stands before the last slash is no number."""
    head = key.rpartition("/")[0]
    try:
        return edition_key(parse(head)) if head else ""
    except NumberError:
        return ""


def _original(number: StandardNumber, key: str) -> str:
    """GB/T 1.1-2020 of GB/T 1.1-2020 (E); bodies abroad publish in several languages at once, without an original."""
    suffix = f" ({number.language})"
    chinese = number.level not in ("international", "regional", "foreign")
    return key.removesuffix(suffix) if chinese and number.language and key.endswith(suffix) else ""


def _order(number: StandardNumber) -> str:
    """The natural order as text: figures padded, so that the database can sort by it."""
    publisher, issuer, serial, year, supplements = sort_key(number)
    pieces = "".join(f"{value:09d}" if not kind else text for kind, value, text in serial)
    tail = "".join(f"{value:06d}" if not kind else text for kind, value, text in supplements)
    return f"{publisher}|{issuer}|{pieces}|{year}|{tail}"[:250]
