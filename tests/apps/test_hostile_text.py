"""Text no database likes, from strangers: zero characters, halves of surrogate pairs, numbers beyond every column."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import import_apply
from guiju.apps.validity.models import Check
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]


@pytest.mark.parametrize(
    "path",
    [
        "/?q=a%00b",
        "/standards/?q=a%00b",
        "/standards/?q=%00&level=%00&status=%00&page=%00",
        "/standards/suggest?q=%00",
        "/standards/99999999999999999999999/",
        "/s/GB%00T/",
        "/check/mine/?page=%00",
        "/check/%00/",
        "/accounts/sign-in/?next=%00",
    ],
)
def test_a_zero_character_in_an_address_is_no_failure(client: Any, path: str) -> None:
    assert client.get(path).status_code < 500


def test_a_zero_character_in_a_form_is_no_failure(client: Any) -> None:
    typed = {"text": "GB/T 1.1-2009\0 与 GB/T 99999\0-2001", "title": "甲\0乙", "use": "\0"}
    answer = client.post("/check/new", typed)
    assert answer.status_code == 302
    run_due(now=None)
    check = Check.objects.get()
    assert check.finished_at is not None
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("name", ["甲\0乙.csv", "\0.csv", "a\u2028b.csv"])
def test_a_file_name_or_a_cell_with_a_zero_character_is_no_failure(client: Any, name: str) -> None:
    content = "标准号,名称\nGB/T 1.1-2009,标准\0化\nGB/T 99999-2001,无\0此号\n"
    answer = client.post("/check/new", {"files": _upload(name, content)})
    run_due(now=None)
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        assert client.get(answer["Location"]).status_code == 200


def test_a_name_nobody_has_is_refused_whatever_it_holds(client: Any) -> None:
    answer = client.post("/accounts/sign-in/", {"username": "a\0b", "password": "x\0y"})
    assert answer.status_code < 500


@pytest.mark.parametrize("bad", ["\0", "\ud800", "\udfff\0"])
def test_an_imported_row_with_such_text_is_taken_without_it_or_left_out(tmp_path: Any, bad: str) -> None:
    row = {
        "number": "GB/T 5-2001", "title_zh": f"甲{bad}乙", "titles": {"ja": bad}, "drafters": [f"甲{bad}"],
        "announcement": bad, "asserted_status": f"现行{bad}", "url": f"https://example.org/{bad}",
    }  # fmt: skip
    other = {"number": "GB/T 6-2001", "title_zh": "丙"}
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, (row, other))), encoding="utf-8")
    import_apply(actor=None, path=path, at=AT)
    assert Edition.objects.filter(number="GB/T 6-2001").exists()
    for title in Edition.objects.values_list("title_zh", flat=True):
        assert bad not in title


def _upload(name: str, content: str) -> Any:
    return SimpleUploadedFile(name, content.encode())
