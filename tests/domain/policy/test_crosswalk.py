"""Which local work carries out which item from above: suggested by what both say, with the words that say it."""

from __future__ import annotations

from domain.policy.crosswalk_corpus import items, labelled
from guiju.domain.crosswalk import Item, carriers, gaps, suggest

ABOVE = (
    Item("g1", "加强团体标准规范引导", "实施团体标准培优计划,培育一批优秀的团体标准组织。"),
    Item("g2", "强化宣传引导", "建设若干标准化宣传普及基地,用好新媒体工具。"),
    Item("g3", "健全激励政策", "鼓励商业银行、融资担保公司开发标准融资增信服务产品。"),
)
BELOW = (
    Item("c1", "培育发展团体标准", "组织实施团体标准培优计划,建立培优团体标准组织库。"),
    Item("c2", "加大宣传力度", "建设标准化宣传普及基地三处。"),
    Item("c3", "推进粤菜标准化", "制定特色菜品标准。"),
)


def pairs(found):
    return [(one.below, one.above) for one in found]


def test_work_is_tied_to_the_item_that_says_the_same():
    assert pairs(suggest(ABOVE, BELOW)) == [("c1", "g1"), ("c2", "g2")]


def test_the_reasons_stand_in_both_texts():
    for one in suggest(items("004"), items("001")):
        above = next(item for item in items("004") if item.id == one.above)
        below = next(item for item in items("001") if item.id == one.below)
        for reason in one.reasons:
            assert reason in f"{above.title} {above.text}"
            assert reason in f"{below.title} {below.text}"


def test_gaps_are_told_both_ways():
    found = gaps(ABOVE, BELOW, pairs(suggest(ABOVE, BELOW)))
    assert found.above == ("g3",)
    assert found.below == ("c3",)


def test_nothing_is_suggested_where_there_is_nothing():
    assert suggest((), BELOW) == ()
    assert suggest(ABOVE, ()) == ()
    assert suggest((Item("a", "", ""),), (Item("b", "", ""),)) == ()


def test_the_pairs_of_a_province_are_found():
    wanted, found = labelled("worked"), suggest(items("004"), items("001"))
    given = {(one.below, one.above) for one in found}
    right = {(below, above) for below, above_ids in wanted.items() for above in above_ids}
    assert len(given & right) / len(right) >= 0.95
    assert len(given & right) / len(given) >= 0.88


def test_a_counterpart_is_found_among_many_that_share_its_common_words():
    deeds = ("纺纱", "印染", "轧花", "缫丝", "酿造", "晾晒", "分拣", "仓储", "烘干")
    names = [f"{one}{two}" for one in "棉麻丝毛茶糖盐酒" for two in deeds]
    upper = [Item(f"u{n}", f"{name}检测", f"规范{name}的检测和追溯管理。") for n, name in enumerate(names)]
    lower = [Item(f"l{n}", f"{name}检测", f"做好{name}的检测和追溯管理。") for n, name in enumerate(names)]
    best = {one.below: one.above for one in reversed(suggest(upper, lower))}
    assert best == {f"l{n}": f"u{n}" for n in range(len(names))}


def test_a_target_of_the_goals_is_carried_by_tasks_that_speak_of_its_object():
    tasks = [item._replace(id=item.title) for item in items("003")]
    found = {
        name: carriers(Item("g", name, name), tasks) for name in ("参评中国标准创新贡献奖", "示范项目", "全区生产总值")
    }
    assert {name: [(one.below, one.reasons) for one in told] for name, told in found.items()} == {
        "参评中国标准创新贡献奖": [("推动厦门标准“走出去”", ("中国标准创新贡献奖",))],
        "示范项目": [("推进农业农村标准化建设", ("示范项目",))],
        "全区生产总值": [],
    }
