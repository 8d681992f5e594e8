"""What a standard number (标准号) is made of."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal[
    "national", "industry", "engineering", "local", "group", "enterprise",
    "military", "metrology", "international", "regional", "foreign",
]  # fmt: skip
Nature = Literal["mandatory", "recommended", "guide", "unknown"]


class Supplement(NamedTuple):
    """A document that changes another one (修改单, Amendment, Corrigendum).

    `kind` is the family's own word as printed ("XG", "Amd", "Cor", "A", "AMD", "Add" …);
    `join` is how it hangs on the number ("/" for a document of its own, "+" for one merged into the text).
    """

    kind: str
    number: str
    year: str = ""
    join: str = "/"


class StandardNumber(NamedTuple):
    """One standard number (标准号), split into its parts. `str()` gives its normal form (contracts: normal form).

    `publisher` code in lower case (`gb`, `hj`, `db`, `t`, `q`, `iso`, `ieee` …);
    `prefix` all that is printed before the serial ("GB/T", "DB44/", "T/CECS", "ISO/IEC TR", "DIN EN ISO");
    `serial` the number proper without its part ("2423" of GB/T 2423.1, "C62" of C62.41);
    `part` the parts and sub-parts as printed after the serial, without the first separator ("1", "2-1");
    `part_join` the separator between serial and part ("." or "-");
    `year` four digits, where the family prints it also with a month ("2008", "2008-06"), "" when undated;
    `supplements` amendments and corrigenda in order; `edition_note` as written (2018年版), never part of the number;
    `adopted` the numbers printed behind it as adopted (双编号, GB/T 19001-2016/ISO 9001:2015);
    `text` the normal form without supplements' or pair's source spelling: what `str()` returns.
    """

    publisher: str
    level: Level
    nature: Nature
    prefix: str
    serial: str
    part: str
    part_join: str
    year: str
    text: str
    supplements: tuple[Supplement, ...] = ()
    edition_note: str = ""
    adopted: tuple[StandardNumber, ...] = ()
    language: str = ""

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StandardNumber) and self.text == other.text and _parts(self) == _parts(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def dated(self) -> bool:
        """Whether the number names one edition (注日期)."""
        return bool(self.year)


def _parts(number: StandardNumber) -> tuple[object, ...]:
    """What two equal numbers share: all but the edition note."""
    return (*number[:10], *number[11:])
