"""Which local work carries out which item from above: suggested, settled by a person, with the gaps both ways."""

from __future__ import annotations

import pytest

from apps.ledger_samples import taken_in
from guiju.apps.ledger.flow import flow_of
from guiju.apps.ledger.models import TaskPair
from guiju.apps.ledger.queries.crosswalk import crosswalk_of, pairs_of_task
from guiju.apps.ledger.services.crosswalk import Chosen, pairs_settle
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.models import Event
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
    assert len(flow_of([held.above, held.below], held.confirmed, held.called).bands) == 1
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
