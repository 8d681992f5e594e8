"""The life of a check: requested, run, revised, repeated, saved, deleted, purged."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from guiju.apps.validity.intake import Upload, take_in
from guiju.apps.validity.models import Check, UnlistedNumber
from guiju.apps.validity.queries import changes_since, check_by_key, passages_kept, result_of
from guiju.apps.validity.sealing import report_json, seal_check
from guiju.apps.validity.services import (
    check_delete,
    check_repeat,
    check_request,
    check_revise,
    check_save,
    checks_purge,
    number_reopen,
    number_settle,
    numbers_count,
)
from guiju.domain.documents import DocumentError
from guiju.domain.language import WordsError
from guiju.domain.validity import DocumentUse
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.files.models import StoredFile
from guiju.kernel.history.models import Event
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

TEXT = "依据 GB/T 1.1—2009 与 GB/T 1.1-2020，参照 GB/T 99999-2001。"
TODAY = date(2026, 3, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]


def requested(text: str = TEXT, owner: Any = None, **options: Any) -> Check:
    intake = take_in([], text)
    return check_request(owner=owner, intake=intake, title="", use=None, as_of=TODAY, at=AT, **options)


def run(check: Check) -> Check:
    run_due(now=AT)
    return Check.objects.get(pk=check.pk)


def verdicts(check: Check) -> dict[str, str]:
    found = result_of(check)
    assert found is not None
    return {
        member["number"]: member["verdict"]
        for file in found["files"]
        for citation in file["citations"]
        for member in citation["members"]
    }


def test_a_check_waits_runs_and_is_sealed() -> None:
    check = requested()
    assert result_of(check) is None
    check = run(check)
    assert verdicts(check) == {
        "GB/T 1.1-2009": "replaced", "GB/T 1.1-2020": "in_force", "GB/T 99999-2001": "not_in_catalogue",
    }  # fmt: skip
    assert seal_check(report_json(result_of(check) or {}, check.seal)).holds
    assert check.job is not None
    assert check.job.state == Job.State.SUCCEEDED


def test_running_a_check_again_gives_the_same_result() -> None:
    check = run(requested())
    assert check.job is not None
    Job.objects.filter(pk=check.job.pk).update(state=Job.State.QUEUED)
    assert result_of(run(check)) == result_of(check)


def test_the_cited_passages_are_kept_for_their_places() -> None:
    check = run(requested("第一行\n" + TEXT))
    assert passages_kept(check) == {"0": {"line/2": TEXT}}


def test_each_step_is_an_event_without_the_text() -> None:
    run(requested())
    actions = list(Event.objects.filter(object_kind="check").values_list("action", flat=True))
    assert actions == ["validity.check.requested", "validity.check.finished"]


def test_another_day_gives_another_answer() -> None:
    check = run(requested())
    check_revise(subject=check, use=DocumentUse.CONTRACT, as_of=date(2015, 1, 1), at=AT)
    assert result_of(check) is None
    check = run(check)
    assert verdicts(check)["GB/T 1.1-2009"] == "in_force"
    assert (result_of(check) or {})["files"][0]["kind"] == "contract"


def test_a_repeated_check_shows_only_what_changed(owner: Any) -> None:
    first = run(requested(owner=owner))
    again = check_repeat(subject=first, as_of=date(2015, 1, 1), at=AT)
    again = run(again)
    changed = changes_since(again)
    assert changed is not None
    assert {(change.number, change.kind) for change in changed} == {
        ("GB/T 1.1-2009", "verdict"), ("GB/T 1.1-2020", "verdict"),
    }  # fmt: skip


def test_a_saved_list_stays_and_the_rest_goes_on_its_day(owner: Any) -> None:
    kept, gone, anonymous = requested(owner=owner), requested(owner=owner), requested()
    check_save(subject=kept, title="受控清单", at=AT)
    assert checks_purge(at=AT + timedelta(days=8)) == 1
    assert not Check.objects.filter(pk=anonymous.pk).exists()
    assert checks_purge(at=AT + timedelta(days=91)) == 1
    assert list(Check.objects.values_list("pk", flat=True)) == [kept.pk]
    assert not Check.objects.filter(pk=gone.pk).exists()


def test_a_deleted_check_leaves_no_file_behind() -> None:
    check = run(requested())
    check_delete(subject=check, at=AT)
    assert not StoredFile.objects.exists()
    assert not Check.objects.exists()


def test_files_that_went_on_their_day_cannot_be_checked_again() -> None:
    check = run(requested())
    StoredFile.objects.all().delete()
    with pytest.raises(DocumentError) as caught:
        check_repeat(subject=check, as_of=TODAY, at=AT)
    assert caught.value.code == "gone"


def test_a_check_is_seen_by_its_owner_only(owner: Any, colleague: Any, stranger: Any) -> None:
    check = requested(owner=owner)
    assert check_by_key(check.key, owner) == check
    for other in (colleague, stranger, None):
        assert check_by_key(check.key, other) is None


def test_a_check_without_an_owner_is_seen_by_whoever_has_the_link(owner: Any) -> None:
    check = requested()
    assert check_by_key(check.key, None) == check
    assert check_by_key(check.key, owner) == check
    assert check_by_key("x" * 43, None) is None


def test_a_zip_gives_one_result_per_file_and_names_the_bad_ones() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("甲/a.txt", "GB/T 1.1-2009")
        archive.writestr("b.txt", "GB/T 1.1-2020")
        archive.writestr("c.docx", b"\x00\x01\x02 no document")
    intake = take_in([Upload("全部.zip", held.getvalue())], "")
    assert [document.name for _, document in intake.files] == ["甲/a.txt", "b.txt"]
    assert [(problem.name, problem.error.code) for problem in intake.problems] == [("c.docx", "corrupted")]


def test_a_file_that_could_not_be_read_is_named_in_the_signed_result() -> None:
    intake = take_in([Upload("a.txt", b"GB/T 1.1-2009"), Upload("b.docx", b"PK\x03\x04 broken")], "")
    check = run(check_request(owner=None, intake=intake, title="", use=None, as_of=TODAY, at=AT))
    found = result_of(check) or {}
    assert [(file["name"], len(file["citations"]), len(file["unread"])) for file in found["files"]] == [
        ("a.txt", 1, 0), ("b.docx", 0, 1),
    ]  # fmt: skip


def test_a_file_marked_secret_refuses_the_whole_hand_in_and_nothing_is_stored() -> None:
    with pytest.raises(DocumentError) as caught:
        take_in([Upload("a.txt", b"GB/T 1.1-2009"), Upload("b.txt", "机密★10年\n\n标题".encode())], "")
    assert caught.value.code == "secret"
    assert not StoredFile.objects.exists()


def test_nothing_handed_in_is_an_error_with_a_remedy() -> None:
    with pytest.raises(WordsError) as caught:
        take_in([], "  \n")
    assert caught.value.code == "nothing"


def test_unlisted_numbers_queue_up_once_and_are_counted() -> None:
    run(requested())
    run(requested())
    row = UnlistedNumber.objects.get()
    assert (row.number, row.asked, row.outcome) == ("GB/T 99999-2001", 2, "")


@pytest.mark.django_db
def test_numbers_asked_before_are_counted_together(django_assert_max_num_queries: Any) -> None:
    def result(count: int) -> Any:
        member = {"verdict": "not_in_catalogue"}
        citations = [{"members": [member | {"number": f"GB {n}"}], "title_in_text": ""} for n in range(count)]
        return {"files": [{"citations": [*citations, citations[0]]}]}

    numbers_count(result=result(100), at=AT)
    with django_assert_max_num_queries(8):
        numbers_count(result=result(200), at=AT)
    assert UnlistedNumber.objects.get(number="GB 0").asked == 2
    assert [UnlistedNumber.objects.get(number=f"GB {n}").asked for n in (1, 150)] == [2, 1]


@pytest.fixture
def institute_person(db: None) -> Any:
    institute = organisation_create(actor=None, name="标准院", kind="institute", at=AT)
    return person("researcher", institute, "institute")


def settled(actor: Any, **options: Any) -> UnlistedNumber:
    values = {"outcome": "same_as", "meant": "GB/T 1.1-2020", "evidence_link": "https://example.org/notice"}
    return number_settle(actor=actor, number="GB/T 99999-2001", at=AT, **{**values, **options})


def test_a_settled_number_is_used_by_the_next_check(institute_person: Any) -> None:
    run(requested())
    settled(institute_person)
    assert verdicts(run(requested()))["GB/T 99999-2001"] == "in_force"
    number_reopen(actor=institute_person, number="GB/T 99999-2001", at=AT)
    assert verdicts(run(requested()))["GB/T 99999-2001"] == "not_in_catalogue"


def test_a_recorded_number_enters_the_catalogue_with_its_evidence(institute_person: Any) -> None:
    run(requested())
    settled(institute_person, outcome="recorded", title="某标准", asserted_status="现行")
    assert verdicts(run(requested()))["GB/T 99999-2001"] != "not_in_catalogue"


@pytest.mark.parametrize(
    ("options", "where"),
    [
        ({"outcome": ""}, "outcome"), ({"evidence_link": ""}, "evidence_link"), ({"meant": "没有"}, "meant"),
        ({"meant": "GB/T 88888-2001"}, "meant"), ({"outcome": "recorded"}, "title"),
    ],
)  # fmt: skip
def test_a_settlement_at_fault_names_the_field(institute_person: Any, options: Any, where: str) -> None:
    run(requested())
    with pytest.raises(WordsError) as caught:
        settled(institute_person, **options)
    assert caught.value.where == where
    assert UnlistedNumber.objects.get().outcome == ""


def test_only_those_who_keep_the_catalogue_settle(owner: Any) -> None:
    run(requested())
    with pytest.raises(Denied):
        settled(owner)
