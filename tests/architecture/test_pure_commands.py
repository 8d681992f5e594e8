"""Commands that only read text never start Django, a database or the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("django", "sqlite3", "playwright", "socketserver")
PROBE = """
import sys
from click.testing import CliRunner
from guiju.cli import main
outcome = CliRunner().invoke(main, {arguments!r}, input={given!r})
assert outcome.exit_code == 0, outcome.output
print([name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["number", "GB/T 19001-2016"], ""),
        (["number", "--jsonl"], "GB/T 19001-2016\n"),
        (["find", "--jsonl"], "按 GB/T 19001-2016 执行\n"),
        (["procedures", "check"], ""),
        (["clean", "-"], "关于印发标准化行动计划的通知\n一、总体要求\n二、主要任务\n三、保障措施\n"),
        (["clean", "-", "--json"], "國家標準化發展綱要\n"),
        (["policy", "-"], "一、总体要求\n到2025年,新增标准10项以上。(市场监管局负责)\n"),
        (["policy", "--json", "-"], "一、总体要求\n"),
        (["draw", "verify", "tests/files/draw_result.json"], ""),
        (["--help"], ""),
    ],
)
def test_a_pure_command_loads_nothing_heavy(arguments, given):
    code = PROBE.format(arguments=arguments, given=given, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
