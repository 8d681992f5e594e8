"""Saved views, feeds and charts of a register: everybody sees of them what they may see of its records."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from guiju.kernel.registers.models import SavedView
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import record_disclose
from guiju.kernel.registers.services.views import MOST
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]
LIST = "/registers/trials/"


@pytest.fixture
def rows(trials: Any, firm: Any) -> list[Any]:
    """One public, one not, one public and fictitious."""
    made = [
        enter({"name": "甲试点", "kind": "a", "cost": "98765", "begun": "2025-01-02"}, firm),
        enter({"name": "乙试点", "kind": "b"}, firm),
        enter({"name": "丙试点", "kind": "a"}, firm, fictitious=True),
    ]
    for row in (made[0], made[2]):
        record_disclose(actor=None, register="trials", record=row.pk, revision=row.revision, at=AT)
    index_rebuild(kind=kind_name("trials"))
    return made


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def keep(browser: Client, **typed: Any) -> Any:
    return browser.post(f"{LIST}views", {"name": "甲类", "query": "kind=a&show=begun&order=begun", **typed})


def test_a_view_keeps_conditions_columns_and_order(signed_in: Any, maker: Any, rows: Any) -> None:
    browser = signed_in(maker)
    assert keep(browser).status_code == 302
    view = SavedView.objects.get()
    assert view.query == "kind=a&order=begun&show=begun"
    assert "列：开始" in text(browser.get(f"{LIST}views"))
    listed = text(browser.get(f"{LIST}?{view.query}"))
    assert "乙试点" not in listed
    assert "甲类" in listed
    assert 'data-label="开始"' in listed
    assert 'data-label="类别"' not in listed


def test_owner_colleague_stranger_and_public_with_a_view(
    signed_in: Any, maker: Any, fellow: Any, outsider: Any, firm: Any, rows: Any
) -> None:
    keep(signed_in(maker))
    keep(signed_in(maker), name="同事也用", organisation=str(firm.pk))
    assert "同事也用" in text(signed_in(fellow).get(f"{LIST}views"))
    assert "甲类" not in text(signed_in(fellow).get(f"{LIST}views"))
    assert "同事也用" not in text(signed_in(outsider).get(f"{LIST}views"))
    assert signed_in().get(f"{LIST}views").status_code == 302
    shared = SavedView.objects.get(name="同事也用")
    assert signed_in(outsider).post(f"{LIST}views/{shared.pk}/delete").status_code == 404
    assert signed_in(fellow).post(f"{LIST}views/{shared.pk}/delete").status_code == 403
    assert signed_in(maker).post(f"{LIST}views/{shared.pk}/delete").status_code == 302
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    "typed", [{"name": " "}, {"name": "x" * 101}, {"name": "有了"}, {"query": "q=" + "长" * 9_000}]
)
def test_a_view_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    signed_in: Any, maker: Any, rows: Any, typed: dict[str, str]
) -> None:
    browser = signed_in(maker)
    keep(browser, name="有了")
    answer = keep(browser, **typed)
    assert answer.status_code == (302 if "query" in typed else 422)
    if answer.status_code == 422:
        assert 'value="kind=a&amp;order=begun&amp;show=begun"' in answer.content.decode()


def test_nobody_keeps_views_without_end(signed_in: Any, maker: Any, rows: Any) -> None:
    many = [SavedView(owner=maker, register="trials", name=str(n), query="", created_at=AT) for n in range(MOST)]
    SavedView.objects.bulk_create(many)
    assert keep(signed_in(maker)).status_code == 422


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_tells_what_was_made_public_and_nothing_else(
    signed_in: Any, officer: Any, client: Client, rows: Any, kind: str
) -> None:
    for browser in (client, signed_in(officer)):
        told = text(browser.get(f"{LIST}newest.{kind}"))
        assert "甲试点" in told
        assert "乙试点" not in told
        assert "丙试点" not in told
        assert "98,765" not in told
    assert "甲试点" not in text(client.get(f"{LIST}newest.{kind}", {"kind": "b"}))
    assert "甲试点" in text(client.get(f"{LIST}newest.{kind}", {"q": "甲试点", "show": ["cost", "begun"]}))
    assert client.get(f"{LIST}newest.pdf").status_code == 404
    assert client.get(f"/registers/nothing/newest.{kind}").status_code == 404


def test_charts_count_what_the_reader_sees_and_open_it(signed_in: Any, client: Client, maker: Any, rows: Any) -> None:
    assert 'href="./?kind=a"' in text(client.get(f"{LIST}charts"))
    assert 'href="./?kind=b"' not in text(client.get(f"{LIST}charts"))
    mine = text(signed_in(maker).get(f"{LIST}charts"))
    assert 'href="./?kind=b"' in mine
    assert "measure-trial_cost" in mine
    assert "measure-trial_cost" not in text(client.get(f"{LIST}charts"))
