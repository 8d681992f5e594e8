"""`guiju import` says which format it took a file for, takes another when told to, and refuses with a remedy."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from guiju.apps.catalogue.models import Committee, Edition
from guiju.cli.import_ import command

pytestmark = pytest.mark.django_db(transaction=True)
ITEM = "docid: [{id: 'ISO 99438-3:2003', primary: 'true'}]\ntitle: [{content: Invented, language: en, type: main}]\n"
TABLE = "<table><tr><td>标准号</td><td>标准名称</td></tr><tr><td>GB/T 99001-2020</td><td>虚构</td></tr></table>"


def run(path, *arguments):
    return CliRunner().invoke(command, [str(path), *arguments])


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_the_format_is_told_by_the_content_and_said(tmp_path):
    result = run(written(tmp_path / "item.txt", ITEM), "--said-on", "2026-04-22")
    assert result.exit_code == 0
    assert "--format relaton" in result.output
    assert Edition.objects.get().source.code == "relaton"


def test_a_format_can_be_forced_and_an_unknown_one_lists_those_there_are(tmp_path):
    path = written(tmp_path / "list.html", TABLE)
    assert "--format table）" in run(path, "--dry-run").output
    assert "--format tables" in run(path, "--dry-run", "--format", "tables").output
    unknown = run(path, "--format", "nonsense")
    assert unknown.exit_code == 1
    assert "iso-deliverables" in unknown.output


def test_a_file_without_its_day_is_refused_with_the_option_that_gives_it(tmp_path):
    result = run(written(tmp_path / "item.yaml", ITEM))
    assert result.exit_code == 1
    assert "--said-on" in result.output
    assert not Edition.objects.exists()


def test_a_list_of_committees_fills_its_table(tmp_path):
    path = written(
        tmp_path / "tc.csv",
        "id,reference,status,title.en,secretariat.id,secretariat.acronym,parentId\n1,ISO/TC 990,Active,Things,5,XYZ,\n",
    )
    assert "新增 created" in run(path).output
    assert Committee.objects.get().reference == "ISO/TC 990"
    assert "没有变化" in run(path).output
