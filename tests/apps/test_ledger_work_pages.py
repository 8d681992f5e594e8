"""Pages of the work on tasks as the office, the lead, a participant, a stranger and the public see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.models import Evidence, Filing, Progress, Round, Task
from guiju.kernel.registers.models import Draft

pytestmark = pytest.mark.django_db
OPEN, SHUT = 200, 403


@pytest.fixture
def work() -> Work:
    made = work_make()
    made.task("a", due=timezone.localdate() + timedelta(days=9))
    return made


@pytest.fixture
def round(work: Work, signed_in: Any) -> Round:
    """A round the office opened in its form."""
    day = timezone.localdate() + timedelta(days=9)
    typed = {"title": "一季度进展", "due": f"{day:%Y年%m月%d日}", "policies": [work.policy.pk], "open": "1"}
    answer = signed_in(work.keeper).post("/ledger/rounds/new/", typed)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return Round.objects.get()


def test_each_page_opens_to_those_it_is_for(work, round, signed_in):
    lead, part = (Filing.objects.get(part=part).pk for part in ("lead", "participant"))
    file = SimpleUploadedFile("示范点.txt", "建成一处".encode())
    typed = {"text": "建成一处", "share": "40", "revision": "1", "files": file}
    assert signed_in(work.participant).post(f"/ledger/filings/{part}/", typed).status_code == 302
    task, shown = Task.objects.get().pk, Evidence.objects.get().pk
    seen = {  # office, lead, its colleague, participant, stranger
        "/ledger/rounds/": (OPEN, OPEN, OPEN, OPEN, OPEN),
        f"/ledger/rounds/{round.pk}/": (OPEN, SHUT, SHUT, SHUT, SHUT),
        f"/ledger/filings/{lead}/": (OPEN, OPEN, OPEN, SHUT, SHUT),
        f"/ledger/filings/{part}/": (OPEN, OPEN, OPEN, OPEN, SHUT),
        f"/ledger/evidence/{shown}/": (OPEN, OPEN, OPEN, OPEN, SHUT),
        f"/ledger/tasks/{task}/progress/": (OPEN, OPEN, OPEN, OPEN, OPEN),
        "/ledger/todo/": (OPEN, OPEN, OPEN, OPEN, OPEN),
        "/ledger/rounds/99999/": (404, 404, 404, 404, 404),
    }
    people = (work.keeper, work.lead, work.colleague, work.participant, work.stranger)
    browsers = [signed_in(user) for user in people]
    found = {path: tuple(browser.get(path).status_code for browser in browsers) for path in seen}
    assert found == seen
    assert {signed_in().get(path).status_code for path in list(seen)[:-1]} == {302}
    assert "一季度进展" not in browsers[4].get("/ledger/rounds/").content.decode()
    task_page = browsers[4].get(f"/ledger/tasks/{task}/progress/").content.decode()
    assert "建成一处" in task_page
    assert f"/ledger/evidence/{shown}/" not in task_page
    assert "填写进展" not in task_page


def test_the_lead_finds_what_participants_said_in_its_form_and_its_home(work, round, signed_in):
    lead, part = (Filing.objects.get(part=part).pk for part in ("lead", "participant"))
    signed_in(work.participant).post(f"/ledger/filings/{part}/", {"text": "建成一处", "share": "40", "revision": "1"})
    browser = signed_in(work.lead)
    assert f"/ledger/filings/{part}/" in browser.get("/ledger/todo/").content.decode()
    assert ">科技局：建成一处</textarea>" in browser.get(f"/ledger/filings/{lead}/").content.decode()


def test_what_was_typed_is_kept_when_it_cannot_be_sent(work, round, signed_in):
    pk = Filing.objects.get(part="lead").pk
    browser, colleague = signed_in(work.lead), signed_in(work.colleague)
    wrong = browser.post(f"/ledger/filings/{pk}/", {"text": "完成一半", "share": "半数", "revision": "1"})
    assert wrong.status_code == 422
    assert "0 到 100" in wrong.content.decode()
    assert "完成一半</textarea>" in browser.get(f"/ledger/filings/{pk}/").content.decode()
    colleague.post(f"/ledger/filings/{pk}/", {"text": "先报", "share": "30", "revision": "1"})
    late = browser.post(f"/ledger/filings/{pk}/", {"text": "我的说法", "share": "50", "revision": "1"})
    page = late.content.decode()
    assert late.status_code == 422
    assert "colleague在" in page
    assert "我的说法</textarea>" in page
    assert 'name="revision" value="2"' in page
    assert browser.post(f"/ledger/filings/{pk}/", {"text": "我的说法", "revision": "2"}).status_code == 302
    assert not Draft.objects.exists()
    assert Progress.objects.count() == 2


def test_drafts_are_kept_by_the_page_itself_and_are_ones_own(work, round, signed_in):
    pk = Filing.objects.get(part="lead").pk
    assert signed_in(work.lead).post(f"/ledger/filings/{pk}/draft/", {"text": "打了一半"}).status_code == 204
    assert "打了一半" in signed_in(work.lead).get(f"/ledger/filings/{pk}/").content.decode()
    assert "打了一半" not in signed_in(work.colleague).get(f"/ledger/filings/{pk}/").content.decode()
    assert signed_in(work.stranger).post(f"/ledger/filings/{pk}/draft/", {"text": "x"}).status_code == 403
    assert signed_in(work.lead).post(f"/ledger/filings/{pk}/draft/", {"text": "长" * 300_000}).status_code == 422


def test_reports_that_are_ticked_are_accepted_and_those_changed_meanwhile_are_named(work, round, signed_in):
    lead, part = (Filing.objects.get(part=part) for part in ("lead", "participant"))
    signed_in(work.lead).post(f"/ledger/filings/{lead.pk}/", {"text": "完成", "share": "100", "revision": "1"})
    office = signed_in(work.keeper)
    typed = {"filing": [f"{lead.pk}:1", f"{part.pk}:1", "x:y", "9" * 40]}
    page = office.post(f"/ledger/rounds/{round.pk}/accept/", typed, follow=True).content.decode()
    assert "已通过 0 项" in page
    assert "lead在" in page
    page = office.post(f"/ledger/rounds/{round.pk}/accept/", {"filing": [f"{lead.pk}:2"]}, follow=True).content.decode()
    assert "已通过 1 项" in page


def test_a_task_is_reported_divided_and_asked_to_be_closed_on_its_page(work, signed_in):
    pk = Task.objects.get().pk
    browser = signed_in(work.lead)
    said = browser.post(f"/ledger/tasks/{pk}/progress/", {"text": "已完成", "share": "100"}, follow=True)
    assert "报告完成，待销号" in said.content.decode()
    wrong = browser.post(f"/ledger/tasks/{pk}/part/", {"title": "镇级示范点", "body": "没有的镇", "due": "下周"})
    assert wrong.status_code == 422
    assert "镇级示范点" in wrong.content.decode()
    divided = browser.post(f"/ledger/tasks/{pk}/part/", {"title": "镇级示范点", "body": "水利局"}, follow=True)
    assert "镇级示范点" in divided.content.decode()
    for what in ("closing", "delay"):
        answer = browser.post(f"/ledger/tasks/{pk}/{what}/")
        assert answer["Location"].startswith("/desk/case/")
        assert browser.get(answer["Location"]).status_code == 200
        assert signed_in(work.stranger).post(f"/ledger/tasks/{pk}/{what}/").status_code == 403
    assert signed_in(work.stranger).post(f"/ledger/tasks/{pk}/progress/", {"text": "x"}).status_code == 403
