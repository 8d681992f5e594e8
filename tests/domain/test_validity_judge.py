"""One verdict per cited number: every verdict and flag, told as what is cited and what the catalogue knows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.validity_cases import TODAY, catalogue, edition, relation
from guiju.domain.citations import Citation
from guiju.domain.language import Words
from guiju.domain.numbers import parse
from guiju.domain.validity import (
    DocumentUse,
    Evidence,
    Flag,
    GateError,
    Status,
    Verdict,
    every_member_judged,
    judge,
    judge_malformed,
    status,
)
from guiju.domain.validity.settlement import Settled
from guiju.domain.validity.sight import Sight

OLD, NEW = "GB/T 90001-2010", "GB/T 90001-2025"
REPLACED = catalogue([edition(OLD, "废止"), edition(NEW, "现行", title_zh="圆规")], [f"{NEW} replaces {OLD}"])
LIST = DocumentUse.LIST


def verdict(number, facts, use=LIST, day=TODAY, **more):
    return judge(parse(number), facts, day, use, **more)


CASES = [
    (Verdict.IN_FORCE, NEW, REPLACED),
    (Verdict.REPLACED, OLD, REPLACED),
    (Verdict.YEAR_MISSING, "GB/T 90001", REPLACED),
    (Verdict.NOT_IN_CATALOGUE, "GB/T 90001-2001", REPLACED),
    (Verdict.NOT_IN_CATALOGUE, "GB/T 88888-2001", REPLACED),
    (Verdict.UPCOMING, NEW, catalogue([edition(NEW, effective="2027-01-01")])),
    (
        Verdict.IN_FORCE_TO_BE_REPLACED,
        OLD,
        catalogue(
            [edition(OLD, "现行"), edition(NEW, published="2026-10-01", effective="2027-01-01")],
            [f"{NEW} replaces {OLD}"],
        ),
    ),
    (
        Verdict.PARTLY_REPLACED,
        OLD,
        catalogue([edition(OLD, "现行"), edition(NEW, "现行")], [relation(f"{NEW} replaces {OLD}", scope="第4章")]),
    ),
    (Verdict.WITHDRAWN, OLD, catalogue([edition(OLD, withdrawn="2017-12-15")])),
    (Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN, OLD, catalogue([edition(OLD, "废止")])),
    (
        Verdict.RENUMBERED,
        "GB 90003-2009",
        catalogue(
            [edition("GB 90003-2009"), edition("GB/T 90003-2009", "现行")],
            ["GB 90003-2009 converted_to_recommended GB/T 90003-2009"],
        ),
    ),
    (Verdict.UNKNOWN, OLD, catalogue([edition(OLD)])),
    (Verdict.DRAFT, OLD, catalogue([edition(OLD, "征求意见稿", stage="draft")])),
]


@pytest.mark.parametrize(("expected", "number", "facts"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
@pytest.mark.parametrize("use", list(DocumentUse))
def test_each_verdict_is_the_same_for_every_use_and_comes_with_advice(expected, number, facts, use):
    found = verdict(number, facts, use)
    assert found.verdict is expected
    assert found.number == number
    assert found.advice.zh
    assert found.advice.en
    assert "{" not in found.advice.zh + found.advice.en


def test_every_verdict_has_a_case_but_malformed():
    assert {case[0] for case in CASES} == set(Verdict) - {Verdict.MALFORMED}


def test_the_use_changes_the_advice_for_an_old_edition():
    advice = {use: verdict(OLD, REPLACED, use).advice.zh for use in DocumentUse}
    assert len(set(advice.values())) == len(DocumentUse)
    assert all(NEW in text for text in advice.values())


def test_an_undated_reference_lists_the_edition_in_force_first():
    found = verdict("GB/T 90001", REPLACED)
    assert found.candidates == (NEW, OLD)
    assert Flag.UNDATED_REFERENCE in found.flags
    assert "最新版本" in verdict("GB/T 90001", REPLACED, DocumentUse.STANDARD).advice.zh


def test_an_edition_we_lack_is_not_called_void_and_the_others_are_shown():
    found = verdict("GB/T 90001-2001", REPLACED)
    assert found.candidates == (NEW, OLD)
    assert found.successors == ()
    assert "不等于" in found.advice.zh


def test_a_number_known_only_from_its_successor_is_replaced():
    facts = catalogue([edition(NEW, "现行")], [f"{NEW} replaces {OLD}"])
    found = verdict(OLD, facts)
    assert (found.verdict, found.successors, found.edition_id) == (Verdict.REPLACED, (NEW,), None)


def test_a_missing_slash_t_is_suggested():
    found = verdict("GB 90001-2025", REPLACED)
    assert (found.verdict, found.suggestion) == (Verdict.NOT_IN_CATALOGUE, NEW)


def test_a_malformed_number_carries_its_reason_and_the_nearest_reading():
    found = judge_malformed("GB/T1900l-2016", Words("年号有误", "wrong"), "GB/T 19001-2016", LIST)
    assert found.verdict is Verdict.MALFORMED
    assert found.suggestion == "GB/T 19001-2016"
    assert "GB/T 19001-2016" in found.advice.zh


def test_a_slip_in_the_year_suggests_the_edition_held_a_digit_away():
    facts = catalogue([edition("GB 90005-1996", "废止"), edition("GB 90005-2012", "现行")])
    slip = judge_malformed("GB 90005-20112", "x", "GB 90005", LIST, Sight(facts, TODAY))
    assert slip.suggestion == "GB 90005-2012"
    far = judge_malformed("GB 90005-98765", "x", "GB 90005", LIST, Sight(facts, TODAY))
    assert (far.suggestion, far.candidates) == ("GB 90005", ("GB 90005-2012", "GB 90005-1996"))
    assert "GB 90005-2012" in far.advice.zh


def test_an_older_edition_is_no_candidate_for_one_that_ended():
    facts = catalogue([edition(f"GB/T 90006-{year}", "废止") for year in (2000, 2009, 2020)])
    assert verdict("GB/T 90006-2009", facts).candidates == ("GB/T 90006-2020",)


def test_branches_and_merges_are_followed_to_the_end():
    facts = catalogue(
        [edition(f"GB/T 9010{i}-20{y}", effective=f"20{y}-01-01") for i, y in ((1, "01"), (2, "05"), (3, 10), (4, 15))],
        [
            "GB/T 90102-2005 replaces GB/T 90101-2001",
            "GB/T 90103-2010 replaces GB/T 90101-2001",
            "GB/T 90104-2015 replaces GB/T 90102-2005",
            "GB/T 90104-2015 replaces GB/T 90103-2010",
        ],
    )
    found = verdict("GB/T 90101-2001", facts)
    assert found.successors == ("GB/T 90104-2015",)
    assert set(found.chain) == {"GB/T 90102-2005", "GB/T 90103-2010", "GB/T 90104-2015"}


def test_a_circle_is_reported_and_not_followed():
    first, second = "GB/T 90101-2001", "GB/T 90102-2001"
    facts = catalogue(
        [edition(n, effective="2002-01-01") for n in (first, second)],
        [f"{first} replaces {second}", f"{second} replaces {first}"],
    )
    assert status(first, facts, TODAY).cycle == (first, second, first)
    found = verdict(first, facts)
    assert found.verdict is Verdict.UNKNOWN
    assert any("成环" in e.fact.zh for e in found.evidence)


def test_an_amendment_is_flagged_beside_any_verdict_that_stands():
    facts = catalogue(
        [
            edition(OLD, "现行"),
            edition(f"{OLD}/XG1-2019", effective="2019-06-01"),
            edition(NEW, published="2026-10-01", effective="2027-01-01"),
        ],
        [f"{OLD}/XG1-2019 amends {OLD}", f"{NEW} replaces {OLD}"],
    )
    found = verdict(OLD, facts)
    assert found.verdict is Verdict.IN_FORCE_TO_BE_REPLACED
    assert Flag.HAS_AMENDMENT in found.flags


@pytest.mark.parametrize(("degree", "flagged"), [("IDT", True), ("mod", True), ("", True), ("NEQ", False)])
def test_an_adoption_is_flagged_when_the_adopted_edition_has_ended_save_neq(degree, flagged):
    facts = catalogue(
        [edition(OLD, "现行"), edition("ISO 90001:2008", "95.99"), edition("ISO 90001:2015", published="2015-09")],
        [relation(f"{OLD} adopts ISO 90001:2008", degree=degree), "ISO 90001:2015 replaces ISO 90001:2008"],
    )
    assert (Flag.ADOPTION_CHANGED in verdict(OLD, facts).flags) is flagged


def test_evidence_older_than_a_year_is_flagged():
    said = catalogue([edition(OLD, ("现行", "2025-11-22"), recorded_on=None)])
    assert Flag.STALE_EVIDENCE not in verdict(OLD, said).flags
    assert Flag.STALE_EVIDENCE in verdict(OLD, said, day=date(2026, 11, 23)).flags


def test_an_edition_note_is_flagged():
    assert Flag.EDITION_NOTE in verdict(NEW, REPLACED, edition_note="2018年版").flags


TITLES = [
    ("圆规", False),
    ("《圆　规》", False),
    ("直尺", True),
    ("", False),
    ("Compasses", False),
]


@pytest.mark.parametrize(("title", "differs"), TITLES)
def test_a_title_that_is_another_is_flagged(title, differs):
    assert (Flag.TITLE_DIFFERS in verdict(NEW, REPLACED, title=title).flags) is differs


def test_a_title_beside_an_undated_number_may_be_that_of_any_edition():
    facts = catalogue([edition(OLD, title_zh="绘图圆规"), edition(NEW, title_zh="圆规")])
    assert Flag.TITLE_DIFFERS not in verdict("GB/T 90001", facts, title="绘图圆规").flags
    assert Flag.TITLE_DIFFERS in verdict("GB/T 90001", facts, title="木工直尺").flags


def test_of_two_records_of_one_number_the_one_with_the_title_is_meant():
    facts = catalogue(
        [edition(OLD, "现行", id=1, title_zh="角尺甲类"), edition(OLD, "废止", id=2, title_zh="角尺乙类")]
    )
    found = verdict(OLD, facts, title="角尺乙类")
    assert (found.edition_id, found.verdict) == (2, Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN)
    assert any("2 条同号" in e.fact.zh for e in found.evidence)


def test_a_number_without_a_year_of_its_own_is_judged_as_it_stands():
    assert verdict("RFC 8259", catalogue([edition("RFC 8259", published="2017-12")])).verdict is Verdict.IN_FORCE


def test_a_draft_without_a_year_does_not_stand_for_the_series():
    facts = catalogue([edition("ISO 90001", "60.00"), edition("ISO 90001:2015", published="2015-09")])
    found = verdict("ISO 90001", facts)
    assert (found.verdict, found.candidates) == (Verdict.YEAR_MISSING, ("ISO 90001:2015",))


def test_what_a_person_found_out_is_used_again():
    seen = Evidence(Words("核实", "checked"), "https://example.org", TODAY)
    same = verdict("GB/T 88888-2001", REPLACED, settled=Settled("GB/T 88888-2001", "same_as", NEW, seen))
    assert (same.verdict, same.number, same.suggestion) == (Verdict.IN_FORCE, "GB/T 88888-2001", NEW)
    assert same.advice.zh.startswith(f"经核实应为 {NEW}，请改写编号")
    nobody = verdict("GB/T 88888-2001", REPLACED, settled=Settled("GB/T 88888-2001", "no_such_number", "", seen))
    assert nobody.verdict is Verdict.MALFORMED
    assert seen in nobody.evidence


def citation(*numbers: str) -> Citation:
    return Citation(0, 1, "x", "x", "dated", tuple(parse(n) for n in numbers))


def test_the_gate_passes_one_verdict_per_member_and_nothing_else():
    both = [verdict(OLD, REPLACED), verdict(NEW, REPLACED)]
    every_member_judged(citation(OLD, NEW), both)
    for wrong in (both[:1], both[::-1], [*both, both[0]], []):
        with pytest.raises(GateError):
            every_member_judged(citation(OLD, NEW), wrong)
    bad = Citation(0, 1, "GB 1", "", "dated", (), error="x")
    every_member_judged(bad, [judge_malformed("GB 1", "x", "", LIST)])
    with pytest.raises(GateError):
        every_member_judged(bad, [])


YEARS = st.integers(1995, 2025)
WORDS = st.sampled_from(["现行", "废止", "即将实施", "被代替", "95.99", "60.60", "40.20", "继续有效", "foo"])
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@st.composite
def worlds(draw):
    numbers = [f"GB/T 9{i}-{draw(YEARS)}" for i in range(draw(st.integers(1, 5)))]
    dated = st.one_of(st.just(""), YEARS.map(str), DAYS.map(lambda d: d.isoformat()[:7]), DAYS.map(str))
    editions = [
        edition(
            number,
            *[(draw(WORDS), str(draw(DAYS))) for _ in range(draw(st.integers(0, 2)))],
            published=draw(dated),
            effective=draw(dated),
            withdrawn=draw(dated),
        )
        for number in numbers
    ]
    pairs = draw(st.lists(st.tuples(st.sampled_from(numbers), st.sampled_from(numbers)), max_size=8))
    kinds = st.sampled_from(["replaces", "amends", "renumbered_from"])
    return numbers, catalogue(editions, [f"{a} {draw(kinds)} {b}" for a, b in pairs])


@given(worlds(), DAYS, st.sampled_from(list(DocumentUse)))
def test_any_facts_give_exactly_one_verdict_with_advice(world, day, use):
    numbers, facts = world
    for number in numbers:
        found = verdict(number, facts, use, day)
        assert found.verdict in Verdict
        assert found.advice.zh
        assert len(set(found.flags)) == len(found.flags)
        assert number not in found.successors
        answer = status(number, facts, day)
        assert answer.evidence_age_days is None or answer.evidence_age_days >= 0


ENDED = {Status.REPLACED, Status.WITHDRAWN, Status.WITHDRAWN_SUCCESSOR_UNKNOWN, Status.RENUMBERED}


@given(DAYS, DAYS, YEARS)
def test_what_has_ended_by_its_dates_does_not_come_back(first, second, year):
    facts = catalogue(
        [edition(OLD, effective="2011-01-01"), edition(NEW, published=str(year), effective=f"{year}-07-01")],
        [f"{NEW} replaces {OLD}"],
    )
    early, late = sorted((first, second))
    if status(OLD, facts, early).status in ENDED:
        assert status(OLD, facts, late).status in ENDED
