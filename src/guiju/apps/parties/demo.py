"""Fictitious parties (演示机构、委员会、专家与抽取): made once, in demo mode only, each marked as fictitious."""

from __future__ import annotations

import tomllib
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction

from guiju.apps.parties.models import Committee, Expert, Organisation
from guiju.apps.parties.queries.organisations import organisation_get
from guiju.apps.parties.services import (
    committee_add,
    committee_link_set,
    committee_member_add,
    committee_score_enter,
    committee_term_add,
    draw_announce,
    draw_make,
    draw_prepare,
    expert_add,
    organisation_add,
    organisation_link,
    organisation_rename,
)
from guiju.kernel.accounts.demo_people import DEMO_ENGLISH
from guiju.kernel.accounts.models import Organisation as Account

_PLAIN = ("name", "kinds", "sector")
_YEAR = ("meetings", "proposals", "published", "reviews_due", "reviews_done")


@transaction.atomic
def demo_load(*, at: datetime) -> bool:
    """Make them where demo mode is on and there are none; whether they were made."""
    if not settings.DEMO or Organisation.objects.filter(fictitious=True).exists():
        return False
    text = files(__package__).joinpath("data", "demo.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    named = {row["name"]: _organisation(row, at) for row in table["organisation"]}
    _committees(table["committee"], named, at)
    for name, employer, fields in table["experts"]["people"]:
        typed = {"name": name, "fields": fields, "consented_on": "2026-01-05"}
        expert_add(actor=None, typed=typed, employer=named.get(employer), fictitious=True, at=at)
    _draw(table["draw"], named, at)
    return True


def _organisation(row: dict[str, Any], at: datetime) -> Organisation:
    typed = {name: row[name] for name in _PLAIN if name in row}
    typed["name"] = row.get("former", row["name"])
    typed["name_en"] = DEMO_ENGLISH.get(row["name"], "")
    made = organisation_add(actor=None, typed=typed, fictitious=True, at=at)
    if "former" in row:
        organisation_rename(
            actor=None, organisation=made, name=row["name"], since=row["renamed_on"], revision=1, at=at
        )  # fmt: skip
        made = organisation_get(made.pk)
    account = Account.objects.filter(name=row["name"]).first() if row.get("account") else None
    if account is not None:
        organisation_link(actor=None, organisation=made, account=account, revision=made.revision, at=at)
    for unit in row.get("units", ()):
        organisation_add(actor=None, typed={"name": unit, "kinds": "unit"}, parent=made, fictitious=True, at=at)
    return made


def _committees(rows: list[dict[str, Any]], named: dict[str, Organisation], at: datetime) -> None:
    made: dict[str, Committee] = {}
    for row in rows:
        typed = {name: value for name, value in row.items() if isinstance(value, str)}
        parent, secretariat = made.get(typed.pop("parent", "")), named.get(typed.pop("secretariat", ""))
        one = committee_add(
            actor=None, typed=typed, parent=parent, secretariat=secretariat, fictitious=True, at=at
        )  # fmt: skip
        made[one.number] = one
        if "members" in row:
            committee_term_add(actor=None, committee=one, typed={"ordinal": "1", "since": "2024-01-01"}, at=at)
            term = one.terms.get()
            for organisation, role in row["members"]:
                committee_member_add(actor=None, term=term, organisation=named[organisation], role=role, at=at)
        for reference in row.get("mirrors", ()):
            committee_link_set(actor=None, committee=one, kind="mirror", reference=reference, linked=True, at=at)
        for year, *figures in row.get("years", ()):
            typed = dict(zip(_YEAR, figures, strict=True))
            committee_score_enter(actor=None, committee=one, year=year, typed=typed, at=at)


def _draw(row: dict[str, str], named: dict[str, Organisation], at: datetime) -> None:
    office = Account.objects.filter(name="示例市市场监督管理局（演示）").first()
    if office is None:
        return
    typed = {name: row[name] for name in ("purpose", "wanted", "public_source")}
    drafters = [named[row["drafter"]]]
    one = draw_prepare(actor=None, organisation=office, typed=typed, drafters=drafters, fictitious=True, at=at)
    recused = list(Expert.objects.filter(name="演示专家丑").values_list("pk", flat=True))
    draw_announce(actor=None, draw=one, recused=recused, at=at)
    draw_make(actor=None, draw=one, public_value=row["public_value"], at=at)
