"""A target that falls behind its pace is told of once each time, to who keeps it and who leads its tasks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.models import PaceAlarm, Policy, Target, Task
from guiju.apps.ledger.services.alarms import alarms_tell
from guiju.domain.indicators import Measure, Reading
from guiju.domain.language import Words
from guiju.kernel.indicators import offers
from guiju.kernel.indicators.offers import Offer
from guiju.kernel.notices.models import Notice
from guiju.kernel.procedures.desk import desk_items

pytestmark = pytest.mark.django_db
MEASURE = Measure("t_pilots", Words("试点项目", "Pilots"), Words("个", "projects"), "count", Words("数。", "Count."))
MIDYEAR = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)


class Counter:
    """A measure that says what it is told to, and how often it was asked."""

    number, asked = Decimal(40), 0

    def read(self, on: date) -> Reading:
        self.asked += 1
        return Reading(on, self.number)


@pytest.fixture
def counter(monkeypatch) -> Counter:
    made = Counter()
    monkeypatch.setattr(offers, "_PROVIDERS", [lambda: [Offer(MEASURE, made.read)]])
    monkeypatch.setattr(offers, "_DECLARED", {})
    return made


@pytest.fixture
def work(db) -> Work:
    made = work_make()
    Policy.objects.update(starts=2026)
    made.policy.refresh_from_db()
    return made


def target_make(work: Work, code: str = "t1", **fields) -> Target:
    told = {
        "name": "建设试点",
        "value": 100,
        "unit": "个",
        "comparator": ">=",
        "due": date(2026, 12, 31),
        "measure": "t_pilots",
    } | fields
    return Target.objects.create(policy=work.policy, place=1, code=code, kind="quantified", text="100 个", **told)


def test_falling_behind_is_told_once_to_office_and_lead_and_anew_after_catching_up(work, counter):
    target = target_make(work)
    target.tasks.add(work.task("a"))
    assert alarms_tell(at=MIDYEAR) == 4
    told = {notice.user.username: notice for notice in Notice.objects.select_related("user")}
    assert set(told) == {"keeper", "second", "lead", "colleague"}
    said = "“试点项目”现为 40 个，按时序进度应为 50.1，相差 10.1"
    assert told["lead"].body["zh"] == f"建设试点（某市标准化行动方案）：{said}"
    assert "发改委牵头这项目标的任务" in told["lead"].why["zh"]
    assert "您在市场监管局主管" in told["keeper"].why["zh"]
    assert [(one.title, one.step.en) for one in desk_items(work.keeper, on=MIDYEAR.date())] == [
        ("建设试点", "behind: 40 of 50.1 个")
    ]
    assert "建设试点" in [one.title for one in desk_items(work.lead, on=MIDYEAR.date())]
    assert desk_items(work.stranger, on=MIDYEAR.date()) == []
    assert alarms_tell(at=MIDYEAR.replace(month=8)) == 0
    counter.number = Decimal(90)
    assert alarms_tell(at=MIDYEAR.replace(month=9)) == 0
    assert PaceAlarm.objects.get().ended_at is not None
    assert desk_items(work.keeper, on=MIDYEAR.date()) == []
    counter.number = Decimal(60)
    assert alarms_tell(at=MIDYEAR.replace(month=12)) == 4


def test_a_target_of_the_goals_is_tied_to_tasks_and_who_leads_them_is_told(work, counter, signed_in):
    target, browser = target_make(work), signed_in(work.keeper)
    task, other = work.task("a"), work.task("b")
    Task.objects.filter(pk=task.pk).update(title="推进乡村振兴", text="开展建设试点", start=1, end=5)
    elsewhere = Task.objects.create(policy=another(work), place=1, code="x", title="别处", text="")
    place = f"/ledger/targets/{target.pk}/"
    page = browser.get(place).content.decode()
    assert ["都写了“建设试点”" in page, "还没有任务承担" in page, "任务b" in page] == [True, True, False]
    assert "任务b" in browser.get(place, {"task": "任务b"}).content.decode()
    for who, tasks, revision in ((work.keeper, [elsewhere.pk], 1), (work.keeper, [], 1), (work.second, [task.pk], 7)):
        signed_in(who).post(f"{place}tasks", {"task": tasks, "revision": revision})
        assert not target.tasks.exists()
    assert signed_in(work.lead).post(f"{place}tasks", {"task": task.pk, "revision": 1}).status_code == 403
    browser.post(f"{place}tasks", {"task": [task.pk, other.pk], "revision": 1})
    browser.post(f"{place}tasks", {"task": other.pk, "revision": 2, "do": "untie"})
    assert [one.title for one in target.tasks.all()] == ["推进乡村振兴"]
    page = browser.get(place).content.decode()
    assert page.index("不再由任务承担</strong><br>任务：任务b") < page.index(
        "由任务承担</strong><br>任务：推进乡村振兴、任务b"
    )
    assert f"/ledger/targets/{target.pk}/" in signed_in(work.lead).get(f"/ledger/tasks/{task.pk}/").content.decode()
    page = signed_in(work.lead).get(place).content.decode()
    assert ["推进乡村振兴" in page, "解除</button>" in page] == [True, False]
    assert alarms_tell(at=MIDYEAR) == 4
    assert "建设试点" in [one.title for one in desk_items(work.lead, on=MIDYEAR.date())]


def another(work: Work) -> Policy:
    return Policy.objects.create(
        office=work.office, title="另一份", digest="1" * 64, found_text="", clean_text="", reading={}, read_at=MIDYEAR
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 84},  # 40 of 42.1: short by less than five hundredths of the goal
        {"measure": ""},
        {"due": date(2026, 6, 30)},  # over: missed, not behind
        {"removed_at": MIDYEAR},
    ],
)
def test_what_is_hardly_behind_not_measured_over_or_taken_out_is_not_told(work, counter, fields):
    target_make(work, **fields)
    assert alarms_tell(at=MIDYEAR) == 0


def test_a_measure_is_asked_once_however_many_targets_it_counts(work, counter):
    target_make(work, "t1")
    with CaptureQueriesContext(connection) as one:
        alarms_tell(at=MIDYEAR)
    asked = counter.asked
    PaceAlarm.objects.all().delete()
    for n in range(2, 30):
        target_make(work, f"t{n}", name=f"目标{n}")
    counter.asked = 0
    with CaptureQueriesContext(connection) as many:
        alarms_tell(at=MIDYEAR.replace(hour=3))
    assert (counter.asked, len(many)) == (asked, len(one))
    assert Notice.objects.order_by("pk").last().body["zh"].count("\n") == 20


def test_an_installation_without_that_level_is_told_of_no_target(work, counter, settings, tmp_path):
    own = tmp_path / "declarations" / "reminders" / "levels.toml"
    own.parent.mkdir(parents=True)
    row = '[[{kind}]]\ncode = "soon"\nwords = {{ zh = "快了", en = "Soon" }}\nfrom = -7\ntell = ["unit"]\n'
    own.write_text(row.format(kind="task") + row.format(kind="filing"), encoding="utf-8")
    settings.VAR = tmp_path
    target_make(work)
    assert alarms_tell(at=MIDYEAR) == 0
