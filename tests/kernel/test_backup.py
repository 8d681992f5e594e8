"""Backups: whole while others write, checked before they are trusted, put back by one switch or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tarfile
import threading
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection, transaction

from guiju.kernel.backup import server
from guiju.kernel.backup.checking import backup_open
from guiju.kernel.backup.errors import BackupError
from guiju.kernel.backup.making import backup_make
from guiju.kernel.files.services import file_store
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.models import Event
from guiju.kernel.history.services import checkpoint_make, event_record

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


@transaction.atomic
def happen(what="x"):
    event_record(
        actor="system", action="test.done", object_kind="thing", object_id=what, before=None, after={"n": what}, at=AT
    )


@pytest.fixture
def backup(tmp_path):
    """A backup of two events, a checkpoint and a stored file."""
    happen()
    checkpoint_make(signer=installation_signer(), at=AT)
    happen()
    file_store(name="a.txt", data="标准".encode(), purpose="test", at=AT)
    folder = tmp_path / "backups"
    folder.mkdir()
    return backup_make(target=folder, at=AT)[0]


def guiju(*arguments, var):
    environment = {**os.environ, "GUIJU_VAR": str(var), "DJANGO_SETTINGS_MODULE": "guiju.web.settings"}
    environment.pop("GUIJU_SECRET_KEY", None)
    command = [sys.executable, "-m", "guiju", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_a_backup_holds_and_is_its_owners_alone(backup, tmp_path):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    opened = backup_open(backup, tmp_path / "opened")
    assert opened.history is not None
    assert (opened.history.ok, opened.history.events, opened.history.checkpoints) == (True, 2, 1)
    assert opened.manifest.rows["history_event"] == 2
    assert len(opened.manifest.files) == 1
    with tarfile.open(backup) as tar:
        assert not any(name.startswith("search") for name in tar.getnames())


def test_a_backup_made_while_others_write_is_of_one_moment(tmp_path):
    for number in range(20):
        happen(str(number))
    stop = threading.Event()
    started = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            happen(f"w{number}")
            number += 1
            if number == 3:
                started.set()
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert started.wait(20)
        _, manifest = backup_make(target=tmp_path / "b.tar", at=AT)
    finally:
        stop.set()
        writer.join()
    opened = backup_open(tmp_path / "b.tar", tmp_path / "opened")
    assert opened.history is not None
    assert opened.history.ok
    assert 23 <= manifest.sequence == manifest.rows["history_event"] <= Event.objects.count()


def test_what_was_changed_in_a_backup_is_found(backup, tmp_path):
    data = bytearray(backup.read_bytes())
    place = data.index("标准".encode())
    data[place] ^= 1
    (tmp_path / "changed.tar").write_bytes(data)
    (tmp_path / "cut.tar").write_bytes(data[: len(data) // 2])
    (tmp_path / "none.tar").write_bytes(b"not a backup")
    for name in ("changed", "cut", "none"):
        with pytest.raises(BackupError) as error:
            backup_open(tmp_path / f"{name}.tar", tmp_path / name)
        assert error.value.code == "damaged"


@pytest.mark.parametrize("name", ["../escape", "/etc/escape", "files/x", "keys/../escape"])
def test_nothing_is_unpacked_outside_its_place(tmp_path, name):
    (tmp_path / "x").write_bytes(b"x")
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.add(tmp_path / "x", name)
    with pytest.raises(BackupError):
        backup_open(tmp_path / "evil.tar", tmp_path / "opened")
    assert not (tmp_path / "escape").exists()


def test_a_backup_is_put_back_whole_and_nothing_is_replaced_unasked(backup, tmp_path):
    var = tmp_path / "other"
    var.mkdir()
    done = guiju("restore", backup, "--no-setup", "--force", var=var)
    assert done.returncode == 0, done.stderr
    assert (var / "keys" / "ed25519.pem").read_bytes() == (settings.VAR / "keys" / "ed25519.pem").read_bytes()
    assert stat.S_IMODE((var / "keys" / "ed25519.pem").stat().st_mode) == 0o600
    assert [path.read_bytes() for path in (var / "files").rglob("*") if path.is_file()] == ["标准".encode()]
    told = guiju("history", "verify", var=var)
    assert told.returncode == 0, told.stderr
    assert "2" in told.stdout
    again = guiju("restore", backup, "--no-setup", var=var)
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert not list(var.glob(".restore-*"))


def test_a_damaged_backup_changes_nothing(backup, tmp_path):
    var = tmp_path / "other"
    var.mkdir()
    assert guiju("restore", backup, "--no-setup", "--force", var=var).returncode == 0
    (tmp_path / "cut.tar").write_bytes(backup.read_bytes()[:-20_000])
    before = sorted(path.relative_to(var) for path in var.rglob("*"))
    refused = guiju("restore", tmp_path / "cut.tar", "--no-setup", "--force", var=var)
    assert refused.returncode == 1
    assert sorted(path.relative_to(var) for path in var.rglob("*")) == before
    assert guiju("history", "verify", var=var).returncode == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for the programs of a server")
def test_programs_older_than_the_server_are_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "_version", lambda program: 9)
    with pytest.raises(BackupError) as error:
        backup_make(target=tmp_path / "b.tar", at=AT)
    assert error.value.code == "program_old"
