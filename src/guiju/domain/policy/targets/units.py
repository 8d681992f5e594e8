"""Units that policies count in (计量单位), and what must not follow them, because then they are no unit."""

from __future__ import annotations

import re

_TIME_WORDS = "个工作日 工作日 个自然日 个小时 小时 分钟 天 日 年 个月"
_LONG_WORDS = (
    "个百分点 百分点 个工作日 个自然日 个小时 个月 工作日 小时 分钟 平方公里 平方千米 平方米 立方米 毫克/升 "
    "微克 吨标准煤 千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 公里 千米 公顷 公斤 千克 家(次) 人(次) 场(次) 批(次) 户(次) "
    "人次 家次 批次 班次 场次 件次 户次 项次 学时 课时 标准箱 标箱 床位"
)
_BASE_WORDS = (
    "十万 10万 百人 千人口 千人 万人口 万人 人次 人 户 家 亩 公顷 平方公里 平方米 立方米 吨 公里 千瓦时 "
    "百万元 万元 亿元 件 台 辆 年 月 天 日 小时"
)
_SHORT = "项家件份名场期处座所条种套门支户台辆例篇册亩吨倍宗起款只头株棵张枚堂段间艘架栋幢盏笔斤岁%‰"
_GUARDED = {
    "个": "", "人": "大民才员社力口均", "次": "全代", "类": "", "部": "门委分署", "本": "市省区县地级科",
    "分": "之别类工级布支散析公中会钟享设", "位": "于", "天": "然", "年": "度级代", "日": "常", "米": "", "升": "级",
    "口": "岸径号头", "首": "批席府次都创要", "幅": "度", "面": "积向对临", "集": "群团中合体成聚",
}  # fmt: skip
TIMES = frozenset(_TIME_WORDS.split())
"""Units of time: a promise only where the words say within, or shortened to (以内、缩短至)."""

_ONE = "|".join(
    [
        *(re.escape(unit) for unit in sorted([*_LONG_WORDS.split(), *_SHORT], key=len, reverse=True)),
        "(?:EFLOPS|PFLOPS|[EPT]B|[GT]bps|[GMk]Wh?|dB)(?![A-Za-z])|℃",
        "美元|元(?!旦|素|器|数)",
        *(f"{unit}(?![{after}])" if after else unit for unit, after in _GUARDED.items()),
    ]
)
PATTERN = f"(?:{_ONE})(?:/(?:{'|'.join(_BASE_WORDS.split())}))?|/(?:10|十)万"
"""A unit alone or by a base (万元/人, 批次/千人, 微克/立方米), and the rate of deaths (/10万)."""


def is_money(unit: str | None) -> bool:
    """Whether a unit counts money (金额), by itself or by a base."""
    return unit is not None and unit.split("/")[0].endswith("元")
