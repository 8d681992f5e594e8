"""Taking lists into the catalogue: idempotent, with history, with the place of every fault."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
import zstandard
from django.contrib.auth.models import AnonymousUser

from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.models import Assertion, Edition, ImportMapping, Relation
from guiju.apps.catalogue.queries import snapshot
from guiju.apps.catalogue.runs import in_runs
from guiju.apps.catalogue.services import assertion_record, edition_record, import_apply, relation_record
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.models import Event

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def take(path, **more):
    return import_apply(actor=None, path=path, at=NOW, **more)


def lines(path, *rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def book(path, *rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


ONE = {
    "number": "GB／T19001—2016",
    "title_zh": "质量管理体系　要求",
    "asserted_status": "现行",
    "asserted_on": "2026-01-01",
}


def test_a_row_becomes_an_edition_in_normal_form_with_its_claim(tmp_path):
    outcome = take(lines(tmp_path / "a.jsonl", ONE | {"source": "list", "replaces": ["GB/T 19001-2008"]}))
    edition = Edition.objects.get()
    assert (edition.number, edition.series.key, edition.level) == ("GB/T 19001-2016", "gb:19001", "national")
    assert (edition.source.name, edition.recorded_on) == ("list", date(2026, 1, 1))
    assert edition.assertions.get().value == "现行"
    assert str(Relation.objects.get()) == "GB/T 19001-2016 replaces GB/T 19001-2008"
    assert outcome.counts["created"] == 1


def test_importing_again_changes_nothing_and_says_so(tmp_path):
    path = lines(tmp_path / "a.jsonl", ONE, {"number": "ISO 9001:2015/Amd 1:2024", "title_en": "Amendment 1"})
    take(path)
    before = (Event.objects.count(), Assertion.objects.count(), Relation.objects.count(), snapshot().id)
    assert take(path).changes_nothing
    assert (Event.objects.count(), Assertion.objects.count(), Relation.objects.count(), snapshot().id) == before


def test_a_dry_run_counts_the_same_and_writes_nothing(tmp_path):
    path = lines(tmp_path / "a.jsonl", ONE)
    dry = take(path, dry_run=True)
    assert not Edition.objects.exists()
    assert dry.counts == take(path).counts


def test_every_new_edition_has_its_event(tmp_path):
    take(lines(tmp_path / "a.jsonl", ONE))
    event = Event.objects.get(action="catalogue.edition.created")
    assert (event.actor, event.object_id) == ("system", str(Edition.objects.get().pk))
    assert event.payload.content["after"]["number"] == "GB/T 19001-2016"
    assert "sha256:" in event.evidence


def test_a_faulty_row_is_left_out_with_its_place_and_the_rest_comes_in(tmp_path):
    path = lines(
        tmp_path / "a.jsonl", ONE, {"title_zh": "无编号"}, ONE | {"number": "ISO 1:2016", "published": "2016-99"}
    )
    path.write_bytes(path.read_bytes() + b"{broken\n")
    outcome = take(path)
    assert [(p.place.zh, p.code, p.fatal) for p in outcome.problems] == [
        ("第 2 行", "no_number", True),
        ("第 3 行", "date", False),
        ("第 4 行", "not_an_object", True),
    ]
    assert (outcome.counts["created"], outcome.counts["refused"]) == (2, 2)


def test_a_malformed_number_in_a_list_is_refused_with_its_reason(tmp_path):
    outcome = take(book(tmp_path / "a.xlsx", ["标准号", "名称"], ["GB/T", "没有号"], ["GB/T 1.1-2020", "导则"]))
    assert outcome.counts["created"] == 1
    assert outcome.problems[0].place.zh == "Sheet!第 2 行"
    assert "GB/T" in outcome.problems[0].message.zh


def test_a_compressed_file_is_read(tmp_path):
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(json.dumps(ONE).encode()))
    assert take(path).counts["created"] == 1


def test_the_newer_number_replaces_the_older_whichever_way_the_column_is_named(tmp_path):
    for name in ("代替标准号", "被代替标准"):
        path = book(
            tmp_path / f"{name}.xlsx",
            ["标准号", "名称", name],
            ["GB/T 1.1-2009", "旧", "GB/T 1.1-2020"],
            ["GB/T 1.1-2020", "新", "GB/T 1.1-2009"],
        )
        take(path, defaults=Defaults(source="list"))
    assert [str(r) for r in Relation.objects.all()] == ["GB/T 1.1-2020 replaces GB/T 1.1-2009"]


def test_the_header_is_found_below_a_title_row_and_on_another_sheet(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["说明"])
    sheet = workbook.create_sheet("标准清单")
    for row in (["某某实验室受控标准清单"], [], ["序号", "标准编号", "标准名称", "实施日期"]):
        sheet.append(row)
    sheet.append([1, "GB/T 1.1-2020", "导则", date(2020, 10, 1)])
    workbook.save(tmp_path / "a.xlsx")
    outcome = take(tmp_path / "a.xlsx")
    assert outcome.columns == {"标准编号": "number", "标准名称": "title_zh", "实施日期": "effective"}
    assert Edition.objects.get().effective == "2020-10-01"


def test_a_csv_in_gb18030_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("标准编号,标准名称\nGB/T 1.1-2020,导则\n".encode("gb18030"))
    take(path)
    assert Edition.objects.get().title_zh == "导则"


def test_corrected_columns_are_remembered_for_the_same_header(tmp_path):
    rows = (["标准号", "名称", "甲"], ["GB/T 1.1-2020", "导则", "2020-10-01"])
    take(book(tmp_path / "a.xlsx", *rows), wishes={"甲": "effective"})
    assert ImportMapping.objects.get().columns["甲"] == "effective"
    assert take(book(tmp_path / "b.xlsx", *rows), dry_run=True).columns["甲"] == "effective"


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.xlsx", b"PK\x03\x04 cut short", "corrupted"),
    ("a.csv", "甲,乙\n1,2\n".encode(), "no_header"),
    ("a.docx", b"", "unsupported"),
    ("a.jsonl.zst", b"not compressed", "corrupted"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WordsError) as error:
        take(path)
    assert error.value.code == code


def test_another_source_fills_what_was_empty_and_its_contradiction_is_kept_as_a_claim(tmp_path):
    take(lines(tmp_path / "a.jsonl", ONE | {"source": "first", "effective": "2017-07-01"}))
    take(lines(tmp_path / "b.jsonl", ONE | {"source": "second", "effective": "2017-01-01", "published": "2016-12-30"}))
    edition = Edition.objects.get()
    assert (edition.effective, edition.published) == ("2017-07-01", "2016-12-30")
    assert edition.field_sources == {"published": "second"}
    assert edition.assertions.get(field="effective").value == "2017-01-01"
    assert take(tmp_path / "b.jsonl").changes_nothing


def test_one_source_corrects_itself_and_history_keeps_what_it_said_before(tmp_path):
    take(lines(tmp_path / "a.jsonl", ONE | {"source": "s", "effective": "2017-01-01"}))
    take(lines(tmp_path / "b.jsonl", ONE | {"source": "s", "effective": "2017-07-01", "asserted_on": "2026-02-01"}))
    assert Edition.objects.get().effective == "2017-07-01"
    field, claims = (event.payload.content for event in Event.objects.filter(action="catalogue.edition.changed"))
    assert field == {"before": {"effective": "2017-01-01"}, "after": {"effective": "2017-07-01"}}
    assert [claim["value"] for claim in claims["after"]["assertions"]] == ["2017-01-01", "现行"]


def test_each_field_that_changes_is_an_event_with_its_source(tmp_path):
    take(lines(tmp_path / "a.jsonl", ONE | {"source": "first"}))
    take(lines(tmp_path / "b.jsonl", ONE | {"source": "second", "published": "2016-12-30", "committee": "SAC/TC 151"}))
    told = [e.payload.content for e in Event.objects.filter(action="catalogue.edition.changed")]
    assert {(*t["before"].items(), *t["after"]["field_sources"].items()) for t in told if t["before"]} == {
        (("committee", ""), ("committee", "second")),
        (("published", ""), ("published", "second")),
    }


def test_a_source_that_says_the_same_again_later_is_one_event_however_many_editions(tmp_path):
    rows = [{"number": f"ISO {n}:2016", "title_en": "A", "source": "s"} for n in range(1, 6)]
    take(lines(tmp_path / "a.jsonl", *rows), defaults=Defaults("s", date(2026, 1, 1)))
    take(lines(tmp_path / "b.jsonl", *rows), defaults=Defaults("s", date(2026, 2, 1)))
    assert set(Edition.objects.values_list("recorded_on", flat=True)) == {date(2026, 2, 1)}
    event = Event.objects.get(action="catalogue.editions.confirmed")
    keys = list(Edition.objects.values_list("pk", flat=True))
    after = event.payload.content["after"]
    assert (after["recorded_on"], [k for run in in_runs(after["editions"]) for k in run]) == ("2026-02-01", keys)


def test_a_number_repeated_by_one_source_is_two_editions_and_a_row_repeated_is_one(tmp_path):
    path = lines(tmp_path / "a.jsonl", ONE, ONE, ONE | {"title_zh": "另一个"})
    outcome = take(path)
    assert (outcome.counts["created"], outcome.counts["repeated"]) == (2, 1)
    assert take(path).changes_nothing


def test_the_base_standards_date_on_a_supplement_is_no_fact_of_it(tmp_path):
    take(lines(tmp_path / "a.jsonl", {"number": "ISO 2859:1974/Add 1:1977", "title_en": "A", "published": "1974"}))
    assert Edition.objects.get().published == ""
    assert str(Relation.objects.get()) == "ISO 2859:1974/Add 1:1977 amends ISO 2859:1974"


def test_a_relation_to_itself_is_left_out_with_a_note(tmp_path):
    outcome = take(lines(tmp_path / "a.jsonl", ONE | {"replaces": ["GB/T 19001-2016"]}))
    assert not Relation.objects.exists()
    assert [p.code for p in outcome.problems] == ["self_relation"]


def test_facts_recorded_by_hand_go_the_same_way():
    edition = edition_record(actor=None, number="GB/T 1.1-2009", title_zh="导则", source="https://example.org", at=NOW)
    relation_record(
        actor=None, kind="replaces", subject="GB/T 1.1-2020", obj="GB/T1.1-2009", source="https://example.org", at=NOW
    )
    assertion_record(
        actor=None,
        edition=edition,
        field="asserted_status",
        value="废止",
        source="https://example.org",
        asserted_on=date(2026, 11, 1),
        at=NOW,
    )
    assert edition.assertions.get().value == "废止"
    assert Relation.objects.get().subject == "GB/T 1.1-2020"
    assert Event.objects.filter(object_kind="edition", object_id=str(edition.pk)).count() == 3


def test_a_stranger_may_not_record():
    with pytest.raises(Denied):
        edition_record(actor=AnonymousUser(), number="GB/T 1.1-2009", title_zh="导则", source="x", at=NOW)
