"""The command that prints a policy clean."""

from __future__ import annotations

import json

from click.testing import CliRunner

from guiju.cli import main

PAGE = (
    "加盟电话:133-0000-0000\n關於印發標準(zhǔn)化行動計劃的通知\n一、總體要求\n"
    "二、主要任務\n三、保障措施\n上一篇:公告\n"
)
TEXT = "关于印发标准化行动计划的通知\n一、总体要求\n二、主要任务\n三、保障措施\n"


def run(*arguments, given=PAGE):
    return CliRunner().invoke(main, ["clean", *arguments], input=given)


def test_it_prints_the_policy_alone():
    assert run("-").stdout == TEXT


def test_repairs_are_listed_with_their_place_and_reason():
    lines = run("-", "--show-repairs", "--lang", "en").stdout.split("\n")
    assert lines[0].split("\t")[:2] == ["line 1", "certain"]
    assert any("pinyin printed behind a character removed\t(zhǔn)\t→\t" in line for line in lines)


def test_json_holds_text_repairs_doubts_and_what_was_not_read():
    record = json.loads(run("-", "--json").stdout)
    assert record["clean_text"] == TEXT.rstrip("\n")
    assert record["doubts"] == record["unread"] == []
    assert {"at", "from", "to", "why", "certain", "place"} == set(record["repairs"][0])


def test_an_unreadable_file_is_said_and_the_others_are_read(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    outcome = run(str(tmp_path / "b.txt"), str(tmp_path / "a.txt"))
    assert outcome.exit_code == 1
    assert outcome.stdout == TEXT
    assert "空文件" in outcome.stderr


def test_a_text_without_a_policy_is_printed_whole_and_said():
    outcome = run("-", given="今天天气很好\n")
    assert outcome.stdout == "今天天气很好\n"
    assert "没有找到政策正文" in outcome.stderr
