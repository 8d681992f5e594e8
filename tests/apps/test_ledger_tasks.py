"""The ledger of tasks: lists as asked for, sheets taken away, the page of a task; as far as one sees it."""

from __future__ import annotations

import io
import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.ledger_samples import TEXT, taken_in
from guiju.apps.ledger.demo import demo_policies
from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.ledger.queries.task_counts import Counted, tasks_found
from guiju.apps.ledger.queries.tasks import DUES, SHOWN, Asked, tasks_read
from guiju.apps.ledger.search import NAME
from guiju.apps.ledger.services.bodies import body_name_settle
from guiju.apps.ledger.services.parts import part_add
from guiju.apps.ledger.services.policies import policy_confirm, policy_take_in
from guiju.apps.ledger.services.tasks import task_add, task_correct, task_split
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.services import organisation_add
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.services import event_record
from guiju.kernel.search.services import index_rebuild, outbox_drain
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 1)


@pytest.fixture
def office(db: None) -> Account:
    return organisation_create(actor=None, name="示例市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def officer(office: Account) -> User:
    return person("zhang", office, "officer")


@pytest.fixture
def policy(office: Account, officer: User) -> Policy:
    return taken_in(office, officer)


@pytest.fixture
def justice(office: Account, policy: Policy) -> Organisation:
    body = organisation_add(actor=None, typed={"name": "示例市司法局", "kinds": "authority"}, at=AT)
    body_name_settle(actor=None, office=office, written="市司法局", body=body, at=AT)
    return body


def titles(person: User, **asked: Any) -> list[str]:
    rows, counted = tasks_found(person, Asked(**asked), TODAY)
    return [task.title for task in tasks_read(rows, 0, 50, counted.total)]


def counts(person: User, **asked: Any) -> Counted:
    return tasks_found(person, Asked(**asked), TODAY)[1]


def test_tasks_are_found_by_words_unit_standing_and_day(policy: Policy, officer: User, justice: Organisation) -> None:
    assert titles(officer, text="管理办法") == ["完善地方标准体系"]
    assert titles(officer, text="没有的词") == []
    assert titles(officer, unit=justice.pk) == ["完善地方标准体系"]
    assert titles(officer, standing="late") == ["完善地方标准体系"]
    assert "完善地方标准体系" not in titles(officer, due="none")
    assert titles(officer)[0] == "完善地方标准体系"
    assert titles(officer, order="policy")[0] == "完善地方标准体系"


def test_words_are_found_by_the_index_as_they_are_now_and_by_whom_the_list_is_seen(
    policy: Policy, officer: User, justice: Organisation, settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_ROOT = tmp_path
    account = organisation_create(actor=None, name="某市司法局", kind="association", at=AT)
    other = person("qian", organisation_create(actor=None, name="某学会", kind="association", at=AT), "association")
    named = person("zhao", account, "association")
    index_rebuild(kind=NAME)
    task = Task.objects.get(title="完善地方标准体系")
    task_correct(actor=officer, task=task, typed={"title": "促进标准体系"}, revision=task.revision, at=AT)
    typed = {"title": "办夜校", "text": "开办夜校。", "due": "2024-02-01"}
    added = task_add(actor=officer, policy=policy, typed=typed, at=AT)
    split = task_split(actor=officer, task=added, texts=["开办夜校。", "第7次检查标准"], revision=added.revision, at=AT)
    part_add(actor=officer, task=split[1], typed={"title": "夜校的一份", "body": justice.name}, at=AT)
    newer = TEXT.replace("国家级", "夜校")
    newer = policy_take_in(actor=officer, office=policy.office, found_text=newer, replaces=policy, at=AT)
    assert len(titles(officer, text="夜校")) == 2  # a newer version counts once it is confirmed
    policy_confirm(actor=officer, policy=newer, revision=newer.revision, at=AT)
    assert (titles(named, text="夜校"), counts(named, text="夜校").total) == ([], 0)
    Organisation.objects.filter(pk=justice.pk).update(account=account)

    def found(*texts: str) -> dict[str, tuple[list[str], list[str], Counted]]:
        cache.clear()
        return {text: (titles(officer, text=text), titles(named, text=text), counts(officer, text=text))
                for text in texts}  # fmt: skip

    questions = ("标准 检查", "2024年", "办法，2024", "024年12", "促进", "夜校", "第7次", "%", "准标")
    waiting = found(*questions)
    assert [len(waiting[text][0]) for text in questions] == [2, 1, 1, 1, 1, 3, 1, 0, 0]
    assert waiting["夜校"][1] == waiting["夜校"][0]
    with patch("guiju.apps.ledger.queries.tasks.tasks_having", return_value=None):
        assert found(*questions) == waiting
    assert (titles(other, text="夜校"), counts(other, text="夜校").policies) == ([], [])
    with patch("guiju.kernel.search.queries.MOST_WAITING", 0):
        assert found("夜校") == {"夜校": waiting["夜校"]}
    assert (titles(officer, text="标准")[0], titles(officer, text="标准", order="policy")[-1]) == ("第7次检查标准",) * 2
    assert outbox_drain() > 0
    assert found(*questions) == waiting


def test_every_kind_is_counted_under_the_other_filters(policy: Policy, officer: User, justice: Organisation) -> None:
    counted = counts(officer)
    total = policy.tasks.count()
    assert (counted.standings["late"], counted.standings["not_begun"]) == (1, total - 1)
    assert [(one.pk, number) for one, number in counted.policies] == [(policy.pk, total)]
    assert [(one.name, number) for one, number in counted.units] == [("示例市司法局", 1)]
    assert counts(officer, text="管理办法").total == 1
    Task.objects.filter(policy=policy, title="完善地方标准体系").update(due=None, granted=date(2025, 3, 31))
    Task.objects.filter(policy=policy, place=1).update(due=date(2025, 5, 1), begun_at=AT)
    event_record(
        actor="system", action="x", object_kind="x", object_id="1", before=None, after=None, at=AT
    )  # what was counted is kept until the next event
    for due, standing, unit in product(("", *DUES), ("", *SHOWN), (0, justice.pk)):
        rows, counted = tasks_found(officer, Asked(due=due, standing=standing, unit=unit), TODAY)
        assert counted.total == len(rows), (due, standing, unit)
        assert counted.standings["late"] == counts(officer, due=due, standing="late", unit=unit).total
    Task.objects.filter(policy=policy).update(removed_at=AT)
    assert titles(officer) == []


def test_the_list_and_a_task_are_pages_and_sheets(
    policy: Policy, officer: User, justice: Organisation, signed_in: Any
) -> None:
    browser: Client = signed_in(officer)
    page = browser.get("/ledger/tasks/", {"q": "管理办法", "unit": justice.pk, "policy": policy.pk}).content.decode()
    assert "完善地方标准体系" in page
    assert "制定地方标准<mark>管理办法</mark>，" in page
    assert ">完善<mark>地方标准</mark>体系</a>" in browser.get("/ledger/tasks/", {"q": "方标准 地方"}).content.decode()
    for odd in ({"page": "9" * 50}, {"unit": "x", "due": "?", "order": "!"}, {"q": "%" * 400}, {"policy": "9" * 17}):
        assert browser.get("/ledger/tasks/", odd).status_code == 200
    task = Task.objects.get(title="完善地方标准体系")
    shown = browser.get(f"/ledger/tasks/{task.pk}/").content.decode()
    assert "制定地方标准管理办法" in shown
    assert "示例市标准化行动方案" in shown
    answer = browser.get("/ledger/tasks/tasks.xlsx", {"q": "管理办法"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:8] == ("系统编号", "序号", "工作任务", "具体措施", "牵头单位", "责任单位", "完成时限", "进展情况")
    assert rows[1][2] == "完善地方标准体系"
    assert rows[1][4:6] == ("市市场监管局", "市司法局、市发展改革委")


def test_a_body_sees_the_tasks_of_policies_that_name_it(
    policy: Policy, office: Account, justice: Organisation, signed_in: Any
) -> None:
    account = organisation_create(actor=None, name="示例市司法局", kind="association", at=AT)
    Organisation.objects.filter(pk=justice.pk).update(account=account)
    named = person("zhao", account, "association")
    other = person("qian", organisation_create(actor=None, name="某学会", kind="association", at=AT), "association")
    task = Task.objects.get(title="完善地方标准体系")
    assert (len(titles(named)) > 1, titles(other)) == (True, [])
    places = ("/ledger/tasks/", f"/ledger/tasks/{task.pk}/", f"/ledger/policies/{policy.pk}/")
    assert [signed_in(named).get(place).status_code for place in places] == [200, 200, 200]
    assert [signed_in(other).get(place).status_code for place in places] == [200, 403, 403]
    assert [signed_in().get(place).status_code for place in places] == [302, 302, 302]
    assert signed_in(named).get(f"/ledger/policies/{policy.pk}/review/").status_code == 403
    Task.objects.filter(pk=task.pk).update(removed_at=AT)
    assert signed_in(named).get(places[1]).status_code == 403


def test_the_carried_policies_are_read_confirmed_and_public(settings: Any) -> None:
    settings.DEMO = True
    organisation_create(actor=None, name="示例市市场监督管理局（演示）", kind="bureau", at=AT)
    organisation_add(actor=None, typed={"name": "示例市市场监督管理局（演示）", "kinds": "authority"}, at=AT)
    assert demo_policies(at=AT) == 5
    assert demo_policies(at=AT) == 0
    assert Policy.objects.exclude(confirmed_at=None).exclude(published_at=None).count() == 5
    made = Organisation.objects.get(name="中山市发展改革局")
    assert (made.fictitious, made.region) == (True, "442000")
    page = Client().get("/ledger/").content.decode()
    assert "关于深入实施标准化战略的意见" in page
    assert TEXT[:8] not in page


def test_the_sheet_units_keep_is_tried_and_let_in(policy: Policy, officer: User, signed_in: Any) -> None:
    browser: Client = signed_in(officer)
    csv = (
        "责任单位,工作任务,序号,完成时限,进展情况\n市司法局,完善地方标准体系,（一）,2025年6月底前,已起草\n"
        "市教育局,组织培训,,长期,\n"
    )
    place = f"/ledger/policies/{policy.pk}/sheet/"
    tried = browser.post(place, {"file": SimpleUploadedFile("任务.csv", csv.encode())})
    page = tried.content.decode()
    assert "新增 1，更新 1，不变 0，有误 0" in page
    assert all(part in page for part in ("<del>2024-12-31</del> → <ins>2025-06-30</ins>", "<ins>已起草</ins>"))
    broken = csv.replace("2025年6月底前", "2020-13-45").encode()
    refused = browser.post(place, {"file": SimpleUploadedFile("任务.csv", broken)}).content.decode()
    assert ("新增 1，更新 0，不变 0，有误 1" in refused, "“2020-13-45”不是日历上的日期" in refused) == (True, True)
    assert not Task.objects.filter(title="组织培训").exists()
    stored = re.search(r'name="stored" value="(\d+)"', page)
    assert stored is not None
    assert browser.post(place, {"stored": stored[1]}).status_code == 302
    task = Task.objects.get(title="完善地方标准体系")
    assert (str(task.due), task.progress.get().text) == ("2025-06-30", "已起草")
    assert list(task.bodies.filter(part="participant").values_list("written", flat=True)) == ["市司法局"]
    again = browser.post(place, {"file": SimpleUploadedFile("任务.csv", csv.encode())}).content.decode()
    assert "新增 0，更新 0，不变 2，有误 0" in again
    for odd in ({}, {"stored": "9" * 12}, {"file": SimpleUploadedFile("a.xlsx", b"PK")}):
        assert browser.post(place, odd).status_code == 422


def test_lists_ask_no_more_questions_of_the_database_for_more_rows(
    policy: Policy, officer: User, justice: Organisation, signed_in: Any
) -> None:
    browser: Client = signed_in(officer)
    pages = (
        "/ledger/",
        "/ledger/tasks/",
        f"/ledger/tasks/?unit={justice.pk}",
        "/ledger/tasks/?q=标准",
        "/ledger/targets/",
    )
    browser.get(pages[0])

    def asked(page: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page).status_code == 200
        return len(queries)

    before = [asked(page) for page in pages]
    made = [Task(policy=policy, place=n, code=f"n{n}", title=f"标准任务{n}", text="x") for n in range(60)]
    Task.objects.bulk_create(made)
    TaskBody.objects.bulk_create(
        TaskBody(task=task, part="lead", place=0, written="市司法局", body=justice) for task in made
    )
    assert ([asked(page) for page in pages], max(before) <= 24) == (before, True)
