"""The table of GB/T 22373-2021 is whole, and names columns and JSON members that exist."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "fields.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| \d{3} ", line)
]


def test_all_68_elements_are_there_with_their_obligation():
    assert len({row[0] for row in ROWS}) == len(ROWS) == 68
    assert [sum(row[2] == kind for row in ROWS) for kind in "MOC"] == [14, 48, 6]


def test_every_column_named_exists():
    for model, field in re.findall(r"`(Edition|Relation|Assertion)\.(\w+)`", PAGE):
        known = {one.name for one in apps.get_model("catalogue", model)._meta.get_fields()} | {"id"}
        assert field in known | {"asserted_status"}, f"{model}.{field}"


def test_the_count_of_elements_kept_is_right():
    kept = sum(row[3] != "—" for row in ROWS)
    assert f"{kept} of the 68" in PAGE
