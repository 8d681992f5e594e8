"""What is half done when a process is killed leaves nothing behind: uploads on their way in, the secret being made."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from guiju.web.secret import installation_secret
from guiju.web.uploads import NamelessFileUploadHandler

KEEPER = """
import subprocess, sys
child = "from guiju.web.server import end_with_parent; end_with_parent(15); print('ready', flush=True); input()"
subprocess.run([sys.executable, "-c", child], stdin=subprocess.PIPE)
"""


def test_an_upload_on_its_way_in_is_in_no_folder(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    handler = NamelessFileUploadHandler()
    handler.new_file("files", "甲.txt", "text/plain", None)
    for start in (0, 3):
        handler.receive_data_chunk(b"abc", start)
    upload = handler.file_complete(6)
    assert list(tmp_path.iterdir()) == []
    assert (upload.name, upload.size, upload.read()) == ("甲.txt", 6, b"abcabc")


def test_an_upload_the_disk_cannot_hold_is_heard_to_its_end(monkeypatch: Any) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    handler = NamelessFileUploadHandler()
    handler.new_file("files", "甲.txt", "text/plain", None)
    for start in (0, 3):
        handler.receive_data_chunk(b"abc", start)
    with pytest.raises(OSError, match="No space left"):
        handler.file_complete(6)


def test_the_secret_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("GUIJU_SECRET_KEY", raising=False)
    seen: list[bool] = []
    link = os.link
    monkeypatch.setattr(os, "link", lambda *paths: (seen.append((tmp_path / "secret.key").exists()), link(*paths)))
    secret = installation_secret(tmp_path)
    assert seen == [False]
    assert len(secret) >= 50
    assert installation_secret(tmp_path) == secret
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_another_process_that_was_first_has_made_the_secret(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("GUIJU_SECRET_KEY", raising=False)
    link = os.link

    def overtaken(new: str, path: Path) -> None:
        path.write_text("the other one", encoding="ascii")
        link(new, path)

    monkeypatch.setattr(os, "link", overtaken)
    assert installation_secret(tmp_path) == "the other one"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_the_site_ends_with_its_keeper_however_hard_that_was_killed() -> None:
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER], stdout=subprocess.PIPE)
    assert keeper.stdout is not None
    assert keeper.stdout.readline() == b"ready\n"
    os.kill(keeper.pid, signal.SIGKILL)
    assert keeper.stdout.read() == b""  # the site held the other end until it was gone
    keeper.wait()
