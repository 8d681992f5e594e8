"""`guiju administrators` makes three accounts without passwords, let in by links, and no fourth."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from django.test import Client

from guiju.cli.administrators import command
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.roles import ADMINISTRATORS

ALL = ["--organisation", "甲局", "--system", "liu", "--security", "chen", "--audit", "zhao"]
LINK = re.compile(r"/accounts/invitation/[\w-]{43}/")
NEW = "a wholly new phrase"


def run(*arguments: str):
    return CliRunner().invoke(command, arguments)


@pytest.mark.django_db
def test_three_people_with_one_power_each_and_no_password():
    done = run(*ALL)
    assert done.exit_code == 0, done.output
    links = LINK.findall(done.output)
    assert len(set(links)) == 3
    assert {user.memberships.get().role for user in User.objects.all()} == ADMINISTRATORS
    assert not any(user.has_usable_password() for user in User.objects.all())
    browser = Client()
    assert browser.post(links[0], {"password": NEW, "again": NEW})["Location"] == "/accounts/sign-in/"
    browser.post("/accounts/sign-in/", {"username": "liu", "password": NEW})
    assert browser.get("/accounts/system/").status_code == 200
    assert browser.get("/accounts/security/").status_code == 403


@pytest.mark.django_db
def test_a_power_somebody_holds_is_not_given_again_and_nothing_is_half_made():
    run("--organisation", "甲局", "--security", "chen")
    again = run(*ALL)
    assert again.exit_code == 1
    assert "security_administrator" in again.output
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_administrator_who_forgot_gets_another_link_and_nobody_else():
    run(*ALL)
    assert LINK.search(run("--link", "chen").output)
    assert run("--link", "wang").exit_code == 1


def test_what_is_asked_must_be_whole():
    assert run("--system", "liu").exit_code == run().exit_code == 2
