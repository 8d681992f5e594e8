"""A panel is drawn in the site: rules, announcement, draw, result; anybody verifies it; no name is published."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guiju.apps.parties.demo import demo_load
from guiju.apps.parties.models import Committee, Draw, Expert, Organisation
from guiju.apps.parties.queries.experts import loads
from guiju.apps.parties.services import (
    draw_announce,
    draw_make,
    draw_prepare,
    draw_withdraw,
    expert_add,
    expert_recusal_set,
    organisation_add,
)
from guiju.cli import main
from guiju.domain.draw import RulesUnmet, draw_check, draw_read
from guiju.domain.language import WordsError
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.publicity import PUBLIC_KINDS
from guiju.kernel.history.queries import events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
TYPED = {"purpose": "某地方标准技术审查", "wanted": "13.060 2\nC38 1\n不限 1"}


@pytest.fixture
def bureau(db: None):
    return organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def officer(bureau) -> User:
    return person("jing", bureau, "officer")


@pytest.fixture
def second(bureau) -> User:
    return person("fu", bureau, "officer")


@pytest.fixture
def elsewhere(db: None) -> User:
    return person("yuan", organisation_create(actor=None, name="外市市场监督管理局", kind="bureau", at=AT), "officer")


@pytest.fixture
def firms(db: None) -> list[Organisation]:
    return [organisation_add(actor=None, typed={"name": f"厂{n}", "kinds": "enterprise"}, at=AT) for n in range(10)]


@pytest.fixture
def experts(firms) -> list[Expert]:
    return [
        expert_add(
            actor=None, employer=firms[n % 10], at=AT,
            typed={"name": f"专家{n}", "fields": ("13.060.10", "C3831")[n % 2], "consented_on": "2026-01-01"},
        )
        for n in range(20)
    ]  # fmt: skip


def prepared(officer: User, bureau, firms, **typed: str) -> Draw:
    return draw_prepare(actor=officer, organisation=bureau, typed={**TYPED, **typed}, drafters=firms[:1], at=AT)


def drawn(officer: User, draw: Draw, value: str = "") -> Draw:
    draw_announce(actor=officer, draw=draw, at=AT)
    draw_make(actor=officer, draw=draw, public_value=value, at=AT)
    return Draw.objects.get(pk=draw.pk)


def test_a_panel_is_drawn_within_the_rules(officer, bureau, firms, experts) -> None:
    expert_recusal_set(actor=None, expert=experts[2], organisation=firms[0], kept_out=True, until=None, at=AT)
    row = drawn(officer, prepared(officer, bureau, firms))
    members = [one.expert for one in row.members.order_by("position")]
    assert len({one.employer for one in members}) == len(members) == 4
    assert firms[0] not in {one.employer for one in members}
    assert experts[2] not in members
    assert loads(AT.replace(hour=23))[members[0].pk] == 1


def test_what_is_published_names_nobody_and_verifies_anywhere(officer, bureau, firms, experts, client, tmp_path):
    row = drawn(officer, prepared(officer, bureau, firms, public_source="3月5日开奖号码"), "3 7 9")
    for what in ("announcement", "result"):
        data = client.get(f"/parties/draws/{row.pk}/{what}.json").content
        text = data.decode()
        assert "专家" not in text.replace("某地方标准技术审查", "")
        assert row.salt not in text
        assert {field for one in json.loads(text)["candidates"] for field in one["fields"]} == {
            "ics:13.060", "sector:C38",
        }  # fmt: skip
        (tmp_path / f"{what}.json").write_bytes(data)
    before, after = (str(tmp_path / f"{what}.json") for what in ("announcement", "result"))
    done = CliRunner().invoke(main, ["draw", "verify", after, "--announced", before])
    assert done.exit_code == 0, done.output
    page = client.get(f"/parties/draws/{row.pk}/").content.decode()
    assert "全部一致" in page
    assert not any(one.name in page for one in experts)


def test_the_seed_is_secret_until_the_draw(officer, bureau, firms, experts, client) -> None:
    row = prepared(officer, bureau, firms)
    assert client.get(f"/parties/draws/{row.pk}/").status_code == 404
    draw_announce(actor=officer, draw=row, at=AT)
    row = Draw.objects.get()
    assert row.seed not in client.get(f"/parties/draws/{row.pk}/").content.decode()
    assert row.seed not in row.announcement
    assert client.get(f"/parties/draws/{row.pk}/result.json").status_code == 404


def test_the_announcement_cannot_be_changed_nor_the_panel_drawn_twice(officer, bureau, firms, experts) -> None:
    row = prepared(officer, bureau, firms)
    with pytest.raises(WordsError, match="先公布"):
        draw_make(actor=officer, draw=row, at=AT)
    draw_announce(actor=officer, draw=row, at=AT)
    with pytest.raises(WordsError, match="已经公布"):
        draw_announce(actor=officer, draw=row, recused=[experts[0].pk], at=AT)
    Expert.objects.update(listed=False)
    draw_make(actor=officer, draw=row, at=AT)
    with pytest.raises(WordsError, match="已经抽取"):
        draw_make(actor=officer, draw=row, at=AT)
    read = draw_read(Draw.objects.get().result.encode(), "result.json")
    assert draw_check(read) == []


def test_a_public_value_is_given_just_when_its_source_was_announced(officer, bureau, firms, experts) -> None:
    with pytest.raises(WordsError, match="没有写明"):
        drawn(officer, prepared(officer, bureau, firms), "7")
    other = prepared(officer, bureau, firms, public_source="开奖号码")
    with pytest.raises(WordsError, match="请填写公开数值"):
        drawn(officer, other)


def test_rules_that_cannot_be_met_are_refused_and_explained(officer, bureau, firms, experts, signed_in) -> None:
    row = prepared(officer, bureau, firms, wanted="13.060 9")
    with pytest.raises(RulesUnmet, match="需要 9 人"):
        draw_announce(actor=officer, draw=row, at=AT)
    page = signed_in(officer).get(f"/parties/draws/{row.pk}/").content.decode()
    assert "需要 9 人" in page
    assert "与起草单位同单位" in page


def test_who_has_sat_often_rests_and_who_is_recused_stays_out(officer, bureau, firms, experts) -> None:
    first = drawn(officer, prepared(officer, bureau, firms))
    busy = {one.expert_id for one in first.members.all()}
    again = prepared(officer, bureau, firms, most_load="1", wanted="不限 3")
    free = next(one.pk for one in experts if one.pk not in busy and one.employer != firms[0])
    draw_announce(actor=officer, draw=again, recused=[free], at=AT.replace(hour=10))
    draw_make(actor=officer, draw=again, at=AT.replace(hour=11))
    assert not {one.expert_id for one in again.members.all()} & {*busy, free}


@pytest.mark.parametrize("wanted", ["", "13.060", "水质 2", "13.060 0", "13.060 61", "13.060 1\n13.060 2", "x" * 3_000])
def test_what_is_wanted_is_read_strictly(officer, bureau, firms, wanted) -> None:
    with pytest.raises(WordsError):
        prepared(officer, bureau, firms, wanted=wanted)


def test_the_office_sees_names_colleagues_act_strangers_do_not(
    officer, second, elsewhere, bureau, firms, experts, signed_in
) -> None:
    row = prepared(officer, bureau, firms)
    path = f"/parties/draws/{row.pk}/"
    assert signed_in(second).get(path).status_code == 200
    assert signed_in(elsewhere).get(path).status_code == 404
    for verb in ("announce", "make", "withdraw"):
        assert signed_in(elsewhere).post(f"{path}{verb}", {"because": "x"}).status_code == 403
        assert signed_in().post(f"{path}{verb}").status_code == 302
    signed_in(second).post(f"{path}announce", {"recused": [experts[4].pk, "x"]})
    signed_in(second).post(f"{path}make")
    row = Draw.objects.get()
    name = row.members.first().expert.name
    assert name in signed_in(officer).get(path).content.decode()
    assert name not in signed_in(elsewhere).get(path).content.decode()
    with pytest.raises(Denied):
        draw_prepare(actor=elsewhere, organisation=bureau, typed=TYPED, at=AT)


def test_a_draw_called_off_stays_to_be_seen_with_its_reason(officer, bureau, firms, experts, signed_in, client) -> None:
    row = drawn(officer, prepared(officer, bureau, firms))
    path = f"/parties/draws/{row.pk}/"
    assert signed_in(officer).post(f"{path}withdraw", {}).status_code == 422
    signed_in(officer).post(f"{path}withdraw", {"because": "标准项目终止"})
    assert "标准项目终止" in client.get(path).content.decode()
    assert not loads(AT.replace(hour=23))
    draft = prepared(officer, bureau, firms)
    draw_withdraw(actor=officer, draw=draft, because="", at=AT)
    assert list(Draw.objects.all()) == [row]


def test_announcement_and_result_are_public_events_drafts_are_not(officer, bureau, firms, experts) -> None:
    row = drawn(officer, prepared(officer, bureau, firms))
    events = list(events_of("draw", str(row.pk)))
    assert [event.action for event in events] == ["parties.draw.announced", "parties.draw.made"]
    assert events[0].payload.content["after"]["commitment"] == json.loads(row.result)["commitment"]
    assert row.seed not in events[0].payload.canonical
    assert "draw" in PUBLIC_KINDS
    assert not {"draw_draft", "expert", "party"} & PUBLIC_KINDS


def test_codes_of_two_draws_cannot_be_laid_beside_each_other(officer, bureau, firms, experts) -> None:
    files = [json.loads(drawn(officer, prepared(officer, bureau, firms)).result) for _ in range(2)]
    for name in ("code", "organisation"):
        one, other = ({row[name] for row in file["candidates"]} for file in files)
        assert not one & other


def test_forms_make_a_draw_from_what_people_write(officer, firms, experts, signed_in) -> None:
    client = signed_in(officer)
    answer = client.post("/parties/draws/new", {**TYPED, "drafters": "厂0\n没有的厂"})
    assert answer.status_code == 422
    assert "没有的厂" in answer.content.decode()
    path = client.post("/parties/draws/new", {**TYPED, "drafters": "厂0\r\n厂1", "most_load": "3"}).headers["Location"]
    page = client.get(path).content.decode()
    assert "专家3" in page
    client.post(f"{path}announce", {})
    client.post(f"{path}make", {})
    assert "某地方标准技术审查" in client.get("/parties/draws/").content.decode()


def test_demo_parties_are_fictitious_made_once_and_only_in_demo_mode(settings) -> None:
    settings.DEMO = False
    assert demo_load(at=AT) is False
    settings.DEMO = True
    demo_switch(enabled=True, at=AT)
    assert demo_load(at=AT) is True
    assert demo_load(at=AT) is False
    for model in (Organisation, Committee, Expert, Draw):
        assert model.objects.exists()
        assert not model.objects.filter(fictitious=False).exists()
    assert draw_check(draw_read(Draw.objects.get().result.encode(), "result.json")) == []
