"""Experts: little is kept, by consent, seen by few, erased with what history told; recusals and load."""

from __future__ import annotations

import pytest

from guiju.apps.parties.models import Expert, Organisation
from guiju.apps.parties.queries.experts import experts_asked, recusals_of
from guiju.apps.parties.queries.organisations import organisation_get
from guiju.apps.parties.services import (
    expert_add,
    expert_change,
    expert_erase,
    expert_recusal_set,
    organisation_add,
    organisation_merge,
    organisation_merge_undo,
)
from guiju.domain.language import WordsError
from guiju.kernel.accounts.holdings import holdings_erase, holdings_told
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import chain_verify, events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
TYPED = {"name": "王某", "fields": "13.060、C38", "consented_on": "2026.1.5"}


@pytest.fixture
def keeper(db: None) -> User:
    return person("jing", organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT), "officer")


@pytest.fixture
def firm(db: None) -> Organisation:
    return organisation_add(actor=None, typed={"name": "某厂", "kinds": "enterprise"}, at=AT)


@pytest.fixture
def expert(owner: User, firm: Organisation) -> Expert:
    return expert_add(actor=None, typed=TYPED, employer=firm, user=owner, at=AT)


def test_an_expert_is_listed_by_consent_with_fields_that_exist(keeper: User) -> None:
    row = expert_add(actor=keeper, typed=TYPED, at=AT)
    assert sorted(row.fields.values_list("field", flat=True)) == ["ics:13.060", "sector:C38"]
    for wrong in ({"consented_on": ""}, {"fields": ""}, {"fields": "水质"}, {"name": ""}):
        with pytest.raises(WordsError):
            expert_add(actor=keeper, typed={**TYPED, **wrong}, at=AT)


def test_experts_are_found_by_name_employer_and_field(expert: Expert) -> None:
    for asked in ({"text": "王"}, {"text": "某厂"}, {"field": "ics:13"}, {"field": "sector:C"}):
        assert [row.pk for row in experts_asked(**asked)] == [expert.pk]
    for asked in ({"text": "李"}, {"field": "ics:35"}, {"unlisted": True}):
        assert not experts_asked(**asked)


def test_keepers_and_the_person_see_the_record_nobody_else(expert, keeper, owner, colleague, stranger, signed_in):
    path = f"/parties/experts/{expert.pk}/"
    for user, status in ((keeper, 200), (owner, 200), (colleague, 403), (stranger, 403), (None, 302)):
        assert signed_in(user).get(path).status_code == status
    assert signed_in(owner).get("/parties/experts/mine", follow=True).status_code == 200
    assert signed_in(stranger).get("/parties/experts/mine").status_code == 404
    assert signed_in(owner).get("/parties/experts/").status_code == 403
    assert "王某" in signed_in(keeper).get("/parties/experts/").content.decode()


def test_the_person_changes_their_record_and_stale_changes_are_told(expert, owner, stranger, firm) -> None:
    change = {"employer": firm, "listed": True, "at": AT}
    expert_change(actor=owner, expert=expert, typed={**TYPED, "fields": "35.240"}, revision=1, **change)
    assert list(expert.fields.values_list("field", flat=True)) == ["ics:35.240"]
    with pytest.raises(WordsError, match="刚才有人改过"):
        expert_change(actor=owner, expert=expert, typed=TYPED, revision=1, **change)
    with pytest.raises(Denied):
        expert_change(actor=stranger, expert=expert, typed=TYPED, revision=2, **change)


def test_pages_list_change_keep_out_and_erase(keeper: User, firm: Organisation, signed_in) -> None:
    client = signed_in(keeper)
    assert client.post("/parties/experts/new", {**TYPED, "employer": "没有的厂"}).status_code == 422
    path = client.post("/parties/experts/new", {**TYPED, "employer": "某厂"}).headers["Location"]
    row = Expert.objects.get()
    assert row.employer == firm
    client.post(f"{path}recusal", {"organisation": "某厂", "until": "2027-01-01"})
    assert [str(one.until) for one in recusals_of(row)] == ["2027-01-01"]
    client.post(f"{path}recusal", {"end": firm.pk})
    assert recusals_of(row) == []
    assert client.post(path, {**TYPED, "revision": 1, "resting_until": "x"}).status_code == 422
    client.post(path, {**TYPED, "revision": 1, "employer": ""})
    assert Expert.objects.get().listed is False
    client.post(f"{path}erase", {})
    assert Expert.objects.get().name == "王某"
    client.post(f"{path}erase", {"sure": "1"})
    assert Expert.objects.get().name == ""


def test_erasing_leaves_no_word_of_the_person_and_the_chain_holds(expert, keeper) -> None:
    expert_erase(actor=keeper, expert=expert, at=AT)
    row = Expert.objects.get()
    assert (row.name, row.employer, row.user, row.fields.count(), row.listed) == ("", None, None, 0, False)
    told = [event.payload.canonical for event in events_of("expert", str(row.pk))]
    assert not any("王某" in text for text in told)
    assert chain_verify().ok
    assert not experts_asked()


def test_what_is_held_is_told_and_erased_with_the_account(expert, owner) -> None:
    assert holdings_told(owner)["expert"][0]["name"] == "王某"
    holdings_erase(owner, AT)
    assert holdings_told(owner)["expert"] == []
    assert Expert.objects.get().name == ""


def test_merging_employers_moves_experts_and_recusals_once(expert, keeper, firm) -> None:
    other = organisation_add(actor=None, typed={"name": "某厂股份", "kinds": "enterprise"}, at=AT)
    for one in (firm, other):
        expert_recusal_set(actor=keeper, expert=expert, organisation=one, kept_out=True, until=None, at=AT)
    merge = organisation_merge(actor=keeper, kept=other, gone=firm, because="更名", at=AT)
    assert Expert.objects.get().employer == organisation_get(other.pk)
    organisation_merge_undo(actor=keeper, merge=merge, at=AT)
    assert Expert.objects.get().employer == organisation_get(firm.pk)
    assert len(recusals_of(expert)) == 2
