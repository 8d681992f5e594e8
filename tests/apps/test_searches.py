"""Saved searches: kept, named, looked at and deleted by their owner alone."""

from __future__ import annotations

import pytest

from guiju.apps.catalogue.search import NAME
from guiju.apps.catalogue.services import edition_record
from guiju.apps.searches import services
from guiju.apps.searches.models import SavedSearch
from guiju.apps.searches.queries import searches_of
from guiju.apps.searches.services import search_delete, search_look, search_rename, search_save
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.queries import events_of
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT


@pytest.fixture(autouse=True)
def index(db, settings, tmp_path):
    settings.SEARCH_ROOT = tmp_path


@pytest.fixture
def saved(owner, small_catalogue):
    index_rebuild(kind=NAME)
    return search_save(actor=owner, name="导则", query="导则 状态:现行,被代替", at=AT)


def record(number, title="标准化工作导则"):
    edition_record(actor=None, number=number, title_zh=title, published="2026-01-01", source="测试来源", at=AT)


def news(owner):
    (kept,) = searches_of(owner, AT.date())
    return tuple(kept.news)


def test_a_query_is_kept_in_its_canonical_form(saved):
    assert saved.query == "导则 status:in_force,replaced"
    assert events_of("saved_search", str(saved.pk)).get().action == "searches.saved"


def test_what_is_new_and_what_changed_is_counted_until_looked_at(saved, owner):
    assert news(owner) == (2, 0, 0)
    record("GB/T 1.2-2026")
    record("GB/T 99-2026", "别的")
    edition_record(actor=None, number="GB/T 1.1-2020", title_en="Directives", source="测试来源", at=AT)
    index_rebuild(kind=NAME)
    saved.query = "导则"
    saved.save()
    assert news(owner) == (3, 1, 1)
    search_look(actor=owner, saved=saved, at=AT)
    assert news(owner) == (3, 0, 0)


def test_it_can_be_renamed_and_deleted_with_history(saved, owner):
    search_rename(actor=owner, saved=saved, name="  工作  导则 ", at=AT)
    assert SavedSearch.objects.get().name == "工作 导则"
    key = str(saved.pk)
    search_delete(actor=owner, saved=saved, at=AT)
    assert not SavedSearch.objects.exists()
    actions = [event.action for event in events_of("saved_search", key)]
    assert actions == ["searches.saved", "searches.renamed", "searches.deleted"]


@pytest.mark.parametrize(
    ("name", "query"), [("", "导则"), ("x" * 101, "导则"), ("导则", "别的"), ("空", ""), ("空", "状态:好的")]
)
def test_what_cannot_be_kept_is_refused_with_the_field(saved, owner, name, query):
    with pytest.raises(WordsError):
        search_save(actor=owner, name=name, query=query, at=AT)


def test_there_is_an_end_to_how_many(saved, owner, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    with pytest.raises(WordsError, match="too_many"):
        search_save(actor=owner, name="又一个", query="x", at=AT)


def test_only_the_owner_sees_and_changes_it(saved, colleague, stranger):
    for other in (colleague, stranger):
        assert searches_of(other, AT.date()) == []
        for verb in (search_look, search_delete):
            with pytest.raises(Denied):
                verb(actor=other, saved=saved, at=AT)
        with pytest.raises(Denied):
            search_rename(actor=other, saved=saved, name="y", at=AT)


def test_its_pages_are_the_owners(saved, owner, colleague, stranger, signed_in):
    assert "导则" in signed_in(owner).get("/standards/saved/").content.decode()
    for other in (colleague, stranger):
        browser = signed_in(other)
        assert "导则" not in browser.get("/standards/saved/").content.decode()
        for verb in ("look", "rename", "delete"):
            assert browser.post(f"/standards/saved/{saved.pk}/{verb}", {"name": "z"}).status_code == 403
    assert SavedSearch.objects.get().name == "导则"
    nobody = signed_in()
    assert nobody.get("/standards/saved/").status_code == 302
    assert nobody.post(f"/standards/saved/{saved.pk}/delete").status_code == 302
    assert signed_in(owner).post("/standards/saved/99999/look").status_code == 404


def test_a_search_is_saved_from_its_address_and_looked_at(small_catalogue, owner, signed_in):
    index_rebuild(kind=NAME)
    browser = signed_in(owner)
    form = browser.get("/standards/saved/new", {"q": "导则", "status": "in_force", "sort": "number"})
    assert "导则 status:=in_force" in form.content.decode() or "导则 状态:=现行" in form.content.decode()
    made = browser.post("/standards/saved/new", {"q": "导则 status:=in_force", "sort": "number", "name": "我的"})
    assert made.headers["Location"] == "/standards/saved/"
    saved = SavedSearch.objects.get()
    record("GB/T 1.3-2026")
    index_rebuild(kind=NAME)
    looked = browser.post(f"/standards/saved/{saved.pk}/look")
    assert f"since={saved.seen_sequence}" in looked.headers["Location"]
    assert browser.get(looked.headers["Location"]).status_code == 200
    assert browser.post("/standards/saved/new", {"q": "导则", "name": "我的"}).status_code == 400
    assert browser.post(f"/standards/saved/{saved.pk}/rename", {"name": ""}).status_code == 302
    assert browser.post(f"/standards/saved/{saved.pk}/delete").status_code == 302
    assert not SavedSearch.objects.exists()
