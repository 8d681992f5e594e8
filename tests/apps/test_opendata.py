"""Dumps and the change feed: only what may be passed on, signed, and together a mirror."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from datetime import date, timedelta

import pytest
import zstandard
from django.test import Client

from guiju.apps.catalogue.models import Edition, Source
from guiju.apps.catalogue.services import assertion_record, edition_record, relation_record
from guiju.apps.opendata.jobs import dump_due
from guiju.apps.opendata.models import Dump
from guiju.apps.opendata.services import dump_make, dumps_purge
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.files.services import file_bytes
from guiju.kernel.history.canonical import canonical
from guiju.kernel.history.signing import Signature, signature_holds
from guiju.kernel.jobs.models import Job
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
OPEN, CLOSED = "测试来源", "内部清单"


@pytest.fixture
def catalogue(small_catalogue):
    """Two editions of an open source."""
    Source.objects.filter(name=OPEN).update(licence="bare bibliographic facts")


def record(number, source=OPEN, **fields):
    return edition_record(actor=None, number=number, source=source, at=AT, **{"title_zh": "名称", **fields})


def contents(dump):
    stored = {file.name: file_bytes(stored=file.stored) for file in dump.files.select_related("stored")}
    lines = io.TextIOWrapper(
        zstandard.ZstdDecompressor().stream_reader(io.BytesIO(stored["standards.jsonl.zst"])), encoding="utf-8"
    )
    return {row["id"]: row for row in map(json.loads, lines)}, stored


def test_a_dump_is_whole_signed_and_says_what_it_holds(catalogue):
    dump = dump_make(actor=None, at=AT)
    records, stored = contents(dump)
    assert [row["number"] for row in records.values()] == ["GB/T 1.1-2009", "GB/T 1.1-2020"]
    manifest = json.loads(stored["manifest.json"])
    for told in manifest["files"]:
        assert hashlib.sha256(stored[told["name"]]).hexdigest() == told["sha256"]
    signature = Signature(**manifest.pop("signature"))
    assert signature_holds(signature, canonical(manifest))
    assert not signature_holds(signature, canonical({**manifest, "records": 3}))
    assert set(json.loads(stored["schema.json"])["properties"]) == set(next(iter(records.values())))
    table = list(csv.DictReader(io.StringIO(gzip.decompress(stored["standards.csv.gz"]).decode("utf-8-sig"))))
    assert [(row["number"], row["replaces"], row["replaced_by"]) for row in table] == [
        ("GB/T 1.1-2009", "", "GB/T 1.1-2020"), ("GB/T 1.1-2020", "GB/T 1.1-2009", ""),
    ]  # fmt: skip


def test_what_a_source_does_not_let_pass_stays_here(catalogue):
    closed = record("GB/T 2-2020", source=CLOSED)
    edition = Edition.objects.get(number="GB/T 1.1-2020")
    assertion_record(
        actor=None, edition=edition, field="asserted_status", value="作废", source=CLOSED, asserted_on=AT.date(), at=AT
    )
    relation_record(actor=None, kind="cites", subject="GB/T 1.1-2020", obj="GB/T 2-2020", source=CLOSED, at=AT)
    Edition.objects.filter(pk=edition.pk).update(body="某局", field_sources={"body": CLOSED})
    records, _ = contents(dump_make(actor=None, at=AT))
    assert closed.pk not in records
    told = json.dumps(records, ensure_ascii=False)
    assert "作废" not in told
    assert "某局" not in told
    assert CLOSED not in told
    feed = Client().get("/api/v1/changes").content.decode()
    assert CLOSED not in feed
    assert "GB/T 2-2020" not in feed


def mirror(records, after):
    """A mirror brought up to date by the feed, in small pieces."""
    more = True
    while more:
        answer = json.loads(Client().get("/api/v1/changes", {"after": after, "limit": 2}).content)
        for item in answer["items"]:
            if item["change"] == "confirmed":
                for run in item["confirmed"]["ids"].split(","):
                    first, _, last = run.partition("-")
                    for pk in range(int(first), int(last or first) + 1):
                        if pk in records:
                            records[pk]["recorded_on"] = item["confirmed"]["recorded_on"]
            elif item["record"] is None:
                records.pop(item["id"], None)
            else:
                records[item["id"]] = item["record"]
        after, more = answer["next"], answer["more"]
    return records


def test_the_feed_applied_to_an_old_dump_gives_the_new_one(catalogue):
    old = dump_make(actor=None, at=AT)
    before, _ = contents(old)
    record("GB/T 1.1-1993")
    record("GB/T 1.1-2009", title_en="Directives", recorded_on=date(2026, 4, 1))
    relation_record(actor=None, kind="replaces", subject="GB/T 1.1-2009", obj="GB/T 1.1-1993", source=OPEN, at=AT)
    relation_record(actor=None, kind="adopts", subject="GB/T 8-2020", obj="GB/T 1.1-2020", source=OPEN, at=AT)
    relation_record(actor=None, kind="cites", subject="GB/T 9-2020", obj="GB/T 10-2020", source=OPEN, at=AT)
    record("GB/T 9-2020")
    record("GB/T 1.1-2020", title_zh="标准化工作导则", recorded_on=date(2026, 5, 1))
    edition = Edition.objects.get(number="GB/T 1.1-2020")
    assertion_record(
        actor=None, edition=edition, field="asserted_status", value="现行", source=OPEN, asserted_on=AT.date(), at=AT
    )
    new, _ = contents(dump_make(actor=None, at=AT + timedelta(days=1)))
    assert mirror(before, old.sequence) == new
    assert mirror({}, 0) == new


def test_a_page_of_the_feed_names_what_changed(catalogue):
    start = dump_make(actor=None, at=AT).sequence
    record("GB/T 1.1-2009", title_zh="标准化工作导则", title_en="Directives")
    item = json.loads(Client().get("/api/v1/changes", {"after": start}).content)["items"][0]
    assert (item["change"], item["fields"]) == ("changed", ["title_en"])
    assert item["record"]["title_en"] == "Directives"


def test_only_those_who_keep_the_catalogue_have_dumps_made(catalogue, owner):
    with pytest.raises(Denied):
        dump_make(actor=owner, at=AT)
    institute = organisation_create(actor=None, name="研究院", kind="institute", at=AT)
    assert dump_make(actor=person("keeper", institute, "institute"), at=AT).records == 2


def test_old_dumps_go_with_their_files_and_the_last_few_stay(catalogue):
    for day in range(5):
        dump_make(actor=None, at=AT + timedelta(days=day))
    assert dumps_purge() == 2
    assert Dump.objects.count() == 3
    assert all(file_bytes(stored=file.stored) for dump in Dump.objects.all() for file in dump.files.all())


def test_a_dump_is_due_at_once_and_then_at_night_after_a_change(catalogue):
    dump_due(AT)
    dump_due(AT)
    assert Job.objects.filter(kind="opendata.dump").count() == 1
    dump_make(actor=None, at=AT)
    night = AT.replace(hour=19) + timedelta(days=1)  # three in the morning in Shanghai
    dump_due(night)
    record("GB/T 3-2020")
    dump_due(night.replace(hour=8))
    assert Job.objects.filter(kind="opendata.dump").count() == 1
    dump_due(night)
    assert Job.objects.filter(kind="opendata.dump").count() == 2


def test_the_page_lists_the_files_and_describes_them_in_dcat(catalogue):
    client = Client(HTTP_ACCEPT_LANGUAGE="zh")
    assert "还没有数据包" in client.get("/data/").content.decode()
    assert client.get("/data/dcat.jsonld").status_code == 404
    dump = dump_make(actor=None, at=AT)
    page = client.get("/data/").content.decode()
    told = json.loads(client.get("/data/dcat.jsonld").content)
    for file in dump.files.all():
        assert file.name in page
        got = client.get(f"/data/{dump.pk}/{file.name}")
        assert hashlib.sha256(b"".join(got.streaming_content)).hexdigest() == file.stored.digest
        assert client.get(f"/data/{dump.pk}/{file.name}", HTTP_IF_NONE_MATCH=got["ETag"]).status_code == 304
        assert client.get(f"/api/v1/dumps/{dump.pk}/{file.name}").status_code == 200
    assert {d["dct:title"] for d in told["dcat:distribution"]} >= {"standards.jsonl.zst", "standards.csv.gz"}
    assert client.get("/data/latest/standards.csv.gz").status_code == 302
    assert client.head(f"/api/v1/dumps/{dump.pk}/manifest.json").status_code == 200
    for lost in ("/data/latest/x", f"/data/{dump.pk}/..", f"/data/{2**80}/manifest.json"):
        assert client.get(lost).status_code == 404
