"""What is kept of public pages, for whom and for how long."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from guiju.apps.catalogue.models import Edition
from guiju.kernel.accounts.services import user_create
from guiju.kernel.history.services import event_record
from guiju.kernel.search.services import document_touch, outbox_drain

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LOCMEM = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept"}


@pytest.fixture
def page(settings, fictitious):
    settings.CACHES = {**settings.CACHES, "pages": LOCMEM}
    outbox_drain()
    caches["pages"].clear()
    yield f"/standards/{Edition.objects.get(number='GB/T 99904-2020').pk}/"
    caches["pages"].clear()


def questions(client, path, django_assert_max_num_queries, most, **headers):
    with django_assert_max_num_queries(most):
        response = client.get(path, **headers)
    assert response.status_code == 200
    return response


def test_the_second_stranger_gets_the_same_page_for_one_question(client, page, django_assert_max_num_queries):
    first = client.get(page)
    second = questions(client, page, django_assert_max_num_queries, 1)
    assert second.content == first.content
    assert {**second.headers} == {**first.headers}


def test_languages_and_themes_are_kept_apart(client, page):
    chinese = client.get(page).content
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get(page).content
    client.cookies["guiju_theme"] = "dark"
    assert len({chinese, english, client.get(page).content}) == 3


def test_any_event_ends_what_was_kept(client, page, monkeypatch):
    client.get(page)
    Edition.objects.filter(number="GB/T 99904-2020").update(title_zh="改过的名称")
    assert "改过的名称" not in client.get(page).content.decode()
    with transaction.atomic():
        event_record(
            actor="test", action="catalogue.edition.changed", object_kind="edition", object_id="1",
            before=None, after=None, at=AT,
        )  # fmt: skip
    assert "改过的名称" in client.get(page).content.decode()


def test_nothing_is_kept_while_a_change_waits_to_be_searched(client, page):
    with transaction.atomic():
        document_touch(kind="edition", ids=["1"])
    client.get(page)
    Edition.objects.filter(number="GB/T 99904-2020").update(title_zh="改过的名称")
    assert "改过的名称" in client.get(page).content.decode()


def test_the_signed_in_neither_read_nor_leave_what_is_kept(client, page):
    client.force_login(
        user_create(actor=None, username="yan", display_name="严某", password="a long enough phrase", at=AT)
    )
    signed_in = client.get(page).content.decode()
    assert "严某" in signed_in
    client.logout()
    assert "严某" not in client.get(page).content.decode()


def test_pages_with_a_form_are_not_kept(client, page):
    assert client.get("/").cookies
    assert client.get("/").cookies
