"""Stored files: kept once by content, refused whole, deleted on their day."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.accounts.models import User
from guiju.kernel.files.blobs import arrivals, blob_path, blobs
from guiju.kernel.files.errors import FileRefused
from guiju.kernel.files.media import DOCX, HTML, OLE, PDF, TEXT, UNKNOWN, XLSX, ZIP, media_type
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.queries import file_for
from guiju.kernel.files.services import (
    file_bytes,
    file_delete,
    file_open,
    file_store,
    files_delete_expired,
    name_clean,
    orphans_sweep,
)

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FILES_ROOT = tmp_path
    return tmp_path


def store(data: bytes = b"some text", **changes: Any) -> StoredFile:
    fields: dict = {"name": "a.txt", "data": data, "purpose": "test", "at": AT}
    return file_store(**fields | changes)


def package(*parts: str) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for part in parts:
            archive.writestr(part, "content")
    return file.getvalue()


@pytest.mark.django_db
def test_a_file_is_read_back():
    stored = store(b"GB/T 1.1-2020")
    assert file_bytes(stored=stored) == b"GB/T 1.1-2020"
    with file_open(stored=stored) as file:
        assert file.read() == b"GB/T 1.1-2020"
    assert (stored.size, stored.media_type) == (13, TEXT)
    assert list(arrivals()) == []


@pytest.mark.django_db
def test_equal_contents_are_kept_once_and_gone_with_the_last(django_capture_on_commit_callbacks: Any):
    first, second = store(), store(name="b.txt")
    assert first.digest == second.digest
    assert len(list(blobs())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        file_delete(stored=first)
    assert file_bytes(stored=second) == b"some text"
    with django_capture_on_commit_callbacks(execute=True):
        file_delete(stored=second)
    assert list(blobs()) == []


@pytest.mark.django_db(transaction=True)
def test_a_content_stays_when_deleting_is_rolled_back():
    stored = store()
    with transaction.atomic():
        file_delete(stored=stored)
        transaction.set_rollback(True)
    assert blob_path(stored.digest).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "code", "changes"),
    [
        (b"", "empty", {}),
        (b"x" * 11, "too_large", {"limit_bytes": 10}),
        (b"text, whatever its name", "wrong_kind", {"media_types": {DOCX}, "name": "a.docx"}),
    ],
)
def test_a_refused_file_leaves_nothing(data: bytes, code: str, changes: dict):
    with pytest.raises(FileRefused) as caught:
        store(io.BytesIO(data), **changes)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.where == changes.get("name", "a.txt")
    assert not StoredFile.objects.exists()
    assert [*arrivals(), *blobs()] == []


@pytest.mark.django_db
def test_a_stream_that_breaks_leaves_nothing():
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        store(Broken())  # type: ignore[arg-type]
    assert list(arrivals()) == []


@pytest.mark.django_db
def test_files_go_on_their_day(django_capture_on_commit_callbacks: Any):
    store(b"one", expires_at=AT + timedelta(days=7))
    store(b"two", expires_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert files_delete_expired(at=AT + timedelta(days=6)) == 0
        assert files_delete_expired(at=AT + timedelta(days=7)) == 1
    assert [path.read_bytes() for path in blobs()] == [b"two"]


@pytest.mark.django_db
def test_what_a_crash_left_behind_is_swept(folder: Path):
    kept = store()
    for path in (folder / "incoming" / "half", folder / "ab" / "cd" / ("abcd" + "0" * 60)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"left")
        os.utime(path, (AT.timestamp(), AT.timestamp()))
    os.utime(blob_path(kept.digest), (AT.timestamp(), AT.timestamp()))
    assert orphans_sweep(at=AT + timedelta(minutes=30)) == 0
    assert orphans_sweep(at=AT + timedelta(hours=2)) == 2
    assert [path.name for path in blobs()] == [kept.digest]


@pytest.mark.django_db
def test_only_the_owner_or_the_holder_of_the_link_reads_a_file(owner: User, colleague: User, stranger: User):
    stored = store(owner=owner, token="secret", expires_at=AT + timedelta(days=1))
    assert file_for(file_id=stored.pk, person=owner, now=AT) == stored
    assert file_for(file_id=stored.pk, person=owner, now=AT + timedelta(days=1)) is None
    for person in (colleague, stranger, AnonymousUser()):
        assert file_for(file_id=stored.pk, person=person, now=AT) is None
        assert file_for(file_id=stored.pk, person=person, token="wrong", now=AT) is None
        assert file_for(file_id=stored.pk, person=person, token="secret", now=AT) == stored


@pytest.mark.django_db
def test_a_file_without_link_is_not_opened_by_an_empty_one(stranger: User):
    assert file_for(file_id=store().pk, person=stranger, token="", now=AT) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (package("[Content_Types].xml", "word/document.xml"), DOCX),
        (package("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (package("[Content_Types].xml", "xl/workbook.bin"), XLSX),
        (package("notes/a.txt"), ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, OLE),
        (b"%PDF-1.7\n", PDF),
        (b"\n\n%PDF-1.4", PDF),
        ("标准编号,标准名称\n".encode("gb18030"), TEXT),
        ("\ufeff标准编号".encode(), TEXT),
        ("标准编号".encode("utf-16"), TEXT),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", HTML),
        (b"\x00\x01\x02", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str):
    assert media_type(content) == kind


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("报告.docx", "报告.docx"),
        ("C:\\Users\\a\\清单.xls", "清单.xls"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\x00.txt", "ab.txt"),
        ("清单\u202excod.exe", "清单xcod.exe"),
        ("", "file"),
        ("...", "file"),
        ("长" * 300 + ".xlsx", "长" * 250 + ".xlsx"),
    ],
)
def test_names_are_made_harmless(name: str, clean: str):
    assert name_clean(name) == clean


@given(st.text())
def test_every_name_comes_out_short_and_flat(name: str):
    clean = name_clean(name)
    assert 0 < len(clean) <= 255
    assert "/" not in clean
    assert name_clean(clean) == clean
