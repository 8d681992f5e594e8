"""The page and the graph of a standard that very many others cite."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import edition_record, relation_record
from guiju.apps.catalogue.standard.drawing import HIGH, WIDE, draw
from guiju.apps.catalogue.standard.reach import MOST, reach
from kernel.conftest import AT

SOURCE = "某书目"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crowded(module_db: Any) -> Edition:
    """Cited by 100 standards, adopted by 20, in a chain of six."""
    with module_db():
        return crowd()


def crowd() -> Edition:
    edition_record(actor=None, number="GB 5-1990", title_zh="墨斗", published="1990-01-01", source=SOURCE, at=AT)
    rows = [("cites", f"GB/T {n}-2000", "GB 5-1990") for n in range(1000, 1100)]
    rows += [("adopts", f"GB/T {n}-2001", "GB 5-1990") for n in range(2000, 2020)]
    chain = ["GB 5-1970", "GB 5-1980", "GB 5-1990", "GB 5-2000", "GB 5-2010", "GB 5-2020"]
    rows += [("replaces", new, old) for old, new in pairwise(chain)]
    for kind, subject, obj in rows:
        relation_record(actor=None, kind=kind, subject=subject, obj=obj, source=SOURCE, at=AT)  # type: ignore[arg-type]
    for n in range(1000, 1040):
        edition_record(actor=None, number=f"GB/T {n}-2000", title_zh=f"量具{n}", source=SOURCE, at=AT)
    return Edition.objects.select_related("series", "source").get(number="GB 5-1990")


def page(client: Any, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_the_graph_holds_sixty_and_says_what_found_no_room(client: Any, crowded: Edition) -> None:
    found = reach(crowded.number)
    assert len(found.numbers) <= MOST
    assert {"GB 5-1970", "GB 5-1980", "GB 5-2000", "GB 5-2010"} <= set(found.numbers)  # the chain comes first
    assert found.hidden >= 120 - MOST
    shown = page(client, f"/standards/{crowded.pk}/graph/")
    assert shown.count("graph-number") == len(found.numbers)
    assert "GB/T 1090-2000" in shown  # in the table
    assert len(re.findall(r"<tr>", shown)) == len(found.edges) + 1


def test_nothing_in_the_graph_lies_on_anything_else(crowded: Edition) -> None:
    drawing = draw(reach(crowded.number))
    spots = drawing.spots
    for place, one in enumerate(spots):
        assert 0 <= one.x <= drawing.width - WIDE
        assert 0 <= one.y <= drawing.height - HIGH
        for other in spots[place + 1 :]:
            assert abs(one.x - other.x) >= WIDE or abs(one.y - other.y) >= HIGH, (one, other)
    for place, box in enumerate(drawing.boxes):
        for beside in drawing.boxes[place + 1 :]:
            apart = box.x + box.width <= beside.x or beside.x + beside.width <= box.x
            assert apart or box.y + box.height <= beside.y or beside.y + beside.height <= box.y, (box, beside)


def test_a_circle_of_replacements_is_drawn_once(db: None, client: Any) -> None:
    edition_record(actor=None, number="GB 1-1990", title_zh="甲", replaces="GB 2-1990", source=SOURCE, at=AT)
    edition_record(actor=None, number="GB 2-1990", title_zh="乙", replaces="GB 1-1990", source=SOURCE, at=AT)
    assert reach("GB 1-1990").numbers == ["GB 1-1990", "GB 2-1990"]
    assert len(reach("GB 1-1990").edges) == 2


@pytest.mark.parametrize("rest", ["", "graph/", "history/"])
def test_pages_ask_few_questions_however_many_relations(
    client: Any, crowded: Edition, rest: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries({"": 26, "graph/": 18, "history/": 5}[rest]):
        client.get(f"/standards/{crowded.pk}/{rest}")
