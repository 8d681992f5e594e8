"""Lines made to do harm: each is taken, taken in part, or left out with its place and reason; no import breaks."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import zstandard

from guiju.apps.catalogue.importing import jsonl
from guiju.apps.catalogue.importing.jsonl import read_jsonl
from guiju.apps.catalogue.importing.people import is_person
from guiju.apps.catalogue.importing.record import Defaults, Row
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.importing.telling import content_of, record_of
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import import_apply, imports_apply
from guiju.domain.language import NO_WORDS, WordsError
from guiju.kernel.history.models import Event

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
FIELDS = (
    "number", "title_zh", "title_en", "titles", "published", "effective", "withdrawn", "replaces", "replaced_by",
    "amends", "amended_by", "adopts", "adopts_degree", "ics", "ccs", "committee", "publisher", "doctype", "drafters",
    "source", "url", "chain_inferred", "status", "status_raw", "asserted_status", "asserted_on", "nature", "stage",
    "language", "kind", "jurisdiction", "clauses_withdrawn", "fictitious", "parallel_until", "cites",
)  # fmt: skip
DEEP: list[object] = []
for _ in range(300):
    DEEP = [DEEP]
VALUES = (
    True, False, 0, -1, 1e308, 10**400, [], {}, [[]], [None], {"number": None}, [{"number": []}], {"a": {"b": 1}}, DEEP,
    "\u2028\u2029", "\x00\ud800", "a" * 200_000, ["x"] * 5_000, {str(n): "t" for n in range(1_000)}, "<b>" * 9_000,
    [{"number": "GB/T 1-2001", "degree": "x" * 99, "starts": "2020-13-45", "scope": [1]}], float("inf"), "９" * 500,
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_no_type_in_any_field_breaks_a_row(field):
    reader = RowReader(Defaults("list", keep_unread=True), None)
    for value in VALUES:
        record = reader.record(Row(NO_WORDS, {"number": "GB/T 1.1-2020", "title_zh": "导则", field: value}))
        if record is not None:
            content = content_of(record)
            assert len(content) < 200_000
            assert record_of(record.place, record.identity, content, "").fields == record.fields


def lines(path, *raw: bytes):
    path.write_bytes(b"\n".join(raw) + b"\n")
    return path


@pytest.mark.django_db
def test_each_hostile_line_is_one_problem_and_the_rest_comes_in(tmp_path):
    good = json.dumps({"number": "GB/T 1.1-2020", "title_zh": "导\u2028则"}, ensure_ascii=False).encode()
    path = lines(
        tmp_path / "a.jsonl",
        b'{"number": "ISO 1:2016", "title_en": "' + b"a" * 10_000_000 + b'"}',
        b"[" * 100_000,
        b'{"number": "ISO 1:2016", "pages": NaN}',
        b'{"number": "ISO 1:2016", "number": "ISO 2:2016"}',
        b'{"number": "ISO 3:2016", "title_en": ["A"], "published": {"a": 1}}',
        b"\xff\xfe",
        good,
    )
    outcome = import_apply(actor=None, path=path, at=NOW)
    assert [(p.place.en, p.code) for p in outcome.problems if p.fatal] == [
        ("line 1", "line_too_long"), ("line 2", "not_an_object"), ("line 3", "not_an_object"), ("line 4", "twice"),
        ("line 6", "not_an_object"),
    ]  # fmt: skip
    assert {(p.place.en, p.field, p.code) for p in outcome.problems if not p.fatal} >= {
        ("line 5", "title_en", "type"), ("line 5", "published", "type"),
    }  # fmt: skip
    assert sorted(Edition.objects.values_list("number", "title_zh")) == [("GB/T 1.1-2020", "导 则"), ("ISO 3:2016", "")]


@pytest.mark.django_db
def test_what_grows_beyond_every_list_when_unpacked_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "_LARGEST", 3_000_000)
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.ZstdCompressor(level=19).compress(b"0" * 30_000_000))
    with pytest.raises(WordsError, match="too_large"):
        import_apply(actor=None, path=path, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("keep", [10, 60, 110])
def test_a_compressed_file_cut_short_is_damaged_and_nothing_of_it_enters(tmp_path, keep):
    rows = b"".join(b'{"number": "ISO %d:2016", "title_en": "A"}\n' % n for n in range(1, 3_000))
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(rows)[:keep])
    with pytest.raises(WordsError):
        import_apply(actor=None, path=path, at=NOW)
    assert not Edition.objects.exists()


def test_a_window_larger_than_we_grant_is_refused(tmp_path):
    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.ZstdCompressor(compression_params=parameters).compressobj().compress(b"") or b"")
    stream = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    path.write_bytes(stream.compress(b'{"number": "ISO 1:2016"}\n' * 9) + stream.flush())
    with pytest.raises(WordsError, match="corrupted"):
        list(read_jsonl(path).rows)


def test_every_frame_of_a_compressed_file_is_read(tmp_path):
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(
        zstandard.compress(b'{"number": "ISO 1:2016"}\n') + zstandard.compress(b'{"number": "ISO 2:2016"}\n')
    )
    assert [row.values["number"] for row in read_jsonl(path).rows] == ["ISO 1:2016", "ISO 2:2016"]


@pytest.mark.django_db
def test_of_several_files_all_come_in_or_none(tmp_path):
    good = lines(tmp_path / "a.jsonl", b'{"number": "ISO 1:2016", "title_en": "A"}')
    bad = tmp_path / "b.jsonl.zst"
    bad.write_bytes(zstandard.compress(b'{"number": "ISO 2:2016"}\n' * 500)[:-9])
    with pytest.raises(WordsError):
        imports_apply(actor=None, files=[(good, None), (bad, None)], at=NOW)
    assert not Edition.objects.exists()
    bad.write_bytes(zstandard.compress(b'{"number": "ISO 2:2016"}\n'))
    imports_apply(actor=None, files=[(good, None), (bad, None)], at=NOW)
    assert Edition.objects.count() == 2
    assert Event.objects.filter(action="catalogue.import.released").count() == 2


@pytest.mark.django_db
def test_lists_too_long_for_one_process_are_read_by_several_in_order(tmp_path, monkeypatch):
    from guiju.apps.catalogue.services import staging

    monkeypatch.setattr(staging, "PIECE_ROWS", 3)
    path = lines(tmp_path / "a.jsonl", *(b'{"number": "ISO %d:2016", "title_en": "A"}' % n for n in range(1, 21)))
    assert import_apply(actor=None, path=path, at=NOW).counts["created"] == 20
    assert [e.number for e in Edition.objects.order_by("id")] == [f"ISO {n}:2016" for n in range(1, 21)]


@pytest.mark.parametrize(("name", "person"), [
    ("张三", True), ("欧阳修", True), ("J. Smith", True), ("Smith, J.", True), ("John Smith", True),
    ("李明 教授", True),
    ("中国标准化研究院", False), ("一般財団法人　日本規格協会", False), ("石油連盟", False), ("Siemens AG", False),
    ("广东省质检院", False), ("National Physical Laboratory", False),
])  # fmt: skip
def test_people_among_drafters_are_told_from_organisations(name, person):
    assert is_person(name) is person


def test_a_note_on_dropped_people_does_not_name_them():
    reader = RowReader(Defaults("list"), None)
    record = reader.record(
        Row(NO_WORDS, {"number": "GB/T 1.1-2020", "title_zh": "导则", "drafters": ["张三", "某某大学"]})
    )
    assert record.fields["drafters"] == ["某某大学"]
    assert "张三" not in str(reader.problems)
