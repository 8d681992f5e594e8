"""Targets in whole documents: tables, repeated promises, tasks, doubts, bounds."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from domain.policy.target_cases import FOLDER, passage
from guiju.domain.clauses import outline
from guiju.domain.policy.reading import policy_read
from guiju.domain.policy.targets import Target, TaskAnchor, targets_read

PLAN = """某市质量强市建设规划
一、发展基础
截至2020年底,建成国家级标准化试点25个。
二、主要目标
到2025年,质量强市建设取得显著成效。
——国际标准化水平提升。主导或参与制定国际标准10项以上。
专栏1 主要指标
序号 | 指标 | 单位 | 2020年 | 2025年 | 属性
1 | 制造业产品质量合格率 | % | 94.2 | ≥95 | 预期性
2 | 标准平均制定周期 | 个月 | 24 | ≤18 | 约束性
三、重点任务
(一)加强标准研制
1.主导或参与制定国际标准10项以上。(市市场监管局等12个部门负责)
2.开展标准宣贯,每年组织培训不少于4次。(2024年6月底前完成)
四、保障措施
(一)加大投入。对主导制定国际标准的企业,每项奖励50万元。
附件
重点任务分工表
序号 | 工作任务 | 目标 | 责任单位 | 完成时限
1 | 主导或参与制定国际标准 | 10项以上 | 市市场监管局 | 2025年
2 | 组织标准培训 | 每年不少于4次 | 市市场监管局等3个部门 | 持续推进
"""


@pytest.fixture(scope="module")
def targets() -> dict[str, Target]:
    tree = outline(PLAN)
    tasks = [
        TaskAnchor(f"x-{clause.number}-{clause.kind}", clause.path, clause.start, clause.end)
        for clause in tree.walk()
        if clause.kind in ("item", "row") and "专栏" not in clause.path
    ]
    read = targets_read(tree, document="x", period=(2021, 2025), tasks=tasks)
    for target in read.targets:
        assert tree.text[target.start : target.end] == target.span
    return {target.id: target for target in read.targets}


def test_a_table_of_indicators_gives_goals_with_the_year_of_their_column(targets: dict[str, Target]) -> None:
    rate, length = targets["x-G02"], targets["x-G03"]
    assert (rate.measure, rate.value, rate.unit, rate.comparator, rate.due) == (
        "制造业产品质量合格率", 95, "%", ">=", "2025",
    )  # fmt: skip
    assert (length.value, length.unit, length.comparator) == (18, "个月", "<=")


def test_history_subsidies_and_numbers_of_departments_are_no_targets(targets: dict[str, Target]) -> None:
    assert {target.value for target in targets.values()} == {None, 10, 95, 18, 4}


def test_a_promise_said_three_times_is_linked_both_ways(targets: dict[str, Target]) -> None:
    assert targets["x-G01"].duplicates == ("x-T01", "x-R01")
    assert targets["x-T01"].duplicate_of == targets["x-R01"].duplicate_of == "x-G01"
    assert targets["x-G01"].task_ids == ("x-1-item", "x-1-row")


def test_a_bare_number_in_a_cell_counts_what_its_row_is_about(targets: dict[str, Target]) -> None:
    row = targets["x-R02"]
    assert (row.measure, row.per, row.due, row.due_source) == ("组织标准培训", "year", "2025", "document_period")


def test_a_deadline_behind_the_work_is_its_deadline(targets: dict[str, Target]) -> None:
    assert (targets["x-T02"].due, targets["x-T02"].due_source) == ("2024-06", "explicit")


def test_two_dates_above_a_bullet_are_a_doubt() -> None:
    lead = "一、主要目标\n到2025年,体系更加健全。到2035年,格局全面形成。\n"
    text = lead + "——新增地方标准50项以上。\n——新增团体标准80项以上。\n"
    read = targets_read(outline(text), document="x", period=None, tasks=())
    assert [target.due for target in read.targets if target.value] == ["2025", "2025"]
    assert len(read.doubts) == 2


def test_a_small_number_in_words_is_taken_only_with_a_doubt() -> None:
    read = targets_read(passage("制定两项地方标准,推进三项工程。", "重点任务"), document="x", period=None, tasks=())
    assert [target.value for target in read.targets] == [2]
    assert len(read.doubts) == 1


@pytest.mark.parametrize("piece", ["新增标准10项以上,", "10项和", "2020年、", "1,000,", "“", "三", "给予奖励10万元"])
def test_a_hostile_text_costs_bounded_work(piece: str) -> None:
    tree = passage(piece * (60_000 // len(piece)))
    started = time.process_time()
    read = targets_read(tree, document="x", period=None, tasks=())
    assert time.process_time() - started < 10
    assert len(read.targets) <= 2001


DOCUMENTS = [json.loads(line) for line in (FOLDER / "target_documents.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: str(case["id"]))
def test_a_whole_policy_is_read_as_a_person_read_it(case: dict[str, Any]) -> None:
    read = policy_read(case["text"], document="x").record()["targets"]
    keys = ("where", *case["expect"][0], "value_to", "incremental", "cumulative", "per", "baseline_from", "due")
    assert [{key: one.get(key) or None for key in keys} for one in read] == [
        {key: one.get(key) for key in keys} for one in case["expect"]
    ]
