"""What can be measured (指标登记): rooms declare theirs in `indicators.py`; registers and people provide theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from guiju.domain.indicators import Measure, Reading
from guiju.domain.language import Words

NOWHERE = Words("其他", "Others")


class Share(NamedTuple):
    """One part of a split measure (分组): the value it is split by, in words, its number, where its records are."""

    value: str
    words: Words
    number: Decimal
    records: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A measure and how to ask it.

    `read(on)`: the reading of a day; it must answer for any day, if only with why it cannot. `records(on)`: the address
    of the records behind it, "" when nobody may see them. `split(by, on)`: its parts by one of `measure.by`. `public`:
    whether everybody may see it; other measures wait for their disclosure (信息公开审查). `named`: in words,
    what it can be split by. `within(by, value, on)`: one part wider than those it is split into, such as a province of
    whose cities there are records; None where the value is not wider.
    `source`: whose records it counts. `bodies`: what it can be split by that names an organisation, the first being
    whose work it is; kept apart from `measure.by`, for who assesses. `together(by, values, on)`: several of those parts
    counted as one, with the address of their records.
    """

    measure: Measure
    read: Callable[[date], Reading]
    records: Callable[[date], str] | None = None
    split: Callable[[str, date], Sequence[Share]] | None = None
    within: Callable[[str, str, date], Share | None] | None = None
    public: bool = False
    named: Mapping[str, Words] = field(default_factory=dict)
    source: Words = NOWHERE
    bodies: tuple[str, ...] = ()
    together: Callable[[str, Sequence[str], date], Share] | None = None


_DECLARED: dict[str, Offer] = {}
_PROVIDERS: list[Callable[[], Iterable[Offer]]] = []


def declare(offer: Offer) -> Offer:
    """Offer a measure of a room. Raises ValueError when its code is taken."""
    if offer.measure.code in _DECLARED:
        raise ValueError(f"a measure is already called {offer.measure.code!r}")
    _DECLARED[offer.measure.code] = offer
    return offer


def provide(provider: Callable[[], Iterable[Offer]]) -> None:
    """Offer measures that come and go while the site runs; asked at each look."""
    _PROVIDERS.append(provider)


def offers() -> dict[str, Offer]:
    """All measures by code; a declared one is never hidden by a provided one."""
    provided = {offer.measure.code: offer for provider in _PROVIDERS for offer in provider()}
    return dict(sorted({**provided, **_DECLARED}.items()))
