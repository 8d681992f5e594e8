"""Quotas: so many uses a minute and a day, counted for all processes of a machine, by a clock passed in."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client, RequestFactory, override_settings

from guiju.kernel.accounts.permission import Denied
from guiju.kernel.quotas import services
from guiju.kernel.quotas.amounts import QUOTAS, Amount, Quota, quota_on
from guiju.kernel.quotas.counting import Counter, Window
from guiju.kernel.quotas.queries import amount_for
from guiju.kernel.quotas.requests import address_digest, client_address
from guiju.kernel.quotas.services import organisation_quota_set, quota_take

NOW = datetime(2026, 3, 1, 8, 30, 20, tzinfo=UTC)
TWO = Amount(minute=2, day=3)


@pytest.fixture
def counted(tmp_path, monkeypatch):
    """Quotas on, counted in a file of this test."""
    counter = Counter(tmp_path / "quotas.sqlite3")
    monkeypatch.setattr(services, "counter", lambda: counter)
    with override_settings(QUOTAS=True):
        yield counter


def take(at=NOW, amount=TWO, subject="a"):
    return quota_take(what="api", subject=subject, amount=amount, at=at)


def test_a_minute_and_a_day_are_counted_and_a_new_minute_begins_afresh(counted):
    assert [take().allowed for _ in range(3)] == [True, True, False]
    assert take(subject="b").allowed
    later = NOW + timedelta(minutes=1)
    assert take(later).allowed
    refused = take(later)
    assert not refused.allowed  # the day's three are used
    assert int(refused.headers()["Retry-After"]) == 7 * 3600 + 28 * 60 + 40  # midnight in Shanghai
    assert take(NOW + timedelta(days=1)).allowed


def test_the_headers_tell_of_the_tighter_window(counted):
    headers = take().headers()
    assert headers == {
        "RateLimit-Limit": "2", "RateLimit-Remaining": "1", "RateLimit-Reset": "40",
        "RateLimit-Policy": "2;w=60, 3;w=86400",
    }  # fmt: skip


_USE = """
import sys
from pathlib import Path
from guiju.kernel.quotas.counting import Counter, Window
counter = Counter(Path(sys.argv[1]))
print(sum(counter.take("s", (Window(0, 60, 50),), 1, 1)[0] for _ in range(40)))
"""


def test_processes_share_their_counts(tmp_path):
    command = [sys.executable, "-c", _USE, str(tmp_path / "quotas.sqlite3")]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sum(int(process.communicate(timeout=30)[0]) for process in both) == 50


def test_nobody_is_refused_when_uses_cannot_be_counted(tmp_path):
    (tmp_path / "folder").mkdir()
    allowed, _ = Counter(tmp_path / "folder").take("s", (Window(0, 60, 1),), 1, 1)
    assert allowed


def test_amounts_are_dated():
    amounts = dict.fromkeys(("anonymous", "person", "key"), Amount(1, 1))
    old = Quota("x", QUOTAS[0].words, date(2026, 1, 1), amounts)
    new = old._replace(since=date(2027, 1, 1))
    assert quota_on("x", date(2026, 12, 31), (old, new)) == old
    assert quota_on("x", date(2027, 1, 1), (old, new)) == new
    with pytest.raises(LookupError):
        quota_on("nothing", date(2027, 1, 1))


def test_an_organisation_may_be_given_more_by_the_system_administrator(owner, stranger, system, laboratory):
    given = {"organisation": laboratory, "what": "api", "minute": 5_000, "day": 500_000, "at": NOW}
    with pytest.raises(Denied):
        organisation_quota_set(actor=owner, starts_on=date(2026, 3, 1), **given)
    organisation_quota_set(actor=system, starts_on=date(2026, 3, 1), **given)
    asked = {"what": "api", "who": "key"}
    assert amount_for(user=owner, on=date(2026, 3, 1), **asked) == Amount(5_000, 500_000)
    assert amount_for(user=owner, on=date(2026, 2, 28), **asked) == QUOTAS[0].amounts["key"]
    assert amount_for(user=stranger, on=date(2026, 3, 1), **asked) == QUOTAS[0].amounts["key"]


@pytest.mark.django_db
def test_a_caller_over_the_quota_is_told_when_to_come_again(counted, monkeypatch):
    monkeypatch.setattr("guiju.kernel.quotas.requests.amount_for", lambda **asked: Amount(1, 10))
    client = Client(HTTP_ACCEPT_LANGUAGE="zh")
    assert client.get("/api/v1/meta")["RateLimit-Remaining"] == "0"
    refused = client.get("/api/v1/meta")
    body = json.loads(refused.content)
    assert (refused.status_code, body["code"]) == (429, "quota")
    assert refused["Retry-After"] in body["detail"]


@pytest.mark.django_db
def test_a_page_over_the_quota_says_so_and_keeps_what_was_typed(counted, monkeypatch):
    monkeypatch.setattr("guiju.kernel.quotas.requests.amount_for", lambda **asked: Amount(0, 0))
    answer = Client().post("/check/new", {"text": "GB/T 1.1-2020"})
    assert answer.status_code == 429
    assert "GB/T 1.1-2020" in answer.content.decode()


def test_an_address_is_counted_by_its_digest_and_a_network_of_ipv6_as_one():
    assert "192.0.2.1" not in address_digest("192.0.2.1")
    assert address_digest("2001:db8::1") == address_digest("2001:db8::2") != address_digest("2001:db8:1::1")


@pytest.mark.parametrize(("proxies", "address"), [(0, "10.0.0.1"), (1, "203.0.113.9"), (2, "192.0.2.7")])
def test_the_address_behind_our_proxies_is_read_and_no_forged_one(proxies, address):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7, 203.0.113.9")
    with override_settings(PROXIES=proxies):
        assert client_address(request) == address
