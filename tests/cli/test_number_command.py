"""`guiju number`, as a person and as a program use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from guiju.cli.number import command


def lines(data: bytes) -> list[dict[str, str | None]]:
    result = CliRunner().invoke(command, ["--jsonl", "-"], input=data)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def test_it_explains_a_number() -> None:
    result = CliRunner().invoke(command, ["GB／T19001—2016"])
    assert result.exit_code == 0
    for words in ("GB/T 19001-2016", "国家标准 national standard", "推荐性 recommended", "gb:19001"):
        assert words in result.stdout


def test_it_says_why_a_number_is_malformed_and_what_it_is_nearest_to() -> None:
    result = CliRunner().invoke(command, ["GB/T 19OO1-2016"])
    assert result.exit_code == 1
    assert "letter_for_digit" in result.stdout
    assert "GB/T 19001-2016" in result.stdout


def test_it_lists_the_members_of_a_range() -> None:
    result = CliRunner().invoke(command, ["GB/T 2423.1～2423.3"])
    assert all(f"GB/T 2423.{part}" in result.stdout for part in (1, 2, 3))


def test_what_the_prefix_table_is_unsure_of_is_marked() -> None:
    assert "待核实" in CliRunner().invoke(command, ["FL 1234-2000"]).stdout


def test_a_line_in_is_a_line_out_in_the_same_order() -> None:
    rows = lines("GB／T19001—2016\r\n\nISO 9001:2015\nDB99/T 1-2019".encode())
    assert rows == [
        {
            "input": "GB／T19001—2016", "number": "GB/T 19001-2016", "publisher": "gb", "level": "national",
            "error": None, "suggestion": None,
        },
        {"input": "", "number": None, "publisher": None, "level": None, "error": "empty", "suggestion": None},
        {
            "input": "ISO 9001:2015", "number": "ISO 9001:2015", "publisher": "iso", "level": "international",
            "error": None, "suggestion": None,
        },
        {
            "input": "DB99/T 1-2019", "number": None, "publisher": None, "level": None, "error": "unknown_region",
            "suggestion": None,
        },
    ]  # fmt: skip


def test_junk_never_stops_the_stream() -> None:
    junk = [b"\xff\xfe\x00", b'"\\\x01\x7f', b"\x1b[31m", "\u2028\u2029".encode(), b"x" * 200_000, b"GB/T 1.1-2020"]
    rows = lines(b"\n".join(junk))
    assert len(rows) == len(junk)
    assert rows[-1]["number"] == "GB/T 1.1-2020"
    assert rows[4]["error"] == "too_long"


def test_chinese_is_written_as_it_is() -> None:
    result = CliRunner().invoke(command, ["--jsonl"], input="JJG（交通）023—2020\n".encode())
    assert '"number": "JJG(交通) 023-2020"' in result.stdout


def test_a_file_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("GB3095-2012\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["--jsonl", str(tmp_path / "list.txt")])
    assert json.loads(result.stdout)["number"] == "GB 3095-2012"


def test_the_command_never_loads_django() -> None:
    script = "import sys; from guiju.cli.number import command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, env={"PYTHONPATH": "src"}).returncode == 0
