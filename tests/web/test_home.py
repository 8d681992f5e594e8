"""The home page shows what the catalogue holds, and to people signed in what waits for them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.services.imports import import_apply
from guiju.apps.validity.models import UnlistedNumber
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def signed_in(role: str) -> Client:
    organisation = organisation_create(actor=None, name="甲单位", kind=role, at=AT)
    user = user_create(actor=None, username=role, display_name="甲", password="a long password", at=AT)
    membership_grant(actor=None, user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1), at=AT)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def home(client: Client) -> str:
    return client.get("/").content.decode()


def test_an_empty_catalogue_says_so_and_a_filled_one_says_how_old_it_is(tmp_path):
    assert "标准库还是空的" in home(Client(SERVER_NAME="localhost"))
    one = tmp_path / "one.jsonl"
    one.write_text('{"number": "GB/T 1.1-2020", "published": "2020-03-31", "asserted_on": "2026-02-25"}\n')
    import_apply(actor=None, path=one, at=AT, defaults=Defaults("来源", keep_unread=True))
    assert "收录 1 个版本；最新一次来源日期 2026年2月25日" in home(Client(SERVER_NAME="localhost"))


def test_a_person_finds_their_checks_again():
    client = signed_in("laboratory")
    client.post(reverse("validity:new"), {"text": "GB/T 1.1-2020", "title": "甲的清单"})
    assert "甲的清单" in home(client)
    assert "甲的清单" not in home(Client(SERVER_NAME="localhost"))


def test_numbers_to_settle_are_shown_to_those_who_may():
    UnlistedNumber.objects.create(number="GB/T 99999-2001", first_asked_at=AT, last_asked_at=AT)
    assert "待核实" in home(signed_in("institute"))
    assert "待核实" not in home(signed_in("laboratory"))
