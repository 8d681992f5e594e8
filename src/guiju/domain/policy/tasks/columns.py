"""What the columns of a table of tasks hold (分工表的列)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Column = Literal["number", "task", "lead", "answer", "join", "due", "indicator", "other"]
_KINDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:序号|编号|序|号|No\.?|项目序号)$", re.IGNORECASE)),
    ("due", re.compile(r"时限|时间|期限|进度|节点|年限|完成日期")),
    ("lead", re.compile(r"牵头|主责|主办|第一责任|主要责任")),
    ("join", re.compile(r"配合|参与|参加|协办|协同|协助|支持单位|会办")),
    ("answer", re.compile(r"责任(?!目标|领导|人)|负责|承办|(?:落实|承担|实施|主管)(?:单位|部门|主体)|分工$")),
    ("answer", re.compile(r"^(?:有关|市级|区级|县级|省级)?(?:单位|部门)$")),
    ("indicator", re.compile(r"姓名|职务|电话|指标|目标值|现状值|基期|属性|计量单位|^单位$")),
    ("task", re.compile(r"任务|内容|重点工作|举措|措施|事项|工作要求|项目")),
)  # fmt: skip
_RANKS = tuple(map(re.compile, ("项目", "任务|事项|重点工作", "具体任务|工作任务|主要任务", "内容|措施|举措|要求")))
_VAGUE = re.compile(r"^(?:具体|主要|建设)?(?:内容|项目|项目名称|事项)$")
_CLOSE = re.compile(r"\s+")


def column_kinds(headings: Sequence[str]) -> tuple[Column, ...]:
    """The kind of each column by its heading; of several columns that may hold the task the most telling one does."""
    kinds = [_kind(_CLOSE.sub("", heading)) for heading in headings]
    if not {"lead", "answer", "join"} & set(kinds):
        kinds = [
            "other" if kind == "task" and _VAGUE.match(heading) else kind
            for kind, heading in zip(kinds, headings, strict=True)
        ]
    tasks = [at for at, kind in enumerate(kinds) if kind == "task"]
    if len(tasks) > 1:
        kept = max(tasks, key=lambda at: (_telling(headings[at]), at))
        kinds = ["other" if kind == "task" and at != kept else kind for at, kind in enumerate(kinds)]
    if "lead" in kinds:
        kinds = ["join" if kind == "answer" else kind for kind in kinds]
    elif "join" in kinds:
        kinds = ["lead" if kind == "answer" else kind for kind in kinds]
    return tuple(kinds)


def _kind(heading: str) -> Column:
    return next((kind for kind, pattern in _KINDS if pattern.search(heading)), "other")


def _telling(heading: str) -> int:
    return max((rank for rank, words in enumerate(_RANKS) if words.search(heading)), default=0)


def is_task_table(kinds: Sequence[Column]) -> bool:
    """Whether a table with such columns orders tasks; one of indicators or of persons does not."""
    return "indicator" not in kinds and ("task" in kinds or "lead" in kinds)
