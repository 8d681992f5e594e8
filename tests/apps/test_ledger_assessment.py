"""An assessment from opening to the announced result: values from every source, checks by another person, appeals."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document

from apps.ledger_assessed import AFTER, NOW, SCHEME, Scene, scene_make
from guiju.apps.ledger.assessing import table_of
from guiju.apps.ledger.demo_offices import demo_offices
from guiju.apps.ledger.models import Assessed, Assessment, Task
from guiju.apps.ledger.outputs.assessment_report import report_of
from guiju.apps.ledger.schemes import schemes_shipped
from guiju.apps.ledger.services.appeals import appeal_answer, appeal_make
from guiju.apps.ledger.services.assessments import (
    assessment_announce,
    assessment_close,
    assessment_open,
    evaluator_admit,
    value_check,
    value_report,
)
from guiju.domain.assessment import scheme_load
from guiju.domain.language import WordsError
from guiju.domain.official import Paragraph
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.permission import Denied, permitted
from guiju.kernel.history.models import Event
from guiju.kernel.procedures.desk import desk_items

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


@pytest.fixture
def scene() -> Scene:
    return scene_make()


def test_values_come_from_the_ledger_and_from_reports_and_give_a_ranking(scene: Scene) -> None:
    value_report(
        actor=scene.own, assessed=scene.row(), indicator="training", number="3", evidence="三期签到表", revision=0,
        at=NOW,
    )  # fmt: skip
    value_report(
        actor=scene.other, assessed=scene.row("乙局"), indicator="training", number="2", evidence="通知", revision=0,
        at=NOW,
    )  # fmt: skip
    table = table_of(scene.assessment, date(2026, 11, 20))
    own, other = scene.row().pk, scene.row("乙局").pk
    assert (table.results[own].total, table.results[other].total) == (Decimal(70), Decimal(20))
    assert table.values[other]["tasks"].because.zh == "这段时间没有到期的任务"  # type: ignore[union-attr]
    assert [(rank.rank, rank.body) for rank in table.ranks] == [(1, own), (2, other)]
    assert table.results[own].provisional
    Task.objects.update(granted=date(2027, 6, 30))
    put_off = table_of(scene.assessment, date(2026, 11, 20)).values[own]["tasks"]
    assert put_off.because.zh == "这段时间到期的任务都已延期"  # type: ignore[union-attr]


def test_a_result_is_announced_once_everything_is_checked_by_another_and_again_after_an_appeal(scene: Scene) -> None:
    row = scene.row()
    value_report(actor=scene.own, assessed=row, indicator="training", number="3", evidence="签到表", revision=0, at=NOW)
    with pytest.raises(WordsError, match="没有复核或评定"):
        assessment_announce(actor=scene.keeper, assessment=scene.assessment, at=NOW)
    with pytest.raises(WordsError, match="写明理由"):
        value_check(actor=scene.keeper, assessed=row, indicator="training", number="1", answer="", revision=1, at=NOW)
    value_check(
        actor=scene.keeper, assessed=row, indicator="training", number="1", answer="两期没有签到表", revision=1, at=NOW
    )
    first = assessment_announce(actor=scene.keeper, assessment=scene.assessment, at=AFTER)
    assert first.result["bodies"][0]["total"] == "50.00"
    told = [block.text for block in report_of(first, scheme="", day=NOW.date()).blocks if isinstance(block, Paragraph)]
    assert told[-2] == "标准化培训：自评3，复核1，理由：两期没有签到表。"
    answered = AFTER + timedelta(hours=1)
    appeal = appeal_make(actor=scene.own, assessed=row, indicator="training", text="签到表已补", at=AFTER)
    with pytest.raises(WordsError, match="没有答复"):
        assessment_announce(actor=scene.keeper, assessment=scene.assessment, at=AFTER)
    appeal_answer(actor=scene.keeper, appeal=appeal, upheld=True, number="3", answer="补交属实", at=answered)
    second = assessment_announce(actor=scene.keeper, assessment=scene.assessment, at=answered + timedelta(hours=1))
    assert (second.version, second.result["bodies"][0]["total"]) == (2, "70.00")
    first.refresh_from_db()
    assert first.result["bodies"][0]["total"] == "50.00"
    with pytest.raises(WordsError, match="申诉受理到 2026-12-18"):
        assessment_close(actor=scene.keeper, assessment=scene.assessment, at=AFTER)
    later = datetime(2026, 12, 19, 2, 0, tzinfo=UTC)
    with pytest.raises(WordsError, match="没有成立的申诉"):
        assessment_announce(actor=scene.keeper, assessment=scene.assessment, at=later)
    with pytest.raises(WordsError, match="结果已于 2026-12-11 公布"):
        value_report(actor=scene.own, assessed=row, indicator="training", number="3", evidence="", revision=3, at=AFTER)
    with pytest.raises(WordsError, match="改数请写明理由"):
        value_check(
            actor=scene.second, assessed=row, indicator="training", number="1", answer="补交属实", revision=3, at=AFTER
        )
    assessment_close(actor=scene.keeper, assessment=scene.assessment, at=later)
    with pytest.raises(WordsError, match="已经结束"):
        assessment_announce(actor=scene.keeper, assessment=scene.assessment, at=AFTER)
    told = Event.objects.filter(action__startswith="ledger.assessment").order_by("sequence")
    assert [event.action.removeprefix("ledger.assessment.") for event in told] == [
        "opened", "value.reported", "value.checked", "announced", "appeal.made", "appeal.answered", "announced",
        "closed",
    ]  # fmt: skip


def test_what_waits_in_an_assessment_stands_on_the_desk_of_those_it_waits_for(scene: Scene, client: Client) -> None:
    evaluator_admit(
        actor=scene.keeper, assessment=scene.assessment, user=scene.evaluator, starts_on=NOW.date(),
        ends_on=AFTER.date(), at=NOW,
    )  # fmt: skip
    people = (scene.own, scene.other, scene.keeper, scene.evaluator, scene.stranger)

    def waits(on: date) -> list[list[str]]:
        return [[one.step.zh for one in desk_items(user, on=on) if "assess" in one.uid] for user in people]

    owes, check = ["1 项待自评"], ["1 项自评待复核"]
    assert waits(NOW.date()) == [owes, owes, [], [], []]
    assert date(2026, 12, 10) in [one.due_on for one in desk_items(scene.own, on=NOW.date())]
    row = scene.row()
    value_report(actor=scene.own, assessed=row, indicator="training", number="3", evidence="甲", revision=0, at=NOW)
    assert waits(NOW.date()) == [[], owes, check, check, []]
    assert waits(AFTER.date()) == [[], [], check, check, []]
    Assessment.objects.update(scheme=SCHEME.replace("full = 100", "full = 100\nlate = true"))
    assert waits(AFTER.date())[1] == ["1 项待自评，迟 1 天"]
    Assessment.objects.update(scheme=SCHEME, reports_due=date(2099, 12, 31))
    for user, path, said in (
        (scene.other, "/ledger/todo/", "要自评的考核（1）"), (scene.other, "/", "1 项考核自评、复核或申诉待办"),
        (scene.keeper, "/ledger/todo/", "要复核的自评"),
    ):  # fmt: skip
        client.force_login(user)
        assert said in client.get(path).content.decode()
    value_check(actor=scene.keeper, assessed=row, indicator="training", number="3", answer="", revision=1, at=NOW)
    Assessment.objects.update(appeals_until=date(2099, 12, 31))
    appeal_make(actor=scene.own, assessed=row, indicator="tasks", text="台账有误", at=NOW)
    assert waits(NOW.date()) == [[], owes, ["1 项申诉待答复"], [], []]
    assert "要答复的申诉" in client.get("/ledger/todo/").content.decode()
    Assessment.objects.update(closed_at=NOW)
    assert waits(NOW.date()) == [[], [], [], [], []]


def test_of_two_people_who_change_one_value_the_later_is_told(scene: Scene) -> None:
    row = scene.row()
    value_report(actor=scene.own, assessed=row, indicator="training", number="3", evidence="甲", revision=0, at=NOW)
    with pytest.raises(WordsError, match="刚才有人改过"):
        value_report(actor=scene.own, assessed=row, indicator="training", number="2", evidence="乙", revision=0, at=NOW)


@pytest.mark.parametrize("number", ["", "很多", "NaN", "1e99", "Infinity", "-1"])
def test_what_is_no_number_or_below_nought_is_refused_with_its_field(scene: Scene, number: str) -> None:
    with pytest.raises(WordsError) as refused:
        value_report(
            actor=scene.own, assessed=scene.row(), indicator="training", number=number, evidence="甲", revision=0,
            at=NOW,
        )  # fmt: skip
    assert refused.value.where == "number"


def test_reports_are_taken_until_their_day_and_later_only_where_the_scheme_says_so(scene: Scene) -> None:
    said = {"actor": scene.own, "indicator": "training", "number": "3", "evidence": "甲", "revision": 0, "at": AFTER}
    with pytest.raises(WordsError, match="2026-12-10 截止"):
        value_report(assessed=scene.row(), **said)
    Assessment.objects.update(scheme=SCHEME.replace("full = 100", "full = 100\nlate = true"))
    row = Assessed.objects.get(pk=scene.row().pk)
    value_report(assessed=row, **said)
    assert table_of(row.assessment, AFTER.date()).late == {(row.pk, "training")}
    value_check(actor=scene.keeper, assessed=row, indicator="training", number="3", answer="", revision=1, at=AFTER)
    told = assessment_announce(actor=scene.keeper, assessment=row.assessment, at=AFTER).result["bodies"][0]["values"]
    assert [value.get("late", False) for value in told] == [False, True]


def test_each_sees_and_does_what_is_theirs(scene: Scene) -> None:
    today = timezone.localdate()
    evaluator_admit(
        actor=scene.keeper, assessment=scene.assessment, user=scene.evaluator, starts_on=today, ends_on=today, at=NOW
    )
    people = (scene.keeper, scene.second, scene.own, scene.other, scene.evaluator, scene.stranger)
    said = {
        "see": [permitted(one, "ledger.assessment_see", scene.assessment) for one in people],
        "keep": [permitted(one, "ledger.assessment_keep", scene.assessment) for one in people],
        "check": [permitted(one, "ledger.value_check", scene.assessment) for one in people],
        "report": [permitted(one, "ledger.value_report", scene.row()) for one in people],
    }
    assert said == {
        "see": [True, True, True, True, True, False],
        "keep": [True, True, False, False, False, False],
        "check": [True, True, False, False, True, False],
        "report": [False, False, True, False, False, False],
    }
    with pytest.raises(Denied):
        value_report(
            actor=scene.other, assessed=scene.row(), indicator="training", number="1", evidence="甲", revision=0,
            at=NOW,
        )  # fmt: skip


def test_pages_open_for_whom_they_concern(scene: Scene, client: Client) -> None:
    today = timezone.localdate()
    evaluator_admit(
        actor=scene.keeper, assessment=scene.assessment, user=scene.evaluator, starts_on=today, ends_on=today, at=NOW
    )
    whole = f"/ledger/assessments/{scene.assessment.pk}/"
    sheet = f"{whole}bodies/{scene.row().pk}/"
    people = (scene.keeper, scene.own, scene.other, scene.evaluator, scene.stranger, None)
    wanted = {
        whole: [200, 200, 200, 200, 403, 302],
        sheet: [200, 200, 403, 200, 403, 302],
        f"{whole}evidence.zip": [200, 403, 403, 200, 403, 302],
        f"{whole}bodies/{scene.row().pk + 999}/": [404] * 6,
    }
    for address, statuses in wanted.items():
        found = []
        for one in people:
            client.logout()
            if one is not None:
                client.force_login(one)
            found.append(client.get(address).status_code)
        assert found == statuses, address


def test_before_announcement_a_body_sees_its_own_points_only(scene: Scene, client: Client) -> None:
    client.force_login(scene.own)
    page = client.get(f"/ledger/assessments/{scene.assessment.pk}/").content.decode()
    assert "甲局的考核表" in page
    assert "乙局" not in page


def test_a_body_reports_with_a_file_and_what_is_wrong_comes_back_as_typed(scene: Scene, client: Client) -> None:
    client.force_login(scene.own)
    sheet = f"/ledger/assessments/{scene.assessment.pk}/bodies/{scene.row().pk}/"
    wrong = {"indicator": "training", "revision": "0", "number": "三期", "evidence": "签到表在附件"}
    answer = client.post(f"{sheet}report", wrong)
    assert answer.status_code == 422
    assert "签到表在附件" in answer.content.decode()
    file = SimpleUploadedFile("签到表.png", PNG)
    client.post(f"{sheet}report", {**wrong, "number": "3", "file": file})
    again = client.post(
        f"{sheet}report", {**wrong, "number": "4", "revision": "1", "file": SimpleUploadedFile("另一份.png", PNG)}
    )
    assert "不能重复计分" in again.content.decode()
    assert [str(value.reported.normalize()) for value in scene.row().values.all()] == ["3"]
    client.force_login(scene.keeper)
    packed = client.get(f"/ledger/assessments/{scene.assessment.pk}/evidence.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(packed.streaming_content))) as pack:
        listed = json.loads(pack.read("manifest.json"))["files"]
        assert [hashlib.sha256(pack.read(one["path"])).hexdigest() for one in listed] == [
            one["sha256"] for one in listed
        ]
        assert [one["is"] for one in listed] == ["scheme", "evidence"]


def test_the_report_is_made_from_the_announced_result(scene: Scene, client: Client) -> None:
    with pytest.raises(WordsError, match="2026-12-10 截止"):
        assessment_announce(actor=scene.keeper, assessment=scene.assessment, early=" ", at=NOW)
    assessment_announce(actor=scene.keeper, assessment=scene.assessment, early="年底前须报省局", at=NOW)
    client.force_login(scene.other)
    address = f"/ledger/assessments/{scene.assessment.pk}/result-1."
    word = Document(io.BytesIO(client.get(f"{address}docx").content))
    assert word.paragraphs[0].text == "关于2026 年标准化工作考核结果的报告"
    assert "年底前须报省局" in "".join(paragraph.text for paragraph in word.paragraphs)
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["1", "甲局", "30.00", "—"]
    assert client.get(f"{address}pdf").content.startswith(b"%PDF")
    assert client.get(f"{address}json").json()["bodies"][0]["total"] == "30.00"
    assert [client.get(f"{address}{ending}").status_code for ending in ("exe", "zip")] == [404, 404]


def test_one_opened_by_mistake_is_called_off_with_a_reason_and_a_form_sent_twice_opens_one(
    scene: Scene, client: Client
) -> None:
    bodies = [row.body for row in scene.assessment.assessed.select_related("body")]
    said = {"title": scene.assessment.title, "scheme": SCHEME, "bodies": bodies, "reports_due": date(2026, 12, 10)}
    assert assessment_open(actor=scene.keeper, office=scene.assessment.office, **said, at=NOW) == scene.assessment
    client.force_login(scene.keeper)
    address = f"/ledger/assessments/{scene.assessment.pk}/"
    assert client.post(f"{address}cancel", {"reason": " "}).status_code == 422
    assert client.post(f"{address}cancel", {"reason": "对象选错"}).status_code == 302
    assert "考核已取消" in client.get(address).content.decode()
    with pytest.raises(WordsError, match="已经结束"):
        assessment_announce(actor=scene.keeper, assessment=scene.assessment, early="试", at=NOW)


def test_what_the_office_finds_itself_is_given_with_its_evidence_before_the_result_is_announced(scene: Scene) -> None:
    Assessment.objects.update(scheme=SCHEME.replace('"reported"', '"office"'))
    row = Assessed.objects.get(pk=scene.row().pk)
    given = {"assessed": row, "indicator": "training", "number": "3", "revision": 0, "at": AFTER}
    with pytest.raises(WordsError, match="不由人填报"):
        value_report(actor=scene.own, evidence="签到表", **given)
    with pytest.raises(WordsError, match="2 项没有复核或评定"):
        assessment_announce(actor=scene.keeper, assessment=row.assessment, at=AFTER)
    with pytest.raises(WordsError, match="评定的依据"):
        value_check(actor=scene.keeper, answer=" ", **given)
    value_check(actor=scene.keeper, answer="现场核查", **given)
    assert table_of(row.assessment, AFTER.date()).results[row.pk].points["training"].points == 40


def test_points_judged_above_the_most_are_refused(scene: Scene) -> None:
    Assessment.objects.update(scheme=SCHEME.replace(SCHEME[SCHEME.index('{ how = "bands"') :], '{ how = "judged" }\n'))
    row = Assessed.objects.get(pk=scene.row().pk)
    with pytest.raises(WordsError, match="最多 40 分"):
        value_report(
            actor=scene.own, assessed=row, indicator="training", number="41", evidence="甲", revision=0, at=NOW
        )


def test_what_is_refused_in_an_announced_assessment_comes_back_with_what_was_typed(
    scene: Scene, client: Client
) -> None:
    Assessment.objects.update(reports_due=date(2099, 1, 1), appeals_until=date(2099, 1, 1))
    scene.assessment.refresh_from_db()
    assessment_announce(actor=scene.keeper, assessment=scene.assessment, early="年底前须报省局", at=NOW)
    client.force_login(scene.own)
    sheet = f"/ledger/assessments/{scene.assessment.pk}/bodies/{scene.row().pk}/"
    for what in ("report", "check", "appeal"):
        answer = client.post(f"{sheet}{what}", {"indicator": "training", "number": "三期", "revision": "7"})
        assert answer.status_code in (403, 422), what
    appeal = appeal_make(actor=scene.own, assessed=scene.row(), indicator="training", text="有签到表", at=NOW)
    client.force_login(scene.second)
    wrong = {"appeal": appeal.pk, "upheld": "yes", "number": "三", "answer": "补交的签到表属实"}
    again = client.post(f"/ledger/assessments/{scene.assessment.pk}/answer", wrong)
    assert again.status_code == 422
    assert "补交的签到表属实" in again.content.decode()


def test_an_officer_opens_an_assessment_on_the_page_and_hears_what_is_wrong(scene: Scene, client: Client) -> None:
    client.force_login(scene.keeper)
    form = {
        "title": "年中考核",
        "scheme": SCHEME.replace("full = 100", "full = 1"),
        "bodies": "甲局\n丁局",
        "reports_due": "2099.1.1",
    }
    assert "丁局" in client.post("/ledger/assessments/new", form).content.decode()
    form["bodies"] = "甲局；乙局"
    said = client.post("/ledger/assessments/new", form).content.decode()
    assert "合计 100" in said
    opened = client.post("/ledger/assessments/new", {**form, "scheme": SCHEME})
    assert opened.status_code == 302
    assert "年中考核" in client.get("/ledger/assessments/").content.decode()


def test_the_shipped_scheme_holds_together() -> None:
    assert [(one.code, scheme_load(one.text, one.code).full) for one in schemes_shipped()] == [
        ("standardization", 100), ("development", 100), ("implementation", 100), ("state_firms", 100),
    ]  # fmt: skip


def test_the_demonstration_is_made_once_and_names_no_real_body(settings: Any) -> None:
    settings.DEMO = True
    Account.objects.create(name="示例市市场监督管理局（演示）", kind="bureau")
    assert [demo_offices(at=NOW), demo_offices(at=NOW)] == [2, 0]
    assert all(str(row.body).endswith("（演示）") for row in Assessed.objects.select_related("body"))
    assert Assessment.objects.get().announcements.get().result["fictitious"]
