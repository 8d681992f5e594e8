"""Versions of a declaration are applied whole: nothing entered is lost, and what stands against it is said."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction

from guiju.domain.declarations import DeclarationError
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.queries import events_of
from guiju.kernel.registers.layout import Layout, layout_get
from guiju.kernel.registers.models import Declaration
from guiju.kernel.registers.services import (
    declaration_apply,
    declaration_plan,
    declarations,
    record_change,
    record_disclose,
)
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import TEXT, enter, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]
RENAMED = (('code = "cost"', 'code = "budget"\nwas = "cost"'), ('field = "cost"', 'field = "budget"'))


def apply(text: str) -> Layout:
    declaration_apply(actor=None, text=text, where="trials.toml", at=AT)
    return layout_get("trials")


def held(layout: Layout) -> list[dict[str, Any]]:
    return [layout.values(row) for row in layout.model._default_manager.order_by("pk")]


def test_applying_what_is_in_use_changes_nothing() -> None:
    assert declaration_apply(actor=None, text=TEXT, where="trials.toml", at=AT) is None
    assert Declaration.objects.count() == 1


def test_the_same_version_with_another_text_is_refused() -> None:
    with pytest.raises(DeclarationError, match="请写 version = 2"):
        apply(TEXT.replace("试点", "示范", 1))


def test_only_officers_declare(maker: Any, officer: Any) -> None:
    with pytest.raises(Denied):
        declaration_plan(actor=maker, text=version(2), where="x")
    assert declaration_plan(actor=officer, text=version(2), where="x").comparison.changes == ()


def test_a_renamed_field_keeps_what_it_holds() -> None:
    enter({"name": "甲", "cost": "12.5"})
    layout = apply(version(2, *RENAMED))
    assert held(layout) == [{"name": "甲", "budget": "12.50"}]
    assert layout.columns["budget"] == "f_cost"


def test_a_retyped_field_carries_over_what_can_be_read_and_keeps_the_rest() -> None:
    longer = '[[fields]]\ncode = "size"\nname = { zh = "规模", en = "Size" }\ntype = "text"\n\n[[measures]]'
    apply(version(2, ("[[measures]]", longer)))
    enter({"name": "甲", "size": "300"})
    enter({"name": "乙", "size": "约三百"})
    text = version(3, ("[[measures]]", longer.replace('"text"', '"number"')))
    plan = declaration_plan(actor=None, text=text, where="x")
    assert (plan.records, plan.carried, plan.left) == (2, {"size": 1}, {"size": 1})
    assert plan.kept["size"][0].value == "约三百"
    assert [layout_get("trials").register.version, len(held(apply(text)))] == [2, 2]
    layout = layout_get("trials")
    assert held(layout) == [{"name": "甲", "size": 300}, {"name": "乙"}]
    row = layout.model._default_manager.order_by("pk").last()
    assert row.data["size"] == "约三百"
    changed = record_change(actor=None, register="trials", record=row.pk, revision=1, typed={"size": 305}, at=AT)
    assert changed.data == {"size": "约三百", "size_v3": 305}


def test_a_field_that_becomes_a_facet_moves_into_a_column_of_its_own() -> None:
    more = '[[fields]]\ncode = "place"\nname = { zh = "地区", en = "Place" }\ntype = "region"\n\n[[measures]]'
    apply(version(2, ("[[measures]]", more)))
    enter({"name": "甲", "place": "中山市"})
    layout = apply(version(3, ("[[measures]]", more), ('facets = ["kind"]', 'facets = ["kind", "place"]')))
    assert layout.columns["place"] == "f_place"
    assert held(layout)[0]["place"] == "442000"


def test_what_a_version_opens_to_the_public_is_taken_off_until_it_is_approved_again(officer: Any) -> None:
    rows = [enter({"name": "甲", "cost": "12.5"}), enter({"name": "乙"})]
    for row in rows:
        record_disclose(actor=officer, register="trials", record=row.pk, revision=1, at=AT)
    layout = apply(version(2, ('see = ["own"]\n\n[[measures]]', "\n[[measures]]")))
    public = layout.model._default_manager.filter(disclosed_at__isnull=False)
    assert [row.pk for row in public] == [rows[1].pk]
    last = events_of(layout.kind, str(rows[0].pk)).last()
    assert (last.action, last.reason) == ("register.record.concealed", "register_declaration:2")


def test_a_removed_field_is_no_longer_shown_but_what_it_holds_is_there() -> None:
    enter({"name": "甲", "cost": "5"})
    text = version(2)
    layout = apply(text[: text.index('[[fields]]\ncode = "cost"')])
    assert held(layout) == [{"name": "甲"}]
    with connection.cursor() as cursor:
        cursor.execute("SELECT f_cost FROM register_trials")
        assert cursor.fetchone()[0] == 500


def test_a_computed_field_is_filled_for_the_records_there_are() -> None:
    enter({"name": "甲", "begun": "2025-05-01"})
    more = '[[fields]]\ncode = "year"\nname = { zh = "年度", en = "Year" }\ntype = "computed"\n'
    more += 'compute = { how = "year", of = ["begun"] }\n\n[[measures]]'
    assert held(apply(version(2, ("[[measures]]", more))))[0]["year"] == 2025


def test_a_field_cannot_become_unique_while_values_are_repeated() -> None:
    apply(version(2, ("unique = true\n", "")))
    enter({"name": "甲"})
    enter({"name": "甲"})
    text = version(3)
    assert declaration_plan(actor=None, text=text, where="x").repeated == {"name": ["甲"]}
    with pytest.raises(WordsError, match="有重复的值：甲"), transaction.atomic():
        apply(text)
    assert layout_get("trials").register.version == 2


def test_what_breaks_off_in_the_middle_leaves_nothing_half_done() -> None:
    enter({"name": "甲", "cost": "5"})
    with (
        patch.object(declarations, "_index", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
        transaction.atomic(),
    ):
        apply(version(2, *RENAMED, ('type = "money"', 'type = "number"')))
    assert held(layout_get("trials")) == [{"name": "甲", "cost": "5.00"}]
    layout = apply(version(2, *RENAMED, ('type = "money"', 'type = "number"')))
    assert held(layout) == [{"name": "甲", "budget": 5}]
