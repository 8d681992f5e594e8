"""Committees: numbers in one form, members checked against the rules, links, years; who keeps them."""

from __future__ import annotations

import pytest

from guiju.apps.parties.models import Committee, Organisation
from guiju.apps.parties.queries.committees import (
    AskedCommittees,
    committee_get,
    committees_asked,
    composition_faults,
    members_of,
    term_now,
    years_of,
)
from guiju.apps.parties.services import (
    committee_account_set,
    committee_add,
    committee_change,
    committee_link_set,
    committee_member_add,
    committee_member_end,
    committee_score_enter,
    committee_term_add,
    organisation_add,
    organisation_merge,
)
from guiju.apps.parties.services.committees import committee_number
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
TYPED = {"number": "SAC/TC 999", "kind": "TC", "level": "全国", "name": "某标准化技术委员会", "fields": "13.060"}


@pytest.fixture
def keeper(db: None) -> User:
    return person("jing", organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT), "officer")


@pytest.fixture
def committee(db: None) -> Committee:
    return committee_add(actor=None, typed={**TYPED, "least": "3", "most_each": "1", "most_share": "50"}, at=AT)


def body(name: str, kinds: str = "enterprise") -> Organisation:
    return organisation_add(actor=None, typed={"name": name, "kinds": kinds}, at=AT)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("sac/tc28", "SAC/TC 28"), ("ＳＡＣ／ＴＣ 28 / SC1", "SAC/TC 28/SC 1"), ("ISO/IEC JTC1", "ISO/IEC JTC 1"),
     ("DB35/TC12", "DB35/TC 12"), ("ISO/TC 176/SC 2/WG 24", "ISO/TC 176/SC 2/WG 24")],
)  # fmt: skip
def test_a_number_has_one_form(typed, number) -> None:
    assert committee_number(typed) == number
    assert committee_number(number) == number


@pytest.mark.parametrize("text", ["", "TC", "28", "SAC", "SAC/TC x", "某委员会", "SAC/TC 28/SC 1" * 9])
def test_what_is_no_number_is_refused(text) -> None:
    with pytest.raises(WordsError):
        committee_number(text)


def test_a_subcommittee_belongs_to_a_committee_and_a_number_is_recorded_once(committee) -> None:
    part = {**TYPED, "number": "SAC/TC 999/SC 1", "kind": "SC"}
    assert committee_add(actor=None, typed=part, parent=committee, at=AT).parent == committee
    for typed, parent in ((TYPED, None), ({**part, "number": "SAC/TC 999/SC 2"}, None)):
        with pytest.raises(WordsError):
            committee_add(actor=None, typed=typed, parent=parent, at=AT)
    assert [row.number for row in committees_asked(AskedCommittees("tc999", "SC"))] == ["SAC/TC 999/SC 1"]


def test_members_sit_in_a_term_and_are_checked_against_the_rules(keeper: User, committee: Committee) -> None:
    committee_term_add(actor=keeper, committee=committee, typed={"ordinal": "1", "until": "2025-12-31"}, at=AT)
    committee_term_add(actor=keeper, committee=committee, typed={"ordinal": "2", "since": "2026.1.1"}, at=AT)
    term = term_now(committee, AT.date())
    assert term is not None
    assert term.ordinal == 2
    one, other = body("甲厂"), body("丙所", "research")
    for organisation, role in ((one, "主任委员"), (one, "member"), (other, "observer")):
        committee_member_add(actor=keeper, term=term, organisation=organisation, role=role, at=AT)
    members = members_of(term, AT.date())
    assert [fault.zh for fault in composition_faults(committee, members)] == [
        "委员 2 人，少于 3 人", "甲厂 有 2 人，每单位至多 1 人", "企业占 2/2，同一类别至多 50%",
    ]  # fmt: skip
    committee_member_end(actor=keeper, member=members[0], until=AT.date().replace(day=1), at=AT)
    assert len(members_of(term, AT.date().replace(day=2))) == 2


def test_links_name_bodies_recorded_here_or_elsewhere(keeper: User, committee: Committee) -> None:
    other = committee_add(actor=None, typed={**TYPED, "number": "SAC/TC 998"}, at=AT)
    for kind, reference in (("mirror", "iso/tc147"), ("liaison_out", "SAC/TC998")):
        for _ in range(2):
            committee_link_set(
                actor=keeper, committee=committee, kind=kind, reference=reference, linked=True, at=AT
            )  # fmt: skip
    assert sorted((one.reference, one.other) for one in committee.links.all()) == [
        ("ISO/TC 147", None), ("SAC/TC 998", other),
    ]  # fmt: skip
    committee_link_set(actor=keeper, committee=committee, kind="mirror", reference="ISO/TC 147", linked=False, at=AT)
    assert committee.links.count() == 1


def test_a_year_is_entered_corrected_and_what_is_not_known_stays_open(keeper: User, committee: Committee) -> None:
    enter = {"actor": keeper, "committee": committee, "year": "2025", "at": AT}
    committee_score_enter(typed={"published": "7"}, **enter)
    committee_score_enter(typed={"published": "8", "votes_due": "10", "votes_cast": "9"}, evidence="年报", **enter)
    year = years_of(committee)[0]
    assert (year.row.figures["published"], year.ratios) == (8, [None, 90])
    with pytest.raises(WordsError, match="多于应完成"):
        committee_score_enter(typed={"votes_due": "1", "votes_cast": "2"}, **enter)
    for wrong in ("", "2099", "x"):
        with pytest.raises(WordsError):
            committee_score_enter(**{**enter, "year": wrong}, typed={})


def test_of_two_changes_one_is_told_and_history_says_what_differed(keeper: User, committee: Committee) -> None:
    change = {"actor": keeper, "committee": committee, "secretariat": body("某院", "institute"), "at": AT}
    committee_change(typed={"scope": "水质"}, revision=committee.revision, **change)
    with pytest.raises(WordsError, match="刚才有人改过"):
        committee_change(typed={"scope": "x"}, revision=committee.revision, **change)
    told = events_of("committee", str(committee.pk)).last().payload.content
    assert set(told["after"]) == {"scope", "secretariat_id"}


def test_merging_an_organisation_moves_secretariat_and_seats(keeper: User) -> None:
    old, new = body("某院"), body("某研究院")
    row = committee_add(actor=None, typed=TYPED, secretariat=old, at=AT)
    organisation_merge(actor=keeper, kept=new, gone=old, because="更名", at=AT)
    assert committee_get(row.pk).secretariat == new


def test_the_secretariat_keeps_its_committee_another_does_not(keeper: User, committee: Committee, signed_in) -> None:
    ours = organisation_create(actor=None, name="某标委会", kind="committee", at=AT)
    theirs = organisation_create(actor=None, name="别的标委会", kind="committee", at=AT)
    owner, colleague = person("mi", ours, "secretariat"), person("shu", ours, "secretariat")
    stranger = person("wai", theirs, "secretariat")
    path = f"/parties/committees/{committee.pk}/"
    assert signed_in(owner).get(f"{path}edit").status_code == 403
    committee_account_set(actor=keeper, committee=committee, account=ours, at=AT)
    for user, status in ((owner, 200), (colleague, 200), (stranger, 403), (None, 302)):
        assert signed_in(user).get(f"{path}edit").status_code == status
    assert signed_in(colleague).post(f"{path}score", {"year": "2025", "published": "3"}).status_code == 302
    for verb in ("score", "term", "member", "link", "account"):
        assert signed_in(stranger).post(f"{path}{verb}").status_code == 403
    assert signed_in(owner).post(f"{path}account", {"account": ""}).status_code == 403


def test_pages_record_and_show_a_committee(keeper: User, signed_in, client) -> None:
    body("某院", "institute")
    desk = signed_in(keeper)
    wrong = desk.post("/parties/committees/new", {**TYPED, "secretariat": "没有的院"})
    assert wrong.status_code == 422
    path = desk.post("/parties/committees/new", {**TYPED, "secretariat": "某院"}).headers["Location"]
    for verb, typed in (
        ("term", {"ordinal": "1"}), ("link", {"kind": "mirror", "reference": "ISO/TC 147"}),
        ("score", {"year": "2025", "meetings": "2"}),
    ):  # fmt: skip
        assert desk.post(f"{path}{verb}", typed).status_code == 302
    term = Committee.objects.get().terms.get()
    assert desk.post(f"{path}member", {"term": term.pk, "organisation": "x", "role": "member"}).status_code == 422
    desk.post(f"{path}member", {"term": term.pk, "organisation": "某院", "role": "chair"})
    page = client.get(path).content.decode()
    for text in ("某院", "主任委员", "ISO/TC 147", "2025"):
        assert text in page
    assert "SAC/TC 999" in client.get("/parties/committees/?q=某标准化&level=national&kind=TC").content.decode()
    assert client.get("/parties/committees.csv").content.decode("utf-8-sig").splitlines()[1].startswith("SAC/TC 999")
    told = client.get("/api/v1/committees?q=999").json()["items"][0]
    assert (told["fields"], told["links"]) == (["ics:13.060"], [{"kind": "mirror", "reference": "ISO/TC 147"}])
    assert desk.post(f"{path}nothing").status_code == 404
