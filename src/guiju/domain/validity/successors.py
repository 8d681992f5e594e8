"""What has taken the place of an edition, or will (代替者)."""

from __future__ import annotations

from dataclasses import dataclass, field

from guiju.domain.language import Words
from guiju.domain.validity.begin import Begin, Phase, begin, published_days
from guiju.domain.validity.facts import EditionFacts, RelationFact
from guiju.domain.validity.model import Evidence
from guiju.domain.validity.sight import Sight


@dataclass(slots=True)
class Replacement:
    """One relation that takes the place of an edition, seen on a day."""

    number: str
    phase: Phase
    relation: RelationFact
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Replacements:
    """Everything that replaces, renumbers or changes one edition: by how far it has come."""

    whole: list[Replacement] = field(default_factory=list)
    partial: list[Replacement] = field(default_factory=list)
    renumbered: list[Replacement] = field(default_factory=list)
    amendments: list[Replacement] = field(default_factory=list)

    def whole_in(self, *phases: Phase) -> list[Replacement]:
        """Replacements of the whole standard in one of these phases."""
        return [r for r in self.whole if r.phase in phases] if self.whole else []

    @property
    def named(self) -> list[Replacement]:
        """Replacements of the whole that exist or may exist: not drafts, not projects given up."""
        return self.whole_in(Phase.PUBLISHED, Phase.BEGUN, Phase.UNCLEAR)


def replacements(edition: EditionFacts, sight: Sight) -> Replacements:
    """Every relation that takes the place of `edition` or changes it."""
    result = Replacements()
    number = edition.number
    for relation in sight.from_object(number, "replaces"):
        seen = _replacement(relation.subject, relation, sight, Words("{0} 代替本标准", "{0} replaces it"))
        (result.partial if relation.scope else result.whole).append(seen)
    for relation in sight.from_object(number, "renumbered_from"):
        words = Words("转号为 {0}", "Renumbered {0}")
        result.renumbered.append(_replacement(relation.subject, relation, sight, words))
    for relation in sight.from_subject(number, "converted_to_recommended"):
        words = Words("转为推荐性标准 {0}", "Made recommended as {0}")
        result.renumbered.append(_replacement(relation.object, relation, sight, words))
    for relation in sight.from_object(number, "amends", "corrects"):
        words = Words("{0} 修改本标准", "{0} amends it")
        result.amendments.append(_replacement(relation.subject, relation, sight, words))
    return result


def known(number: str, relation: RelationFact, sight: Sight) -> EditionFacts:
    """The record of `number`, or, when the catalogue has none, what the relation tells of it."""
    return sight.edition(number) or EditionFacts(
        id=0, number=number, series="", source=relation.source, recorded_on=relation.asserted_on
    )


def _replacement(number: str, relation: RelationFact, sight: Sight, words: Words) -> Replacement:
    record = known(number, relation, sight)
    came = _effect(record, relation, sight)
    said = Words(words.zh.format(number), words.en.format(number))
    if relation.scope:
        said = Words(f"{said.zh}（{relation.scope}）", f"{said.en} ({relation.scope})")
    if relation.starts is not None:
        said = Words(f"{said.zh}，自 {relation.starts} 起", f"{said.en} from {relation.starts}")
    first = Evidence(said, relation.source, relation.asserted_on)
    about = tuple(
        Evidence(Words(f"{number}：{e.fact.zh}", f"{number}: {e.fact.en}"), e.source, e.said_on) for e in came.evidence
    )
    return Replacement(number, came.phase, relation, (first, *about))


def _effect(record: EditionFacts, relation: RelationFact, sight: Sight) -> Begin:
    """How far the replacement has come: by its own day where the relation states one, else with the successor."""
    if relation.starts is None:
        if relation.kind == "converted_to_recommended" or relation.kind == "renumbered_from":
            return _by_announcement(record, relation, sight)
        return begin(record, sight, trust_year=True)
    if relation.starts <= sight.as_of:
        return Begin(Phase.BEGUN, ())
    came = begin(record, sight, trust_year=True)
    if came.phase is Phase.CANCELLED:
        return came
    published, _ = published_days(record)
    out = published is None or not published.surely_after(sight.as_of)
    return Begin(Phase.PUBLISHED if out else Phase.UNPUBLISHED, came.evidence)


def _by_announcement(record: EditionFacts, relation: RelationFact, sight: Sight) -> Begin:
    """A change of number keeps the year: without a day of its own it counts from the day a source said it."""
    if relation.asserted_on is not None and relation.asserted_on <= sight.as_of:
        return Begin(Phase.BEGUN, ())
    return Begin(Phase.UNCLEAR, begin(record, sight).evidence)
