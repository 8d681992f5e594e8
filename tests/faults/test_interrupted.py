"""A few deeds killed at some moment: nothing acknowledged is lost, nothing half done stays; `make faults` kills a
hundred."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_move_a_reading_an_import_and_a_declaration_that_are_killed_are_done_whole_or_not_at_all(tmp_path: Path):
    given = os.environ | {"GUIJU_VAR": str(tmp_path), "GUIJU_DATABASE_URL": "", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "tools.faults.interrupting", "4"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2_000:]
    found = json.loads(done.stdout)
    assert [told["killed"] for told in found["told"].values()] == [1, 1, 1, 1]
    assert found["faults"] == []
