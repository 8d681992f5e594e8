"""A draw can be re-run by anybody, keeps every rule, says why it cannot, and favours nobody."""

from __future__ import annotations

import copy
import hashlib
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.domain.draw import (
    Announcement,
    Candidate,
    DrawError,
    Rules,
    RulesUnmet,
    Seat,
    announced,
    draw_check,
    draw_read,
    drawn,
    file_bytes,
    panel_drawn,
    rules_require,
)

SEED = hashlib.sha256(b"seed").hexdigest()
FIELDS = ("ics:13.060", "ics:35.240", "sector:C38")


def people(count: int) -> list[Candidate]:
    return [
        Candidate(f"E{n:02}", f"O{n // 2:02}", (FIELDS[n % 3], *([FIELDS[(n + 1) % 3]] if n % 4 == 0 else [])))
        for n in range(count)
    ]


def draw(rules: Rules, candidates: list[Candidate], seed: str = SEED) -> tuple[str, ...]:
    return panel_drawn(rules, candidates, seed=seed, public_value="", list_sha256="0" * 64)


def published(rules: Rules, candidates: list[Candidate], source: str = "", value: str = "") -> dict[str, Any]:
    before = announced(rules, candidates, purpose="审查专家组", public_source=source, seed=SEED)
    return drawn(before, Announcement(rules, tuple(candidates)), seed=SEED, public_value=value)


RULES = Rules((Seat("ics:13.060", 2), Seat("ics:35", 1), Seat("", 2)), drafters=("O00",), recused=("E05",))

candidates_any = st.lists(
    st.builds(
        Candidate,
        code=st.integers(0, 10_000).map(lambda n: f"E{n}"),
        organisation=st.integers(0, 6).map(lambda n: f"O{n}"),
        fields=st.lists(st.sampled_from(FIELDS), max_size=2).map(tuple),
        avoids=st.lists(st.integers(0, 6).map(lambda n: f"O{n}"), max_size=1).map(tuple),
        load=st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda one: one.code,
)
rules_any = st.builds(
    Rules,
    seats=st.lists(st.builds(Seat, st.sampled_from([*FIELDS, "ics:", ""]), st.integers(1, 2)), min_size=1, max_size=3)
    .map(tuple),
    drafters=st.lists(st.integers(0, 6).map(lambda n: f"O{n}"), max_size=2).map(tuple),
    recused=st.just(()),
    most_load=st.sampled_from([None, 1, 3]),
)  # fmt: skip


def fills(rules: Rules, some: tuple[Candidate, ...]) -> bool:
    """Whether these people fill all seats, one an organisation: found by trying everything."""
    seats = [seat.field for seat in rules.seats for _ in range(seat.wanted)]
    if len({one.organisation for one in some}) != len(some) or len(some) != len(seats):
        return False
    return any(
        all(one.covers(field) for one, field in zip(row, seats, strict=True)) for row in itertools.permutations(some)
    )


@given(rules_any, candidates_any, st.integers(0, 10**6))
@settings(max_examples=120)
def test_every_rule_holds_and_a_panel_is_found_whenever_there_is_one(rules, candidates, number):
    eligible = [one for one in candidates if not rules.keeps_out(one)]
    some = itertools.combinations(eligible, rules.size) if rules.size <= 4 else ()
    try:
        panel = draw(rules, candidates, str(number))
    except RulesUnmet:
        assert not any(fills(rules, group) for group in some)
        return
    assert len(panel) == rules.size
    assert fills(rules, tuple(one for one in eligible if one.code in panel)) or rules.size > 6


def test_the_same_seed_gives_the_same_panel_in_whatever_order_the_list_stands():
    assert draw(RULES, people(20)) == draw(RULES, people(20)[::-1])
    assert len({draw(RULES, people(20), str(n)) for n in range(50)}) > 40


def test_nobody_of_a_drafter_nobody_recused_nobody_overloaded_is_drawn():
    pool = [*people(20), Candidate("busy", "O90", FIELDS, load=3), Candidate("friend", "O91", FIELDS, avoids=("O00",))]
    drawn_once = {code for n in range(200) for code in draw(RULES._replace(most_load=3), pool, str(n))}
    assert not drawn_once & {"E00", "E01", "E05", "busy", "friend"}
    assert drawn_once == {one.code for one in people(20)} - {"E00", "E01", "E05"}


def test_those_alike_are_drawn_about_equally_often():
    alike = [Candidate(f"E{n:02}", f"O{n:02}", (FIELDS[n % 2],)) for n in range(20)]
    rules, rounds = Rules((Seat(FIELDS[0], 2), Seat("", 2))), 2_000
    counts = Counter(code for n in range(rounds) for code in draw(rules, alike, str(n)))
    for group in (alike[::2], alike[1::2]):
        share = [counts[one.code] for one in group]
        mean = sum(share) / len(share)
        assert all(abs(count - mean) < 5 * mean**0.5 for count in share), share


def test_who_alone_can_fill_a_seat_is_always_drawn():
    pool = [*people(20), Candidate("only", "O77", ("sector:A01",))]
    assert all("only" in draw(Rules((Seat("sector:A", 1), Seat("", 4))), pool, str(n)) for n in range(20))


def test_rules_that_cannot_be_met_say_which_and_why():
    pool = [Candidate("E1", "O1", ("ics:13.060",)), Candidate("E2", "O1", ("ics:13.060",)),
            Candidate("E3", "O2", ("ics:13.060",)), Candidate("E4", "O3", ("ics:35",))]  # fmt: skip
    with pytest.raises(RulesUnmet) as found:
        rules_require(Rules((Seat("ics:13", 2), Seat("ics:35", 1)), drafters=("O2",)), pool)
    assert [one.zh for one in found.value.reasons] == [
        "专业 ics:13 需要 2 人，每单位至多 1 人，可抽的只有 1 个单位（名单中共 3 人，其中与起草单位同单位 1 人）"
    ]


def test_fields_that_compete_for_the_same_organisations_are_named_together():
    pool = [Candidate("E1", "O1", ("ics:13", "ics:35")), Candidate("E2", "O2", ("sector:C38",))]
    with pytest.raises(RulesUnmet) as found:
        rules_require(Rules((Seat("ics:13", 1), Seat("ics:35", 1), Seat("sector:C", 1))), pool)
    assert [one.zh.split("，")[0] for one in found.value.reasons] == ["专业 ics:13、专业 ics:35 需要 2 人"]


def test_a_result_holds_and_an_announcement_holds():
    before = announced(RULES, people(20), purpose="审查专家组", public_source="", seed=SEED)
    result = published(RULES, people(20))
    read = draw_read(file_bytes(result), "result.json")
    assert draw_check(read, draw_read(file_bytes(before), "before.json")) == []
    assert draw_check(draw_read(file_bytes(before), "before.json")) == []


def test_a_draw_once_published_holds_for_ever():
    data = Path(__file__).parents[1].joinpath("files", "draw_result.json").read_bytes()
    assert draw_check(draw_read(data, "draw_result.json")) == []


def put(path: str, value: Any) -> Any:
    def change(data: dict[str, Any]) -> None:
        *above, last = (int(part) if part.isdecimal() else part for part in path.split("/"))
        for part in above:
            data = data[part]
        data[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "parts", "word"),
    [
        (put("candidates/3/load", 9), {"list"}, "改动过"),
        (put("candidates/3/organisation", "O00"), {"list", "outcome"}, "改动过"),
        (put("rules/drafters", []), {"list", "outcome"}, "改动过"),
        (put("purpose", "别的事"), {"list"}, "改动过"),
        (put("seed", "0" * 64), {"commitment", "outcome"}, "种子与承诺值不符"),
        (put("public_value", "7"), {"public_value", "outcome"}, "公开数值"),
        (put("commitment", "0" * 64), {"commitment"}, "种子与承诺值不符"),
        (put("outcome/panel/0", "E99"), {"outcome"}, "结果写有 E99"),
        (lambda data: data["outcome"]["panel"].reverse(), {"outcome"}, "次序"),
        (put("outcome/kept_out", []), {"outcome"}, "E05"),
    ],
)
def test_tampering_is_found_and_named(change, parts, word):
    data = copy.deepcopy(published(RULES, people(20)))
    change(data)
    found = draw_check(draw_read(file_bytes(data), "x.json"))
    assert {one.part for one in found} == parts
    assert any(word in one.words.zh for one in found)


def test_a_draw_made_anew_from_another_list_differs_from_its_announcement():
    before = announced(RULES, people(20), purpose="审查专家组", public_source="", seed=SEED)
    other = published(RULES._replace(most_load=2), people(19))
    found = draw_check(draw_read(file_bytes(other), "x.json"), draw_read(file_bytes(before), "before.json"))
    said = "".join(one.words.zh for one in found)
    assert {one.part for one in found} == {"earlier"}
    assert "规则 most_load 与公告不同" in said
    assert "名单中少了 E19" in said


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"{}", b"\xff", b'{"algorithm": 1}', b"[" * 100_000, b'{"a":1,"a":2}', b"9" * 5_000, b"NaN"],
)
def test_what_is_no_such_file_is_refused(text):
    with pytest.raises(DrawError):
        draw_read(text, "x.json")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("candidates/0/load", 1.0), ("candidates/0/load", True), ("candidates/0/load", -1), ("seed", "zz"),
        ("candidates/0/code", "王某"), ("candidates/1/code", "E00"), ("candidates/0/fields", ["13"]),
        ("rules/seats", []), ("rules/seats/0/count", 61), ("rules/most_load", "3"), ("purpose", "a\nb"),
        ("purpose", "\ud800"), ("outcome/panel", "E01"), ("outcome/kept_out", [1]), ("algorithm", "guiju-draw-2"),
        ("candidates/0/name", "王某"),
    ],
)  # fmt: skip
def test_shapes_that_are_wrong_are_named(path, value):
    data = copy.deepcopy(published(RULES, people(20)))
    put(path, value)(data)
    with pytest.raises(DrawError):
        draw_read(json.dumps(data).encode(), "x.json")


def test_five_thousand_people_are_drawn_from_at_once():
    pool = [Candidate(f"E{n}", f"O{n // 2}", (FIELDS[n % 3],)) for n in range(4_999)] + [
        Candidate("rare", "rare", ("sector:Z99",))
    ]
    assert len(draw(Rules((Seat("sector:Z", 1), *(Seat(field, 19) for field in FIELDS))), pool)) == 58
