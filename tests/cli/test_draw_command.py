"""`guiju draw verify`: says what holds, what does not, and never loads Django (see test_pure_commands)."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from domain.test_draw import RULES, SEED, people, published
from guiju.cli import main
from guiju.domain.draw import announced, file_bytes


@pytest.fixture
def files(tmp_path):
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_bytes(file_bytes(announced(RULES, people(20), purpose="审查专家组", public_source="", seed=SEED)))
    after.write_bytes(file_bytes(published(RULES, people(20))))
    return before, after


def test_a_published_draw_is_verified(files):
    before, after = files
    done = CliRunner().invoke(main, ["draw", "verify", str(after), "--announced", str(before)])
    assert (done.exit_code, done.output[:1]) == (0, "✓")
    done = CliRunner().invoke(main, ["draw", "verify", str(before), "--json"])
    told = json.loads(done.output)
    assert (told["holds"], told["drawn"]) == (True, False)


def test_a_tampered_draw_fails_and_says_where(files):
    after = files[1]
    data = json.loads(after.read_text("utf-8"))
    data["outcome"]["panel"][0] = "E99"
    after.write_text(json.dumps(data), "utf-8")
    done = CliRunner().invoke(main, ["draw", "verify", str(after)])
    assert done.exit_code == 1
    assert "结果写有 E99" in done.output
    after.write_text("{}", "utf-8")
    assert CliRunner().invoke(main, ["draw", "verify", str(after)]).exit_code == 1
