"""The index follows the records: noted in their transaction, brought up to date by the worker, built anew beside."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction

from guiju.kernel.jobs.worker import run_due
from guiju.kernel.search import services
from guiju.kernel.search.folders import folder_of, is_built, writing
from guiju.kernel.search.kinds import KINDS, SearchKind, declare
from guiju.kernel.search.models import SearchOutbox
from guiju.kernel.search.port import SearchDocument, SearchQuery, Shape
from guiju.kernel.search.queries import search, suggest
from guiju.kernel.search.services import document_remove, document_touch, index_follow, index_rebuild, outbox_drain

pytestmark = pytest.mark.django_db
RECORDS: dict[str, str] = {}


def load(ids: Collection[str] | None) -> Iterator[SearchDocument]:
    for key in RECORDS if ids is None else ids:
        if key in RECORDS:
            yield SearchDocument(id=key, label=RECORDS[key], numbers=(RECORDS[key],))


@pytest.fixture(autouse=True)
def kind(tmp_path: Path, settings: Any) -> Iterator[SearchKind]:
    settings.SEARCH_ROOT = tmp_path
    with patch.dict(KINDS, clear=True), patch.dict(RECORDS, clear=True):
        RECORDS.update({"1": "GB/T 1-2000", "2": "GB/T 2-2000"})
        yield declare(SearchKind("test", Shape(), load))


def found(text: str = "") -> list[str]:
    result = search("test", SearchQuery(on=date(2026, 3, 1), text=text, limit=50))
    return sorted(hit.id for hit in result.hits)


def test_an_index_nobody_built_is_empty():
    assert found() == []


def test_the_worker_brings_the_index_up_to_date():
    document_touch(kind="test", ids=["1", "2"])
    assert found() == []
    run_due()
    assert found() == ["1", "2"]
    assert not SearchOutbox.objects.exists()


def test_a_change_rolled_back_is_not_noted():
    with transaction.atomic():
        document_touch(kind="test", ids=["1"])
        transaction.set_rollback(True)
    assert outbox_drain() == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_is_noted_inside_its_transaction_only():
    with pytest.raises(RuntimeError):
        document_touch(kind="test", ids=["1"])


def test_a_kind_nobody_declared_is_refused():
    with pytest.raises(LookupError):
        document_touch(kind="nobody", ids=["1"])


def test_removed_and_vanished_records_leave_the_index():
    index_rebuild(kind="test")
    document_remove(kind="test", ids=["1"])
    RECORDS.clear()
    document_touch(kind="test", ids=["2"])
    outbox_drain()
    assert found() == []


def test_a_rebuild_replaces_the_index_and_readers_notice(kind: SearchKind):
    index_rebuild(kind="test")
    assert found("GB/T 2") == ["2"]
    RECORDS["3"] = "GB/T 3-2000"
    assert index_rebuild(kind="test") == 3
    assert found() == ["1", "2", "3"]
    assert len([path for path in folder_of(kind).iterdir() if path.is_dir()]) == 1


def test_a_rebuild_that_fails_leaves_the_index_in_use():
    index_rebuild(kind="test")

    def broken(ids: Collection[str] | None) -> Iterator[SearchDocument]:
        yield from load(ids)
        raise RuntimeError("our mistake")

    KINDS["test"] = KINDS["test"]._replace(load=broken)
    with pytest.raises(RuntimeError):
        index_rebuild(kind="test")
    assert found() == ["1", "2"]


def test_another_shape_or_version_asks_for_a_new_index(kind: SearchKind):
    index_rebuild(kind="test")
    assert is_built(kind)
    assert not is_built(kind._replace(version=2))
    assert not is_built(kind._replace(shape=Shape(facets=("level",))))


def test_notes_wait_while_another_process_writes(kind: SearchKind):
    document_touch(kind="test", ids=["1"])
    with writing(kind, wait=True):
        assert outbox_drain() == 0
    assert outbox_drain() == 1


def test_many_notes_are_worked_off_step_by_step_so_that_jobs_get_their_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "BATCH", 1)
    index_rebuild(kind="test")
    document_touch(kind="test", ids=["1", "2"])
    assert outbox_drain(batches=1) == 1
    assert SearchOutbox.objects.count() == 1
    run_due()
    assert found() == ["1", "2"]


def test_an_index_that_is_not_built_is_built_whole_whatever_was_noted(kind: SearchKind) -> None:
    document_touch(kind="test", ids=["1"])
    outbox_drain(batches=1)
    assert found() == ["1", "2"]


def test_notes_of_one_commit_are_forgotten_after_it(kind: SearchKind, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "BATCH", 1)
    monkeypatch.setattr(services, "COMMITTED", 2)
    told: list[int] = []
    RECORDS["3"] = "GB/T 3-2000"
    index_rebuild(kind="test")
    document_touch(kind="test", ids=["1", "2", "3", "1"])
    index_follow(kind="test", progress=told.append)
    assert found() == ["1", "2", "3"]
    assert not SearchOutbox.objects.exists()
    assert told == [1, 2, 3, 4, 4]


def test_when_most_was_noted_the_index_is_built_anew_at_once(kind: SearchKind, monkeypatch: pytest.MonkeyPatch):
    index_rebuild(kind="test")
    before = {path.name for path in folder_of(kind).iterdir() if path.is_dir()}
    monkeypatch.setattr(services, "ANEW", 2)
    monkeypatch.setattr(services, "BATCH", 1)
    RECORDS["3"] = "GB/T 3-2000"
    document_remove(kind="test", ids=["1"])
    document_touch(kind="test", ids=["2", "3"])
    del RECORDS["1"]
    assert outbox_drain(batches=1) == 3
    assert found() == ["2", "3"]
    assert not before & {path.name for path in folder_of(kind).iterdir()}


def test_what_is_noted_while_the_index_is_built_stays_noted(monkeypatch: pytest.MonkeyPatch):
    def changing(ids: Collection[str] | None) -> Iterator[SearchDocument]:
        yield from load(ids)
        document_touch(kind="test", ids=["2"])

    document_touch(kind="test", ids=["1"])
    KINDS["test"] = KINDS["test"]._replace(load=changing)
    index_rebuild(kind="test")
    assert list(SearchOutbox.objects.values_list("object_id", flat=True)) == ["2"]


def test_notes_of_a_kind_that_is_no_more_are_dropped():
    SearchOutbox.objects.create(kind="gone", object_id="1")
    assert outbox_drain() == 1


def test_suggestions_come_from_the_index_in_use():
    index_rebuild(kind="test")
    assert [hit.label for hit in suggest("test", "gbt2")] == ["GB/T 2-2000"]
