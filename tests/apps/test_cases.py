"""Errors people report: received without an account, handled as declared, put right and taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from guiju.apps.cases.flow import FLOW, flow_read
from guiju.apps.cases.models import Case, Contact
from guiju.apps.cases.services import case_move, case_report, contact_open, contacts_purge
from guiju.apps.catalogue.models import Assertion, Edition
from guiju.apps.catalogue.queries import status_on
from guiju.apps.catalogue.services import edition_record
from guiju.domain.language import WordsError
from guiju.domain.validity import Status
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.models import Payload
from guiju.kernel.history.queries import chain_verify, events_of
from kernel.conftest import AT, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]
LINK = "https://std.example.cn/notice/1"


@pytest.fixture
def officer(db: None) -> User:
    bureau = organisation_create(actor=None, name="某市监局", kind="bureau", at=AT)
    return person("officer", bureau, "officer")


@pytest.fixture
def edition(db: None) -> Edition:
    return Edition.objects.get(number="GB/T 1.1-2020")


def reported(edition: Edition, **fields: Any) -> Case:
    said = {"field": "published", "should_be": "2020-03-30", "evidence_link": LINK} | fields
    return case_report(actor=None, edition=edition, at=AT, **said)[0]


def send(client: Any, edition: Edition, **fields: str) -> Any:
    said = {"field": "published", "should_be": "2020-03-30", "evidence_link": LINK} | fields
    return client.post(f"/cases/report/{edition.pk}", said)


def test_anybody_reports_an_error_and_follows_it_with_a_receipt(client, edition) -> None:
    assert f"/cases/report/{edition.pk}" in client.get(f"/standards/{edition.pk}/").content.decode()
    assert client.get(f"/cases/report/{edition.pk}").status_code == 200
    answer = send(client, edition, contact="王某 13900000000")
    receipt = answer["Location"]
    assert re.fullmatch(r"/cases/receipt/[\w-]{32}/", receipt)
    page = client.get(receipt)
    assert "已收到，待受理" in page.content.decode()
    assert "139" not in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    assert client.get("/cases/receipt/" + "A" * 32 + "/").status_code == 404
    assert client.post("/cases/receipt/", {"receipt": receipt.split("/")[3]})["Location"] == receipt


def test_the_contact_is_sealed_opened_on_record_and_erased_by_its_owner(client, edition, officer, signed_in) -> None:
    receipt = send(client, edition, contact="王某 13900000000")["Location"]
    case = Case.objects.get()
    assert "139" not in bytes(Contact.objects.get().sealed).decode("latin-1")
    assert not any("139" in payload.canonical for payload in Payload.objects.all())
    page = signed_in(officer).get(f"/cases/{case.pk}/").content.decode()
    assert "139" not in page
    assert "13900000000" in signed_in(officer).post(f"/cases/{case.pk}/contact", {"open": "1"}).content.decode()
    assert events_of("case", str(case.pk)).last().action == "cases.contact.opened"
    client.post(f"{receipt}forget")
    assert not Contact.objects.exists()
    assert contact_open(actor=officer, case=case, at=AT) == ""


def test_contacts_go_ninety_days_after_the_end(edition, officer) -> None:
    case = reported(edition, contact="a@example.cn")
    case_move(actor=officer, case=case, move="decline", answer="原值无误", at=AT)
    assert contacts_purge(at=AT + timedelta(days=90)) == 0
    assert contacts_purge(at=AT + timedelta(days=91)) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"field": "password"}, "哪里有误"),
        ({"should_be": ""}, "应当是什么"),
        ({"evidence_link": ""}, "请给出依据"),
        ({"evidence_link": "javascript:alert(1)"}, "不是网页地址"),
        ({"should_be": "甲" * 501}, "最多 500 个字符"),
        ({"homepage": "http://spam"}, "没有提交"),
    ],
)
def test_what_cannot_be_handled_is_refused_with_the_reason(client, edition, fields, field) -> None:
    answer = send(client, edition, **fields)
    assert answer.status_code == 422
    assert field in answer.content.decode()
    assert not Case.objects.exists()


def test_too_many_reports_from_one_address_wait(client, edition, settings) -> None:
    settings.QUOTAS = True
    answers = [send(client, edition, should_be=f"2020-03-{day:02}").status_code for day in range(1, 8)]
    assert answers == [302] * 5 + [429] * 2
    assert Case.objects.count() == 5


def test_settling_puts_the_field_right_with_evidence_and_names_the_case(client, edition, officer, signed_in) -> None:
    case = reported(edition)
    signed_in(officer).post(f"/cases/{case.pk}/", {"move": "settle", "value": "2020-03-30", "answer": "已更正"})
    edition.refresh_from_db()
    assert edition.published == "2020-03-30"
    assert edition.field_sources["published"] == f"纠错核实：{LINK}"
    claims = {(a.value, a.source.name) for a in edition.assertions.filter(field="published")}
    assert claims == {("2020-03-30", f"纠错核实：{LINK}"), ("2020-03-31", "测试来源")}
    changed = [e for e in events_of("edition", str(edition.pk)) if e.reason == f"case:{case.pk}"]
    assert changed[0].payload.content["after"]["published"] == "2020-03-30"
    assert "2020-03-30" in client.get(f"/standards/{edition.pk}/").content.decode()
    assert chain_verify().ok


def test_a_correction_outlives_the_next_import_of_its_source(edition, officer) -> None:
    case_move(actor=officer, case=reported(edition), move="settle", at=AT)
    edition_record(
        actor=None, number="GB/T 1.1-2020", title_zh="标准化工作导则", published="2020-03-31", source="测试来源",
        at=AT + timedelta(days=30),
    )  # fmt: skip
    edition.refresh_from_db()
    assert edition.published == "2020-03-30"


def test_a_settlement_can_be_taken_back(edition, officer) -> None:
    case = case_move(actor=officer, case=reported(edition), move="settle", at=AT)
    with pytest.raises(WordsError, match="理由"):
        case_move(actor=officer, case=case, move="reopen", at=AT)
    case = case_move(actor=officer, case=case, move="reopen", answer="依据有误", at=AT)
    edition.refresh_from_db()
    assert (case.state, edition.published, edition.field_sources["published"]) == ("accepted", "2020-03-31", "测试来源")
    assert not Assertion.objects.filter(source__name__startswith="纠错核实").exists()
    assert chain_verify().ok


def test_what_was_unknown_is_unknown_again(client, officer) -> None:
    edition = edition_record(actor=None, number="ISO 9:1995", title_en="x", source="甲", at=AT)
    for field, value in (("nature", "推荐性"), ("drafters", "甲院、乙院"), ("published", "1995-02-23")):
        was = getattr(edition, field)
        case = case_move(actor=officer, case=reported(edition, field=field, should_be=value), move="settle", at=AT)
        edition.refresh_from_db()
        assert getattr(edition, field) != was
        case_move(actor=officer, case=case, move="reopen", answer="x", at=AT)
        edition.refresh_from_db()
        assert getattr(edition, field) == was
    assert client.get(f"/standards/{edition.pk}/").status_code == 200


def test_a_status_is_put_right_by_a_claim_and_taken_back_with_it(officer) -> None:
    edition = edition_record(
        actor=None, number="GB/T 9-2001", title_zh="乙", published="2001-01-01", source="甲", at=AT
    )
    was = status_on(edition, AT.date()).status
    case = reported(edition, field="asserted_status", should_be="废止")
    case = case_move(actor=officer, case=case, move="settle", at=AT)
    assert status_on(edition, AT.date()).status == Status.WITHDRAWN_SUCCESSOR_UNKNOWN
    case_move(actor=officer, case=case, move="reopen", answer="看错了", at=AT)
    assert status_on(edition, AT.date()).status == was


def test_what_is_no_field_is_answered_without_a_change(edition, officer) -> None:
    case = reported(edition, field="other", should_be="", explanation="与另一条重复")
    before = events_of("edition", str(edition.pk)).count()
    case_move(actor=officer, case=case, move="settle", answer="已合并", at=AT)
    assert events_of("edition", str(edition.pk)).count() == before


def test_a_value_that_cannot_be_read_settles_nothing(edition, officer, signed_in) -> None:
    case = reported(edition)
    answer = signed_in(officer).post(f"/cases/{case.pk}/", {"move": "settle", "value": "去年"})
    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.state == "received"


def test_moves_that_are_not_declared_are_refused(edition, officer) -> None:
    case = reported(edition)
    for move in ("reopen", "destroy", ""):
        with pytest.raises(WordsError):
            case_move(actor=officer, case=case, move=move, answer="x", at=AT)


def test_only_those_who_keep_the_catalogue_handle_cases(edition, owner, stranger, signed_in) -> None:
    case = reported(edition, contact="a@example.cn")
    for user, status in ((owner, 403), (stranger, 403), (None, 302)):
        for path in ("/cases/", f"/cases/{case.pk}/"):
            assert signed_in(user).get(path).status_code == status
        assert signed_in(user).post(f"/cases/{case.pk}/contact", {"open": "1"}).status_code == status
    with pytest.raises(Denied):
        case_move(actor=owner, case=case, move="accept", at=AT)


def test_the_queue_says_what_is_overdue(edition, officer, signed_in) -> None:
    reported(edition)
    page = signed_in(officer).get("/cases/").content.decode()
    assert "GB/T 1.1-2020" in page
    assert "已超期" in page
    assert FLOW.due("received", AT) == AT.date() + timedelta(days=5)


@pytest.mark.parametrize(
    "wrong", ['to = "nowhere"', 'to = "closed"\n[states.lost]\nzh="丢"\nen="lost"\nends=true', 'to = "stuck"']
)
def test_a_flow_that_does_not_fit_together_is_refused(wrong) -> None:
    states = '[states.a]\nzh="甲"\nen="a"\n[states.closed]\nzh="乙"\nen="b"\nends=true\n'
    states += '[states.stuck]\nzh="丙"\nen="c"\n' if "stuck" in wrong else ""
    head = f'version=1\nbegins="a"\nhandlers=[]\n{states}[[moves]]\nname="go"\nzh="去"\nen="go"\nfrom=["a"]\n'
    with pytest.raises(ValueError, match="states"):
        flow_read(head + wrong)


def test_addresses_nobody_means_well_with_are_answered(client, edition, officer, signed_in) -> None:
    for path in ("/cases/report/99999999999999999999", "/cases/receipt/x/", "/cases/report/0"):
        assert client.get(path).status_code == 404
    inside = signed_in(officer)
    assert inside.get("/cases/99999999999999999999/").status_code == 404
    assert inside.get("/cases/", {"page": "9" * 5_000, "closed": "\0"}).status_code in (200, 400)
    assert send(client, edition, should_be="\0", explanation="\0").status_code in (302, 400, 422)
