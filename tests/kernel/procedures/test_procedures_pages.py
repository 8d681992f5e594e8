"""Pages of cases: owner, colleague, stranger, officer, expert; what each reads and may press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from guiju.kernel.procedures.models import Case, Delegation
from guiju.kernel.procedures.services import opinion_give, opinions_ask
from kernel.conftest import AT
from kernel.procedures.conftest import PDF, bring, go, review


def browser(user: object = None, lang: str = "zh") -> Client:
    client = Client(headers={"accept-language": lang})
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(client: Client, path: str, **post: object) -> str:
    answer = client.post(path, post) if post else client.get(path)
    return answer.content.decode()


def test_a_case_opens_to_those_who_have_a_part_in_it(submitted, owner, colleague, stranger, officers, experts):
    path = f"/desk/case/{submitted.pk}/"
    wanted = [(owner, 200), (colleague, 200), (stranger, 403), (officers[0], 200), (experts[0], 403)]
    assert [(user, browser(user).get(path).status_code) for user, _ in wanted] == wanted
    assert browser().get(path).status_code == 302
    assert browser(owner).get("/desk/case/999999999999999999999/").status_code == 404


def test_the_page_says_what_may_be_done_and_why_the_rest_may_not(case, owner):
    page = text(browser(owner), f"/desk/case/{case.pk}/")
    assert "缺少材料“申报书”；缺少材料“实施方案”" in page
    bring(case, owner, "application", "work_plan")
    page = text(browser(owner), f"/desk/case/{case.pk}/")
    assert 'value="submit"' in page
    assert "待核实" in page
    assert "the document" not in text(browser(owner, "en"), f"/desk/case/{case.pk}/")


def test_a_button_moves_the_case_and_pressed_again_says_who_was_first(submitted, officers):
    path = f"/desk/case/{submitted.pk}/move/"
    press = {"move": "pass_form", "revision": submitted.revision}
    assert browser(officers[0]).post(path, press).status_code == 302
    again = browser(officers[1]).post(path, press)
    assert again.status_code == 409
    assert "officer0" in again.content.decode()


def test_what_was_typed_comes_back_with_what_is_missing(submitted, officers):
    path = f"/desk/case/{submitted.pk}/move/"
    press = {"move": "decline_form", "revision": submitted.revision, "note": " "}
    answer = browser(officers[0]).post(path, press)
    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()
    assert Case.objects.get(pk=submitted.pk).stage == "form_check"


@pytest.mark.parametrize(
    "sent", [{}, {"move": "x" * 9_000, "revision": "-1"}, {"move": "pass_form", "revision": "9" * 99}]
)
def test_a_hostile_press_is_refused_with_words(submitted, officers, sent):
    answer = browser(officers[0]).post(f"/desk/case/{submitted.pk}/move/", sent)
    assert answer.status_code in (409, 422)


def test_documents_are_handed_in_and_read_by_those_who_see_the_case(case, owner, stranger, officers):
    upload = SimpleUploadedFile("申报书.pdf", PDF)
    path = f"/desk/case/{case.pk}/document/"
    assert browser(owner).post(path, {"kind": "application", "file": upload}).status_code == 302
    row = case.documents.get()
    got = browser(officers[0]).get(f"{path}{row.pk}/")
    assert got["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content) == PDF
    assert browser(stranger).get(f"{path}{row.pk}/").status_code == 403
    assert browser(owner).post(path, {"kind": "application"}).status_code == 422


def test_a_marked_secret_is_refused_and_not_kept(case, owner):
    upload = SimpleUploadedFile("a.txt", "秘密★10年\n关于某事".encode())
    answer = browser(owner).post(f"/desk/case/{case.pk}/document/", {"kind": "application", "file": upload})
    assert answer.status_code == 422
    assert not case.documents.exists()


def test_experts_read_their_own_opinion_officers_all_applicants_none(submitted, owner, officers, experts):
    go(submitted, officers[0], "pass_form")
    opinions_ask(actor=officers[0], case=submitted, people=experts, at=AT)
    opinion_give(actor=experts[0], case=submitted, says="agree", text="预算清楚", at=AT)
    path = f"/desk/case/{submitted.pk}/"
    assert "预算清楚" in text(browser(experts[0]), path)
    assert "预算清楚" not in text(browser(experts[1]), path)
    assert "预算清楚" not in text(browser(owner), path)
    assert "预算清楚" in text(browser(officers[1]), path)


def test_inner_notes_stay_inside_and_what_is_addressed_to_the_applicant_is_read(submitted, owner, officers, experts):
    review(submitted, officers[0], experts)
    go(submitted, officers[0], "propose", note="内部拟办意见")
    path = f"/desk/case/{submitted.pk}/"
    assert "内部拟办意见" not in text(browser(owner), path)
    assert "officer0" not in text(browser(owner), path)
    assert "内部拟办意见" in text(browser(officers[1]), path)


def test_opinions_are_asked_for_and_given_on_the_page(submitted, officers, experts):
    go(submitted, officers[0], "pass_form")
    path = f"/desk/case/{submitted.pk}/"
    browser(officers[0]).post(path + "ask/", {"person": [e.pk for e in experts]})
    assert "您的意见" in text(browser(experts[1]), path)
    assert browser(experts[1]).post(path + "opinion/", {"says": "decline", "text": "条件不足"}).status_code == 302
    assert submitted.opinions.get(user=experts[1]).says == "decline"


def test_the_list_of_what_waits_is_everybodys_own(submitted, owner, officers, stranger):
    assert submitted.title in text(browser(officers[0]), "/desk/")
    assert submitted.title not in text(browser(stranger), "/desk/")
    assert submitted.title in text(browser(owner), "/desk/cases/")
    assert submitted.title not in text(browser(stranger), "/desk/cases/")
    assert "1 件事项待办理" in text(browser(officers[0]), "/")


def test_a_case_is_opened_by_whoever_may_for_their_own_organisation(owner, stranger, laboratory, bureau):
    sent = {"procedure": "filing", "title": "备案一件", "organisation": laboratory.pk, "authority": bureau.pk}
    answer = browser(owner).post("/desk/new/", sent)
    assert answer.status_code == 302
    assert Case.objects.get().title == "备案一件"
    assert browser(stranger).post("/desk/new/", sent).status_code == 403
    assert browser(owner).post("/desk/new/", {**sent, "title": ""}).status_code == 422
    assert browser(owner).post("/desk/new/", {**sent, "procedure": "none"}).status_code == 422


def test_a_deputy_is_named_and_taken_back(officers, bureau):
    sent = {"deputy": officers[1].pk, "starts_on": "", "ends_on": "2099年1月1日"}
    assert browser(officers[0]).post("/desk/delegations/", sent).status_code == 422
    today = {"deputy": officers[1].pk, "starts_on": "", "ends_on": _tomorrow()}
    assert browser(officers[0]).post("/desk/delegations/", today).status_code == 302
    row = Delegation.objects.get()
    assert browser(officers[1]).post(f"/desk/delegations/{row.pk}/revoke/").status_code == 404
    assert browser(officers[0]).post(f"/desk/delegations/{row.pk}/revoke/").status_code == 302
    row.refresh_from_db()
    assert row.revoked_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["pilot", "filing"])
def test_everybody_reads_a_procedure_with_its_articles(code):
    page = text(browser(), f"/procedures/{code}/")
    assert "<svg" in page
    assert "待核实" in page
    assert "to be confirmed" in text(browser(lang="en"), f"/procedures/{code}/")
    assert browser().get("/procedures/none/").status_code == 404


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def test_a_unit_sees_all_that_waits_in_it(submitted, officers, stranger):
    whole = text(browser(officers[3]), "/desk/?whole=1")
    assert submitted.title in whole
    assert submitted.title not in text(browser(stranger), "/desk/?whole=1")
