"""What measures said of days, whole or of one part (读数): each is asked once for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from guiju.domain.indicators import Reading
from guiju.domain.language import Words
from guiju.kernel.indicators.offers import Offer, Share, offers

NO_PART = Words("指标现在不能按这一项分", "the measure cannot be split by this now")


class Readings:
    """The measures of the site, and what they said; kept as long as a page is made."""

    def __init__(self, offered: Mapping[str, Offer] | None = None) -> None:
        self.offers = offers() if offered is None else offered
        self._read: dict[tuple[str, date], Reading] = {}
        self._wide: dict[tuple[str, str, date], Share | None] = {}
        self._split: dict[tuple[str, str, date], Sequence[Share]] = {}

    def reading(self, code: str, part: str, on: date) -> Reading:
        """The number of a day: of the whole, or of a part written `by=value`. A part nobody has yet counts nought."""
        whole = self._whole(code, on)
        if not part or whole.value is None:
            return whole
        if self._by(code, part) is None:
            return Reading(on, None, NO_PART)
        share = self._share(code, part, on)
        return Reading(on, share.number if share else Decimal(0))

    def records(self, code: str, part: str, on: date) -> str:
        """Where the records behind the number of a day are; "" where there is no list of them."""
        offer = self.offers[code]
        if part:
            share = self._share(code, part, on) if self._by(code, part) else None
            return share.records if share else ""
        return offer.records(on) if offer.records else ""

    def part_named(self, code: str, part: str, on: date) -> Words | None:
        """What a part is called: its own words, or as it is written where nothing has it yet."""
        if not part:
            return None
        share = self._share(code, part, on) if code in self.offers and self._by(code, part) else None
        value = part.partition("=")[2]
        return share.words if share else Words(value, value)

    def shares(self, code: str, by: str, on: date) -> Sequence[Share]:
        """The parts of a measure."""
        key = (code, by, on)
        if key not in self._split:
            split = self.offers[code].split
            self._split[key] = split(by, on) if split is not None and by in self.offers[code].measure.by else ()
        return self._split[key]

    def _whole(self, code: str, on: date) -> Reading:
        if (code, on) not in self._read:
            self._read[code, on] = self.offers[code].read(on)
        return self._read[code, on]

    def _by(self, code: str, part: str) -> str | None:
        by = part.partition("=")[0]
        offer = self.offers[code]
        return by if offer.split is not None and by in offer.measure.by else None

    def _share(self, code: str, part: str, on: date) -> Share | None:
        by, _, value = part.partition("=")
        within = self.offers[code].within
        if within is not None and (code, part, on) not in self._wide:
            self._wide[code, part, on] = within(by, value, on)
        if (wide := self._wide.get((code, part, on))) is not None:
            return wide
        return next((share for share in self.shares(code, by, on) if share.value == value), None)
