"""A list of standards on its way in: mapped, tried, applied, once and again, by whom, and through interruptions."""

from __future__ import annotations

import io
import json
import shutil
from datetime import date, timedelta

import openpyxl
import pytest

from guiju.apps.catalogue.importing.columns import FIELDS
from guiju.apps.catalogue.importing.field_words import FIELD_WORDS
from guiju.apps.catalogue.models import Edition, ImportBatch, ImportMapping, ListImport
from guiju.apps.catalogue.services import edition_record, imports, staging
from guiju.apps.catalogue.services.list_imports import (
    list_import_apply,
    list_import_delete,
    list_import_map,
    list_import_request,
    list_import_stop,
    list_imports_purge,
)
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import Membership
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.files.models import StoredFile
from guiju.kernel.history.models import Event
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.run import job_run, job_take
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
HEADER = ["标准编号", "标准名称", "实施日期", "甲"]
ROWS = [
    ["GB/T 1.1-2020", "标准化工作导则", "2020-10-01", "一"],
    ["GB／T 1.2—2020", "标准化工作导则 第2部分", "不详", "二"],
    ["GB/T", "没有号", "", "三"],
]


def book(*rows: list[str]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def many(count: int) -> bytes:
    return book(HEADER, *([f"T/XYZ {n}-2021", f"标准{n}", "2021-07-01", ""] for n in range(1, count + 1)))


@pytest.fixture
def bureau(db):
    return organisation_create(actor=None, name="甲局", kind="bureau", at=AT)


@pytest.fixture
def keeper(bureau):
    """Somebody who may import."""
    return person("keeper", bureau, "officer")


@pytest.fixture
def take(keeper):
    def make(data: bytes = book(HEADER, *ROWS), name: str = "目录.xlsx", **more) -> ListImport:
        fields = {"actor": keeper, "source": "测试平台", "said_on": date(2026, 2, 1), "at": AT} | more
        return list_import_request(name=name, data=data, **fields)

    return make


def planned(subject: ListImport, **columns: str) -> ListImport:
    list_import_map(actor=subject.owner, subject=subject, columns=subject.columns | columns, at=AT)
    run_due(now=AT)
    subject.refresh_from_db()
    return subject


def applied(subject: ListImport) -> ListImport:
    list_import_apply(actor=subject.owner, subject=subject, at=AT)
    run_due(now=AT)
    subject.refresh_from_db()
    return subject


def counts(subject: ListImport, name: str) -> int:
    return sum(kept["counts"][name] for kept in subject.batches)


def test_every_field_has_its_words():
    assert set(FIELD_WORDS) == set(FIELDS)


def test_columns_are_guessed_and_shown_with_their_first_values(take):
    subject = take()
    assert subject.columns == {"标准编号": "number", "标准名称": "title_zh", "实施日期": "effective"}
    assert subject.samples[0] == ["GB/T 1.1-2020", "GB／T 1.2—2020", "GB/T"]
    assert (subject.stage, subject.total, subject.remembered) == ("mapping", 3, False)


def test_a_correction_is_remembered_for_the_same_header(take):
    planned(take(), 实施日期="", 甲="published")
    again = take()
    assert again.remembered
    assert again.columns == {"标准编号": "number", "标准名称": "title_zh", "甲": "published"}


def test_a_header_nobody_knows_waits_for_a_person(take):
    subject = take(book(["甲", "乙"], ["GB/T 1.1-2020", "导则"]))
    with pytest.raises(WordsError, match="no_number"):
        list_import_map(actor=subject.owner, subject=subject, columns={"乙": "title_zh"}, at=AT)
    assert planned(subject, 甲="number", 乙="title_zh").plan["counts"]["created"] == 1


def test_two_columns_cannot_be_one_field(take):
    subject = take()
    with pytest.raises(WordsError, match="twice") as error:
        list_import_map(actor=subject.owner, subject=subject, columns=subject.columns | {"甲": "effective"}, at=AT)
    assert error.value.where == "甲"
    assert not ImportMapping.objects.exists()


def test_the_dry_run_says_what_would_change_and_writes_nothing(take):
    subject = planned(take())
    assert subject.stage == "planned"
    assert (subject.plan["counts"]["created"], subject.plan["counts"]["refused"]) == (2, 1)
    assert subject.plan["editions"][1]["number"] == "GB/T 1.2-2020"
    assert [(kept["place"]["zh"], kept["fatal"]) for kept in subject.problems] == [
        ("Sheet!第 4 行", True),
    ]
    assert not Edition.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_change_is_shown_field_by_field(take):
    applied(planned(take()))
    changed = book(HEADER, ["GB/T 1.1-2020", "标准化工作导则", "2021-01-01", ""])
    plan = planned(take(changed, said_on=date(2026, 3, 1))).plan
    assert plan["changes"][0]["fields"] == [["effective", "2020-10-01", "2021-01-01"]]


def test_what_contradicts_a_weightier_source_is_shown_and_not_changed(take, keeper):
    edition_record(actor=None, number="GB/T 1.1-2020", title_zh="标准化工作导则", effective="2020-10-01",
                   source="国家标准全文公开系统", at=AT)  # fmt: skip
    changed = book(HEADER, ["GB/T 1.1-2020", "标准化工作导则", "2021-01-01", ""])
    subject = applied(planned(take(changed, source="某单位的目录")))
    difference = subject.plan["differences"][0]
    assert [difference[name] for name in ("field", "held", "said")] == ["effective", "2020-10-01", "2021-01-01"]
    edition = Edition.objects.get()
    assert edition.effective == "2020-10-01"
    assert edition.assertions.filter(field="effective", value="2021-01-01", source__name="某单位的目录").exists()


def test_an_import_is_applied_with_its_batch_and_history(take, keeper):
    subject = applied(planned(take()))
    assert (subject.stage, subject.applied_at, counts(subject, "created")) == ("applied", AT, 2)
    batch = ImportBatch.objects.get()
    assert (batch.sha256, batch.actor, subject.batches[0]["batch"]) == (subject.sha256, keeper.actor, batch.pk)
    assert Edition.objects.get(number="GB/T 1.1-2020").source.name == "测试平台"
    assert [event.action.rpartition(".")[2] for event in Event.objects.filter(object_kind="list_import")] == [
        "requested", "planned", "confirmed", "applied",
    ]  # fmt: skip


def test_the_same_list_again_changes_nothing(take):
    applied(planned(take()))
    before = Event.objects.filter(object_kind="edition").count()
    subject = planned(take())
    assert [subject.plan["counts"][name] for name in ("created", "changed", "claims", "relations")] == [0] * 4
    assert counts(applied(subject), "created") == 0
    assert Event.objects.filter(object_kind="edition").count() == before
    assert ImportBatch.objects.count() == 1


def test_an_import_cannot_be_applied_twice_or_before_it_was_tried(take):
    subject = take()
    with pytest.raises(WordsError, match="not_planned"):
        list_import_apply(actor=subject.owner, subject=subject, at=AT)
    subject = applied(planned(subject))
    with pytest.raises(WordsError, match="applied"):
        list_import_apply(actor=subject.owner, subject=subject, at=AT)


def test_a_second_click_while_it_runs_is_refused(take):
    subject = planned(take())
    list_import_apply(actor=subject.owner, subject=subject, at=AT)
    with pytest.raises(WordsError, match="busy"):
        list_import_apply(actor=subject.owner, subject=subject, at=AT)


def test_a_killed_import_goes_on_and_nothing_is_seen_before_the_switch(take, monkeypatch):
    monkeypatch.setattr(staging, "PIECE_ROWS", 4)
    monkeypatch.setattr(staging, "ALONE", 10)
    subject = planned(take(many(10)))
    shutil.rmtree(staging.root())
    list_import_apply(actor=subject.owner, subject=subject, at=AT)
    write, reading = imports.plan_write, []
    read = staging.piece_read

    def killed_reading(rows, reader):
        reading.append(rows)
        if len(reading) == 2:
            raise KeyboardInterrupt
        return read(rows, reader)

    def killed_within(plan, writer):
        write(plan, writer)
        raise KeyboardInterrupt

    monkeypatch.setattr(staging, "piece_read", killed_reading)
    monkeypatch.setattr(imports, "plan_write", killed_within)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            job_run(job_take(AT), clock=lambda: AT)
        assert not Edition.objects.exists()
        assert not Event.objects.filter(object_kind="edition").exists()
        Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.QUEUED)
    monkeypatch.setattr(imports, "plan_write", write)
    run_due(now=AT + timedelta(minutes=5))
    subject.refresh_from_db()
    assert (subject.stage, counts(subject, "created"), counts(subject, "rows")) == ("applied", 10, 10)
    assert len(reading) == 4, "the first piece was read once"
    assert Edition.objects.count() == Event.objects.filter(action="catalogue.edition.created").count() == 10
    assert not list(staging.root().iterdir())


def test_an_import_handed_back_by_a_stopping_worker_goes_on(take, monkeypatch):
    subject = planned(take())
    list_import_apply(actor=subject.owner, subject=subject, at=AT)
    job_run(job_take(AT), clock=lambda: AT, stopping=lambda: True)
    assert not Edition.objects.exists()
    run_due(now=AT)
    assert Edition.objects.count() == 2


def test_a_stopped_import_can_be_continued(take):
    subject = planned(take())
    list_import_apply(actor=subject.owner, subject=subject, at=AT)
    subject.refresh_from_db()
    list_import_stop(actor=subject.owner, subject=subject, at=AT)
    assert not Edition.objects.exists()
    assert applied(subject).stage == "applied"


def test_a_job_overtaken_by_a_newer_one_does_nothing(take):
    subject = take()
    list_import_map(actor=subject.owner, subject=subject, columns=subject.columns, at=AT)
    Job.objects.update(state=Job.State.CANCELLED)
    planned(subject, 甲="published")
    Job.objects.filter(state=Job.State.CANCELLED).update(state=Job.State.QUEUED)
    ListImport.objects.update(plan=None)
    run_due(now=AT)
    subject.refresh_from_db()
    assert subject.plan is None


def test_json_lines_name_their_fields_and_are_tried_at_once(take):
    line = json.dumps({"number": "GB/T 1.1-2020", "title_zh": "导则"}, ensure_ascii=False)
    subject = take(f"{line}\nnot json\n".encode(), "目录.jsonl")
    run_due(now=AT)
    subject.refresh_from_db()
    assert (subject.stage, subject.plan["counts"]["created"], subject.plan["counts"]["refused"]) == ("planned", 1, 1)


def test_another_sheet_that_is_a_list_too_is_not_passed_over_in_silence(take):
    workbook = openpyxl.Workbook()
    workbook.active.title = "说明"
    workbook.active.append(["本表由某中心编制"])
    for title, rows in (("国标", ROWS), ("地标", ROWS[:1])):
        sheet = workbook.create_sheet(title)
        for row in (HEADER, *rows):
            sheet.append(row)
    held = io.BytesIO()
    workbook.save(held)
    subject = take(held.getvalue())
    assert (subject.sheet, subject.sheets_left, subject.total) == ("国标", 1, 3)


def test_columns_of_one_name_are_told_apart(take):
    subject = take(book(["标准号", "注", "注", "注 (3)"], ["GB/T 1.1-2020", "1", "2", "3"]))
    assert subject.header == ["标准号", "注", "注 (3)", "注 (3) (4)"]
    assert [values[0] for values in subject.samples] == ["GB/T 1.1-2020", "1", "2", "3"]


def test_a_far_away_cell_takes_no_memory(take):
    workbook = openpyxl.Workbook()
    for row in (HEADER, *ROWS):
        workbook.active.append(row)
    workbook.active["XFD1048576"] = "far"
    held = io.BytesIO()
    workbook.save(held)
    assert take(held.getvalue()).total == 4


@pytest.mark.parametrize(("name", "data", "code"), [
    ("a.xlsx", b"", "empty"),
    ("a.xlsx", b"PK\x03\x04 cut short", "corrupted"),
    ("a.xlsx", b"\x7fELF\x00", "unsupported"),
    ("a.pdf", b"%PDF-1.4 nothing", "corrupted"),
    ("a.csv", "标准编号,标准名称\n".encode(), "empty"),
    ("a.csv", "绝密★启用前\n标准编号,标准名称\nGB/T 1.1-2020,导则\n".encode(), "secret"),
    ("a.jsonl", b"\x00\x01\n", "not_lines"),
    ("a.jsonl", b"", "empty"),
    ("a.jsonl.zst", b"x", "unsupported"),
    ("a.md", b"GB/T 1.1-2020\n", "no_header"),
    ("a.csv", (",".join(f"c{n}" for n in range(300)) + "\n1,2\n").encode(), "columns"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_remedy_and_not_stored(take, name, data, code):
    with pytest.raises(WordsError) as error:
        take(data, name)
    assert error.value.code == code
    assert error.value.remedy is not None
    assert not StoredFile.objects.exists()
    assert not ListImport.objects.exists()


def test_a_list_without_a_source_is_refused(take):
    with pytest.raises(WordsError, match="source"):
        take(source=" ")


def test_whoever_may_not_import_is_denied_and_so_is_another_who_may(take, bureau, colleague):
    with pytest.raises(Denied):
        take(actor=colleague)
    subject = take()
    other = person("other-keeper", bureau, "officer")
    with pytest.raises(Denied):
        list_import_map(actor=other, subject=subject, columns=subject.columns, at=AT)
    with pytest.raises(Denied):
        list_import_delete(actor=other, subject=subject, at=AT)


def test_a_right_lost_before_the_import_ran_stops_it(take, keeper):
    subject = planned(take())
    list_import_apply(actor=keeper, subject=subject, at=AT)
    Membership.objects.filter(user=keeper).delete()
    run_due(now=AT)
    job = Job.objects.get(pk=ListImport.objects.get().job_id)
    assert job.state == "failed"
    assert "权限" in job.reason["zh"]
    assert not Edition.objects.exists()


def test_a_list_nobody_imported_goes_on_its_day_and_an_imported_one_stays(take):
    imported, left = applied(planned(take())), take()
    assert list_imports_purge(at=AT) == 0
    assert list_imports_purge(at=AT + timedelta(days=31)) == 1
    assert list(ListImport.objects.all()) == [imported]
    assert not StoredFile.objects.filter(pk=left.stored_id).exists()
    with pytest.raises(WordsError, match="applied"):
        list_import_delete(actor=imported.owner, subject=imported, at=AT)
