"""Reminders of cases: told once, with the reason; the subscribed calendar; the week's list."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client

from guiju.domain.calendar.ics import Entry, calendar_text
from guiju.kernel.notices.models import Notice
from guiju.kernel.notices.services import calendar_key_make, wish_set
from guiju.kernel.procedures.reminding import deadlines_tell, digests_tell, turns_tell
from guiju.kernel.procedures.services import opinions_ask
from kernel.conftest import AT
from kernel.procedures.conftest import go


def subjects(user) -> list[str]:
    return [row.subject["zh"] for row in Notice.objects.filter(user=user).order_by("pk")]


def test_who_is_asked_for_an_opinion_is_told_once_and_why(submitted, officers, experts):
    go(submitted, officers[0], "pass_form")
    opinions_ask(actor=officers[0], case=submitted, people=experts, at=AT)
    assert turns_tell(at=AT) == 3
    assert turns_tell(at=AT) == 0
    assert subjects(experts[0]) == ["轮到您办理：检验检测标准化试点"]
    assert "您是本事项的专家" in Notice.objects.filter(user=experts[0]).get().why["zh"]


def test_applicants_are_told_what_is_missing_and_others_nothing(submitted, owner, stranger, officers):
    go(submitted, officers[0], "request_completion", facts={"missing": "预算"})
    turns_tell(at=AT)
    assert len(subjects(owner)) == 1
    assert "需补正的内容：预算" in Notice.objects.get(user=owner).body["zh"]
    reader = Client()
    reader.force_login(owner)
    page = reader.get(f"/desk/case/{submitted.pk}/").content.decode()
    assert page.index('<p class="case-said">预算</p>') < page.index("提交补正材料")
    assert subjects(stranger) == subjects(officers[0]) == []


def test_a_deadline_is_told_before_it_and_once_more_when_it_has_passed(submitted, officers):
    due = submitted.due_on
    assert deadlines_tell(at=AT) == 0
    near = AT + timedelta(days=(due - AT.date()).days - 2)
    assert deadlines_tell(at=near) == 4
    assert deadlines_tell(at=near) == 0
    late = AT + timedelta(days=(due - AT.date()).days + 1)
    assert deadlines_tell(at=late) == 4
    assert subjects(officers[0]) == ["2026-03-06到期：检验检测标准化试点", "已超期：检验检测标准化试点"]


def test_the_weeks_list_comes_on_its_first_day_to_those_who_want_it(submitted, officers, owner):
    monday = AT + timedelta(days=(7 - AT.weekday()) % 7)
    wish_set(actor=officers[1], mail=True, digest=False, at=AT)
    assert digests_tell(at=monday) == 3
    assert digests_tell(at=monday + timedelta(hours=3)) == 0
    assert digests_tell(at=monday + timedelta(days=1)) == 0
    assert subjects(officers[0]) == ["本周待办 1 件"]
    assert subjects(officers[1]) == subjects(owner) == []


def test_the_calendar_opens_by_its_address_alone_and_a_new_one_ends_the_old(submitted, officers):
    old = calendar_key_make(actor=officers[0], at=AT)
    text = Client().get(f"/desk/calendar/{old}.ics").content.decode()
    assert "SUMMARY:检验检测标准化试点\r\n" in text
    assert "DTSTART;VALUE=DATE:20260306\r\n" in text
    new = calendar_key_make(actor=officers[0], at=AT)
    assert Client().get(f"/desk/calendar/{old}.ics").status_code == 404
    assert Client().get(f"/desk/calendar/{new}.ics").status_code == 200
    assert Client().get("/desk/calendar/none.ics").status_code == 404


def test_a_calendar_folds_long_lines_and_escapes_what_it_must():
    entry = Entry("1@guiju", date(2026, 3, 6), "试点；一,二\n三" + "长" * 60, "x", "")
    text = calendar_text("待办", [entry], stamp=AT)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "一\\,二\\n三" in text.replace("\r\n ", "")
    assert text.endswith("END:VCALENDAR\r\n")


def test_what_one_wants_to_be_told_is_set_on_the_page(officers):
    client = Client()
    client.force_login(officers[0], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/desk/reminders/", {"digest": "1"}).status_code == 302
    page = client.post("/desk/reminders/calendar/").content.decode()
    assert "/desk/calendar/" in page
