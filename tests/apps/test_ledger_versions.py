"""A newer version is compared, and work goes on; documents a policy orders are found, entered and seen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from apps.ledger_samples import TEXT, taken_in
from guiju.apps.ledger.comparing import Said, changes, compared
from guiju.apps.ledger.models import Policy, RequiredDocument, Target, Task
from guiju.apps.ledger.services.councils import council_make, decision_add, decision_to_task, meeting_call
from guiju.apps.ledger.services.documents import document_add, document_change, document_remove
from guiju.apps.ledger.services.evidence import Offered
from guiju.apps.ledger.services.items import item_remove
from guiju.apps.ledger.services.parts import part_add
from guiju.apps.ledger.services.policies import policy_confirm, policy_correct, policy_publish, policy_take_in
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.promises import target_add, target_correct
from guiju.apps.ledger.services.tasks import task_add, task_correct, task_split
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.typed import name_folded
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
CHANGES = {
    "示府办〔2024〕3号": "示府办〔2024〕30号",
    "建设国家级标准化试点示范项目": "建设国家级和省级标准化试点示范项目",
    "（三）加强?督检查。每年开展一次标准实施情况检查。": "（三）培育人才。引进标准化高层次人才，开办研修班。",
}
NEWER = TEXT
for _was, _is in CHANGES.items():
    NEWER = NEWER.replace(_was, _is)


@pytest.fixture
def office(db: None) -> Account:
    return organisation_create(actor=None, name="示例市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def officer(office: Account) -> User:
    return person("zhang", office, "officer")


def test_tasks_are_matched_by_text_then_title_then_words() -> None:
    older = [
        Said(1, "甲", "制定办法"),
        Said(2, "乙", "建设试点示范项目若干"),
        Said(3, "丙", "每年检查一次"),
        Said(4, "丁", "旧事"),
    ]
    newer = [
        Said(11, "甲二", "制定 办法"),
        Said(12, "戊", "建设试点示范项目若干个"),
        Said(13, "丙", "全然不同"),
        Said(14, "己", "新事物"),
    ]
    pairs = compared(older, newer)
    assert [(one.kind, one.older and one.older.pk, one.newer and one.newer.pk) for one in pairs] == [
        ("same", 1, 11), ("changed", 2, 12), ("changed", 3, 13), ("added", None, 14), ("dropped", 4, None),
    ]  # fmt: skip
    assert [(one.what, one.text) for one in changes("建设项目", "建设试点项目")] == [
        ("kept", "建设"), ("added", "试点"), ("kept", "项目"),
    ]  # fmt: skip


def test_work_goes_on_in_the_newer_version(office: Account, officer: User, signed_in: Any) -> None:
    older = taken_in(office, officer)
    kept = Task.objects.get(policy=older, title="完善地方标准体系")
    task_correct(actor=officer, task=kept, typed={"title": "地方标准体系", "due": "2025-01-15"}, revision=1, at=AT)
    changed = Task.objects.get(policy=older, title="推进试点示范")
    Target.objects.filter(policy=older, value=100).update(measure="local_standards")
    newer = policy_take_in(actor=officer, office=office, found_text=NEWER, replaces=older, at=AT)
    page = signed_in(officer).get(f"/ledger/policies/{newer.pk}/versions/").content.decode()
    assert re.search("<ins>[^<]*省[^<]*</ins>", page)
    policy_confirm(actor=officer, policy=newer, revision=newer.revision, at=AT)
    kept.refresh_from_db()
    changed.refresh_from_db()
    assert (kept.policy, kept.title, str(kept.due), kept.bodies.count()) == (newer, "地方标准体系", "2025-01-15", 3)
    assert (changed.policy, "省级" in changed.text, changed.checked_at) == (newer, True, None)
    assert Policy.objects.get(pk=older.pk).withdrawn_at == AT
    dropped = Task.objects.get(policy=older, removed_at=None)
    assert "检查" in dropped.text
    assert Target.objects.get(policy=newer, value=100).measure == "local_standards"
    assert events_of("policy_task", str(kept.pk)).latest("sequence").action == "ledger.task.went_on"
    assert signed_in(officer).get(f"/ledger/policies/{newer.pk}/versions/").status_code == 200
    Task.objects.filter(policy=older).update(removed_at=AT)
    left = signed_in(officer).get(f"/ledger/policies/{older.pk}/").content.decode()
    assert ("没有读出任务" in left, "已转到" in left, f'/ledger/policies/{newer.pk}/"' in left) == (False, True, True)


def test_corrections_and_measures_hold_for_the_same_words_of_a_newer_version(
    office: Account, officer: User, signed_in: Any
) -> None:
    older = taken_in(office, officer)
    policy_correct(actor=officer, policy=older, typed={"issuers": "示例市政府", "level": "city"}, revision=2, at=AT)
    read = Target.objects.get(policy=older, value=100)
    typed = {"name": "地方标准数量", "due_words": "2025年"}
    target_correct(actor=officer, target=read, typed=typed, revision=1, at=AT)
    Target.objects.filter(pk=read.pk).update(measure="local_standards")
    sentence = "市标准化工作领导小组统筹推进各项工作"
    start = older.clean_text.index("（一）加强组织领导")
    missed = task_add(
        actor=officer, policy=older, typed={"title": "统筹"}, span=(start, start + 10 + len(sentence)), at=AT
    )
    near = (start, len(older.clean_text))
    typed = {"name": "抓落实率", "value": "100", "unit": "%", "text": "各有关部门按职责分工抓好落实"}
    added = target_add(actor=officer, policy=older, typed=typed, near=near, at=AT)
    added.tasks.add(Task.objects.get(policy=older, title="推进试点示范"))
    read.tasks.add(Task.objects.get(policy=older, title="推进试点示范"))
    ordered = document_add(actor=officer, policy=older, typed={"name": "检查办法", "text": "每年开展一次标准"}, at=AT)
    wrong = Target.objects.get(policy=older, value=5)
    item_remove(actor=officer, item=wrong, reason="", revision=1, at=AT)
    text = NEWER.replace("不少于100项", "不少于120项").replace("（一）加强组织", "1.加强组织")
    newer = policy_take_in(actor=officer, office=office, found_text=text, replaces=older, at=AT)
    assert (newer.issuers, newer.level) == ("示例市政府", "city")
    target = Target.objects.get(policy=newer, value=120)
    assert (target.name, str(target.due)) == ("地方标准数量", "2025-12-31")
    browser = signed_in(officer)
    page = browser.get(f"/ledger/policies/{newer.pk}/versions/").content.decode()
    assert all(one in page for one in ("≥100项", "≥120项", "沿用原来的指标", "〔2024〕30号"))
    assert page.count("补录的，照旧延续") == 1
    assert page.count("补录时对应的原文不在新版本里") == 1
    assert Target.objects.get(policy=newer, value=5).removed_at == AT
    policy_confirm(actor=officer, policy=newer, revision=newer.revision, at=AT)
    target.refresh_from_db()
    missed.refresh_from_db()
    assert (target.measure, missed.end > 0) == ("local_standards", True)
    assert [task.title for task in target.tasks.all()] == ["推进试点示范"]
    kept, document = newer.targets.get(pk=added.pk), newer.required_documents.get(pk=ordered.pk)
    assert newer.clean_text[kept.start : kept.end] == "各有关部门按职责分工抓好落实"
    assert {task.title for task in kept.tasks.all()} == {"推进试点示范", "加强组织领导"}
    assert (document.end, document.name) == (0, "检查办法")
    later = browser.get(f"/ledger/policies/{newer.pk}/versions/").content.decode()
    assert all(one in later for one in ("≥100项", "≥120项", "培育人才", "确认新版本时的对照"))


def test_the_same_plan_pasted_again_is_told_and_can_become_the_newer_version(
    office: Account, officer: User, signed_in: Any
) -> None:
    older = taken_in(office, officer)
    again = taken_in(office, officer, NEWER, confirmed=False)
    browser = signed_in(officer)
    assert "名称相同或相近" in browser.get(f"/ledger/policies/{again.pk}/review/").content.decode()
    place = f"/ledger/policies/{again.pk}/follow"
    other = person("li", organisation_create(actor=None, name="市发展改革委", kind="bureau", at=AT), "officer")
    typed = {"older": older.pk, "revision": again.revision}
    assert signed_in(other).post(place, typed).status_code == 403
    answer = browser.post(place, typed)
    assert answer.url == f"/ledger/policies/{again.pk}/versions/"
    again.refresh_from_db()
    assert again.replaces == older
    assert browser.post(place, {"older": "x"}).status_code == 404


def test_only_the_office_of_a_policy_takes_in_a_newer_version_of_it(
    office: Account, officer: User, signed_in: Any
) -> None:
    older = taken_in(office, officer)
    older = policy_publish(actor=officer, policy=older, public=True, note="已审查", revision=older.revision, at=AT)
    neighbour = organisation_create(actor=None, name="邻市市场监督管理局", kind="bureau", at=AT)
    other = person("li", neighbour, "officer")
    place, typed = "/ledger/policies/new", {"text": NEWER, "provenance": "邻市网站", "replaces": older.pk}
    for number, text in ((older.pk, NEWER), (older.pk, NEWER * 60), (99_999, NEWER)):
        wrong = signed_in(other).post(f"{place}?replaces={number}", {**typed, "replaces": number, "text": text})
        page = wrong.content.decode()
        assert (wrong.status_code, "原政策不由这个单位主管" in page) == (422, True)
        assert ("邻市网站" in page, "各区人民政府" in page, 'name="replaces"' in page) == (True, True, False)
    assert "原政策不由" in signed_in(other).get(f"{place}?replaces={older.pk}").content.decode()
    for who, where in ((other, neighbour), (officer, office)):
        planted = taken_in(where, None, NEWER, confirmed=False)
        Policy.objects.filter(pk=planted.pk).update(replaces=older)
        page = signed_in(who).post(f"/ledger/policies/{planted.pk}/confirm", {"revision": 1}, follow=True)
        assert ("原政策不由这个单位主管" in page.content.decode()) == (who is other)
        older.refresh_from_db()
        assert (older.withdrawn_at is None) == (who is other)
        Policy.objects.filter(pk=planted.pk).update(replaces=None)
    assert signed_in(officer).post(place, {**typed, "text": f"{NEWER}另行通知。"}).status_code == 422
    assert "原政策已移出台账" in signed_in(officer).post(place, {**typed, "text": f"{NEWER}另行。"}).content.decode()


def test_what_a_person_added_or_a_meeting_decided_goes_on_with_its_work(
    office: Account, officer: User, signed_in: Any
) -> None:
    older = taken_in(office, officer)
    sentence = "市标准化工作领导小组统筹推进各项工作"
    start = older.clean_text.index(sentence)
    missed = task_add(
        actor=officer, policy=older, typed={"title": "统筹推进", "text": sentence}, span=(start, start + 18), at=AT
    )
    gone = older.clean_text.index("每年开展一次")
    cut = task_add(actor=officer, policy=older, typed={"title": "通报检查结果"}, span=(gone, gone + 15), at=AT)
    issued = RequiredDocument.objects.get(policy=older, name="地方标准管理办法")
    document_change(
        actor=officer, document=issued, typed={"name": issued.name, "issued_on": "2024-05-06"}, revision=1, at=AT
    )
    typed = {"kind": "joint_conference", "name": "标准化联席会议"}
    council = council_make(actor=officer, office=office, typed=typed, at=AT)
    meeting = meeting_call(
        actor=officer, council=council, typed={"title": "第一次会议", "held_on": "2024-03-01"}, at=AT
    )
    decision = decision_add(actor=officer, meeting=meeting, text="约谈进展慢的单位。", at=AT)
    decided = decision_to_task(
        actor=officer, decision=decision, policy=older, typed={"title": "推进试点示范", "lead": "市教育局"}, at=AT
    )
    town = Organisation.objects.create(name="甲镇人民政府", created_at=AT, changed_at=AT)
    town.names.create(name=town.name, folded=name_folded(town.name))
    part = part_add(actor=officer, task=decided, typed={"title": "甲镇的部分", "body": town.name}, at=AT)
    inner = part_add(actor=officer, task=part, typed={"title": "甲村的部分", "body": town.name}, at=AT)
    file = Offered("约谈记录.txt", "已约谈".encode())
    progress_add(actor=officer, task=decided, typed={"text": "已约谈", "share": "100"}, files=[file], at=AT)
    newer = policy_take_in(actor=officer, office=office, found_text=NEWER, replaces=older, at=AT)
    task_add(actor=officer, policy=newer, typed={"title": "新版补录"}, at=AT)
    page = signed_in(officer).get(f"/ledger/policies/{newer.pk}/versions/").content.decode()
    assert "照旧延续（3）" in page
    assert f'/ledger/meetings/{meeting.pk}/">标准化联席会议' in page
    assert page.count("不在新版本里") == 1
    policy_confirm(actor=officer, policy=newer, revision=newer.revision, at=AT)
    for task in (missed, cut, decided, part, inner):
        task.refresh_from_db()
        assert task.policy == newer, task
    codes = [newer.tasks.get(pk=task.pk).code for task in (decided, part, inner)]
    assert codes == [codes[0], f"{codes[0]}/1", f"{codes[0]}/1/1"]
    assert newer.clean_text[missed.start : missed.end] == sentence
    assert (cut.end, cut.checked_at, decided.text, decided.decision) == (0, None, "约谈进展慢的单位。", decision)
    assert (decided.share, decided.bodies.get().written, decided.checked_at) == (100, "市教育局", AT)
    assert decided.progress.get().evidence.get().stored.name == "约谈记录.txt"
    actions = [event.action for event in events_of("policy_task", str(decided.pk))]
    assert (actions[0], actions[-1]) == ("ledger.task.added", "ledger.task.went_on")
    assert str(newer.required_documents.get(name=issued.name).issued_on) == "2024-05-06"
    assert not older.tasks.filter(removed_at=None).exclude(text__contains="检查").exists()


def test_documents_are_found_entered_and_listed(office: Account, officer: User, signed_in: Any) -> None:
    taken_in(office, officer)
    row = RequiredDocument.objects.get(name="地方标准管理办法")
    assert (row.kind, str(row.due), row.task.title) == ("管理办法", "2024-12-31", "完善地方标准体系")
    browser = signed_in(officer)
    assert "逾期未出台" in browser.get("/ledger/documents/", {"state": "late"}).content.decode()
    typed = {"name": row.name, "number": "示市监〔2024〕9号", "issued_on": "2024.11.2", "link": "https://a.example/9"}
    wrong = browser.post(f"/ledger/documents/{row.pk}/", {**typed, "link": "javascript:x", "revision": 1})
    assert (wrong.status_code, "示市监〔2024〕9号" in wrong.content.decode()) == (422, True)
    for field, bad, said in (
        ("link", "http://x y", "不含空格"), ("issued_on", "2099-01-01", "还没有到"),
        ("issued_on", "0001-01-01", "不合理"), ("due", "9999-01-01", "1949 至 2200"),
    ):  # fmt: skip
        again = browser.post(f"/ledger/documents/{row.pk}/", {**typed, field: bad, "revision": 1})
        assert (again.status_code, said in again.content.decode()) == (422, True), bad
    assert browser.post(f"/ledger/documents/{row.pk}/", {**typed, "revision": 1}).status_code == 302
    with pytest.raises(WordsError):
        document_change(actor=officer, document=row, typed=typed, revision=1, at=AT)
    page = browser.get("/ledger/documents/", {"state": "issued", "page": "9" * 40, "policy": "x"}).content.decode()
    assert "示市监〔2024〕9号" in page
    other = person("li", organisation_create(actor=None, name="市发展改革委", kind="bureau", at=AT), "officer")
    assert signed_in(other).get("/ledger/documents/").status_code == 200
    assert signed_in(other).get(f"/ledger/documents/{row.pk}/").status_code == 403
    assert signed_in().get("/ledger/documents/").status_code == 302
    document_remove(actor=officer, document=row, removed=True, revision=2, at=AT)
    assert row.name not in browser.get("/ledger/documents/").content.decode()


def test_a_task_that_was_split_stays_split_where_its_words_are_the_same_and_is_told_where_they_changed(
    office: Account, officer: User, signed_in: Any
) -> None:
    older = taken_in(office, officer)
    apart = {"完善地方标准体系": "2024年12月底前出台办法", "推进试点示范": "组织试点示范验收"}
    whole = {title: Task.objects.get(policy=older, title=title) for title in apart}
    parted = {
        title: task_split(actor=officer, task=task, texts=[f"{title}。", f"{apart[title]}。"], revision=1, at=AT)[1]
        for title, task in whole.items()
    }
    check = Task.objects.get(policy=older, title__contains="督检查")
    gone = task_split(actor=officer, task=check, texts=["每年检查。", "通报检查结果。"], revision=1, at=AT)[1]
    newer = policy_take_in(actor=officer, office=office, found_text=NEWER, replaces=older, at=AT)
    page = signed_in(officer).get(f"/ledger/policies/{newer.pk}/versions/").content.decode()
    for told in ("从这里拆出：2024年12月底前出台办法。照旧", "从这里拆出：组织试点示范验收。原文变了", "随它不再列入"):
        assert told in page
    assert [page.count("从“完善地方标准体系”拆出"), page.count("不在新版本里")] == [1, 0]
    policy_confirm(actor=officer, policy=newer, revision=newer.revision, at=AT)
    same, changed = (newer.tasks.get(pk=task.pk) for task in whole.values())
    assert (same.text, "省级" in changed.text, changed.checked_at) == ("完善地方标准体系。", True, None)
    kept, looked = (newer.tasks.get(pk=task.pk) for task in parted.values())
    assert (kept.split_from, kept.start, kept.checked_at) == (same, same.start, AT)
    assert (looked.split_from, looked.checked_at) == (changed, None)
    assert older.tasks.filter(pk=gone.pk).exists()
    order = list(newer.tasks.order_by("place").values_list("pk", flat=True))
    assert order.index(kept.pk) == order.index(same.pk) + 1
