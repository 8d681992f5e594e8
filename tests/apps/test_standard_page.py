"""The page of a standard: two days, its life as a line, its relations, its history, all as data too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import assertion_record, edition_record
from guiju.apps.catalogue.standard.life import life
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.models import Event
from guiju.kernel.history.services import payload_erase
from guiju.kernel.search.port import Dated
from kernel.conftest import AT, person

SOURCE = "某书目"
FIRST = datetime(2026, 1, 1, 4, tzinfo=UTC)


@pytest.fixture
def recorded(db: None) -> Edition:
    """Recorded on 1 January 2026; withdrawn, as told on 1 June."""
    edition_record(
        actor=None, number="GB 5-1990", title_zh="墨斗", published="1990-01-01", effective="1990-06-01",
        drafters=["甲研究院", "乙公司"], source=SOURCE, at=FIRST,
    )  # fmt: skip
    edition_record(
        actor=None, number="GB 5-1990", title_zh="墨斗", withdrawn="2015-01-01", source=SOURCE,
        at=FIRST + timedelta(days=151), reason="按公告补录",
    )  # fmt: skip
    return Edition.objects.select_related("series", "source").get(number="GB 5-1990")


def page(client: Any, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_a_day_and_what_was_known_on_another_can_both_be_asked(client: Any, recorded: Edition) -> None:
    path = f"/standards/{recorded.pk}/"
    assert "废止日期 2015-01-01" in page(client, path, on="2019-03-01")
    then = page(client, path, on="2019-03-01", known="2026-05-01")
    assert "按本站 2026年5月1日 所知" in then
    assert "废止日期" not in then.split('id="history"')[0]
    assert "现行" in then


def test_before_the_first_event_the_page_says_that_nothing_was_known(client: Any, recorded: Edition) -> None:
    shown = page(client, f"/standards/{recorded.pk}/", on="2019-03-01", known="2020-01-01")
    assert "什么都不知道" in shown
    assert "2026年1月1日" in shown
    assert "墨斗" in shown  # the number and title one looks for are not secret
    assert 'id="record"' not in shown


def test_what_was_erased_by_law_is_said_to_be_missing(client: Any, recorded: Edition) -> None:
    second = Event.objects.filter(object_kind="edition", object_id=str(recorded.pk)).order_by("sequence")[1]
    payload_erase(sequence=second.sequence, actor="system", because="依法删除", at=AT + timedelta(days=200))
    assert "后来已依法删除" in page(client, f"/standards/{recorded.pk}/", known="2026-07-01")
    assert "内容已依法删除：依法删除" in page(client, f"/standards/{recorded.pk}/history/")
    assert client.get(f"/standards/{recorded.pk}/history.json").json()["events"][0]["erased"] == "依法删除"


@pytest.mark.parametrize("query", [{"on": "昨天"}, {"known": "2020-13-45"}, {"on": "1"}, {"known": "9999-01-01"}])
def test_a_day_that_cannot_be_read_is_said_beside_the_field(client: Any, recorded: Edition, query: Any) -> None:
    assert "日期读不懂" in page(client, f"/standards/{recorded.pk}/", **query)


def test_the_same_two_days_can_be_asked_of_the_data(client: Any, recorded: Edition) -> None:
    path = f"/standards/{recorded.pk}.json"
    now = client.get(path, {"on": "2019-03-01"}).json()
    then = client.get(path, {"on": "2019-03-01", "known": "2026-05-01"}).json()
    never = client.get(path, {"on": "2019-03-01", "known": "2020-01-01"}).json()
    assert [d["status"]["value"] for d in (now, then, never)] == ["withdrawn", "in_force", "unknown"]
    assert (now["withdrawn"], then["withdrawn"]) == ("2015-01-01", "")
    assert then["status"]["known_on"] == "2026-05-01"
    assert never["status"]["known"] is False


def test_a_claim_of_long_ago_is_shown_from_the_day_it_was_recorded_here(client: Any, recorded: Edition) -> None:
    assertion_record(
        actor=None, edition=recorded, field="asserted_status", value="作废", source="某公告",
        asserted_on=date(2015, 1, 1), at=FIRST + timedelta(days=100),
    )  # fmt: skip
    path = f"/standards/{recorded.pk}.json"
    before, after = (client.get(path, {"known": day}).json()["assertions"] for day in ("2026-04-01", "2026-05-01"))
    assert [before, [claim["value"] for claim in after]] == [[], ["作废"]]
    assert "作废" not in page(client, f"/standards/{recorded.pk}/", known="2026-04-01").split('id="history"')[0]


def test_every_field_names_its_source_and_day_and_drafters_lead_to_searches(client: Any, recorded: Edition) -> None:
    shown = page(client, f"/standards/{recorded.pk}/")
    assert f"{SOURCE}，2026-06-01" in shown
    assert "%E4%B9%99%E5%85%AC%E5%8F%B8" in shown  # 乙公司


def test_history_says_who_what_from_what_when_and_why(client: Any, recorded: Edition) -> None:
    institute = organisation_create(actor=None, name="某研究院", kind="institute", at=FIRST)
    researcher = person("yan", institute, "institute")
    assertion_record(
        actor=researcher, edition=recorded, field="asserted_status", value="废止", source="某公告",
        asserted_on=date(2016, 1, 1), at=AT + timedelta(days=200),
    )  # fmt: skip
    shown = page(client, f"/standards/{recorded.pk}/history/")
    for expected in (
        "按公告补录",
        "废止日期",
        "2015-01-01",
        "来源主张 状态：废止",
        "某公告",
        ROLES["institute"].name.zh,
    ):
        assert expected in shown, expected
    assert researcher.display_name not in shown
    assert f"user:{researcher.pk}" not in shown


def test_history_is_paged_and_is_data(client: Any, recorded: Edition) -> None:
    for n in range(40):
        edition_record(
            actor=None, number="GB 5-1990", title_zh=f"墨斗{n}", source=SOURCE, at=FIRST + timedelta(days=160 + n)
        )  # fmt: skip
    data = client.get(f"/standards/{recorded.pk}/history.json", {"page": "3"}).json()
    assert (data["page"], data["pages"]) == (3, 3)
    assert data["events"][-1]["after"]["title_zh"] == "墨斗"
    assert len(data["events"][-1]["digest"]) == 64
    for odd in ("0", "x", "9" * 400):
        assert client.get(f"/standards/{recorded.pk}/history/", {"page": odd}).status_code == 200


def test_nobody_is_named_in_public_history(client: Any, recorded: Edition, owner: User) -> None:
    edition_record(actor=None, number="GB 6-1990", title_zh="尺", source=SOURCE, at=AT)
    text = page(client, f"/standards/{recorded.pk}/history/") + str(
        client.get(f"/standards/{recorded.pk}/history.json").json()
    )
    assert owner.username not in text
    assert "user:" not in text


def test_a_standard_without_relations_has_a_graph_page_that_says_so(client: Any, recorded: Edition) -> None:
    assert "没有记载它与其他标准的关系" in page(client, f"/standards/{recorded.pk}/graph/")


@pytest.mark.parametrize("rest", ["graph/", "history/", "history.json"])
def test_pages_of_a_record_that_is_not_there_are_not_found(client: Any, db: None, rest: str) -> None:
    assert client.get(f"/standards/999999/{rest}").status_code == 404
    assert client.get(f"/standards/99999999999999999999/{rest}").status_code == 404


def test_the_line_has_a_bar_for_each_status_in_order_and_within_the_sheet() -> None:
    periods = [
        Dated("draft", None, date(2009, 6, 17)),
        Dated("upcoming", date(2009, 6, 17), date(2010, 1, 1)),
        Dated("in_force", date(2010, 1, 1), date(2020, 10, 1)),
        Dated("replaced", date(2020, 10, 1), None),
    ]
    line = life(periods, [(date(2015, 1, 1), Words("修改单", "Amended"))], date(2019, 3, 1), date(2026, 11, 22))
    assert line is not None
    assert [bar.status.value for bar in line.bars] == ["upcoming", "in_force", "replaced"]
    assert [bar.nth for bar in line.periods] == [1, 2, 3, 4]
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.01 for bar in line.bars)
    assert line.bars[1].x < line.notches[0].x < line.asked.x < line.bars[2].x
    assert 2 <= len(line.ticks) <= 6
    assert line.bars[1].fits("zh") == "phone"
    assert line.bars[0].fits("zh") == ""


def test_no_known_day_gives_no_line() -> None:
    assert life([Dated("unknown", None, None)], [], date(2019, 3, 1), date(2026, 11, 22)) is None
