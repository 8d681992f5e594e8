"""What the program understood of one text."""

from __future__ import annotations

from typing import Literal, NamedTuple

from guiju.domain.language import NO_WORDS, Words
from guiju.domain.numbers.model import Level, StandardNumber

Kind = Literal["single", "range", "list", "pair", "multi_edition", "none"]


class Reading(NamedTuple):
    """The reading of one text (识读结果): a number, several numbers, or why it is neither.

    `input` the text as given; `number` the one number (with `adopted` filled for a pair), None for several or none;
    `form` the normal form of the whole, "" when it is no number; `members` the single numbers of whatever was read;
    `kind` single, range (GB/T 2423.1~2423.3), list, pair (GB/T 19001-2016/ISO 9001:2015), multi_edition
    (GB/T 7714-2015/2025), or none; `error` a stable code, "" when all is well; `message` the reason in both languages;
    `suggestion` the nearest well-formed reading; `degree` of an adoption as printed (IDT, MOD, EQV, NEQ), upper case.
    """

    input: str
    number: StandardNumber | None = None
    form: str = ""
    members: tuple[StandardNumber, ...] = ()
    kind: Kind = "none"
    error: str = ""
    message: Words = NO_WORDS
    suggestion: str = ""
    degree: str = ""

    @property
    def publisher(self) -> str:
        """Publisher code of the number, or of the first member; "" when it is no number."""
        return self.members[0].publisher if self.members else ""

    @property
    def level(self) -> Level | None:
        """Level of the number, or of the first member; None when it is no number."""
        return self.members[0].level if self.members else None
