"""ISO Open Data: deliverables become editions with dated stages; committees and ICS fill their tables."""

from __future__ import annotations

import json
from datetime import date

import pytest
from source_samples import NOW, deliverable, links, records, take

from guiju.apps.catalogue.models import Committee, Edition, IcsCode, Relation
from guiju.apps.catalogue.services import import_apply, reference_import
from guiju.domain.language import WordsError
from guiju.kernel.history.models import Event

pytestmark = pytest.mark.django_db
OLD = deliverable(1, "ISO 99001:2008", currentStage=9599, replacedBy=[2])
NEW = deliverable(2, "ISO 99001:2015", currentStage=9092, replaces=[1, 77])
AMENDMENT = deliverable(3, "ISO 99001:2015/Amd 1:2024", supplementType="Amd", title=None, publicationDate="2024-02-23")
PROJECT = deliverable(4, "ISO/DIS 99001", publicationDate=None, currentStage=4060)
COMMITTEES = (
    "\ufeffid,reference,status,title.en,secretariat.id,secretariat.acronym,creationDate,scope.en,parentId\n"
    '1,ISO/TC 990,Active,"Things, invented",5,XYZ,1990-01-01,,\n'
    "2,ISO/TC 990/SC 2,Disbanded,Systems,5,XYZ,1991-01-01,,1\n3,,Active,,,,,,\n"
)
ICS = (
    '\ufeffidentifier,parent,titleEn,titleFr,scopeEn,scopeFr\n"98",,"Invented field",,,\n"98.040","98","Group","G",,\n'
)
ICS_XML = (
    '<?xml version="1.0"?><fields><field><identifier>98</identifier><title xml:lang="en">Invented field</title></field>'
    '<group><identifier>98.040</identifier><field>98</field><title xml:lang="fr">G</title><title xml:lang="en">Group'
    "</title></group></fields>"
)


def test_a_deliverable_fills_the_fields_of_an_edition():
    adapter, (old, new), problems = records(OLD + NEW, "iso.jsonl")
    assert adapter == "iso-deliverables"
    assert new.fields == {
        "title_en": "Invented things",
        "titles": {"fr": "Choses inventées"},
        "committee": "ISO/TC 990/SC 2",
        "url": "https://www.iso.org/standard/2.html",
        "doctype": "IS",
        "language": "en,fr",
        "published": "2015-09-22",
        "ics": ["03.120.10"],
        "stage": "published",
    }
    assert [(c.field, c.value, c.asserted_on) for c in old.claims] == [("asserted_status", "95.99", date(2026, 4, 22))]
    assert links(old) == links(new) == ["ISO 99001:2015 replaces ISO 99001:2008"]
    assert [(p.code, p.field, "77" in p.message.zh) for p in problems] == [("id_unknown", "replaces", True)]


def test_an_amendment_hangs_on_its_standard_and_a_project_is_a_draft():
    _, (amendment, project), _ = records(AMENDMENT + PROJECT, "iso.jsonl")
    assert links(amendment) == ["ISO 99001:2015/Amd 1:2024 amends ISO 99001:2015"]
    assert (amendment.fields["doctype"], project.fields["stage"]) == ("IS Amd", "draft")


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_or_a_list_is_read_like_lines(indent):
    one = json.dumps(json.loads(NEW), indent=indent)
    assert records(one, "one.json")[1][0].identity.number == "ISO 99001:2015"
    assert len(records(f"[{one},{OLD}]", "list.json")[1]) == 2


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read(codec):
    title = {"zh": "虚构标准"}
    _, (record,), _ = records(deliverable(1, "ISO 99001:2008", title=title).encode(codec), "iso.jsonl")
    assert record.fields["title_zh"] == "虚构标准"


def test_without_a_day_for_its_stages_the_file_is_refused_and_nothing_written(tmp_path):
    path = tmp_path / "iso.jsonl"
    path.write_text(OLD + NEW, encoding="utf-8")
    with pytest.raises(WordsError) as error:
        import_apply(actor=None, path=path, at=NOW)
    assert error.value.code == "said_on"
    assert not Edition.objects.exists()


def test_importing_twice_changes_nothing_and_the_source_is_iso(tmp_path):
    path = tmp_path / "iso.jsonl"
    path.write_text(OLD + NEW + AMENDMENT, encoding="utf-8")
    assert take(path).counts["created"] == 3
    assert take(path).changes_nothing
    assert Relation.objects.count() == 2
    assert {e.source.code for e in Edition.objects.all()} == {"ISO Open Data"}


@pytest.mark.parametrize(
    "line",
    ['{"deliverableType": "IS", "reference": 7}', '{"deliverableType": "IS", "reference": "  "}', "[1, 2]", '{"a'],
)
def test_a_record_without_a_number_is_left_out_with_its_place(line):
    _, read, problems = records(OLD + line + "\n" + NEW, "iso.jsonl")
    assert [r.identity.number for r in read] == ["ISO 99001:2008", "ISO 99001:2015"]
    assert problems[0].place.zh == "第 2 行"
    assert problems[0].fatal


def test_values_of_strange_types_are_passed_over():
    strange = {"icsCode": {"a": 1}, "title": [1], "replaces": "x", "languages": 9, "currentStage": "soon", "id": "x"}
    _, (record,), problems = records(deliverable(1, "ISO 99001:2008", **strange), "iso.jsonl")
    assert record.links == []
    assert "ics" not in record.fields
    assert "stage" in {p.code for p in problems}


def test_a_json_file_cut_short_says_in_which_line():
    whole = json.dumps(json.loads(NEW), indent=2)
    with pytest.raises(WordsError) as error:
        records(whole[:120], "iso.json")
    assert error.value.code == "corrupted"
    assert "行" in error.value.message.zh


def test_a_line_without_end_is_refused():
    with pytest.raises(WordsError) as error:
        records(OLD + '{"reference": "' + "x" * 1_100_000, "iso.jsonl")
    assert error.value.code == "line_too_long"


def reference(path, content, **more):
    path.write_text(content, encoding="utf-8")
    return reference_import(actor=None, path=path, at=NOW, **more)


def test_committees_come_in_with_their_parents_and_again_change_nothing(tmp_path):
    outcome = reference(tmp_path / "tc.csv", COMMITTEES)
    child = Committee.objects.get(reference="ISO/TC 990/SC 2")
    assert (child.parent.reference, child.secretariat, child.active) == ("ISO/TC 990", "XYZ", False)
    assert (outcome.counts["created"], [p.place.zh for p in outcome.problems]) == (2, ["第 4 行"])
    assert reference(tmp_path / "tc.csv", COMMITTEES).changes_nothing
    assert Event.objects.get(action="catalogue.reference.imported").object_id == "iso-committees"


def test_a_committee_that_changed_is_brought_up_to_date_and_history_says_what_it_was(tmp_path):
    Committee.objects.create(reference="ISO/TC 990", title_en="Old", title_zh="虚构", secretariat="ABC")
    line = {"id": 1, "reference": "ISO/TC 990", "status": "Active", "title": {"en": "New"}, "secretariat": None}
    reference(tmp_path / "tc.jsonl", json.dumps(line | {"parentId": None}) + "\n")
    held = Committee.objects.get()
    assert (held.title_en, held.title_zh, held.secretariat) == ("New", "虚构", "ABC")
    assert Event.objects.get().payload.content["before"]["ISO/TC 990"]["title_en"] == "Old"


@pytest.mark.parametrize(("name", "content"), [("ics.csv", ICS), ("ics.xml", ICS_XML)])
def test_the_ics_comes_in_from_csv_and_xml_and_keeps_chinese_titles(tmp_path, name, content):
    IcsCode.objects.create(code="98", level=1, title_zh="虚构领域", title_en="Old")
    assert reference(tmp_path / name, content, dry_run=True).counts["changed"] == 1
    reference(tmp_path / name, content)
    rows = IcsCode.objects.order_by("code").values_list("code", "level", "parent", "title_zh", "title_en")
    assert list(rows) == [("98", 1, "", "虚构领域", "Invented field"), ("98.040", 2, "98", "", "Group")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ICS_XML.replace("<fields>", '<!DOCTYPE a [<!ENTITY b "c">]><fields>'), "external_entity"),
        (ICS_XML[:-30], "corrupted"),
        ("标准号,名称\nGB/T 1-2020,甲\n", "unsupported"),
    ],
)
def test_a_hostile_or_other_file_is_refused(tmp_path, content, code):
    with pytest.raises(WordsError) as error:
        reference(tmp_path / "ics.xml", content, format="iso-ics" if code == "external_entity" else "")
    assert error.value.code == code


def test_a_list_of_committees_is_no_list_of_standards():
    with pytest.raises(WordsError) as error:
        records(COMMITTEES, "tc.csv")
    assert error.value.code == "reference"
