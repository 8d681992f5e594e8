"""A command that another program keeps from the database says so, and waits for its turn before that."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection

from guiju.cli import installation, main
from guiju.web.errors import server_error


@pytest.mark.parametrize(("said", "told"), [("database is locked", True), ("no such table: x", False)])
def test_a_locked_database_is_a_message_and_no_traceback(said, told, monkeypatch):
    @click.command()
    def command():
        raise OperationalError(said)

    monkeypatch.setattr(type(main), "get_command", lambda self, ctx, name: command)
    result = CliRunner().invoke(main, ["import"])
    assert result.exit_code == 1
    assert ("等它结束后再运行" in result.output) == told


def test_commands_wait_longer_than_pages(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"timeout": 20})
    installation.be_patient()
    assert connection.settings_dict["OPTIONS"]["timeout"] == (600 if connection.vendor == "sqlite" else 20)


def test_a_page_kept_from_the_database_asks_to_come_back(rf):
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = server_error(rf.get("/"))
    assert answer.status_code == 503
    assert "过几分钟再试" in answer.content.decode()
