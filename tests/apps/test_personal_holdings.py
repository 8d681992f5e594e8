"""What the rooms hold of a person: in the copy of their own data, and gone with the person."""

from __future__ import annotations

import json
from datetime import date

import pytest

from guiju.apps.searches.models import SavedSearch
from guiju.apps.searches.services import search_save
from guiju.apps.validity.intake import take_in
from guiju.apps.validity.models import Check
from guiju.apps.validity.services import check_request
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.own_data import own_data
from guiju.kernel.accounts.services.erasure import erasure_carry_out, erasure_request
from guiju.kernel.api.services import api_key_create
from guiju.kernel.files.models import StoredFile
from guiju.kernel.history import queries as history
from kernel.conftest import AT, person

SECRETS = ("我的招标清单", "甲方名单", "我的程序")


@pytest.fixture
def held(owner: User) -> User:
    search_save(actor=owner, name=SECRETS[0], query="GB/T 1", at=AT)
    intake = take_in([], "依据 GB/T 1.1-2020")
    check_request(owner=owner, intake=intake, title=SECRETS[1], use=None, as_of=date(2026, 3, 1), at=AT)
    api_key_create(actor=owner, name=SECRETS[2], scopes=["read"], days=30, at=AT)
    return owner


def test_the_copy_of_my_data_has_my_checks_searches_and_keys_and_nobody_elses(held: User, colleague: User) -> None:
    mine, theirs = json.dumps(own_data(held), ensure_ascii=False), own_data(colleague)
    assert all(secret in mine for secret in SECRETS)
    assert theirs["checks"] == theirs["saved_searches"] == theirs["api_keys"] == []


def test_erasing_a_person_deletes_what_the_rooms_hold_and_tells_history(held: User, laboratory: Organisation) -> None:
    system = person("system", laboratory, "system_administrator")
    erasure_carry_out(actor=system, request=erasure_request(actor=held, at=AT), at=AT)
    assert not Check.objects.exists()
    assert not SavedSearch.objects.exists()
    assert not StoredFile.objects.exists()
    assert not held.api_keys.exists()
    told = "".join(entry[1].canonical for entry in history.entries() if entry[1])
    assert not any(secret in told for secret in SECRETS)
    assert history.chain_verify().ok
