"""Pages of the validity check: what comes back, for whom, and in which form."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from guiju.apps.validity.models import Check, UnlistedNumber
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.files.models import StoredFile
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]


def word_file(*paragraphs: str) -> bytes:
    held = io.BytesIO()
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(held)
    return held.getvalue()


def ask(client: Any, **fields: Any) -> Check:
    answer = client.post("/check/new", {"text": "依据 GB/T 1.1-2009 与 GB/T 99999-2001", **fields})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    run_due(now=None)
    return Check.objects.latest("pk")


def address(check: Check, rest: str = "") -> str:
    return f"/check/{check.key}/{rest}"


def test_anybody_may_check_and_read_the_result_by_its_link(signed_in: Any) -> None:
    client = signed_in()
    check = ask(client)
    page = signed_in().get(address(check)).content.decode()
    assert "被代替" in page
    assert "GB/T 1.1-2020" in page


def test_while_it_waits_the_page_shows_progress_and_progress_is_json(signed_in: Any) -> None:
    client = signed_in()
    client.post("/check/new", {"text": "GB/T 1.1-2009"})
    check = Check.objects.get()
    assert "data-progress" in client.get(address(check)).content.decode()
    assert json.loads(client.get(address(check, "progress")).content)["state"] == "queued"


def test_the_owner_sees_a_check_and_colleague_stranger_and_public_do_not(
    signed_in: Any, owner: Any, colleague: Any, stranger: Any
) -> None:
    check = ask(signed_in(owner))
    for rest in ("", "progress", "text/0/", "marked/0", "report.pdf", "table.csv"):
        for other in (colleague, stranger, None):
            assert signed_in(other).get(address(check, rest)).status_code == 404, rest
    assert signed_in(owner).get(address(check)).status_code == 200
    for verb in ("again", "revise", "delete", "stop"):
        for other in (colleague, stranger, None):
            assert signed_in(other).post(address(check, verb)).status_code == 404, verb
    assert Check.objects.count() == 1


@pytest.mark.parametrize("what", ["report.pdf", "report.json", "table.csv", "record.docx", "record.xlsx"])
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_form_of_the_result_can_be_downloaded(signed_in: Any, what: str, lang: str) -> None:
    check = ask(signed_in())
    answer = signed_in().get(address(check, what), headers={"accept-language": lang})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(answer.content) > 100


def test_the_same_word_file_comes_back_with_comments(signed_in: Any) -> None:
    upload = SimpleUploadedFile("报告.docx", word_file("依据 GB/T 1.1-2009《标准化工作导则》。"))
    check = ask(signed_in(), text="", files=upload)
    answer = signed_in().get(address(check, "marked/0"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        comments = package.read("word/comments.xml").decode()
    assert "被代替" in comments
    assert "GB/T 1.1-2020" in comments
    assert [p.text for p in Document(io.BytesIO(answer.content)).paragraphs] == [
        "依据 GB/T 1.1-2009《标准化工作导则》。"
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.docx", b"", "空"), ("a.exe", b"MZ\x00\x01" * 50, "a.exe"), ("坏.docx", b"PK\x03\x04broken", "坏.docx"),
        ("密.txt", "机密★10年\n\n标题".encode(), "机密"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_its_remedy_and_nothing_is_stored(
    signed_in: Any, name: str, data: bytes, said: str
) -> None:
    answer = signed_in().post("/check/new", {"files": SimpleUploadedFile(name, data), "as_of": "2026.3.1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "2026.3.1" in page
    assert not StoredFile.objects.exists()
    assert not Check.objects.exists()


def test_a_day_nobody_can_read_is_refused_beside_its_field(signed_in: Any) -> None:
    answer = signed_in().post("/check/new", {"text": "GB/T 1.1-2009", "as_of": "明天"})
    assert answer.status_code == 422
    assert "#f-as_of" in answer.content.decode()


@pytest.mark.parametrize("typed", ["2015-01-01", "2015.1.1", "2015年1月1日"])
def test_a_day_is_read_as_people_type_it(signed_in: Any, typed: str) -> None:
    assert ask(signed_in(), as_of=typed).as_of.isoformat() == "2015-01-01"


def test_a_hostile_file_name_is_text_and_nothing_else(signed_in: Any) -> None:
    upload = SimpleUploadedFile("<script>alert(1)</script>.txt", b"GB/T 1.1-2009")
    check = ask(signed_in(), text="", files=upload)
    assert b"<script>alert" not in signed_in().get(address(check)).content


def test_filters_narrow_the_verdicts_and_bad_ones_do_not_break_the_page(signed_in: Any) -> None:
    check = ask(signed_in())
    narrowed = signed_in().get(address(check, "?verdict=replaced")).content.decode()
    assert 'id="main"' in narrowed
    assert narrowed.count('<th scope="row">') == 1
    for query in ("?verdict=x&page=-1&file=99999999999&flag=%00", "?page=abc", "?file=-3"):
        assert signed_in().get(address(check, query)).status_code == 200


def test_my_checks_are_mine_alone(signed_in: Any, owner: Any, colleague: Any) -> None:
    check = ask(signed_in(owner))
    assert check.key in signed_in(owner).get("/check/mine/").content.decode()
    assert check.key not in signed_in(colleague).get("/check/mine/").content.decode()
    assert signed_in().get("/check/mine/").status_code == 302


def test_a_check_is_kept_by_its_owner_and_repeated(signed_in: Any, owner: Any) -> None:
    check = ask(signed_in(owner))
    signed_in(owner).post(address(check, "save"), {"title": "受控清单"})
    assert Check.objects.get(pk=check.pk).saved
    signed_in(owner).post(address(check, "again"))
    run_due(now=None)
    again = Check.objects.latest("pk")
    assert "没有变化" in signed_in(owner).get(address(again)).content.decode()


def test_an_expired_link_is_gone(signed_in: Any) -> None:
    check = ask(signed_in())
    Check.objects.filter(pk=check.pk).update(expires_at=AT)
    assert signed_in().get(address(check)).status_code == 404


def test_a_deleted_check_is_gone_with_its_files(signed_in: Any) -> None:
    client = signed_in()
    check = ask(client)
    assert client.post(address(check, "delete")).status_code == 302
    assert client.get(address(check)).status_code == 404
    assert not StoredFile.objects.exists()


def test_a_report_is_verified_by_its_file(signed_in: Any) -> None:
    check = ask(signed_in())
    report = signed_in().get(address(check, "report.pdf")).content
    page = signed_in().post("/check/verify/", {"report": SimpleUploadedFile("r.pdf", report)}).content.decode()
    assert "由本站签发" in page
    answer = signed_in().post("/check/verify/", {"report": SimpleUploadedFile("r.json", b"{}")})
    assert "不是查新报告" in answer.content.decode()


@pytest.fixture
def keeper(db: None) -> Any:
    institute = organisation_create(actor=None, name="标准院", kind="institute", at=AT)
    return person("keeper", institute, "institute")


def test_the_queue_is_for_those_who_keep_the_catalogue(signed_in: Any, owner: Any, keeper: Any) -> None:
    ask(signed_in())
    row = UnlistedNumber.objects.get()
    assert row.number in signed_in(keeper).get("/check/unlisted/").content.decode()
    for path in ("/check/unlisted/", f"/check/unlisted/{row.pk}/"):
        assert signed_in(owner).get(path).status_code == 403
        assert signed_in().get(path).status_code == 302


def test_a_number_is_settled_on_its_page(signed_in: Any, keeper: Any) -> None:
    ask(signed_in())
    row = UnlistedNumber.objects.get()
    path = f"/check/unlisted/{row.pk}/"
    assert signed_in(keeper).post(path, {"outcome": "same_as", "meant": "GB/T 1.1-2020"}).status_code == 422
    fields = {"outcome": "same_as", "meant": "GB/T1.1—2020", "evidence_link": "https://example.org/"}
    assert signed_in(keeper).post(path, fields).status_code == 302
    assert UnlistedNumber.objects.get().meant == "GB/T 1.1-2020"
    assert "GB/T 1.1-2020" in signed_in(keeper).get("/check/unlisted/?settled=1").content.decode()
