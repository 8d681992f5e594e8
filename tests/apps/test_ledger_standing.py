"""Where a task stands on a day: the function and the condition for lists say the same of every case."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from apps.ledger_work import work_make
from guiju.apps.ledger.models import Task
from guiju.apps.ledger.standing import STANDINGS, standing, standing_told, standing_where

ON = date(2026, 3, 10)
BEFORE, YESTERDAY, LATER = date(2026, 2, 1), date(2026, 3, 9), date(2026, 12, 31)
THEN = datetime(2026, 2, 11, 1, 0, tzinfo=UTC)
CASES = [
    ("nothing was reported and the day is far", {"due": LATER}, "not_begun", 0),
    ("nothing was reported and no day is set", {"due": None}, "not_begun", 0),
    ("due today is not late", {"due": ON}, "not_begun", 0),
    ("it was begun", {"due": LATER, "begun_at": THEN}, "under_way", 0),
    ("it was due yesterday", {"due": YESTERDAY, "begun_at": THEN}, "late", 1),
    ("it was put off in time", {"due": BEFORE, "granted": LATER}, "extended", 0),
    ("it was put off and is late again", {"due": BEFORE, "granted": YESTERDAY}, "late", 1),
    ("it was reported done in time", {"due": LATER, "done_at": THEN, "begun_at": THEN}, "done", 0),
    ("it was reported done ten days late", {"due": BEFORE, "done_at": THEN}, "done", 10),
    ("it was closed", {"due": BEFORE, "done_at": THEN, "closed_at": THEN}, "closed", 10),
    ("it was closed without a report", {"due": LATER, "closed_at": THEN}, "closed", 0),
    ("it was taken out, whatever else", {"due": BEFORE, "removed_at": THEN, "closed_at": THEN}, "removed", 0),
]


@pytest.mark.parametrize(("case", "facts", "code", "late"), CASES, ids=[case[0] for case in CASES])
def test_a_task_stands_where_its_days_put_it(case, facts, code, late):
    found = standing(Task(**facts), ON)
    assert (found.code, found.late) == (code, late)
    assert found.due == facts.get("granted", facts["due"])


@pytest.mark.django_db
def test_lists_find_each_task_under_the_one_standing_it_has():
    work = work_make()
    for number, (_, facts, _, _) in enumerate(CASES):
        work.task(f"t{number}", **facts)
    told = Task.objects.annotate(told=standing_told(ON)).values_list("code", "told")
    assert dict(told) == {f"t{number}": case[2] for number, case in enumerate(CASES)}
    for code in STANDINGS:
        found = set(Task.objects.filter(standing_where(code, ON)).values_list("code", flat=True))
        assert found == {f"t{number}" for number, case in enumerate(CASES) if case[2] == code}
