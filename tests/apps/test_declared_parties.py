"""Fields that name organisations and committees: linked as they are known today, kept as they were typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import organisations_meant
from guiju.apps.parties.services import committee_add, organisation_add, organisation_merge
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.registers.models import Intake
from guiju.kernel.registers.search import kind_name
from guiju.kernel.registers.services import declaration_apply
from guiju.kernel.search.services import index_rebuild, outbox_drain
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import TEXT, enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_folder")]
USCC = "91110000600037341L"
FIELDS = """
[[fields]]
code = "unit"
name = { zh = "承担单位", en = "Undertaken by" }
type = "organisation"

[[fields]]
code = "committee"
name = { zh = "委员会", en = "Committee" }
type = "committee"

[[measures]]"""


@pytest.fixture
def parties(db: None) -> Any:
    text = TEXT.replace("\n[[measures]]", FIELDS).replace('columns = ["name", "kind"]', 'columns = ["name", "unit"]')
    declaration_apply(actor=None, text=text, where="trials.toml", at=AT)
    index_rebuild(kind=kind_name("trials"))


def add(name: str, **typed: str) -> Organisation:
    return organisation_add(actor=None, typed={"name": name, "kinds": "enterprise", **typed}, at=AT)


def test_a_text_means_the_one_organisation_of_its_code_or_of_a_name_it_bore():
    kept, gone = add("某电缆厂", uscc=USCC), add("电缆某厂")
    add("同名所")
    add("曾名所").names.create(name="同名所", folded="同名所")
    kept.names.create(name="某线缆公司", folded="某线缆公司")
    organisation_merge(actor=None, kept=kept, gone=gone, because="同一证照", at=AT)
    asked = ["某电缆厂", "某线缆 公司", f"某厂（{USCC}）", USCC, "电缆某厂", "同名所", "不认识", ""]
    assert organisations_meant(asked) == dict.fromkeys(asked[:5], kept.pk)


def test_names_are_links_to_what_they_mean_and_offered_in_the_form(parties, signed_in, maker, firm):
    known = add("甲公司")
    committee = committee_add(
        actor=None, typed={"number": "SAC/TC 286", "kind": "TC", "level": "national", "name": "示例"}, at=AT
    )
    row = enter({"name": "甲试点", "unit": "甲公司", "committee": "TC286"}, firm)
    enter({"name": "乙试点", "unit": "无名公司"}, firm)
    outbox_drain()
    page = signed_in(maker).get(f"/registers/trials/{row.pk}/").content.decode()
    assert f'<a href="/parties/{known.pk}/">甲公司</a>' in page
    assert f'<a href="/parties/committees/{committee.pk}/">SAC/TC 286</a>' in page
    listed = signed_in(maker).get("/registers/trials/").content.decode()
    assert f'<a href="/parties/{known.pk}/">甲公司</a>' in listed
    assert "无名公司</td>" in listed
    form = signed_in(maker).get("/registers/trials/new").content.decode()
    assert 'list="offered-organisation"' in form
    assert '<option value="甲公司">' in form
    assert '<option value="SAC/TC 286">' in form


def test_a_trial_import_counts_the_names_that_are_in_no_list_and_keeps_them(parties, signed_in, maker):
    add("甲公司")
    sheet = "名称,承担单位\n甲试点,甲公司\n乙试点,无名公司\n丙试点,无名公司\n"
    browser = signed_in(maker)
    path = browser.post("/registers/trials/import", {"file": SimpleUploadedFile("试点.csv", sheet.encode())})[
        "Location"
    ]
    browser.post(f"{path}/columns", {"column-0": "name", "column-1": "unit"})
    run_due(now=None)
    page = browser.get(path).content.decode()
    assert "2 行里的单位或委员会不在名录中" in page
    assert Intake.objects.get().counts["unknown_names"] == ["无名公司"]
    browser.post(f"{path}/apply")
    run_due(now=None)
    outbox_drain()
    assert "无名公司" in browser.get("/registers/trials/").content.decode()
