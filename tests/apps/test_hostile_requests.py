"""Strangers who do not mean well: addresses, links, names and amounts nobody would send by accident."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.apps.validity.models import Check, UnlistedNumber
from guiju.apps.validity.services import checks, number_settle
from guiju.apps.validity.views import result
from guiju.domain.language import WordsError
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]


@pytest.fixture
def researcher(db: None) -> Any:
    institute = organisation_create(actor=None, name="某研究院", kind="institute", at=AT)
    return person("yan", institute, "institute")


def checked(client: Any, **fields: Any) -> Check:
    answer = client.post("/check/new", {"text": "GB/T 1.1-2009", **fields})
    assert answer.status_code == 302, answer.content.decode()[:500]
    run_due(now=None)
    return Check.objects.latest("pk")


def test_a_page_number_of_thousands_of_digits_is_page_one(client: Any) -> None:
    assert client.get("/standards/", {"page": "9" * 5_000}).status_code == 200
    assert client.get("/check/mine/", {"page": "9" * 5_000}).status_code == 302


def test_a_file_that_cannot_be_marked_is_said_so_on_the_page(client: Any) -> None:
    check = checked(client)
    answer = client.get(f"/check/{check.key}/marked/0", follow=True)
    assert answer.status_code == 200
    assert "不能在原文件上标注" in answer.content.decode()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.cn/x", "看公告", "https://a.cn/" + "x" * 500]
)
def test_evidence_is_a_web_address_or_refused(researcher: Any, link: str) -> None:
    UnlistedNumber.objects.create(number="GB/T 9-1999", asked=1, first_asked_at=AT, last_asked_at=AT)
    with pytest.raises(WordsError, match="网页地址"):
        number_settle(actor=researcher, number="GB/T 9-1999", outcome="no_such_number", evidence_link=link, at=AT)
    assert not UnlistedNumber.objects.exclude(outcome="").exists()


def test_more_citations_than_a_result_holds_end_the_check_with_the_remedy(client: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(checks, "MOST_CITATIONS", 3)
    check = checked(client, text="GB/T 1.1-2009、GB 1-1991、GB 2-1992、GB 3-1993")
    page = client.get(f"/check/{check.key}/").content.decode()
    assert "超过 3 处" in page
    assert "请分成几份提交" in page


def test_passages_come_in_pages_and_lead_to_each_citation(client: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(result, "PASSAGES", 2)
    check = checked(client, text="；".join(f"依据 GB/T {n}-2001 " + "甲" * 900 for n in range(1, 6)))
    page = client.get(f"/check/{check.key}/").content.decode()
    assert f"/check/{check.key}/text/0/?page=3#c4" in page
    last = client.get(f"/check/{check.key}/text/0/?page=3").content.decode()
    assert 'id="c4"' in last
    assert 'id="c0"' not in last
    assert last.count("甲") < 900


def test_hundreds_of_files_are_refused_with_the_remedy(client: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    uploads = [SimpleUploadedFile(f"{n}.txt", b"GB/T 1.1-2009") for n in range(3)]
    answer = client.post("/check/new", {"files": uploads})
    assert answer.status_code == 413
    assert "zip" in answer.content.decode()
    assert not Check.objects.exists()


def test_private_pages_are_kept_from_indexes_and_caches(client: Any, signed_in: Any, owner: Any) -> None:
    check = checked(client)
    for rest in ("", "text/0/", "report.json", "progress"):
        headers = client.get(f"/check/{check.key}/{rest}").headers
        assert "noindex" in headers["X-Robots-Tag"]
        assert "no-store" in headers["Cache-Control"]
    assert "no-store" in signed_in(owner).get("/").headers["Cache-Control"]
    assert "X-Robots-Tag" not in client.get("/standards/").headers


def test_who_must_sign_in_to_send_a_form_is_not_sent_back_to_a_form(client: Any) -> None:
    check = checked(client)
    answer = client.post(f"/check/{check.key}/save")
    assert answer.headers["Location"] == "/accounts/sign-in/?next=/"


def test_a_number_is_asked_once_by_a_check_however_often_it_stands_there(client: Any) -> None:
    checked(client, text="GB/T 9-1999；" * 40)
    checked(client, text="GB/T 9-1999 与 GB/T 8-1999")
    assert dict(UnlistedNumber.objects.values_list("number", "asked")) == {"GB/T 9-1999": 2, "GB/T 8-1999": 1}
