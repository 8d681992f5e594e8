"""`guiju policy` from the command line: a summary for people, JSON for programs, a remedy for what cannot be read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guiju.cli import main

POLICY = (
    "东林市人民政府关于加强标准化工作的意见\n东政发〔2021〕8号\n各县人民政府,市各有关单位:\n为推进标准化工作,提出如下意见。\n"
    "一、主要目标\n到2025年,新增参与制定国家标准30项以上。\n二、主要任务\n(一)完善标准体系。\n"
    "制定一批地方标准。(市市场监管局牵头,市财政局配合)\n东林市人民政府\n2021年6月1日\n"
)


@pytest.fixture
def policy(tmp_path):
    file = tmp_path / "007_意见.txt"
    file.write_text(POLICY, encoding="utf-8")
    return str(file)


def _run(*arguments):
    return CliRunner().invoke(main, ["policy", *arguments])


def test_a_summary_says_who_has_to_do_what_and_what_is_promised(policy):
    said = _run(policy).output
    for words in (
        "关于加强标准化工作的意见",
        "东政发〔2021〕8号",
        "完善标准体系",
        "牵头 市市场监管局",
        "参与 市财政局",
        "≥30项",
    ):
        assert words in said


def test_json_has_every_part_under_the_id_of_the_file(policy):
    record = json.loads(_run("--json", policy).output)
    assert record["id"] == "007"
    assert {"clean_text", "meta", "outline", "tasks", "targets", "funding", "repairs", "doubts"} <= record.keys()
    assert record["tasks"][0]["id"].startswith("007-")


def test_an_id_can_be_given_and_parts_chosen(policy):
    record = json.loads(_run("--json", "--id", "X1", "--section", "tasks", policy).output)
    assert record.keys() == {"id", "tasks"}
    assert record["tasks"][0]["id"].startswith("X1-")


def test_two_files_give_two_lines(policy):
    assert len(_run("--json", policy, policy).output.splitlines()) == 2


def test_the_summary_is_given_in_english_too(policy):
    assert "lead 市市场监管局" in _run("--lang", "en", policy).output


def test_a_file_that_is_not_there_is_said_and_counted(policy):
    done = _run("nowhere.txt", policy)
    assert done.exit_code == 1
    assert "nowhere.txt" in done.output


def test_a_page_is_read_and_a_text_that_is_no_policy_is_doubted(tmp_path):
    page, story = tmp_path / "008.html", tmp_path / "009.txt"
    page.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in POLICY.splitlines()), "utf-8")
    story.write_text("今天天气很好。\n", "utf-8")
    read, doubted = (json.loads(_run("--json", str(file)).output) for file in (page, story))
    assert read["clean_text"] == POLICY.rstrip("\n")
    assert "text" in {doubt["about"] for doubt in doubted["doubts"]}


def test_a_file_that_cannot_be_read_is_said_with_a_remedy(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"")
    done = _run(str(file))
    assert done.exit_code == 1
    assert "空文件" in done.output
