"""Records of a declared register: entered, changed by one of two, withdrawn, made public; who sees what."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from guiju.domain.declarations.roles import ROLES
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.roles import ROLES as GRANTED
from guiju.kernel.history.queries import events_of
from guiju.kernel.registers.layout import Layout, layout_get
from guiju.kernel.registers.queries import filtered
from guiju.kernel.registers.services import (
    declaration_apply,
    record_change,
    record_conceal,
    record_create,
    record_disclose,
    record_restore,
    record_withdraw,
)
from guiju.kernel.registers.services.errors import RecordRefused
from guiju.kernel.registers.sight import sight_of
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import enter, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]
TODAY = AT.date()


def codes(layout: Layout, person: Any, row: Any) -> set[str]:
    return {field.code for field in sight_of(layout.register, person, TODAY).fields(row)}


def test_a_record_has_its_number_version_and_history(trials: Layout, maker: Any, firm: Any) -> None:
    typed = {"name": "甲试点", "kind": "甲", "begun": "2026年3月1日", "cost": "12.5万元"}
    row = record_create(actor=maker, register="trials", organisation_id=firm.pk, typed=typed, at=AT)
    assert (row.number, row.version, row.revision) == ("SD2026-001", 1, 1)
    held = layout_get("trials").model._default_manager.get(pk=row.pk)
    assert trials.values(held) == {"name": "甲试点", "kind": "a", "begun": "2026-03-01", "cost": "125000.00"}
    event = events_of("register:trials", str(row.pk)).get()
    assert (event.action, event.actor) == ("register.record.created", maker.actor)
    assert event.payload.content["after"]["cost"] == "125000.00"


def test_every_error_comes_at_once_and_nothing_is_kept_nor_numbered(trials: Layout) -> None:
    with pytest.raises(RecordRefused) as caught:
        enter({"kind": "丙", "begun": "昨天"})
    assert set(caught.value.errors) == {"name", "kind", "begun"}
    assert enter({"name": "第一个"}).number == "SD2026-001"


def test_a_value_that_must_be_unique_names_the_record_that_has_it() -> None:
    enter({"name": "甲试点"})
    with pytest.raises(RecordRefused, match="SD2026-001"):
        enter({"name": "甲试点"})


def test_of_two_who_change_a_record_one_is_told(maker: Any, firm: Any) -> None:
    row = enter({"name": "甲试点"}, firm)
    record_change(actor=maker, register="trials", record=row.pk, revision=1, typed={"kind": "b"}, at=AT)
    with pytest.raises(WordsError, match="别人改了这条登记"):
        record_change(actor=None, register="trials", record=row.pk, revision=1, typed={"kind": "a"}, at=AT)


def test_a_change_that_changes_nothing_is_no_event() -> None:
    row = enter({"name": "甲试点", "kind": "a"})
    assert (
        record_change(actor=None, register="trials", record=row.pk, revision=1, typed={"kind": "甲"}, at=AT).revision
        == 1
    )
    assert events_of("register:trials", str(row.pk)).count() == 1


def test_who_enters_may_only_for_their_own_organisation(maker: Any, outsider: Any, fellow: Any, firm: Any) -> None:
    for person in (outsider, fellow):
        with pytest.raises(Denied):
            record_create(actor=person, register="trials", typed={"name": "x"}, organisation_id=firm.pk, at=AT)
    row = enter({"name": "甲试点"}, firm)
    for person in (outsider, fellow):
        with pytest.raises(Denied):
            record_change(actor=person, register="trials", record=row.pk, revision=1, typed={"name": "y"}, at=AT)


def test_own_organisation_units_and_strangers_see_what_the_declaration_says(
    trials: Layout, maker: Any, fellow: Any, outsider: Any, officer: Any, inspector: Any, firm: Any
) -> None:
    row = enter({"name": "甲试点", "cost": "1"}, firm)
    seen = {
        who.username: sight_of(trials.register, who, TODAY).sees(row)
        for who in (maker, fellow, outsider, officer, inspector)
    }
    assert seen == {"maker": True, "fellow": True, "outsider": False, "officer": True, "inspector": True}
    assert not sight_of(trials.register, AnonymousUser(), TODAY).sees(row)
    assert "cost" in codes(trials, maker, row)
    assert "cost" in codes(trials, officer, row)
    assert "cost" not in codes(trials, inspector, row)
    rows = trials.model._default_manager.all()
    assert [sight_of(trials.register, who, TODAY).narrow(rows).count() for who in (maker, outsider, inspector)] == [
        1,
        0,
        1,
    ]


def test_nobody_writes_a_field_they_do_not_see(firm: Any, maker: Any) -> None:
    text = version(2, ('type = "money"\nsee = ["own"]', 'type = "money"\nsee = ["units"]'))
    declaration_apply(actor=None, text=text, where="trials.toml", at=AT)
    row = enter({"name": "甲试点"}, firm)
    with pytest.raises(RecordRefused, match="您看不到这一项"):
        record_change(actor=maker, register="trials", record=row.pk, revision=1, typed={"cost": 3}, at=AT)


def test_a_record_is_public_after_its_disclosure_step_and_not_after_a_change(
    trials: Layout, maker: Any, officer: Any, firm: Any
) -> None:
    row = enter({"name": "甲试点", "cost": "1"}, firm)
    with pytest.raises(Denied):
        record_disclose(actor=maker, register="trials", record=row.pk, revision=1, at=AT)
    row = record_disclose(actor=officer, register="trials", record=row.pk, revision=1, note="已审", at=AT)
    public = sight_of(trials.register, AnonymousUser(), TODAY)
    assert public.sees(row)
    assert codes(trials, AnonymousUser(), row) == {"name", "kind", "begun"}
    row = record_change(
        actor=maker, register="trials", record=row.pk, revision=row.revision, typed={"kind": "a"}, at=AT
    )
    assert not public.sees(row)
    row = record_disclose(actor=officer, register="trials", record=row.pk, revision=row.revision, at=AT)
    assert not public.sees(record_conceal(actor=officer, register="trials", record=row.pk, reason="有误", at=AT))


def test_a_withdrawn_record_is_kept_and_put_back_by_a_keeper(
    trials: Layout, maker: Any, officer: Any, firm: Any
) -> None:
    row = enter({"name": "甲试点"}, firm)
    with pytest.raises(WordsError, match="理由"):
        record_withdraw(actor=maker, register="trials", record=row.pk, reason=" ", at=AT)
    record_withdraw(actor=maker, register="trials", record=row.pk, reason="重复登记", at=AT)
    with pytest.raises(Denied):
        record_restore(actor=maker, register="trials", record=row.pk, at=AT)
    assert record_restore(actor=officer, register="trials", record=row.pk, at=AT).withdrawn_at is None
    assert [event.action.rpartition(".")[2] for event in events_of("register:trials", str(row.pk))] == [
        "created", "withdrawn", "restored",
    ]  # fmt: skip


def test_no_declared_field_is_found_or_sorted_by_reading_every_row(trials: Layout, maker: Any, firm: Any) -> None:
    for place in range(30):
        enter({"name": f"试点{place}", "kind": "a" if place else "b", "begun": f"2026-01-{place + 1:02d}"}, firm)
    rows, columns = trials.model._default_manager, trials.columns
    asked = {f"{code} is": rows.filter(**{f"{column}__in": ["b"]}) for code, column in columns.items()
             if trials.register.typed[code] == "text"}  # fmt: skip
    asked |= {f"{code} from": rows.filter(**{f"{column}__gte": 5}) for code, column in columns.items()
              if trials.register.typed[code] == "number"}  # fmt: skip
    asked |= {code: rows.order_by(columns[code], "pk") for code in trials.register.sorts}
    asked |= {"number": rows.filter(number="SD2026-001"), "whose": rows.filter(organisation_id=firm.pk)}
    asked["public"] = rows.filter(disclosed_at__isnull=False, withdrawn_at=None).order_by("pk")
    asked["chosen"] = filtered(trials, rows.filter(withdrawn_at=None), {"kind": ("b",)}).order_by("pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # thirty rows are read quicker than an index: ask whether there is one
            cursor.execute("SET LOCAL enable_seqscan = off")
    for name, query in asked.items():
        plan = query[:10].explain()
        assert "ndex" in plan.replace("INDEX", "Index"), (name, plan)
        if connection.vendor == "sqlite" and not query.query.order_by:
            assert "SCAN" not in plan, (name, plan)
        assert "TEMP B-TREE" not in plan, (name, plan)


def test_the_roles_of_declarations_are_those_that_are_granted() -> None:
    assert set(ROLES) <= set(GRANTED)
