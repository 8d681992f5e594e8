"""Word forms: filled with what the case knows, printed and stamped; the scan comes back as the document."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from guiju.kernel.procedures import forms
from guiju.kernel.procedures.declarations import procedure_of
from guiju.kernel.procedures.errors import CaseError
from guiju.kernel.procedures.forms import form_context, form_fill
from kernel.procedures.conftest import DAY, review

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 200


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def texts(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_a_form_is_printed_and_the_scan_comes_back_to_the_case(case, owner):
    pytest.importorskip("docxtpl")
    got = client_of(owner).get(f"/desk/case/{case.pk}/form/application/")
    said = texts(b"".join(got.streaming_content))
    assert "检验检测标准化试点" in said
    assert "甲实验室" in said
    assert "{{" not in said
    scan = SimpleUploadedFile("申报书（盖章）.jpg", JPEG)
    path = f"/desk/case/{case.pk}/document/"
    assert client_of(owner).post(path, {"kind": "application", "file": scan}).status_code == 302
    assert case.documents.get().stored.media_type == "image/jpeg"


def test_the_record_of_the_review_lists_every_opinion(submitted, officers, experts):
    pytest.importorskip("docxtpl")
    review(submitted, officers[0], experts)
    procedure = procedure_of("pilot", 1)
    said = texts(form_fill(submitted, procedure, procedure.documents["review_record"], on=DAY))
    assert said.count("建议立项") == 3
    assert "expert2" in said


def test_what_people_wrote_is_text_and_never_a_template(case):
    pytest.importorskip("docxtpl")
    case.title = "甲{{ 7*7 }}<w:b/>&乙"
    procedure = procedure_of("pilot", 1)
    assert "甲{{ 7*7 }}<w:b/>&乙" in texts(form_fill(case, procedure, procedure.documents["application"], on=DAY))


def test_a_form_is_for_whoever_brings_the_document(submitted, owner, stranger, officers):
    path = f"/desk/case/{submitted.pk}/form/"
    assert client_of(stranger).get(f"{path}application/").status_code == 403
    assert client_of(owner).get(f"{path}review_record/").status_code == 404
    assert client_of(owner).get(f"{path}work_plan/").status_code == 404
    assert client_of(officers[0]).get(f"{path}none/").status_code == 404


def test_without_a_template_or_its_tool_the_reason_is_told(case, owner, monkeypatch):
    procedure = procedure_of("pilot", 1)
    lost = procedure.documents["application"]._replace(form="lost.docx")
    with pytest.raises(CaseError, match="没有这份表单的模板"):
        form_fill(case, procedure, lost, on=DAY)
    monkeypatch.setattr(forms, "import_module", _absent)
    answer = client_of(owner).get(f"/desk/case/{case.pk}/form/application/")
    assert answer.status_code == 422
    assert "docxtpl" in answer.content.decode()


def test_a_form_is_told_the_number_of_the_case_and_its_fields(submitted):
    told = form_context(submitted, procedure_of("pilot", 1), on=DAY)
    assert told["number"] == f"2026-{submitted.pk:05}"
    assert told["fields"]["missing"] == ""


def _absent(name: str) -> None:
    raise ModuleNotFoundError(name)
