"""`guiju find`: lines in, objects out; files as tables."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guiju.cli.find import answer, command


def run(*arguments, given=None):
    return CliRunner().invoke(command, arguments, input=given)


def objects(outcome):
    assert outcome.exit_code == 0, outcome.output
    return [json.loads(line) for line in outcome.stdout.splitlines()]


def test_each_line_gives_one_object_in_the_same_order():
    given = '{"id": "a", "text": "按 GB/T 1.1-\\n2020 执行"}\n现行GB 25464及修改单\n\n"GB/T 1.1"\n'
    found = objects(run("--jsonl", given=given))
    assert [one.get("id") for one in found] == ["a", None, None, None]
    assert [[citation["number"] for citation in one["citations"]] for one in found] == [
        ["GB/T 1.1-2020"], ["GB 25464"], [], ["GB/T 1.1"],
    ]  # fmt: skip
    first = found[0]["citations"][0]
    assert (first["start"], first["end"], first["kind"], first["members"]) == (2, 16, "dated", ["GB/T 1.1-2020"])
    assert found[1]["citations"][0]["edition_note"] == "及修改单"


@pytest.mark.parametrize("line", ["{", '{"text": 3}', '["GB/T 1.1"]', '{"id": 1}', "\ud800 GB/T 1.1"])
def test_a_line_that_is_no_object_with_text_is_taken_as_text(line):
    assert set(answer(line)) == {"citations"}


def test_offsets_count_code_points_of_the_text_in_the_object():
    found = answer('{"text": "\\ud83d\\ude00 GB 5749-2022"}')
    assert found["citations"][0]["start"] == 2


def test_a_file_of_lines_is_read_line_by_line(tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": 7, "text": "GB 5749-2022"}\n', encoding="utf-8")
    assert objects(run("--jsonl", str(file)))[0]["id"] == 7


def test_a_document_gives_an_object_for_each_block_that_cites(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("标准编号,标准名称\nGB/T 19580-2012,卓越绩效评价准则\n", encoding="utf-8")
    (found,) = objects(run("--jsonl", str(file)))
    assert found["file"] == "list.csv"
    assert found["citations"][0]["title"] == "卓越绩效评价准则"


def test_files_are_listed_with_place_number_kind_and_title(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("引言\n按《标准化工作导则》（GB/T 1.1—2020）起草\n", encoding="utf-8")
    outcome = run(str(file))
    assert outcome.exit_code == 0
    name, place, span, number, kind, title = outcome.stdout.rstrip("\n").split("\t")
    assert (name, span, number, kind, title) == (
        "a.txt", "GB/T 1.1—2020", "GB/T 1.1-2020", "dated", "标准化工作导则",
    )  # fmt: skip
    assert "2" in place


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_still_read(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("GB 5749-2022", encoding="utf-8")
    outcome = run(str(tmp_path / "missing.txt"), str(file))
    assert outcome.exit_code == 1
    assert "无法打开" in outcome.stderr
    assert "GB 5749-2022" in outcome.stdout


def test_without_files_it_says_what_to_give():
    outcome = run()
    assert outcome.exit_code == 2
    assert "请给出至少一个文件" in outcome.stderr
