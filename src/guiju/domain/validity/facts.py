"""What the catalogue knows of an edition (版次), as plain values the judge can read without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

RelationKind = Literal[
    "replaces", "amends", "corrects", "adopts", "cites", "same_as", "renumbered_from", "converted_to_recommended",
    "translates",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AssertionFact:
    """What one source said about one field on one day (来源主张). Evidence, never a status by itself."""

    field: str
    value: str
    asserted_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class RelationFact:
    """A directed relation (标准关系): `subject` `kind` `object`, read as a sentence, both by edition key.

    "GB/T 1.1-2020" replaces "GB/T 1.1-2009"; the new number renumbered_from the old one; the amendment amends or
    corrects the edition; the Chinese edition adopts the international one; a foreign-language version translates its
    original; only converted_to_recommended runs from
    old to new: "GB 7000-2000" converted_to_recommended "GB/T 7000-2000".
    `scope` is "" for the whole, else the parts or clauses named; `degree` is IDT, MOD, NEQ, eqv … for adoptions;
    `starts`, `ends` bound its effect where a source says so; `title` and `year` of neither end are repeated here.
    """

    kind: RelationKind
    subject: str
    object: str
    scope: str = ""
    degree: str = ""
    starts: date | None = None
    ends: date | None = None
    source: str = ""
    asserted_on: date | None = None


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """One edition with its dates, each as precise as its source ("2009", "2009-11", "2009-11-01", "" unknown).

    `id` is the record's key in the catalogue; two records may share one `number` (contracts: repeated numbers).
    `parallel_until` is set only where an announcement says old and new are both in force (新旧并行).
    `fictitious` marks demonstration records that are not real (虚构示例).
    `level` is that of the number ("" unknown); `supplement` is what hangs on it ("XG1-2012", "Amd 1:2024"), "" for a
    whole standard; `recorded_on` is the day `source` was read.
    """

    id: int
    number: str
    series: str
    title_zh: str = ""
    title_en: str = ""
    nature: str = "unknown"
    stage: str = "published"
    published: str = ""
    effective: str = ""
    withdrawn: str = ""
    parallel_until: str = ""
    assertions: Sequence[AssertionFact] = ()
    source: str = ""
    fictitious: bool = False
    level: str = ""
    supplement: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """The part of the catalogue one check needs: whole series of every number asked, and all their successors.

    `by_number` edition key → editions (more than one when a number is repeated); `by_series` series key → editions in
    order of publication; `relations` edition key → every relation that names it, at either end. `memo` is the judge's
    own scratch paper, so that an edition many others lead to is judged once.
    """

    by_number: Mapping[str, Sequence[EditionFacts]]
    by_series: Mapping[str, Sequence[EditionFacts]]
    relations: Mapping[str, Sequence[RelationFact]]
    snapshot: str = ""
    editions: int = 0
    newest_source_date: date | None = None
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
