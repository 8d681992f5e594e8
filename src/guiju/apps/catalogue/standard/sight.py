"""An edition among its neighbours, as seen with what is known now or was known here on a day (查看)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guiju.apps.catalogue.intervals import status_intervals
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries.facts import gather
from guiju.apps.catalogue.queries.known import gather_known
from guiju.apps.catalogue.replay import Remembered
from guiju.apps.catalogue.terms import RELATIONS
from guiju.domain.language import Words
from guiju.domain.validity import CatalogueFacts, EditionFacts, Status, StatusAnswer, days, status
from guiju.kernel.search.port import Dated


@dataclass(frozen=True, slots=True)
class Sight:
    """`own` is None when nothing had been recorded of the edition by the day it is to be known on.

    `remembered` is what was recorded of it by then; `erased` the events whose content is gone by law.
    """

    facts: CatalogueFacts
    own: EditionFacts | None
    remembered: Remembered | None
    erased: tuple[int, ...]

    def answer(self, day: date) -> StatusAnswer:
        """Its status on a day; unknown without evidence when nothing was known."""
        return status(self.own, self.facts, day) if self.own else StatusAnswer(Status.UNKNOWN, day, (), None)

    def status_of(self, number: str, day: date) -> Status | None:
        """The status of a neighbour; None when we hold no record of it."""
        return status(number, self.facts, day).status if self.facts.by_number.get(number) else None

    def periods(self) -> tuple[Dated, ...]:
        """Each status it had, has and will have."""
        return status_intervals(self.own, self.facts) if self.own else ()

    def notches(self) -> Iterator[tuple[date, Words]]:
        """The days on which amendments and corrections of it begin, in order."""
        found: dict[str, tuple[date, Words]] = {}
        for relation in self.facts.relations.get(self.own.number if self.own else "", ()):
            if relation.kind in ("amends", "corrects") and self.own and relation.object == self.own.number:
                other = next(iter(self.facts.by_number.get(relation.subject, ())), None)
                begins = days(other.effective or other.published) if other else None
                day = relation.starts or (begins.first if begins else None)
                if day:
                    zh, en = RELATIONS[relation.kind][1]
                    found[relation.subject] = day, Words(f"{zh} {relation.subject}", f"{en} {relation.subject}")
        yield from sorted(found.values(), key=lambda notch: notch[0])


def look(edition: Edition, numbers: set[str], known_on: date | None) -> Sight:
    """An edition with its series and these numbers around it."""
    keys, series = {edition.number, *numbers}, {edition.series.key}
    if known_on is None:
        facts = gather(keys, series)
        return Sight(facts, _own(edition, facts), None, ())
    knowledge = gather_known(keys, series, known_on)
    remembered = knowledge.remembered.get(edition.pk)
    return Sight(knowledge.facts, _own(edition, knowledge.facts), remembered, knowledge.erased)


def _own(edition: Edition, facts: CatalogueFacts) -> EditionFacts | None:
    return next((one for one in facts.by_number.get(edition.number, ()) if one.id == edition.pk), None)
