"""The list of systems policies ask for: its words, its states, and that every claim leads somewhere."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from guiju.apps.declared.carried import registers_carried
from guiju.apps.systems.queries import AskedSystems, systems_asked, systems_of
from guiju.apps.systems.reading import policies, systems
from guiju.cli.systems import command
from guiju.domain.declarations import declaration_files
from guiju.domain.registers import register_load
from guiju.kernel.claims import claims
from guiju.kernel.registers.services import declaration_apply
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403

pytestmark = pytest.mark.django_db
FIRST_TWENTY = {
    18, 25, 51, 53, 79, 80, 81, 82, 96, 97, *range(103, 110), 111, 113, 115, 116, 117, 118, 119, 120, 125, 132, 133,
}  # fmt: skip


@pytest.fixture
def carried(db: None, tmp_path: Path) -> None:
    registers_carried(data_folder=tmp_path, at=AT, complain=pytest.fail)


@pytest.fixture
def few(db: None) -> None:
    for path in declaration_files("registers"):
        if path.stem in ("awards", "certificates"):
            declaration_apply(actor=None, text=path.read_text(encoding="utf-8"), where=path.name, shipped=True, at=AT)


def test_all_142_are_listed_once_and_the_states_add_up(carried: None) -> None:
    found = systems_asked(AskedSystems())
    assert [row.system.number for row in found.rows] == list(range(1, 143))
    assert sum(found.counts.values()) == 142
    assert {row.system.number for row in found.rows if row.state == "served"} >= FIRST_TWENTY
    assert all(bool(row.claims) == (row.state != "not_yet") for row in found.rows)
    assert found.counts["not_yet"] > 0


def test_every_claim_is_of_a_system_there_is_and_leads_to_a_page_that_opens(
    carried: None, client: Client, officer: Any
) -> None:
    made = claims()
    assert set(made) <= {one.number for one in systems()}
    every = {one.path(): one for held in made.values() for one in held}
    public = [path for path, one in every.items() if one.sees is None or one.seen_by(_nobody(client))]
    assert {path: client.get(path).status_code for path in public} == dict.fromkeys(public, 200)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    assert {path: client.get(path).status_code for path in every} == dict.fromkeys(every, 200)


def _nobody(client: Client):
    return client.get("/systems/").wsgi_request.user


def test_a_register_answers_with_the_words_of_a_policy_that_asks_for_what_it_serves() -> None:
    titles = {code: policy.words.zh for code, policy in policies().items()}
    asked = {one.number: {(titles[p.policy], p.place, p.phrase) for p in one.asked} for one in systems()}
    for path in declaration_files("registers"):
        register = register_load(path.read_text(encoding="utf-8"), path.name)
        known = set().union(*(asked[number] for number in (*register.served, *register.recorded)))
        assert {tuple(answer) for answer in register.answers} <= known, register.code


def test_the_page_narrows_by_words_policy_group_and_state(few: None, client: Client) -> None:
    page = client.get("/systems/", {"policy": "003", "state": "served", "q": "标准贡献奖"}).content.decode()
    assert "争创“中国标准创新贡献奖”" in page
    assert 'href="/registers/awards/"' in page
    assert 'id="system-117"' not in page
    assert 'href="/registers/certificates/"' not in client.get("/systems/", {"group": "G"}).content.decode()
    assert "没有合条件的制度" in client.get("/systems/", {"q": "没有这样的词"}).content.decode()
    for hostile in ({"state": "x", "policy": "\0", "group": "Z" * 500, "q": "\0'" * 900}, {"q": "一 " * 90}):
        assert client.get("/systems/", hostile).status_code == 200


def test_the_same_is_exported_and_in_the_api(few: None, client: Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/systems/systems.csv?group=A").content.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {str(number) for number in range(1, 19)}
    body = client.get("/api/v1/systems?state=served&policy=000").json()
    assert body
    assert {one["state"] for one in body} == {"served"}
    assert all(one["places"] for one in body)
    certificates = next(one for one in client.get("/api/v1/systems?q=1%2BX").json())["places"]
    assert None in {place["path"] for place in certificates}  # personal: not for the public to open


def test_a_policy_is_asked_by_its_code_or_title() -> None:
    assert len(systems_of("004")) == len(systems_of("贯彻实施《国家标准化发展纲要》行动计划")) > 50
    assert systems_of("某地意见") == []


def test_the_command_counts_them(few: None) -> None:
    said = CliRunner().invoke(command, ["list", "--state", "served", "--policy", "003"]).output
    assert "133  可以办  标准贡献奖" in said
    assert "可以办" in said.splitlines()[-1]
    assert "清单里没有这份政策" in CliRunner().invoke(command, ["list", "--policy", "无"]).output
