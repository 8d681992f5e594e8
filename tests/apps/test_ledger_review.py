"""Reviewing what was read: the text beside its reading, corrections where they stand, bodies tied to organisations."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.ledger_samples import TEXT, taken_in
from guiju.apps.ledger.bare_names import may_be
from guiju.apps.ledger.models import Policy, Target, Task, TaskBody
from guiju.apps.ledger.names import names_typed
from guiju.apps.ledger.queries import review as reviewing
from guiju.apps.ledger.queries.bodies import names_in
from guiju.apps.ledger.queries.review import left_after, review_of
from guiju.apps.ledger.services.bodies import body_name_settle
from guiju.apps.ledger.services.items import item_remove, item_restore
from guiju.apps.ledger.services.policies import policy_correct
from guiju.apps.ledger.services.promises import target_correct
from guiju.apps.ledger.services.tasks import task_add, task_correct, task_split
from guiju.apps.ledger.views import intake
from guiju.apps.parties.services import organisation_add
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import events_of
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Account:
    return organisation_create(actor=None, name="示例市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def officer(office: Account) -> User:
    return person("zhang", office, "officer")


@pytest.fixture
def policy(office: Account, officer: User) -> Policy:
    return taken_in(office, officer, confirmed=False)


def task_of(policy: Policy, words: str) -> Task:
    return Task.objects.get(policy=policy, title__contains=words)


def test_every_line_stands_once_with_what_was_read_there(policy: Policy) -> None:
    blocks = review_of(policy, 0).blocks
    assert "\n".join("".join(piece.text for piece in block.pieces) for block in blocks) == policy.clean_text
    cards = [(block.pieces[0].text[:6], len(block.tasks), len(block.targets)) for block in blocks if block.cards]
    assert cards[0] == ("到2026年", 0, 2)
    assert sum(tasks for _, tasks, _ in cards) == policy.tasks.count()
    marked = [piece.text for block in blocks for piece in block.pieces if "target" in piece.kinds]
    assert "累计制定地方标准不少于100项" in marked[0]


def test_a_long_text_comes_in_parts_and_a_place_is_found_in_its_part(policy: Policy, monkeypatch: Any) -> None:
    monkeypatch.setattr(reviewing, "PART_CARDS", 2)
    begins = review_of(policy, 0).begins
    assert len(begins) > 2
    assert review_of(policy, begins[1]).part == 2
    assert review_of(policy, 10**12).part == len(begins)


def test_a_task_is_corrected_and_its_day_follows_from_the_words(policy: Policy, officer: User) -> None:
    task = task_of(policy, "推进试点示范")
    typed = {
        "title": "建设试点",
        "lead": "市市场监管局",
        "participant": "市农业农村局、市教育局",
        "due_words": "2025年6月底前",
    }
    task_correct(actor=officer, task=task, typed=typed, revision=1, at=AT)
    task.refresh_from_db()
    assert (task.title, task.due, task.checked_at, task.revision) == ("建设试点", date(2025, 6, 30), AT, 2)
    assert list(task.bodies.order_by("place").values_list("part", "written")) == [
        ("lead", "市市场监管局"), ("participant", "市农业农村局"), ("participant", "市教育局"),
    ]  # fmt: skip
    payload = events_of("policy_task", str(task.pk)).latest("sequence").payload.content
    assert payload["after"]["participant"] == "市农业农村局、市教育局"
    with pytest.raises(WordsError) as error:
        task_correct(actor=officer, task=task, typed={"title": "别的"}, revision=1, at=AT)
    assert error.value.code == "stale"
    task_correct(actor=officer, task=task, typed={"due_words": "每季度", "due": ""}, revision=2, at=AT)
    task.refresh_from_db()
    assert (task.due, task.every) == (None, "quarter")


def test_tasks_are_split_added_taken_out_and_put_back(policy: Policy, officer: User) -> None:
    task = task_of(policy, "完善地方标准体系")
    texts = ["制定地方标准管理办法。", "修订目录。", " "]
    _, made = task_split(actor=officer, task=task, texts=texts, revision=1, at=AT)
    assert (made.title, made.code, made.bodies.count()) == ("修订目录", "m1", 3)
    order = list(policy.tasks.order_by("place").values_list("code", flat=True))
    assert order.index("m1") == order.index(task.code) + 1
    with pytest.raises(WordsError):
        task_split(actor=officer, task=made, texts=["只有一段"], revision=1, at=AT)
    added = task_add(actor=officer, policy=policy, typed={"text": "组织培训，每年一次。", "lead": "市教育局"}, at=AT)
    assert (added.title, added.code, added.end) == ("组织培训", "m2", 0)
    assert review_of(policy, 0).added == [added]
    removed = item_remove(actor=officer, item=added, reason="重复", revision=1, at=AT)
    assert removed.removed_at == AT
    assert item_restore(actor=officer, item=removed, revision=2, at=AT).removed_at is None


def test_targets_are_corrected_taken_out_and_put_back(policy: Policy, officer: User) -> None:
    target = Target.objects.get(policy=policy, value=5)
    typed = {"value": "1,200", "unit": "个", "comparator": ">=", "incremental": "", "due_words": "2025年底"}
    target_correct(actor=officer, target=target, typed=typed, revision=1, at=AT)
    target.refresh_from_db()
    assert (target.value, target.incremental, target.due) == (1200, False, date(2025, 12, 31))
    for number in ("很多", "1e30", "NaN"):
        with pytest.raises(WordsError):
            target_correct(actor=officer, target=target, typed={"value": number}, revision=2, at=AT)
    for wrong, where in (
        ({"comparator": "range", "value_to": ""}, "value_to"), ({"comparator": "range", "value_to": "3"}, "value_to"),
        ({"due": "0001-01-01"}, "due"),
    ):  # fmt: skip
        with pytest.raises(WordsError) as refused:
            target_correct(actor=officer, target=target, typed=wrong, revision=2, at=AT)
        assert refused.value.where == where
    item_remove(actor=officer, item=target, reason="", revision=2, at=AT)
    assert item_restore(actor=officer, item=target, revision=3, at=AT).removed_at is None


def test_a_name_is_tied_once_and_known_in_the_next_policy(policy: Policy, office: Account, officer: User) -> None:
    bureau = organisation_add(actor=None, typed={"name": "示例市司法局", "kinds": "authority"}, at=AT)
    unknown = next(one for one in names_in(policy) if one.written == "市司法局")
    assert unknown.body is None
    assert [one.name for one in unknown.offered] == ["示例市司法局"]
    assert body_name_settle(actor=officer, office=office, written="市司法局", body=bureau, at=AT) == 1
    later = taken_in(office, officer, TEXT.replace("示府办〔2024〕3号", "示府办〔2025〕9号"))
    assert TaskBody.objects.get(task__policy=later, written="市司法局").body == bureau
    assert body_name_settle(actor=officer, office=office, written="市司法局", body=None, at=AT) == 2
    for nowhere, said in (("子虚乌有局", "没有“子虚乌有局”"), ("局" * 201, "最多 200 个字符")):
        with pytest.raises(WordsError, match=said):
            body_name_settle(actor=officer, office=office, written=nowhere, body=bureau, at=AT)
    with pytest.raises(WordsError, match="太长"):
        task_add(actor=officer, policy=later, typed={"text": "组织培训。", "lead": "局" * 201}, at=AT)
    assert not TaskBody.objects.filter(body=bureau).exists()


def test_a_name_without_its_place_is_not_tied_in_a_policy_of_another_place(
    policy: Policy, office: Account, officer: User
) -> None:
    bureau = organisation_add(actor=None, typed={"name": "示例市司法局", "kinds": "authority"}, at=AT)
    body_name_settle(actor=officer, office=office, written="市司法局", body=bureau, policy=policy, at=AT)
    Policy.objects.update(region="442000", issuers="另一市人民政府")
    later = taken_in(office, officer, TEXT.replace("示府办〔2024〕3号", "示府办〔2025〕9号"))
    assert TaskBody.objects.get(task__policy=later, written="市司法局").body is None


@pytest.mark.parametrize(
    ("written", "name", "region", "place", "said"),
    [
        ("市卫生健康委", "国家卫生健康委员会", "", "", False),
        ("市行政审批局", "中山市民政局", "442000", "442000", False),
        ("市商务局", "中山市商务局", "442000", "440300", False),
        ("市商务局", "中山市商务局", "442000", "442000", True),
        ("市发展改革委", "深圳市发展和改革委员会", "", "440300", True),
        ("省市场监管局", "广东省市场监督管理局", "", "440300", True),
        ("市场监管总局", "国家市场监督管理总局", "", "", True),
    ],
)
def test_a_body_of_another_place_level_or_function_is_not_offered(
    written: str, name: str, region: str, place: str, said: bool
) -> None:
    assert may_be(written, name, region, place) is said


def test_names_are_parted_outside_brackets_only() -> None:
    assert names_typed("市市场监管局、各镇政府(区管委会、街道办事处)，市财政局\n市财政局") == [
        "市市场监管局", "各镇政府(区管委会、街道办事处)", "市财政局",
    ]  # fmt: skip


def test_pasted_reviewed_and_confirmed_on_the_pages(office: Account, officer: User, signed_in: Any) -> None:
    browser = signed_in(officer)
    long = browser.post("/ledger/policies/new", {"text": TEXT, "provenance": "源" * 501})
    assert (long.status_code, "来源最多 500 个字符" in long.content.decode()) == (422, True)
    answer = browser.post("/ledger/policies/new", {"text": TEXT, "provenance": "测试"})
    policy = Policy.objects.get()
    assert answer.headers["Location"] == f"/ledger/policies/{policy.pk}/review/"
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "完善地方标准体系" in page
    assert "此处有字丢失" in page
    place, item = left_after(policy, 0) or (0, "")
    looked = browser.post(f"/ledger/policies/{policy.pk}/check", {"what": item, "at": place})
    assert item not in looked.headers["Location"]
    assert Target.objects.get(pk=int(item[2:])).checked_at is not None
    task = task_of(policy, "推进试点示范")
    wrong = browser.post(f"/ledger/tasks/{task.pk}/correct", {"title": "建设试点", "due": "去年", "revision": 1})
    assert wrong.status_code == 422
    assert 'value="建设试点"' in wrong.content.decode()
    browser.post(f"/ledger/tasks/{task.pk}/correct", {"title": "建设试点", "revision": 1})
    stale = browser.post(f"/ledger/tasks/{task.pk}/correct", {"title": "另一名称", "revision": 1})
    assert stale.status_code == 422
    assert 'value="另一名称"' in stale.content.decode()
    browser.post(f"/ledger/policies/{policy.pk}/check", {"what": "all-1", "at": 0})
    browser.post(f"/ledger/policies/{policy.pk}/confirm", {"revision": Policy.objects.get().revision})
    assert Policy.objects.get().confirmed_at is not None
    again = browser.post("/ledger/policies/new", {"text": TEXT})
    assert again.headers["Location"] == f"/ledger/policies/{policy.pk}/"


def test_a_long_policy_is_read_in_the_background(
    office: Account, officer: User, signed_in: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", 10)
    browser = signed_in(officer)
    waiting = browser.post("/ledger/policies/new", {"text": TEXT}).headers["Location"]
    assert browser.get(waiting).status_code == 200
    assert browser.get(waiting + "progress").json()["state"] == "queued"
    assert signed_in(person("wang", office, "officer")).get(waiting).status_code == 404
    run_due(now=None)
    assert browser.get(waiting).headers["Location"] == f"/ledger/policies/{Policy.objects.get().pk}/review/"


NOISE = bytes(0x81 + (at * 7919 + at * at) % 120 for at in range(4_000))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "没有选择文件"), ({"text": "   "}, "没有选择文件"), ({"text": "秘密★1年\n关于某事的通知"}, "秘密★1年"),
        ({"text": "\0\0"}, "没有"), ({"text": "一", "office": "9" * 400}, "只有 1 个汉字"),
        ({"text": "二", "replaces": "9" * 30}, "或粘贴政策全文"), ({"text": "lorem ipsum " * 90}, "只有 0 个汉字"),
        ({"text": "标准 " * 60}, "只是同几个字词的重复"),
        ({"text": "推进标准化。" * 70_000}, "文字太长"), ({"text": "甲\n" * 40_000}, "文字太长"),
        ({"file": ("a.exe", b"MZ")}, "程序文件"), ({"file": ("a.exe", b"MZ" + TEXT.encode())}, "Markdown"),
        ({"file": ("方案.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 300)}, "是图片"),
        ({"file": ("方案.txt", b"\xff\xd8\xff\xe0" + TEXT.encode())}, "是图片"),
        ({"file": ("方案.txt", NOISE)}, "请选择 Word（docx）"), ({"file": ("方案.txt", b"\n" * 3_000_000)}, "文字太长"),
    ],
)  # fmt: skip
def test_what_is_no_policy_is_answered_with_what_can_be_taken(
    office: Account, officer: User, signed_in: Any, data: Any, told: str
) -> None:
    if "file" in data:
        data = {"file": SimpleUploadedFile(*data["file"])}
    answer = signed_in(officer).post("/ledger/policies/new", data)
    assert (answer.status_code, told in answer.content.decode(), Policy.objects.exists()) == (422, True, False)


def test_years_the_wrong_way_round_are_refused(policy: Policy, officer: User) -> None:
    with pytest.raises(WordsError) as wrong:
        policy_correct(
            actor=officer, policy=policy, typed={"starts": "2028", "ends": "2026"}, revision=policy.revision, at=AT
        )
    assert "早于起年" in wrong.value.errors[0].message.zh  # type: ignore[attr-defined]


def test_who_sees_what(policy: Policy, office: Account, officer: User, signed_in: Any) -> None:
    elsewhere = person("li", organisation_create(actor=None, name="市发展改革委", kind="bureau", at=AT), "officer")
    own = [f"/ledger/policies/{policy.pk}/{page}" for page in ("", "review/", "bodies/", "found/")]
    colleague = person("colleague-officer", office, "officer")
    people = [officer, colleague, elsewhere, None]

    def seen() -> list[list[int]]:
        return [[signed_in(one).get(page).status_code for one in people] for page in own]

    assert seen() == [[200, 200, 403, 302]] * 4
    assert "示例市标准化行动方案" not in signed_in(elsewhere).get("/ledger/").content.decode()
    assert signed_in(elsewhere).post(f"/ledger/policies/{policy.pk}/confirm").status_code == 403
    Policy.objects.update(confirmed_at=AT)
    assert seen() == [[200, 200, 200, 302], [200, 200, 403, 302], [200, 200, 403, 302], [200, 200, 200, 302]]
    Policy.objects.update(published_at=AT)
    assert [row[3] for row in seen()] == [200, 302, 302, 302]
    assert "示例市标准化行动方案" in signed_in().get("/ledger/").content.decode()
    late = [signed_in(one).get(own[0]).content.decode().count("已逾期") for one in (officer, None)]
    task = signed_in().get(f"/ledger/tasks/{task_of(policy, '完善地方').pk}/").content.decode()
    assert (late, "已逾期" in task) == ([1, 0], False)


def test_what_is_public_is_the_text_of_the_policy_and_nothing_of_the_work_on_it(
    policy: Policy, office: Account, officer: User, signed_in: Any
) -> None:
    task_add(actor=officer, policy=policy, typed={"title": "约谈进展慢的单位", "text": "会议议定"}, at=AT)
    part = task_of(policy, "完善地方")
    inner = task_add(actor=officer, policy=policy, typed={"title": "甲镇的部分", "text": "甲镇"}, parent=part, at=AT)
    Policy.objects.update(confirmed_at=AT, published_at=AT)
    company = organisation_create(actor=None, name="某某有限公司", kind="enterprise", at=AT)
    anybody = person("wang", company, "enterprise")
    own = f"/ledger/policies/{policy.pk}/"
    colleague = person("colleague-officer", office, "officer")
    read = policy.tasks.count() - 2
    for one, told in ((officer, True), (colleague, True), (anybody, False), (None, False)):
        client = signed_in(one)
        counted = re.findall(r'data-label="任务">(\d+)<', client.get("/ledger/").content.decode())
        assert counted == [str(read + 2 if told else read)], one
        pages = [client.get(page).content.decode() for page in (own, f"/ledger/tasks/{part.pk}/", "/ledger/tasks/")]
        said = [any(word in page for page in pages) for word in ("约谈进展慢", "甲镇的部分", "已逾期", "清理前的文字")]
        assert said == [told] * 4, one
        assert "完善地方标准体系" in pages[0]
        assert [client.get(f"/ledger/tasks/{inner.pk}/").status_code, client.get(f"{own}found/").status_code] == (
            [200, 200] if told else [404, 403 if one else 302]
        )


def test_the_card_of_a_yearly_target_says_so_and_a_document_in_a_first_sentence_is_entered(
    office: Account, officer: User, signed_in: Any
) -> None:
    text = (
        "示例市行动方案\n2026年3月10日\n一、推动应用。每年开展标准化培训4期，培育试点4项。\n"
        "二、市司法局编制《地方标准立项指南》\n面向企业推广，每半年通报一次进展。\n"
    )
    policy = taken_in(office, officer, text, confirmed=False)
    page = signed_in(officer).get(f"/ledger/policies/{policy.pk}/review/").content.decode()
    assert page.count("<strong>每年 等于 4") == 2
    assert "<dd>2026-03-10</dd>" in page
    assert [one.name for one in policy.required_documents.all()] == ["地方标准立项指南"]
    assert [one.name for one in policy.targets.all() if "通报" in one.text] == []


def test_what_is_typed_into_a_correction_is_kept_until_it_is_saved_or_given_up(
    policy: Policy, office: Account, officer: User, signed_in: Any
) -> None:
    browser, own = signed_in(officer), f"/ledger/policies/{policy.pk}/"
    other = signed_in(person("colleague-officer", office, "officer"))
    task, target = task_of(policy, "推进试点示范"), policy.targets.order_by("pk")[0]
    typed = {"title": "建设试点", "name": "地方标准", "text": "补录的一条", "revision": "1", "incremental": "1"}
    items = {f"t-{task.pk}": "建设试点", f"g-{target.pk}": "地方标准", "add-0": "补录的一条", "policy": "建设试点"}
    items |= {f"r-{policy.required_documents.get().pk}": "地方标准", "addg-0": "补录的一条", "addr-0": "补录的一条"}
    for item, told in items.items():
        assert browser.post(f"{own}draft?item={item}", typed).status_code == 204
        page = browser.get(f"{own}review/", {"edit": item}).content.decode()
        assert [told in page, "存的草稿" in page] == [True, True], item
        assert "存的草稿" not in other.get(f"{own}review/", {"edit": item}).content.decode()
    page = browser.get(f"{own}review/").content.decode()
    assert [page.count("接着改草稿"), page.count("接着写补录")] == [4, 3]
    for item in ("t-999999", "t-" + "9" * 15, "add-9999999", "policy-1", "x", "", "g"):
        assert browser.post(f"{own}draft?item={item}", typed).status_code == 422
    elsewhere = person("li", organisation_create(actor=None, name="市发展改革委", kind="bureau", at=AT), "officer")
    assert signed_in(elsewhere).post(f"{own}draft?item=policy", typed).status_code == 403
    correct = f"/ledger/tasks/{task.pk}/correct"
    other.post(correct, {"title": "别的名称", "revision": 1})
    assert "此后有人改过" in browser.get(f"{own}review/", {"edit": f"t-{task.pk}"}).content.decode()
    assert browser.post(correct, {"title": "建设示范", "due": "去年", "revision": 2}).status_code == 422
    assert 'value="建设示范"' in browser.get(f"{own}review/", {"edit": f"t-{task.pk}"}).content.decode()
    browser.post(correct, {"title": "建设示范", "due": "", "revision": 2})
    browser.post(f"/ledger/promises/{target.pk}/correct", {"name": "x", "do": "drop"})
    browser.post(f"{own}correct", {"title": "x", "do": "keep", "revision": "1"})
    assert 'value="x"' in browser.get(f"{own}review/", {"edit": "policy"}).content.decode()
    browser.post(f"{own}correct", {"title": "x", "do": "drop"})
    browser.post(f"{own}tasks/add", {"text": "补录的一条", "start": "0", "end": "5"})
    browser.post(f"/ledger/documents/{policy.required_documents.get().pk}/correct", {"do": "drop"})
    for kind in ("promises", "documents"):
        browser.post(f"{own}{kind}/add", {"do": "drop", "start": "0", "end": "5"})
    page = browser.get(f"{own}review/").content.decode()
    assert ["建设示范" in page, "接着" in page] == [True, False]
    assert [policy.title, target.name] == [Policy.objects.get().title, policy.targets.get(pk=target.pk).name]
