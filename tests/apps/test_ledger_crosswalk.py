"""Which local work carries out which item from above: suggested, settled by a person, with the gaps both ways."""

from __future__ import annotations

import pytest

from apps.ledger_samples import grown, taken_in
from guiju.apps.ledger.chapters import MOST, cells_of, chapters_of
from guiju.apps.ledger.flow import flow_of
from guiju.apps.ledger.models import SuggestedPairs, Task, TaskPair
from guiju.apps.ledger.queries.crosswalk import Entry, crosswalk_of, names_of, pairs_of_task
from guiju.apps.ledger.services import pairs
from guiju.apps.ledger.services.crosswalk import Chosen, pairs_settle
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.models import Event
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

ABOVE = """示例省标准化工作要点
2024年1月8日
一、重点任务
（一）培优团体标准。实施团体标准培优计划，培育一批优秀的团体标准组织。（省市场监管局负责）
（二）强化宣传。建设标准化宣传普及基地，用好新媒体工具。（省市场监管局负责）
"""
BELOW = """示例市标准化实施意见
2024年3月1日
一、重点任务
（一）发展团体标准。组织实施团体标准培优计划，建立团体标准组织库。（市市场监管局负责）
（二）推进餐饮标准化。制定特色菜品标准。（市商务局负责）
"""


@pytest.fixture
def two(db):
    province = organisation_create(actor=None, name="省市场监管局", kind="bureau", at=AT)
    city = organisation_create(actor=None, name="市市场监管局", kind="bureau", at=AT)
    other = organisation_create(actor=None, name="水利局", kind="bureau", at=AT)
    above, below = taken_in(province, text=ABOVE), taken_in(city, text=BELOW)
    people = [person(name, of, "officer") for name, of in (("keeper", city), ("upper", province), ("other", other))]
    pairs.pairs_request(actor=people[0], above=above, below=below, at=AT)
    return above, below, people


def _chosen(one, stood=None):
    return [Chosen(one.below.pk, one.above.pk, stood)]


def test_a_person_settles_what_is_suggested_and_the_gaps_follow(two):
    above, below, (keeper, *_) = two
    held = crosswalk_of(above, below)
    (one,) = held.suggested
    assert (one.below.title, one.above.title) == ("发展团体标准", "培优团体标准")
    assert one.reasons
    assert (len(held.open_above), len(held.open_below)) == (2, 2)
    assert pairs_settle(actor=keeper, chosen=_chosen(one), carries=True, reason="同一计划", at=AT) == 1
    held = crosswalk_of(above, below)
    assert [task.title for task in held.open_above] == ["强化宣传"]
    assert [task.title for task in held.open_below] == ["推进餐饮标准化"]
    assert (held.suggested, held.confirmed[0].reason) == ([], "同一计划")
    columns = [chapters_of(held.above, held.called), chapters_of(held.below, held.called)]
    assert len(flow_of(columns, [(pair.above, pair.below) for pair in held.confirmed]).bands) == 1
    assert [pair.above.title for pair in pairs_of_task(one.below)[0]] == ["培优团体标准"]
    assert Event.objects.filter(action="ledger.pair.confirmed", object_id=str(one.below.pk)).exists()
    assert pairs_settle(actor=keeper, chosen=_chosen(one, True), carries=None, at=AT) == 1
    assert len(crosswalk_of(above, below).suggested) == 1
    pairs_settle(actor=keeper, chosen=_chosen(one), carries=False, at=AT)
    assert crosswalk_of(above, below).suggested == []


def test_of_two_who_settle_otherwise_one_is_told_and_strangers_may_not(two):
    above, below, (keeper, upper, other) = two
    (one,) = crosswalk_of(above, below).suggested
    pairs_settle(actor=keeper, chosen=_chosen(one), carries=True, at=AT)
    with pytest.raises(WordsError, match="stale"):
        pairs_settle(actor=keeper, chosen=_chosen(one), carries=False, at=AT)
    for stranger in (upper, other):
        with pytest.raises(Denied):
            pairs_settle(actor=stranger, chosen=_chosen(one, True), carries=None, at=AT)
    with pytest.raises(WordsError, match="pair"):
        pairs_settle(actor=keeper, chosen=[Chosen(one.below.pk, one.below.pk, None)], carries=True, at=AT)
    with pytest.raises(WordsError, match="chosen"):
        pairs_settle(actor=keeper, chosen=[], carries=True, at=AT)
    assert TaskPair.objects.count() == 1


def test_the_page_shows_both_policies_to_officers_and_settles_for_the_office(two, signed_in):
    above, below, (keeper, _, other) = two
    (one,) = crosswalk_of(above, below).suggested
    page = f"/ledger/crosswalk/?above={above.pk}&below={below.pk}&top={above.pk}"
    ticked = {"above": above.pk, "below": below.pk, "pair": f"{one.below.pk}-{one.above.pk}-", "move": "confirm"}
    assert signed_in().get(page).status_code == 302
    assert "确认所选" not in signed_in(other).get(page).content.decode()
    assert signed_in(other).post("/ledger/crosswalk/settle", ticked).status_code == 403
    browser = signed_in(keeper)
    assert "确认所选" in browser.get(page).content.decode()
    done = browser.post("/ledger/crosswalk/settle", ticked, follow=True).content.decode()
    assert "已确认 1 对" in done
    assert 'class="flow-band"' in done
    assert str(above.pk) in browser.get("/ledger/crosswalk/").content.decode()
    for hostile in ({"above": "x", "below": below.pk}, {**ticked, "below": 10**30}):
        assert browser.post("/ledger/crosswalk/settle", hostile).status_code == 404
    strange = {**ticked, "pair": ["a-b-c", "1", "--", f"{10**15}-2-yes"], "move": "eat"}
    assert browser.post("/ledger/crosswalk/settle", strange).status_code == 302
    assert browser.get("/ledger/crosswalk/?above=%00&below=-1&top=9e9").status_code == 200


def test_large_policies_are_compared_in_the_background_and_again_when_their_tasks_change(two, signed_in, monkeypatch):
    above, below, (keeper, upper, _) = two
    (one,) = crosswalk_of(above, below).suggested
    pairs_settle(actor=keeper, chosen=_chosen(one), carries=True, at=AT)
    SuggestedPairs.objects.all().delete()
    monkeypatch.setattr(pairs, "AT_ONCE", 10)
    page, named = "/ledger/crosswalk/", {"above": above.pk, "below": below.pk}
    browser = signed_in(keeper)
    shown = [who.get(page, named).content.decode() for who in (browser, signed_in(upper))]
    assert all("正在后台比对" in text and 'class="flow-band"' in text for text in shown)
    assert Job.objects.count() == 1
    for who, status in ((browser, 200), (signed_in(upper), 200), (signed_in(), 302)):
        assert who.get(f"{page}progress", named).status_code == status
    assert browser.get(f"{page}progress", {"above": 10**30}).status_code == 404
    run_due(now=None)
    assert crosswalk_of(above, below).fresh
    assert "正在" not in browser.get(page, named).content.decode()
    Task.objects.filter(pk=one.above.pk).update(title="另一题目")
    assert not crosswalk_of(above, below).fresh
    assert "正在重新比对" in browser.get(page, named).content.decode()
    Job.objects.filter(state="queued").update(state="failed")
    assert "再比对一次" in browser.get(page, named).content.decode()
    assert Job.objects.count() == 2
    assert browser.post(f"{page}again", named).status_code == 302
    run_due(now=None)
    browser.post(f"{page}again", named)
    assert (Job.objects.count(), crosswalk_of(above, below).fresh) == (3, True)
    assert [pair.carries for pair in TaskPair.objects.all()] == [True]


def test_many_tasks_are_shown_in_pages_and_chapters_at_the_cost_of_few(two, signed_in, django_assert_max_num_queries):
    above, below, (keeper, *_) = two
    browser, page = signed_in(keeper), f"/ledger/crosswalk/?above={above.pk}&below={below.pk}"
    browser.get(page)
    highest = taken_in(above.office, text=ABOVE.replace("示例省", "全国"))
    for policy, number in ((highest, 60), (above, 130), (below, 250)):
        grown(policy, number)
    ends = ((highest, above), (above, below))
    pairs_settle(actor=None, chosen=[Chosen(*_first(two)) for two in ends], carries=True, at=AT)
    browser.get(page)
    with django_assert_max_num_queries(30):
        text = browser.get(
            page + "&open_below=2&words_below=任务249&words_above=培优&top=" + str(highest.pk)
        ).content.decode()
    assert text.count("<li>（九）任务") <= 100
    assert "open_below=3" in text
    assert "新章 5" in text
    assert text.count('<tr><th scope="row">') <= MOST
    assert "任务249" in text
    assert "培优团体标准</option>" in text
    assert "highest=10-20#flow" in text
    zoomed = browser.get(f"{page}&top={highest.pk}&highest=0-12&upper=0-30&lower=12-30&suggested=９９&refused=-1")
    assert "回到全部章节" in zoomed.content.decode()
    assert "highest=0-12&amp;upper=0-30" in zoomed.content.decode()
    for strange in ("upper=9-3", "upper=999999-9999999", "lower=x-y", "open_above=" + "9" * 5000):
        assert browser.get(f"{page}&{strange}").status_code == 200


def _first(ends):
    """The first tasks of a policy and of the one below it, the lower first."""
    above, below = (policy.tasks.order_by("place", "pk").first() for policy in ends)
    return below.pk, above.pk, None


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (["甲 / 一", "甲 / 一", "甲 / 二", "乙"] * 3, 12),
        (["甲 / 一"] * 50 + ["甲 / 二"] * 50 + ["乙"], 3),
        ([f"甲 / {n}" for n in range(60)] + [f"乙 / {n}" for n in range(60)], 2),
        ([""] * 2_000, 45),
        ([f"章 {n}" for n in range(2_001)], 45),
        ([], 0),
    ],
)
def test_chapters_hold_every_task_once_in_rows_that_can_be_taken_in(headings, rows):
    entries = [Entry(n, f"{n}.", f"题目{n}", heading, "") for n, heading in enumerate(headings)]
    chapters = chapters_of(entries, names_of(entries))
    assert [pk for chapter in chapters for pk in chapter.pks] == list(range(len(entries)))
    assert len(chapters) <= MOST
    assert abs(len(chapters) - rows) <= 1
    assert all(chapter.end - chapter.start == len(chapter.pks) and chapter.name for chapter in chapters)
    cells = cells_of(chapters, chapters, [(0, 0)] * bool(entries), [(0, 10**9)])
    assert cells == ({(0, 0): (1, 0)} if entries else {})
