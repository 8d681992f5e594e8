"""What the reader missed in a policy: targets and documents added beside the text, by one of two people."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from apps.ledger_samples import taken_in
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Account:
    return organisation_create(actor=None, name="示例市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def officer(office: Account) -> User:
    return person("zhang", office, "officer")


MISSED = (
    "广东省开展国家标准化创新发展试点工作方案\n2023年3月1日\n一、工作目标\n"
    "到2025年,农业、工业、服务业和社会事业等领域标准全覆盖,先进制造业和新兴产业标准地位凸显。\n"
    "二、主要任务\n(一)优化标准供给结构。实施团体标准培优计划,制定团体标准培优领域清单,"
    "开展TBT专题研究和标准化科研项目累计不少于30项。(省市场监管局牵头)\n"
)


def test_a_target_and_a_document_the_reader_missed_are_added_where_they_stand(
    office: Account, officer: User, signed_in: Any
) -> None:
    policy = taken_in(office, officer, MISSED)
    browser, own = signed_in(officer), f"/ledger/policies/{policy.pk}/"
    start = policy.clean_text.index("到2025年")
    span = {"start": str(start), "end": str(policy.clean_text.index("\n", start)), "at": str(start)}
    form = browser.get(f"{own}review/", {"edit": f"addg-{start}", "words": "标准全覆盖"}).content.decode()
    assert ">标准全覆盖</textarea>" in form
    typed = {"name": "各领域标准覆盖率", "value": "100", "unit": "%", "comparator": ">=", "per": "每季度",
             "from_value": "80", "due_words": "到2025年", "text": "农业、工业、服务业和\n社会事业等领域标准全覆盖",
    }  # fmt: skip
    wrong = browser.post(f"{own}promises/add", {**typed, **span, "value": "全部"})
    assert (wrong.status_code, "各领域标准覆盖率" in wrong.content.decode()) == (422, True)
    assert "接着写补录的草稿（目标）" in browser.get(f"{own}review/").content.decode()
    made = browser.post(f"{own}promises/add", {**typed, **span}).headers["Location"]
    target = policy.targets.get(code="m1")
    assert made.endswith(f"#g-{target.pk}")
    assert policy.clean_text[target.start : target.end] == "农业、工业、服务业和社会事业等领域标准全覆盖"
    assert (target.per, target.from_value, str(target.due), target.kind) == ("quarter", 80, "2025-12-31", "quantified")
    other = signed_in(person("colleague-officer", office, "officer"))
    second = other.post(f"{own}promises/add", {**typed, **span})
    assert (second.status_code, "已有同样的目标" in second.content.decode()) == (422, True)
    page = browser.get(f"{own}review/").content.decode()
    assert "每季度 不少于 100%" in page
    assert 'class="on-target "' in page
    assert "每季度 不少于 <strong>100" in browser.get(f"/ledger/targets/{target.pk}/").content.decode()
    browser.post(f"/ledger/promises/{target.pk}/correct", {"per": "年", "revision": 1})
    assert "每年 不少于 <strong>100" in browser.get(f"{own}targets/").content.decode()
    begun = policy.clean_text.index("(一)优化")
    there = {"start": str(begun), "end": str(len(policy.clean_text) - 1)}
    typed = {"name": "《团体标准培优领域清单》", "text": "制定团体标准培优领域清单", "due_words": "2024年底前"}
    for client, status in ((browser, 302), (other, 422)):
        assert client.post(f"{own}documents/add", {**typed, **there}).status_code == status
    document = policy.required_documents.get()
    assert (document.name, document.kind, str(document.due)) == ("团体标准培优领域清单", "清单", "2024-12-31")
    assert document.task == policy.tasks.get(title__contains="优化标准供给")
    correct = f"/ledger/documents/{document.pk}/correct"
    browser.post(correct, {"name": "团体标准培优领域目录", "due_words": "2024年底前", "revision": 1})
    assert other.post(correct, {"name": "别的清单", "due_words": "", "revision": 1}).status_code == 422
    browser.post(correct, {"do": "remove", "revision": 2})
    assert "团体标准培优" not in browser.get("/ledger/documents/").content.decode()
    browser.post(correct, {"do": "restore", "revision": 3})
    events = [event.action.rpartition(".")[2] for event in events_of("policy_document", str(document.pk))]
    assert events == ["added", "changed", "removed", "restored"]
    nowhere = browser.post(f"{own}promises/add", {"name": "附表中的指标", "text": "见附表图片", **span})
    assert "不对应原文的一处" in browser.get(nowhere.headers["Location"]).content.decode()
    elsewhere = person("li", organisation_create(actor=None, name="市发展改革委", kind="bureau", at=AT), "officer")
    for page in ("promises/add", "documents/add"):
        assert [signed_in(one).post(own + page, typed).status_code for one in (elsewhere, None)] == [403, 302]


def test_what_is_added_with_a_whole_passage_belongs_to_its_task_and_a_task_is_added_once(
    office: Account, officer: User, signed_in: Any
) -> None:
    policy = taken_in(office, officer, MISSED)
    browser, own = signed_in(officer), f"/ledger/policies/{policy.pk}/"
    other = signed_in(person("colleague-officer", office, "officer"))
    own_task, begun = policy.tasks.get(title__contains="优化标准供给"), policy.clean_text.index("(一)优化")
    there = {"start": str(begun), "end": str(len(policy.clean_text) - 1)}
    form = browser.get(f"{own}review/", {"at": begun, "edit": f"addg-{begun}"}).content.decode()
    offered = unescape(re.search(r"<textarea[^>]*name=\"text\"[^>]*>([^<]*)<", form)[1])
    assert offered.startswith("(一)优化")
    whole = {"name": "标准化科研项目", "value": "30", "text": offered, **there}
    assert browser.post(f"{own}promises/add", whole).status_code == 302
    assert list(policy.targets.get(name="标准化科研项目", value=30, code__startswith="m").tasks.all()) == [own_task]
    browser.post(f"{own}documents/add", {"name": "研究计划", "text": offered, **there})
    assert policy.required_documents.get(name="研究计划").task == own_task
    task = {"title": "开展TBT专题研究", "lead": "省商务厅", "text": "开展TBT专题研究", **there}
    for client, changes, status in ((browser, {}, 302), (other, {}, 422), (other, {"lead": "省科技厅"}, 302)):
        answer = client.post(f"{own}tasks/add", {**task, **changes})
        assert (answer.status_code, "已有同样的任务" in answer.content.decode()) == (status, status == 422)
