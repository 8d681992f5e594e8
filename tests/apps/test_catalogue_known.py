"""Two time axes: what held on one day, as this installation knew it on another, replayed from its history."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries import facts, status_on
from guiju.apps.catalogue.queries.facts import gather
from guiju.apps.catalogue.queries.known import gather_known
from guiju.apps.catalogue.services import assertion_record, edition_record, relation_record
from guiju.domain.language import WordsError
from guiju.domain.numbers import parse
from guiju.domain.validity import CatalogueFacts, Status, StatusAnswer
from guiju.kernel.history.models import Event
from guiju.kernel.history.services import payload_erase

NUMBERS = ("GB/T 1.1-2000", "GB/T 1.1-2009", "GB/T 1.1-2020", "GB 5-1990", "GB 5-1990/XG1-1995")
SOURCES = ("国家标准全文公开系统", "某书目", "某清单")
DAYS = tuple(date(year, month, 1) for year in (1991, 2001, 2010, 2019, 2021) for month in (1, 7))
START = datetime(2026, 1, 1, 4, tzinfo=UTC)


class Answer(NamedTuple):
    """A status answer without the order in which its evidence was found."""

    status: Status
    evidence: frozenset[Any]
    age: int | None
    successors: frozenset[str]

    @classmethod
    def of(cls, answer: StatusAnswer) -> Answer:
        return cls(answer.status, frozenset(answer.evidence), answer.evidence_age_days, frozenset(answer.successors))


day_texts = st.sampled_from(["", "1990", "1990-06", "2000-03-01", "2009-12-31", "2020-03-31", "2021-01-01"])
verbs = st.one_of(
    st.fixed_dictionaries(
        {
            "verb": st.just("edition"),
            "number": st.sampled_from(NUMBERS),
            "source": st.sampled_from(SOURCES),
            "title_zh": st.sampled_from(["标准化工作导则", "另一名称"]),
            "published": day_texts,
            "effective": day_texts,
            "withdrawn": day_texts,
            "asserted_status": st.sampled_from(["", "现行", "废止"]),
            "replaces": st.sampled_from(["", *NUMBERS]),
        }
    ),
    st.fixed_dictionaries(
        {
            "verb": st.just("relation"),
            "kind": st.sampled_from(["replaces", "amends", "renumbered_from", "converted_to_recommended"]),
            "subject": st.sampled_from(NUMBERS),
            "obj": st.sampled_from(NUMBERS),
            "scope": st.sampled_from(["", "第 3 章"]),
            "source": st.sampled_from(SOURCES),
        }
    ),
    st.fixed_dictionaries(
        {
            "verb": st.just("assertion"),
            "number": st.sampled_from(NUMBERS),
            "value": st.sampled_from(["现行", "废止", "被代替", "即将实施"]),
            "asserted_on": st.sampled_from(DAYS),
            "source": st.sampled_from(SOURCES),
        }
    ),
)


def do(step: dict[str, Any], at: datetime) -> None:
    step = {name: value for name, value in step.items() if value != ""}
    verb = step.pop("verb")
    if verb == "edition":
        with suppress(WordsError):  # a row that is refused records nothing
            edition_record(actor=None, at=at, **step)
    elif verb == "relation" and step["subject"] != step["obj"]:
        relation_record(actor=None, at=at, **step)
    elif verb == "assertion":
        edition = Edition.objects.filter(number=step.pop("number")).first()
        if edition is not None:
            assertion_record(actor=None, edition=edition, field="asserted_status", at=at, **step)


def answers(known_on: date | None = None) -> dict[tuple[int, date], Answer]:
    return {
        (edition.pk, day): Answer.of(status_on(edition, day, known_on=known_on))
        for edition in Edition.objects.select_related("series", "source")
        for day in DAYS[1::3]
    }


def content(found: CatalogueFacts) -> tuple[Any, ...]:
    """What facts say, whatever the order it was found in."""
    editions = {e.id: (e.number, frozenset(e.assertions)) for some in found.by_number.values() for e in some}
    return editions, {number: frozenset(told) for number, told in found.relations.items()}


class TwoTimeAxes(TestCase):
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.lists(verbs, min_size=1, max_size=9))
    def test_replaying_the_history_gives_every_answer_that_was_given_before(self, steps: list[dict[str, Any]]) -> None:
        remembered: dict[date, dict[tuple[int, date], Answer]] = {}
        for n, step in enumerate(steps):
            at = START + timedelta(days=n)
            do(step, at)
            remembered[at.date()] = answers()
        for known_on, given_then in remembered.items():
            now = answers(known_on)
            for key, answer in given_then.items():
                assert now[key] == answer, (known_on, key)
        numbers, series = set(NUMBERS), {"gb:1", "gb:5"}
        assert content(gather_known(numbers, series, at.date()).facts) == content(gather(numbers, series))


@pytest.fixture
def told(db: None) -> Edition:
    """Recorded as published on 1 January 2026; its end was told on 1 June."""
    edition_record(
        actor=None, number="GB 5-1990", title_zh="甲", published="1990-01-01", effective="1990-06-01",
        source="某书目", at=datetime(2026, 1, 1, 4, tzinfo=UTC),
    )  # fmt: skip
    edition = Edition.objects.select_related("series", "source").get(number="GB 5-1990")
    assertion_record(
        actor=None, edition=edition, field="asserted_status", value="废止", source="国家标准全文公开系统",
        asserted_on=date(2015, 1, 1), at=datetime(2026, 6, 1, 4, tzinfo=UTC),
    )  # fmt: skip
    return edition


def test_what_a_source_said_long_ago_is_known_from_the_day_it_was_recorded_here(told: Edition) -> None:
    day = date(2019, 3, 1)
    assert status_on(told, day).status is Status.WITHDRAWN_SUCCESSOR_UNKNOWN
    assert status_on(told, day, known_on=date(2026, 5, 31)).status is Status.IN_FORCE
    assert status_on(told, day, known_on=date(2026, 6, 1)).status is Status.WITHDRAWN_SUCCESSOR_UNKNOWN


def test_before_anything_was_recorded_nothing_was_known(told: Edition) -> None:
    answer = status_on(told, date(2019, 3, 1), known_on=date(2020, 1, 1))
    assert answer.status is Status.UNKNOWN
    assert answer.evidence == ()


def test_a_day_ends_where_the_installation_is(told: Edition) -> None:
    late = datetime(2026, 1, 9, 15, 59, tzinfo=UTC)  # a minute to midnight in Shanghai
    edition_record(actor=None, number="GB 5-1990", title_zh="甲", withdrawn="2003-01-01", source="某书目", at=late)
    edition_record(
        actor=None, number="GB 5-1990", title_zh="甲", title_en="A", source="某书目", at=late + timedelta(minutes=1)
    )  # fmt: skip
    known = gather_known({"GB 5-1990"}, set(), date(2026, 1, 9))
    state = known.remembered[told.pk]
    assert (state.fields["withdrawn"], state.fields.get("title_en")) == ("2003-01-01", None)


def test_a_source_read_again_counts_from_the_day_it_was(told: Edition) -> None:
    again = datetime(2026, 3, 1, 4, tzinfo=UTC)
    edition_record(actor=None, number="GB 5-1990", title_zh="甲", source="某书目", at=again)
    then = status_on(told, date(2026, 3, 2), known_on=date(2026, 3, 2))
    before = status_on(told, date(2026, 3, 2), known_on=date(2026, 2, 1))
    assert (then.evidence_age_days, before.evidence_age_days) == (1, 60)


def test_a_relation_between_two_numbers_nobody_held_is_known_too(told: Edition) -> None:
    at = datetime(2026, 7, 1, 4, tzinfo=UTC)
    relation_record(actor=None, kind="replaces", subject="GB 7-2001", obj="GB 6-1991", source="某清单", at=at)
    edition_record(
        actor=None, number="GB 6-1991", title_zh="乙", published="1991-01-01", effective="1991-06-01", source="某清单",
        at=at + timedelta(days=1),
    )  # fmt: skip
    edition = Edition.objects.select_related("series", "source").get(number="GB 6-1991")
    for known_on in (None, date(2026, 7, 2)):
        assert status_on(edition, date(2010, 1, 1), known_on=known_on).status is Status.REPLACED


def test_an_erased_event_is_said_to_be_erased_and_counts_for_nothing(told: Edition) -> None:
    event = Event.objects.filter(object_kind="edition", object_id=str(told.pk)).order_by("sequence")[1]
    payload_erase(sequence=event.sequence, actor="system", because="依法删除", at=START + timedelta(days=200))
    known = gather_known({told.number}, set(), date(2026, 6, 1))
    assert known.erased == (event.sequence,)
    assert status_on(told, date(2019, 3, 1), known_on=date(2026, 6, 1)).status is Status.IN_FORCE


def test_facts_for_a_check_can_be_asked_as_known_on_a_day(told: Edition) -> None:
    numbers = [parse("GB 5-1990")]
    assert len(facts(numbers).by_number["GB 5-1990"][0].assertions) == 1
    assert facts(numbers, known_on=date(2026, 2, 1)).by_number["GB 5-1990"][0].assertions == ()
    assert facts(numbers, known_on=date(2025, 2, 1)).by_number == {}


def test_the_questions_asked_do_not_grow_with_the_history(told: Edition, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        edition_record(
            actor=None, number="GB 5-1990", title_zh=f"甲{n}", source="某书目", at=START + timedelta(days=n)
        )  # fmt: skip
    with django_assert_max_num_queries(14):
        status_on(told, date(2019, 3, 1), known_on=date(2026, 6, 1))
