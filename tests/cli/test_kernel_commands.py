"""The commands of the kernel: verifying history, recognising a finished setup, keeping two processes running."""

from __future__ import annotations

import json
import socket
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import edition_record, sample
from guiju.cli import filling
from guiju.cli.history import command as history
from guiju.cli.installation import fingerprint, is_current, is_set_up, stamp
from guiju.cli.serve import command as serve
from guiju.cli.supervision import Pair, answers, port_is_free
from guiju.cli.worker import command as worker
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.models import Event
from guiju.kernel.history.services import checkpoint_make, event_record
from guiju.kernel.history.signing import key_id

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
END = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def chain(db: None) -> None:
    for name in ("甲", "乙", "丙"):
        with transaction.atomic():
            event_record(
                actor="system", action="test", object_kind="thing", object_id=name, before=None, after={"n": 1}, at=AT
            )
    checkpoint_make(signer=installation_signer(), at=AT)


def run(*arguments: str):
    return CliRunner().invoke(history, arguments)


def test_a_whole_chain_is_said_to_hold(chain: None):
    outcome = run("verify")
    assert outcome.exit_code == 0
    assert "3 个事件" in outcome.output


def test_a_broken_chain_names_its_first_broken_event(chain: None):
    Event.objects.filter(sequence=2).update(reason="改动")
    outcome = run("verify")
    assert outcome.exit_code == 1
    assert "第 2 号事件" in outcome.output
    assert "event 2" in outcome.output


def test_an_exported_chain_is_verified_without_the_database(chain: None, tmp_path: Path):
    file = tmp_path / "chain.jsonl"
    assert run("export", str(file)).exit_code == 0
    Event.objects.filter(sequence=2).update(reason="改动")
    assert run("verify", str(file)).exit_code == 0
    ours = key_id(installation_signer().public_key)
    assert run("verify", str(file), "--key", ours).exit_code == 0
    assert run("verify", str(file), "--key", "0" * 16).exit_code == 1


def test_a_changed_export_does_not_hold(chain: None, tmp_path: Path):
    file = tmp_path / "chain.jsonl"
    run("export", str(file))
    lines = file.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[-1])
    row["event"]["actor"] = "user:1"
    file.write_text("\n".join([*lines[:-1], json.dumps(row)]), encoding="utf-8")
    assert "event 3" in run("verify", str(file)).output
    file.write_text("not a chain", encoding="utf-8")
    assert run("verify", str(file)).exit_code == 1


def test_a_finished_setup_is_recognised_until_something_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    told = fingerprint()
    stamp(tmp_path, told)
    assert not is_set_up(tmp_path, told)
    (tmp_path / "keys").mkdir()
    assert is_set_up(tmp_path, told)
    assert not is_set_up(tmp_path / "elsewhere", told)
    monkeypatch.setenv("GUIJU_DEMO", "0")
    assert fingerprint() != told


def test_a_taken_port_is_said_before_anything_starts(settings: Any, tmp_path: Path):
    settings.VAR = tmp_path
    assert "guiju setup" in CliRunner().invoke(serve, []).output
    (tmp_path / "keys").mkdir()
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert answers("127.0.0.1", port)
        assert not port_is_free("127.0.0.1", port)
        outcome = CliRunner().invoke(serve, ["--port", str(port)])
    assert outcome.exit_code == 1
    assert f"端口 {port} 已被占用" in outcome.output


def test_the_pair_ends_with_the_site():
    pair = Pair(END, SLEEP)
    assert not pair.wait_for("127.0.0.1", 1)
    assert pair.watch() == 3


def test_a_worker_that_dies_is_started_again_and_both_stop_together(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("guiju.cli.supervision.WORKER_PAUSE", 0)
    pair = Pair(SLEEP, SLEEP)
    pair._look_after_worker()
    first = pair.worker
    assert first is not None
    first.kill()
    first.wait()
    pair._look_after_worker()
    assert pair.worker is not None
    assert pair.worker.pid != first.pid
    threading.Timer(0.1, pair.stop).start()
    assert pair.watch() == 0
    assert pair.site.poll() is not None
    assert pair.worker.poll() is not None


def test_a_worker_that_finds_the_data_folder_behind_ends_the_site_too():
    pair = Pair(SLEEP, END)
    assert pair.watch() == 3
    assert pair.site.poll() is not None


def test_a_worker_refuses_a_data_folder_of_an_earlier_version(db: None, monkeypatch: pytest.MonkeyPatch):
    folders = {room.label: Path(room.path) / "migrations" for room in apps.get_app_configs()}
    applied = {(label, path.stem) for label, folder in folders.items() for path in folder.glob("0*.py")}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: applied)
    assert is_current()
    applied.remove(("registers", "0005_reading"))
    assert not is_current()
    outcome = CliRunner().invoke(worker, [])
    assert outcome.exit_code == 3
    assert "guiju setup" in outcome.output


def test_a_setup_that_was_killed_between_two_samples_loads_the_rest(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sample, "SAMPLES", ())
    edition_record(actor=None, number="GB/T 1.1-2020", title_zh="甲", source="乙", at=AT)
    filling._catalogue(lambda done, total: None)
    assert Edition.objects.filter(fictitious=True).exists()
