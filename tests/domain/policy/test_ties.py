"""Which measure counts what a target promises: suggested by what both name, with reasons, never where units differ."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tools.accuracy_ties import scored

from guiju.domain.ties import Countable, Part, Promise, part_fitting, suggest, units_fit

LEVELS = (Part("level", "national", "国家级"), Part("level", "provincial", "省级"), Part("level", "city", "市级"))
PILOTS = Countable("pilots", "新建标准化试点示范项目", "个", "立项日期在统计期内的项目数。", ("level",), LEVELS)
TRAINING = Countable("training", "标准化培训人次", "人次", "人次之和。", ("region",))
MONEY = Countable("money", "标准化专项资金支出", "万元")
OFFERED = (PILOTS, TRAINING, MONEY)


@pytest.mark.parametrize(
    ("name", "unit", "measure", "part"),
    [
        ("新增开展标准化培训", "人次", "training", None),
        ("建设国家级、省级标准化示范(试点)项目", "个", "pilots", None),
        ("新增省级标准化试点", "个", "pilots", "provincial"),
        ("省级以上标准化试点示范项目", "个", "pilots", None),
        ("安排标准化专项资金", "亿元", "money", None),
        ("标准化试点示范项目验收合格率", "%", None, None),
        ("标准化培训覆盖企业", "家", None, None),
        ("职业技能培训", "人次", None, None),
        ("城镇登记失业率", "%", None, None),
        ("", "", None, None),
    ],
)
def test_a_target_is_tied_to_what_counts_it_or_to_nothing(name, unit, measure, part):
    found = suggest(Promise(name, unit), OFFERED)
    assert (found[0].measure if found else None) == measure
    if found:
        assert (found[0].part.value if found[0].part else None) == part
        assert found[0].reasons


def test_what_speaks_against_a_measure_is_said():
    (found,) = suggest(
        Promise("组织标准化专题培训企业人员", "人", "year", "广东省中山市"), (PILOTS, TRAINING._replace(by=()))
    )
    assert [doubt.zh for doubt in found.doubts] == [
        "目标按“人”，指标按“人次”，两者不完全是一回事",
        "指标不分地区，全站的记录都计，不只广东省中山市的",
    ]


@pytest.mark.parametrize(
    ("wanted", "counted", "factor", "exact"),
    [
        ("项", "个", 1, True),
        ("亿元", "万元", 10_000, True),
        ("年", "天", 365, False),
        ("人", "人次", 1, False),
        ("个百分点", "%", None, None),
        ("倍", "项", None, None),
        ("家", "项", None, None),
    ],
)
def test_units_count_the_same_or_do_not(wanted, counted, factor, exact):
    fit = units_fit(wanted, counted)
    assert (fit is None) == (factor is None)
    if fit is not None:
        assert (fit.factor, fit.exact) == (Decimal(factor), exact)


def test_one_part_is_chosen_only_where_one_is_spoken_of():
    assert part_fitting("市级标准化试点", LEVELS) == LEVELS[2]
    assert part_fitting("国家级、省级标准化试点", LEVELS) is None
    assert part_fitting("省级以上标准化试点", LEVELS) is None
    assert part_fitting("标准化试点", LEVELS) is None


@pytest.mark.parametrize(("split", "least"), [("worked", 0.9), ("held_back", 0.85)])
def test_the_labelled_targets_are_tied_as_a_person_tied_them(split, least):
    score = scored(split)
    assert score.precision >= least
    assert score.recall >= least
