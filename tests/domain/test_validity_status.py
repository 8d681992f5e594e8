"""Every status, told as what the catalogue knows and what that means on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.validity_cases import TODAY, catalogue, edition, relation
from guiju.domain.validity import AssertionFact, Status, status
from guiju.domain.validity.said import stage_name

OLD, NEW = "GB/T 90001-2010", "GB/T 90001-2026"
NEW_REPLACES_OLD = f"{NEW} replaces {OLD}"

CASES = [
    (
        "an edition still being drafted is a draft",
        [edition(OLD, stage="draft")], [], Status.DRAFT,
    ),
    (
        "a stage code before publication is a draft",
        [edition("ISO/DIS 90001", ("40.20", "2026-01-01"))], [], Status.DRAFT,
    ),
    (
        "a deleted project never became a standard",
        [edition("ISO/CD 90001", ("30.98", "2026-01-01"))], [], Status.WITHDRAWN,
    ),
    (
        "published and effective later is upcoming, whatever a list says",
        [edition(NEW, "现行", published="2026-10-01", effective="2027-05-01")], [], Status.UPCOMING,
    ),
    (
        "a list of 2026 that calls it in force and nothing against it: in force",
        [edition(OLD, "现行")], [], Status.IN_FORCE,
    ),
    (
        "a day of effect that has passed and nothing against it: in force",
        [edition(OLD, effective="2011-03-01")], [], Status.IN_FORCE,
    ),
    (
        "called upcoming by an old list, its day of effect has passed: in force",
        [edition(NEW, ("尚未生效", "2026-02-01"), effective="2026-10-01")], [], Status.IN_FORCE,
    ),
    (
        "an international edition is in force from publication",
        [edition("ISO 90001:2015", published="2015-09")], [], Status.IN_FORCE,
    ),
    (
        "a systematic review changes nothing",
        [edition("ISO 90001:2015", ("90.92", "2025-06-02"), published="2015-09")], [], Status.IN_FORCE,
    ),
    (
        "a withdrawal under vote changes nothing yet",
        [edition("ISO 90001:2015", ("95.20", "2025-06-02"), published="2015-09")], [], Status.IN_FORCE,
    ),
    (
        "the conclusion of a review changes nothing",
        [edition(OLD, ("现行", "2025-01-01"), ("修订", "2026-01-01"))], [], Status.IN_FORCE,
    ),
    (
        "a successor published and not yet effective: in force, to be replaced",
        [edition(OLD, "现行"), edition(NEW, published="2026-10-01", effective="2027-05-01")],
        [NEW_REPLACES_OLD], Status.IN_FORCE_TO_BE_REPLACED,
    ),
    (
        "called void before its successor takes effect: it may still be used",
        [edition(OLD, "废止", effective="2011-03-01"), edition(NEW, published="2026-10-01", effective="2027-05-01")],
        [NEW_REPLACES_OLD], Status.IN_FORCE_TO_BE_REPLACED,
    ),
    (
        "a successor that is only a draft changes nothing",
        [edition(OLD, "现行"), edition(NEW, stage="draft")], [NEW_REPLACES_OLD], Status.IN_FORCE,
    ),
    (
        "a successor whose project was deleted changes nothing",
        [edition("ISO 90001:2015", published="2015-09"), edition("ISO/CD 90001", ("30.98", "2026-01-01"))],
        ["ISO/CD 90001 replaces ISO 90001:2015"], Status.IN_FORCE,
    ),
    (
        "an amendment in effect: in force, amended",
        [edition(OLD, "现行"), edition(f"{OLD}/XG1-2019", effective="2019-06-01")],
        [f"{OLD}/XG1-2019 amends {OLD}"], Status.IN_FORCE_AMENDED,
    ),
    (
        "an amendment to come changes nothing yet",
        [edition(OLD, "现行"), edition(f"{OLD}/XG1-2026", published="2026-11-01", effective="2027-06-01")],
        [f"{OLD}/XG1-2026 amends {OLD}"], Status.IN_FORCE,
    ),
    (
        "one part replaced by another standard: partly replaced",
        [edition(OLD, "现行"), edition("GB/T 90002-2020", effective="2020-06-01")],
        [relation(f"GB/T 90002-2020 replaces {OLD}", scope="第4章")], Status.PARTLY_REPLACED,
    ),
    (
        "some clauses announced void: partly withdrawn",
        [edition(OLD, "部分条文废止")], [], Status.PARTLY_WITHDRAWN,
    ),
    (
        "old and new side by side, because an announcement says so",
        [edition(OLD, "现行", parallel_until="2027-01-01"), edition(NEW, effective="2026-06-01")],
        [NEW_REPLACES_OLD], Status.PARALLEL,
    ),
    (
        "the announced time of both has run out",
        [edition(OLD, "现行", parallel_until="2026-08-01"), edition(NEW, effective="2026-06-01")],
        [NEW_REPLACES_OLD], Status.REPLACED,
    ),
    (
        "a successor in effect: replaced, though an old list still calls it in force",
        [edition(OLD, ("现行", "2026-09-01")), edition(NEW, effective="2026-06-01")],
        [NEW_REPLACES_OLD], Status.REPLACED,
    ),
    (
        "withdrawn by its stage, with a successor named: replaced",
        [edition("ISO 90001:2008", ("95.99", "2025-06-02"), published="2008-11")],
        ["ISO 90001:2015 replaces ISO 90001:2008"], Status.REPLACED,
    ),
    (
        "called replaced, by what is not said",
        [edition(OLD, "replaced")], [], Status.REPLACED,
    ),
    (
        "a day of withdrawal that has passed: withdrawn",
        [edition(OLD, effective="2011-03-01", withdrawn="2017-03-23")], [], Status.WITHDRAWN,
    ),
    (
        "a day of withdrawal still to come: in force until then",
        [edition(OLD, effective="2011-03-01", withdrawn="2027-03-23")], [], Status.IN_FORCE,
    ),
    (
        "called void and no successor named: some platforms call superseded editions void",
        [edition(OLD, "废止", effective="2011-03-01")], [], Status.WITHDRAWN_SUCCESSOR_UNKNOWN,
    ),
    (
        "made recommended by announcement, number and year unchanged",
        [edition("GB 90003-2009", "现行"), edition("GB/T 90003-2009")],
        [relation("GB 90003-2009 converted_to_recommended GB/T 90003-2009", starts=date(2017, 3, 23))],
        Status.RENUMBERED,
    ),
    (
        "only a title and a number: unknown",
        [edition(OLD)], [], Status.UNKNOWN,
    ),
    (
        "effective in a month that is now: the day may or may not have come",
        [edition(NEW, published="2026-01-01", effective="2026-11")], [], Status.UNKNOWN,
    ),
    (
        "published lately, day of effect not on record: unknown",
        [edition(NEW, published="2026-10-01")], [], Status.UNKNOWN,
    ),
    (
        "a base standard's date on its addendum counts for nothing",
        [edition("ISO 2859:1974/Add 1:1977", ("95.99", "2025-06-02"), published="1974")],
        [], Status.WITHDRAWN_SUCCESSOR_UNKNOWN,
    ),
    (
        "an amendment falls with the standard it amends",
        [
            edition("ISO 90001:2008", ("95.99", "2025-06-02"), published="2008-11"),
            edition("ISO 90001:2008/Amd 1:2010", published="2010-02"),
            edition("ISO 90001:2015", published="2015-09"),
        ],
        ["ISO 90001:2008/Amd 1:2010 amends ISO 90001:2008", "ISO 90001:2015 replaces ISO 90001:2008"],
        Status.REPLACED,
    ),
    (
        "a newer claim outweighs an older one",
        [edition(OLD, ("废止", "2024-01-01"), ("现行", "2026-01-01"))], [], Status.IN_FORCE,
    ),
    (
        "a list that still names it does not undo an official withdrawal",
        [edition(OLD, ("废止", "2024-01-01", "official"), ("现行", "2026-01-01"))],
        [], Status.WITHDRAWN_SUCCESSOR_UNKNOWN,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("editions", "relations", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_status_of_the_first_edition_on_22_november_2026(editions, relations, expected):
    answer = status(editions[0], catalogue(editions, relations), TODAY)
    assert answer.status is expected, [e.fact.zh for e in answer.evidence]
    assert answer.as_of == TODAY


def test_every_status_has_a_case():
    assert {case[3] for case in CASES} == set(Status)


DAYS = [
    ("2009-12-31", Status.DRAFT),
    ("2010-06-30", Status.UPCOMING),
    ("2011-01-01", Status.IN_FORCE),
    ("2026-03-01", Status.IN_FORCE_TO_BE_REPLACED),
    ("2026-08-31", Status.IN_FORCE_TO_BE_REPLACED),
    ("2026-09-01", Status.REPLACED),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_the_old_edition_stands_until_the_day_the_new_one_takes_effect(day, expected):
    facts = catalogue(
        [
            edition(OLD, published="2010-03-01", effective="2011-01-01"),
            edition(NEW, published="2026-03-01", effective="2026-09-01"),
        ],
        [NEW_REPLACES_OLD],
    )
    assert status(OLD, facts, date.fromisoformat(day)).status is expected


def test_a_claim_without_a_day_counts_until_a_dated_one_says_otherwise():
    undated = AssertionFact("asserted_status", "withdrawn", None, "list")
    old = edition("ISO 90001:2008", published="2008-11")
    assert status(old, catalogue([old]), TODAY).status is Status.IN_FORCE
    void = replace(old, assertions=(undated,))
    answer = status(void, catalogue([void]), TODAY)
    assert answer.status is Status.WITHDRAWN_SUCCESSOR_UNKNOWN
    assert status(void, catalogue([void]), date(2008, 1, 1)).status is Status.DRAFT
    alive = replace(old, assertions=(undated, AssertionFact("asserted_status", "90.93", date(2025, 1, 1), "list")))
    assert status(alive, catalogue([alive]), TODAY).status is Status.IN_FORCE


def test_what_was_learnt_later_can_be_left_out():
    facts = catalogue([edition(OLD, ("现行", "2024-01-01"), ("废止", "2026-01-01"))])
    assert status(OLD, facts, TODAY, known_on=date(2025, 1, 1)).status is Status.IN_FORCE
    assert status(OLD, facts, TODAY).status is Status.WITHDRAWN_SUCCESSOR_UNKNOWN


def test_ended_at_an_unknown_time_says_nothing_of_an_earlier_day():
    facts = catalogue([edition("ISO 90001:2008", ("95.99", "2025-06-02"), published="2008-11")])
    assert status("ISO 90001:2008", facts, date(2015, 1, 1)).status is Status.UNKNOWN
    assert status("ISO 90001:2008", facts, date(2008, 1, 1)).status is Status.DRAFT


def test_the_age_is_that_of_the_newest_evidence():
    old = edition(OLD, ("现行", "2024-11-22"), recorded_on=date(2020, 1, 1), effective="2011-01-01")
    assert status(old, catalogue([old]), TODAY).evidence_age_days == 730


def test_evidence_names_its_source_and_day():
    official = edition(OLD, ("废止", "2026-04-22", "official"))
    evidence = status(official, catalogue([official]), TODAY).evidence
    assert any(e.source == "official" and e.said_on == date(2026, 4, 22) and "废止" in e.fact.zh for e in evidence)


def test_an_absent_number_is_unknown_and_not_void():
    assert status("GB/T 99999-2001", catalogue(), TODAY).status is Status.UNKNOWN


def test_a_stage_code_is_explained_in_words():
    facts = catalogue([edition("ISO 90001:2015", ("90.92", "2025-06-02"), published="2015-09")])
    answer = status(facts.by_number["ISO 90001:2015"][0], facts, TODAY)
    assert any("“90.92”（将修订）" in item.fact.zh and "to be revised" in item.fact.en for item in answer.evidence)


@pytest.mark.parametrize(
    ("word", "zh"), [("90.93", "复审确认继续有效"), ("4020", "征询意见阶段"), ("60.00", "出版阶段")]
)
def test_stage_codes_have_names(word, zh):
    named = stage_name(word)
    assert named is not None
    assert named.zh == zh


def test_words_of_sources_are_no_stage_codes():
    assert stage_name("现行") is None
