"""Parts of a policy that order nothing by themselves (非任务部分): requirements, principles, goals, closing rules."""

from __future__ import annotations

import re

_GUIDING = re.compile(
    r"总体要求|总体思路|总体目标|总的要求|指导思想|指导原则|基本原则|工作原则|建设原则|主要原则|遵循原则|合作原则|基本要求|工作思路|基本思路|"
    r"主要目标|发展目标|工作目标|行动目标|具体目标|建设目标|预期目标|合作目标|阶段目标|目标要求|战略定位|发展定位|功能定位|总则|"
    r"形势|背景|发展基础|现状|现实基础|发展环境|发展条件|工作基础|存在问题|重要意义|重大意义|必要性|编制依据|适用范围|适用对象|适用条件|名词解释|"
    r"回顾|发展成就|工作成效|取得的?成效|主要成效|面临的?(?:形势|机遇|挑战|问题)|发展态势|术语|附则|施行日期|有效期|实施时间|其他事项|其它事项"
)
_GUIDING_WHOLE = re.compile(
    r"^(?:目标|原则|目标任务|任务目标|目的|目的意义|规划期限|规划范围|依据|意义|引言|前言|序言|说明|基本情况)$"
)
_TASKS_TOO = re.compile(r"任务|措施|举措|分工|行动|工程|实施路径|机制")
_DEFINING = re.compile(r"^[^。;；,，]{0,40}(?:所称|适用于|适用本|是指|用语的含义)")
_CLOSING = re.compile(
    r"^(?:本(?:办法|意见|方案|规定|通知|措施|细则|政策|规划|计划)|以上政策)[^。]{0,30}(?:自[^。]{0,40}(?:施行|实施|执行)|有效期|由[^。]{2,30}负责解释)"
)


def is_guiding(title: str | None) -> bool:
    """Whether a heading announces what guides rather than what is to be done."""
    if not title:
        return False
    bare = re.sub(r"\s", "", title).strip("。.:：")
    if _GUIDING_WHOLE.match(bare):
        return True
    return len(bare) <= 20 and _GUIDING.search(bare) is not None and _TASKS_TOO.search(bare) is None


def is_defining(text: str) -> bool:
    """Whether a clause only says what a word means or where the document holds."""
    return _DEFINING.match(text) is not None


def is_closing(text: str) -> bool:
    """Whether a clause only says from when the document holds or who explains it."""
    return _CLOSING.match(text) is not None
