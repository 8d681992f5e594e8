"""The script in docs/draw.md, written apart from the program, draws the same panels and finds the same faults."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from domain.test_draw import FIELDS, RULES, SEED, people, published
from guiju.domain.draw import Announcement, Candidate, Rules, RulesUnmet, Seat, announced, drawn, file_bytes

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "draw.md").read_text(encoding="utf-8")
SCRIPT = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]


@pytest.fixture
def rerun(tmp_path, monkeypatch):
    def run(data) -> None:
        path = tmp_path / "result.json"
        path.write_bytes(file_bytes(data))
        monkeypatch.setattr(sys, "argv", ["redraw.py", str(path)])
        exec(compile(SCRIPT, "docs/draw.md", "exec"), {"__name__": "redraw"})

    return run


def test_the_script_draws_what_the_program_draws(rerun):
    rerun(published(RULES, people(20), "某日开奖号码", "3 7 9"))
    done = 0
    for number in range(60):
        pool = [
            Candidate(f"E{n}", f"O{(n * number) % 7}", tuple(FIELDS[(n * k + number) % 3] for k in range(n % 3)))
            for n in range(14)
        ]
        rules = Rules((Seat(FIELDS[0], 2), Seat("ics:", 1 + number % 2), Seat("", 1)), drafters=(f"O{number % 9}",))
        seed = f"{number:064x}"
        try:
            before = announced(rules, pool, purpose="", public_source="", seed=seed)
        except RulesUnmet:
            continue
        done += 1
        rerun(drawn(before, Announcement(rules, tuple(pool)), seed=seed, public_value=""))
    assert done > 20


@pytest.mark.parametrize(
    "change",
    [{"seed": "0" * 64}, {"purpose": "x"}, {"public_value": "1"}, {"outcome": {"panel": ["E01"], "kept_out": []}}],
)
def test_the_script_refuses_what_was_tampered_with(rerun, change):
    with pytest.raises(AssertionError):
        rerun({**published(RULES, people(20)), **change})
    assert SEED not in file_bytes(announced(RULES, people(20), purpose="", public_source="", seed=SEED)).decode()
